//! The boxes of a log-in form in the browser: what stands in them, and filling them.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::model::{EMAIL, PASSWORD, PRACTICE_ID, USERNAME};
use crate::doctor::Fields;

/// What stands in the boxes: read from the page, never from a signal that autofill did not fill.
#[cfg(feature = "hydrate")]
pub(super) fn typed(form: NodeRef<leptos::html::Form>) -> Option<Fields> {
    let form = form.get_untracked()?;
    let value = |name: &str| input(&form, name).map(|i| i.value());
    let (practice_id, username) = (value(PRACTICE_ID).unwrap_or_default(), value(USERNAME).unwrap_or_default());
    Some(Fields { practice_id, username, password: value(PASSWORD)?, email: value(EMAIL) })
}

/// Fills the boxes. What was said of a box that is full now goes, and the focus moves on: the button that was tapped is about to go.
#[cfg(feature = "hydrate")]
pub(super) fn put(form: NodeRef<leptos::html::Form>, fields: &Fields) {
    let Some(form) = form.get_untracked() else { return };
    let mut empty = None;
    let email = fields.email.clone().unwrap_or_default();
    let boxes = [(PRACTICE_ID, &fields.practice_id), (USERNAME, &fields.username), (EMAIL, &email), (PASSWORD, &fields.password)];
    for (name, value) in boxes {
        let Some(input) = input(&form, name) else { continue };
        if input.value() != *value {
            input.set_value(value);
        }
        if value.trim().is_empty() {
            empty = empty.or(Some(input));
        } else {
            settle(&input, name);
        }
    }
    let _ = match empty {
        Some(input) => input.focus(),
        None => button(&form).map_or(Ok(()), |button| button.focus()),
    };
}

/// Takes the mark of an error off a box.
#[cfg(feature = "hydrate")]
fn settle(input: &web_sys::HtmlInputElement, name: &str) {
    let _ = input.remove_attribute("aria-invalid");
    if let Ok(Some(field)) = input.closest(".field") {
        let _ = field.remove_attribute("data-invalid");
    }
    if let Some(error) = document().get_element_by_id(&format!("{name}-error")) {
        error.remove();
    }
}

#[cfg(feature = "hydrate")]
fn button(form: &web_sys::HtmlFormElement) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast as _;
    form.query_selector("button[type=submit]").ok()??.dyn_into().ok()
}

#[cfg(feature = "hydrate")]
fn input(form: &web_sys::HtmlFormElement, name: &str) -> Option<web_sys::HtmlInputElement> {
    use wasm_bindgen::JsCast as _;
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn typed(_: NodeRef<leptos::html::Form>) -> Option<Fields> {
    None
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn put(_: NodeRef<leptos::html::Form>, _: &Fields) {}
