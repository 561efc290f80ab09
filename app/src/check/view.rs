//! `/check`

use leptos::prelude::*;
use leptos_meta::Title;

use super::text;
use crate::doctor::{self, Device, Fields, Finding, Moment, diagnose};
use crate::help::findings as help;
use crate::i18n::{Locale, Text};
use crate::ui::findings::Findings;
use crate::ui::frame::measured_device;
use crate::ui::help::HelpLink;
use crate::web::state::{locale, page_state, t};

/// How often a changed window is noticed, in milliseconds.
const AGAIN: u64 = 1_000;

/// The form's id.
pub const FORM: &str = "check";

/// `/check`: findings in words, and what was measured.
#[component]
pub fn CheckPage() -> impl IntoView {
    let locale = locale();
    let device = RwSignal::new(page_state().checked);
    let copied = RwSignal::new(false);
    let nothing = page_state().form(FORM).summary;
    // In the browser: at once, and again while the page is open, so that turning the zoom back shows at once.
    Effect::new(move |_| {
        let measure = move || {
            let now = Some(measured_device());
            if device.with_untracked(|before| *before != now) {
                device.set(now);
            }
        };
        measure();
        if let Ok(handle) = set_interval_with_handle(measure, std::time::Duration::from_millis(AGAIN)) {
            on_cleanup(move || handle.clear());
        }
    });
    let findings = Memo::new(move |_| device.get().map(|d| found(&d)).unwrap_or_default());
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::TITLE)}</h1>
            <p class="lead">{t(text::LEAD)}</p>
            <div role="status" class="live">
                <Findings findings=Signal::derive(move || findings.get())/>
                {move || (device.read().is_some() && findings.read().is_empty()).then(|| view! {
                    <div class="notice" data-kind="ok" data-all-well=""><p>{text::ALL_WELL.of(locale)}</p></div>
                })}
            </div>
            {move || help::topics(&findings.read()).into_iter().map(|to| view! { <HelpLink to/> }).collect_view()}
            {move || device.get().map(|d| view! { <Measured device=d copied/> })}
            <form id=FORM method="post" action="/check" class="stack" hidden=move || device.read().is_some()>
                {if nothing.is_empty() {
                    view! { <p>{t(text::NEEDS_SCRIPT)}</p> }.into_any()
                } else {
                    view! { <div class="notice" data-kind="warn" role="status" data-nothing=""><p>{nothing}</p></div> }.into_any()
                }}
                <input type="hidden" name="device" value=""/>
                <button class="button button-primary" type="submit">{t(text::CHECK_NOW)}</button>
            </form>
            <section class="card stack" id="about" aria-labelledby="about-title">
                <h2 id="about-title">{t(text::ABOUT)}</h2>
                <dl class="facts">
                    {page_state().about.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd translate="no">{value}</dd></div> }).collect_view()}
                </dl>
            </section>
        </div>
    }
}

fn found(device: &Device) -> Vec<Finding> {
    doctor::shown(diagnose(&Fields::default(), device), Moment::Check)
}

/// The measured values in words, and the same as a text for support: no identifier, nothing typed.
#[component]
fn Measured(device: Device, copied: RwSignal<bool>) -> impl IntoView {
    let locale = locale();
    let lines = measured(&device, locale);
    let ids: Vec<&str> = found(&device).iter().map(|f| f.id.as_str()).collect();
    let found = if ids.is_empty() { text::NONE.of(locale).to_owned() } else { ids.join(", ") };
    let about = page_state().about.into_iter().map(|(name, value)| format!("{name}: {value}"));
    let support = about
        .chain(lines.iter().map(|(name, value)| format!("{}: {value}", name.of(locale))))
        .chain([format!("{}: {found}", text::FINDINGS.of(locale))])
        .collect::<Vec<_>>()
        .join("\n");
    view! {
        <section class="card stack">
            <h2>{text::MEASURED.of(locale)}</h2>
            <dl class="facts">
                {lines.into_iter().map(|(name, value)| view! { <div><dt>{name.of(locale)}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
        </section>
        <section class="stack">
            <h2>{text::COPY_TITLE.of(locale)}</h2>
            <p class="hint">{text::COPY_HINT.of(locale)}</p>
            <div class="copy-box">
                <pre id="support-text" tabindex="0">{support}</pre>
                <button class="button button-secondary" type="button" on:click=move |_| copy("support-text", copied)>{text::COPY.of(locale)}</button>
            </div>
            <p role="status" class="hint live">{move || copied.get().then(|| text::COPIED.of(locale))}</p>
        </section>
    }
}

fn measured(d: &Device, locale: Locale) -> Vec<(Text, String)> {
    let word = |text: Text| text.of(locale).to_owned();
    let works = |fact: Option<bool>| match fact {
        Some(true) => word(text::WORKS),
        Some(false) => word(text::BLOCKED),
        None => word(text::UNKNOWN),
    };
    let size = |w: Option<u32>, h: Option<u32>| match (w, h) {
        (Some(w), Some(h)) => text::SIZE.with(locale, &[("w", &w.to_string()), ("h", &h.to_string())]),
        _ => word(text::UNKNOWN),
    };
    let zoom = match (d.outer_width, d.inner_width) {
        (Some(outer), Some(inner)) if inner > 0 => text::PERCENT.with(locale, &[("n", &(100 * outer).div_ceil(inner).to_string())]),
        _ => word(text::UNKNOWN),
    };
    let clock = match d.clock_skew_s {
        Some(s) if s.abs() <= 120 => word(text::CLOCK_FINE),
        Some(s) => text::CLOCK_OFF.with(locale, &[("n", &s.to_string())]),
        None => word(text::UNKNOWN),
    };
    // Posted facts may be anything; nobody's browser has a longer name.
    let browser = d.browser.as_ref().map_or_else(|| word(text::UNKNOWN), |name| name.chars().take(60).collect());
    vec![
        (text::BROWSER, browser),
        (text::WINDOW, size(d.inner_width, d.inner_height)),
        (text::SCREEN, size(d.screen_width, d.screen_height)),
        (text::ZOOM, zoom),
        (text::COOKIES, works(d.cookies)),
        (text::STORAGE, works(d.storage)),
        (text::CONNECTION, works(d.online.map(|online| online && !d.captive_portal))),
        (text::CLOCK, clock),
        (text::APP, works(d.wasm)),
    ]
}

/// Selects a text, copies it, and notes that it was done. Where the clipboard is closed to us, the selection is left for Ctrl+C.
#[cfg(feature = "hydrate")]
fn copy(id: &str, copied: RwSignal<bool>) {
    use wasm_bindgen::prelude::Closure;

    copied.set(false);
    let selected = window().get_selection().ok().flatten().zip(document().get_element_by_id(id));
    if let Some((selection, element)) = selected {
        let _ = selection.select_all_children(&element);
        let written = window().navigator().clipboard().write_text(&element.text_content().unwrap_or_default());
        let done = Closure::once(move |_| copied.set(true));
        let _ = written.then(&done);
        // The promise still needs it.
        done.forget();
    }
}

#[cfg(not(feature = "hydrate"))]
const fn copy(_: &str, _: RwSignal<bool>) {}
