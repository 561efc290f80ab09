//! The document around every page.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::Router;

use crate::App;
use crate::current_facility::text as facility;
use crate::i18n::Text;
use crate::routes::{Bundle, WITH_PASSKEYS, bundle};
use crate::sessions::{lock, text};
use crate::ui::frame::Frame;
use crate::ui::gallery::GalleryPage;
use crate::ui::text as ui;
use crate::web::site::{Assets, Site};
use crate::web::state::{page_state, t};
use crate::web::visitor::Visitor;

/// `<html>`, head and body. The style sheet and one small script are all a page needs; the WASM app comes after `load`.
#[must_use]
pub fn shell() -> impl IntoView {
    document(bundle(&page_state().path), || view! { <App/> }.into_any())
}

/// The demo's page of components in the same document. It stays as the server rendered it: no WASM comes.
#[must_use]
pub fn gallery() -> impl IntoView {
    document(None, || {
        provide_meta_context();
        view! { <Router><Frame><GalleryPage/></Frame></Router> }.into_any()
    })
}

fn document(bundle: Option<Bundle>, body: fn() -> AnyView) -> impl IntoView {
    let assets = use_context::<std::sync::Arc<Assets>>().unwrap_or_default();
    let state = page_state();
    view! {
        <!DOCTYPE html>
        <html lang=state.locale.tag() data-theme=state.theme.map(crate::account::model::Theme::as_str) data-build=assets.build.clone() data-signed-in=state.person.is_some().then_some("")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.url("style.css")/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <script
                    defer
                    blocking="render"
                    nonce=use_nonce()
                    src=assets.url("boot.js")
                    data-passkeys=(state.passkeys.work && WITH_PASSKEYS.contains(&state.path.as_str())).then(|| assets.url("passkeys.js"))
                    data-hydrate=bundle.map(|_| assets.url("hydrate.js"))
                    data-js=bundle.map(|bundle| assets.url(&format!("{}.js", bundle.name())))
                    data-wasm=bundle.map(|bundle| assets.url(&format!("{}.wasm", bundle.name())))
                ></script>
                {sentry(&assets)}
                <MetaTags/>
            </head>
            <body>
                {body()}
                {state.demo.then(|| view! { <aside class="demo-line" aria-label=t(ui::DEMO_LABEL)><p>{t(ui::DEMO)}</p></aside> })}
            </body>
        </html>
    }
}

/// The script that watches over an open session and waits behind a locked one; for nobody else.
fn sentry(assets: &Assets) -> Option<impl IntoView + use<>> {
    let (site, visitor) = (use_context::<Site>()?, use_context::<Visitor>()?);
    // A page that says sorry, or that somebody else is logged in, is nobody's.
    let open = visitor.actor.as_ref().filter(|_| page_state().person.is_some());
    let actor = open.or(visitor.locked.as_ref())?;
    let seconds = |millis: i64| open.map(|_| lock::seconds(millis).to_string());
    let say = |text: Text| open.map(|_| t(text));
    Some(view! {
        <script
            defer
            nonce=use_nonce()
            src=assets.url("idle.js")
            data-state=if open.is_some() { "open" } else { "locked" }
            data-person=lock::mark(&site.platform, actor.user)
            data-key=open.map(|actor| lock::draft_key(&site.platform, actor))
            data-left=seconds(actor.times.left)
            data-warning=seconds(actor.times.warning)
            data-idle=seconds(actor.times.idle)
            data-label=say(text::WARN_LABEL)
            data-warn=say(text::WARN)
            data-minutes=say(text::WARN_MINUTES)
            data-seconds=say(text::WARN_SECONDS)
            data-stay=say(text::STAY)
            data-unsaved=say(text::UNSAVED)
            data-facility=open.and_then(|actor| actor.person.facility.clone())
            data-moved=open.and_then(|actor| actor.person.facility.as_ref().map(|_| t(facility::MOVED)))
            data-reload=open.and_then(|actor| actor.person.facility.as_ref().map(|_| t(facility::RELOAD)))
        ></script>
    })
}
