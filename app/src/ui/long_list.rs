//! A list that may be long: its first rows are there at once, the rest opens on demand. Plain HTML, no script.

use leptos::prelude::*;

use super::text;
use crate::web::state::{locale, t};

/// Rows that are there at once.
pub const FIRST: usize = 5;

/// Rows (`<li>` each), the newest first; those behind the first five open under *Show all*.
#[component]
pub fn LongList(
    /// All of them.
    rows: Vec<AnyView>,
    /// The list's id.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let all = rows.len();
    let mut rows = rows;
    // One more row takes no more room than the button that would show it.
    let rest = if all > FIRST + 1 { rows.split_off(FIRST) } else { Vec::new() };
    let more = !rest.is_empty();
    view! {
        {(all > 0).then(|| view! { <ul class="rows" id=id>{rows}</ul> })}
        {more.then(|| view! {
            <details class="rest">
                <summary><span class="closed">{text::SHOW_ALL.with(locale(), &[("n", &all.to_string())])}</span><span class="open">{t(text::SHOW_FEWER)}</span></summary>
                <ul class="rows">{rest}</ul>
            </details>
        })}
    }
}
