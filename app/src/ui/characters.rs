//! The character strip: what stands in a box, one cell a character, and in words which to look at.

use leptos::prelude::*;

use crate::auth::text;
use crate::doctor::{Cell, CellKind};
use crate::web::state::{locale, t};

/// Each character in its own cell, invisible ones by name, and the sentence under them.
#[component]
pub fn Characters(
    /// What the box is called.
    label: &'static str,
    /// Its characters.
    cells: Vec<Cell>,
    /// Which of them to look at.
    remark: Option<String>,
) -> impl IntoView {
    view! {
        <p>{label}</p>
        <ol class="characters" translate="no" aria-label=text::CHARACTERS_OF.with(locale(), &[("field", label)])>
            {cells.into_iter().map(|cell| {
                let kind = match cell.kind {
                    CellKind::Plain => None,
                    CellKind::Invisible => Some("invisible"),
                    CellKind::Doubtful => Some("doubtful"),
                    CellKind::Wrong => Some("wrong"),
                };
                let shown = cell.name.filter(|_| cell.shown.is_empty()).map_or(cell.shown, |name| t(name).to_owned());
                view! { <li class="cell" data-kind=kind>{shown}</li> }
            }).collect_view()}
        </ol>
        {remark.map(|remark| view! { <p class="hint" data-remark="">{remark}</p> })}
    }
}
