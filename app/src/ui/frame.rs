//! What stands around every page: skip link, header, the page, footer.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::text;
use crate::doctor::{self, Device, Evidence, Finding, FindingId, Remedy, Severity};
use crate::i18n::Locale;
use crate::ui::moves::note_move;
use crate::web::state::{locale, page_state, t};

#[cfg(feature = "ssr")]
use crate::{
    current_facility as facility, emergency::bar::Banner, levels::model::Permission, maintenance::view::Announcement,
    practice_info::model as practice_info, sessions::text as sessions, web::next::encode,
};

/// Header, main and footer. Help stands in the same place on every page (WCAG 3.2.6).
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let (location, rendered) = (use_location(), page_state().path);
    Effect::new(move |_| {
        note_move(&rendered, &location.pathname.get());
    });
    super::moves::follow();
    // Rendered by the server alone, and handed over as it is: none of it moves, and none of it is in a browser part.
    let [above, actions] = SharedValue::new(fixed).into_inner();
    view! {
        <a class="skip-link" href="#main" rel="external">{t(text::SKIP)}</a>
        <header class="site-header">
            <a class="brand" href="/" rel="external">{t(text::BRAND)}</a>
            <nav class="header-actions" aria-label=t(text::MAIN_NAV) inner_html=actions></nav>
        </header>
        <div class="above" inner_html=above></div>
        <main id="main" tabindex="-1">
            {children()}
        </main>
        <footer class="site-footer">
            <nav class="cluster" aria-label=t(text::SITE)>
                <a href="/help" rel="external">{t(text::HELP)}</a>
                <a href="/check" rel="external">{t(text::CHECK)}</a>
            </nav>
            <LanguageSwitch/>
        </footer>
    }
}

/// What stands above the page and in its header, as HTML.
fn fixed() -> [String; 2] {
    #[cfg(feature = "ssr")]
    return [view! { <PrintHead/><Announcement/><Banner/> }.to_html(), view! { <HeaderActions/> }.to_html()];
    #[cfg(not(feature = "ssr"))]
    Default::default()
}

/// On paper: whose page this is. Browsers fetch a picture that is not shown only when it will be.
#[cfg(feature = "ssr")]
#[component]
fn PrintHead() -> impl IntoView {
    page_state().person.map(|person| {
        let logo = person.logo.map(|digest| view! { <img src=practice_info::picture(&digest) alt="" loading="lazy"/> });
        view! { <div class="print-head">{logo}<span>{person.practice}</span></div> }
    })
}

#[cfg(feature = "ssr")]
#[component]
fn HeaderActions() -> impl IntoView {
    let path = use_location().pathname;
    let limited = page_state().limit.is_some();
    match page_state().person {
        // Nothing but what must be done first, the lock, and the way out.
        Some(person) => {
            let patients = person.may(Permission::ViewPatients) && !limited;
            let settings = person.may(Permission::Settings) && !limited;
            view! {
            {(!limited).then(|| view! { <a class="site-person" href="/account" rel="external"><span class="visually-hidden">{t(text::LOGGED_IN_AS)}" "</span>{person.name}" · "{person.practice}</a> })}
            {person.facility.filter(|_| !limited).map(|facility| {
                let here = format!("{}?next={}", facility::model::PATH, encode(&path.get_untracked()));
                view! { <a class="site-facility" href=here rel="external"><span class="visually-hidden">{t(facility::text::HEADER)}" "</span>{facility}</a> }
            })}
            {patients.then(|| view! { <a class="button button-quiet" href="/patients" rel="external">{t(text::PATIENTS)}</a> })}
            {settings.then(|| view! { <a class="button button-quiet" href="/settings" rel="external">{t(text::SETTINGS)}</a> })}
            <form method="post" action="/lock">
                <button class="button button-quiet" type="submit">{t(sessions::LOCK_NOW)}</button>
            </form>
            <form method="post" action="/logout">
                <button class="button button-quiet" type="submit">{t(text::LOG_OUT)}</button>
            </form>
        }
        .into_any()
        }
        // On the log-in pages themselves the link would lead nowhere, and beside a code it would look like its button; the lock screen has ways of its own.
        None if matches!(path.get_untracked().as_str(), "/login" | "/login/email" | "/login/code" | "/unlock") => ().into_any(),
        None => view! { <a class="button button-primary" href="/login" rel="external">{t(text::LOG_IN)}</a> }.into_any(),
    }
}

/// Each language by its own name. A plain form: works without script, and is remembered on this device.
#[component]
pub fn LanguageSwitch(
    /// Where it is the second one of a page: no landmark, since those have different names.
    #[prop(optional)]
    inner: bool,
) -> impl IntoView {
    let location = use_location();
    let here = {
        let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
        if query.is_empty() { path } else { format!("{path}?{}", query.trim_start_matches('?')) }
    };
    view! {
        <form class="language-switch" method="post" action="/language" aria-label=(!inner).then(|| t(text::LANGUAGE))>
            <input type="hidden" name="next" value=here/>
            {Locale::ALL.into_iter().map(|l| {
                let current = (l == locale()).then_some("true");
                view! {
                    <button type="submit" name="to" value=l.tag() lang=l.tag() aria-current=current>{l.own_name()}</button>
                }
            }).collect_view()}
        </form>
    }
}

/// The causes of too little room that the boot script may show.
const CAUSES: [FindingId; 7] = [
    FindingId::Zoomed,
    FindingId::EnlargedText,
    FindingId::DisplayScaled,
    FindingId::SmallScreen,
    FindingId::SmallWindow,
    FindingId::Popup,
    FindingId::Standalone,
];

/// The causes that a window of full size ends.
const OPENED_ASIDE: [FindingId; 2] = [FindingId::Popup, FindingId::Standalone];

/// The causes that keep every log-in from working and that only the browser knows, most decisive first.
const OBSTACLES: [FindingId; 3] = [FindingId::Offline, FindingId::NotHttps, FindingId::CookiesBlocked];

fn cause(id: FindingId) -> String {
    let finding = Finding { id, severity: Severity::Info, field: None, evidence: Evidence::None, remedy: None };
    doctor::sentence(&finding, locale())
}

/// Why no log-in can work on this computer now; hidden until the boot script has measured it, with or without WebAssembly.
#[component]
pub fn Obstacle() -> impl IntoView {
    view! {
        <div role="status" class="live">
            <div class="notice" data-kind="warn" data-obstacle="" hidden>
                {OBSTACLES.into_iter().map(|id| view! { <p data-cause=id.as_str() hidden>{cause(id)}</p> }).collect_view()}
            </div>
        </div>
    }
}

/// A line at the top of a page that has little room, with its remedy; hidden until the boot script has measured a cause (never a gate).
/// It comes when the script has measured, so it moves what is under it once, and only in such a window.
#[component]
pub fn WindowWarning() -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    view! {
        <div class="notice notice-line" data-kind="info" data-window-warning="" data-dismissible="window" hidden>
            {CAUSES.into_iter().map(|id| view! { <p data-cause=id.as_str() hidden>{cause(id)}</p> }).collect_view()}
            {OPENED_ASIDE.into_iter().map(|id| view! {
                <a class="button button-secondary" data-cause=id.as_str() href=here.clone() target="_blank" rel="noopener external" hidden>
                    {doctor::remedy_label(&Remedy::OpenFullSize, locale())}
                </a>
            }).collect_view()}
            <button class="button button-quiet" type="button" data-dismiss="">{t(text::DISMISS)}</button>
        </div>
    }
}

/// What the boot script measured, in the browser; nothing on the server.
#[must_use]
pub fn measured_device() -> Device {
    #[cfg(feature = "hydrate")]
    {
        // Whoever asks here runs as WASM.
        Device { wasm: Some(true), ..browser_device().unwrap_or_default() }
    }
    #[cfg(not(feature = "hydrate"))]
    Device::default()
}

#[cfg(feature = "hydrate")]
fn browser_device() -> Option<Device> {
    use wasm_bindgen::{JsCast as _, JsValue};
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let ours = get(&window().into(), "vestibule")?;
    let measure = get(&ours, "device")?.dyn_into::<js_sys::Function>().ok()?;
    let facts = measure.call0(&ours).ok()?;
    serde_json::from_str(&js_sys::JSON::stringify(&facts).ok()?.as_string()?).ok()
}
