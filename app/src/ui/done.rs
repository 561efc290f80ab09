//! What was just done, once, at the top of the page where it shows.

use leptos::prelude::*;

use crate::web::state::{done, page_state};

/// The sentence of the server for the deed in the URL; nothing on a page that one went on to from there.
#[component]
pub fn DoneNotice() -> impl IntoView {
    let says = page_state().done_says;
    (!says.is_empty() && !done().is_empty()).then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{says}</p></div> })
}
