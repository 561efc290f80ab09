//! What a form knows of the moment it was opened: whether somebody else has saved since, and which boxes they changed, is found by it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::web::state::FormState;

/// The input of the version that the boxes were filled from.
pub const VERSION: &str = "version";
/// The input of what stood in the boxes, as JSON.
pub const WAS: &str = "was";

/// What stands in the boxes of a form, as JSON: nothing that they do not show, and no empty one.
#[must_use]
pub fn was(saved: &BTreeMap<String, String>, inputs: &[&str]) -> String {
    let held = inputs.iter().filter_map(|input| saved.get_key_value(*input).filter(|(_, value)| !value.is_empty()));
    serde_json::to_string(&held.collect::<BTreeMap<_, _>>()).unwrap_or_default()
}

/// The hidden inputs. A form that comes back keeps those it was sent with: what it was opened at is no newer by a mistake in it.
#[must_use]
pub fn opened(form: &FormState, version: i64, saved: &BTreeMap<String, String>, inputs: &[&str]) -> AnyView {
    let kept = |name: &str| form.values.get(name).cloned();
    let version = kept(VERSION).unwrap_or_else(|| version.to_string());
    let was = kept(WAS).unwrap_or_else(|| was(saved, inputs));
    view! {
        <input type="hidden" data-opened="" name=VERSION value=version/>
        <input type="hidden" data-opened="" name=WAS value=was/>
    }
    .into_any()
}
