//! The browser's entry: wakes the page that the server rendered. All of the app is in `app`.

/// Called by the boot script once the WASM is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
