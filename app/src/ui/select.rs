//! A choice from a list of the browser's own.

use leptos::prelude::*;

use super::field::{FieldError, described_by};
use crate::practice::text;
use crate::web::state::t;

/// One of many. Nothing is chosen before somebody does, where nothing is: a wrong guess would be saved unseen.
#[component]
pub fn Select(
    /// The input's name and id.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// The value that is chosen; empty for none.
    chosen: String,
    /// What is wrong with it.
    error: Option<String>,
    /// Each value with its name.
    all: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            <FieldError name error=error.clone()/>
            <select id=name name=name aria-describedby=described_by(name, false, error.is_some()) aria-invalid=error.is_some().then_some("true")>
                <option value="" selected=chosen.is_empty()>{t(text::CHOOSE)}</option>
                {all.into_iter().map(|(value, name)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{name}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
