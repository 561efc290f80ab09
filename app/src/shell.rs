//! The document around every page.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::Router;

use crate::App;
use crate::routes::{Bundle, WITH_PASSKEYS, bundle};
use crate::ui::frame::Frame;
use crate::ui::gallery::GalleryPage;
use crate::web::site::Assets;
use crate::web::state::page_state;

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
                    nonce=use_nonce()
                    src=assets.url("boot.js")
                    data-passkeys=(state.passkeys.work && WITH_PASSKEYS.contains(&state.path.as_str())).then(|| assets.url("passkeys.js"))
                    data-hydrate=bundle.map(|_| assets.url("hydrate.js"))
                    data-js=bundle.map(|bundle| assets.url(&format!("{}.js", bundle.name())))
                    data-wasm=bundle.map(|bundle| assets.url(&format!("{}.wasm", bundle.name())))
                ></script>
                <MetaTags/>
            </head>
            <body>
                {body()}
            </body>
        </html>
    }
}
