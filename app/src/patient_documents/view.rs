//! The documents on a patient's page, and the page of one.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{ACCEPT, DocumentPage as Page, FILE, FORM, REMOVE, Shown, path_of};
use super::text;
use crate::levels::model::Permission;
use crate::patients::model::PATH;
use crate::patients::text as patients;
use crate::ui::field::{FieldError, described_by};
use crate::web::state::{FormState, locale, page_state, t};

fn may_change() -> bool {
    page_state().person.is_some_and(|person| person.may(Permission::EditPatients))
}

fn file_of(patient: &str, id: &str) -> String {
    format!("{}/{id}?open=yes", path_of(patient))
}

/// The section of a patient's page.
#[component]
pub fn Documents(
    /// The patient's id.
    patient: String,
    /// What there is.
    all: Vec<Shown>,
    /// The form that came back.
    form: FormState,
) -> impl IntoView {
    let none = all.is_empty();
    let of = patient.clone();
    view! {
        <section class="card stack" aria-labelledby="documents" data-documents="">
            <h2 id="documents">{t(text::TITLE)}</h2>
            {if none {
                view! { <p>{t(text::NONE)}</p> }.into_any()
            } else {
                view! { <ul class="rows">{all.into_iter().map(|shown| view! { <Row patient=of.clone() shown/> }).collect_view()}</ul> }.into_any()
            }}
            {may_change().then(|| view! { <Add patient form/> })}
        </section>
    }
}

#[component]
fn Row(patient: String, shown: Shown) -> impl IntoView {
    let places = [("size", shown.size.as_str()), ("name", &shown.author), ("day", &shown.day), ("origin", &shown.origin)];
    let meta = if shown.origin.is_empty() { text::META } else { text::META_FROM };
    let meta = meta.with(locale(), &places);
    let label = text::REMOVE_OF.with(locale(), &[("name", &shown.name)]);
    let page = format!("{}/{}", path_of(&patient), shown.id);
    view! {
        <li data-document=shown.id.clone()>
            <div>
                <p><a href=file_of(&patient, &shown.id) rel="external"><bdi>{shown.name}</bdi></a></p>
                <p class="row-meta"><bdi>{meta}</bdi></p>
            </div>
            {may_change().then(|| view! { <a class="button button-quiet" href=page rel="external" aria-label=label>{t(text::REMOVE)}</a> })}
        </li>
    }
}

#[component]
fn Add(patient: String, form: FormState) -> impl IntoView {
    let error = form.errors.get(FILE).cloned();
    let described = described_by(FILE, true, error.is_some());
    view! {
        <form id=FORM class="stack" method="post" action=path_of(&patient) enctype="multipart/form-data" novalidate>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=FILE>{t(text::FILE)}</label>
                <p class="hint" id=format!("{FILE}-hint")>{t(text::FILE_HINT)}</p>
                <FieldError name=FILE error=error.clone()/>
                <input type="file" id=FILE name=FILE accept=ACCEPT aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
            </div>
            <button class="button button-secondary" type="submit">{t(text::ADD)}</button>
        </form>
    }
}

/// `/patients/{id}/documents/{document}`
#[component]
pub fn DocumentPage() -> impl IntoView {
    match page_state().patient_document.map(|page| *page) {
        Some(Page::One { patient, of, shown }) => view! { <One patient of shown/> }.into_any(),
        Some(Page::Unknown) | None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=t(text::UNKNOWN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::UNKNOWN_TITLE)}</h1>
            <p>{t(text::UNKNOWN_TEXT)}</p>
            <p><a class="button button-primary" href=PATH rel="external">{t(patients::BACK)}</a></p>
        </div>
    }
}

#[component]
fn One(patient: String, of: String, shown: Shown) -> impl IntoView {
    let facts = [(text::SIZE, shown.size), (text::AUTHOR, shown.author), (text::DAY, shown.day), (text::ORIGIN, shown.origin)];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts: Vec<_> = facts.map(|(label, value)| view! { <div><dt>{t(label)}</dt><dd><bdi>{value}</bdi></dd></div> }).collect();
    view! {
        // Neither name: a title is in the browser's history.
        <Title text=t(text::ONE_TITLE)/>
        <div class="page-narrow stack">
            <p><a href=format!("{PATH}/{patient}#documents") rel="external"><bdi>{of}</bdi></a></p>
            <h1><bdi>{shown.name}</bdi></h1>
            <dl class="facts card">{facts}</dl>
            <p><a class="button button-primary" href=file_of(&patient, &shown.id) rel="external">{t(text::SAVE)}</a></p>
            <p class="hint">{t(text::SAVE_HINT)}</p>
            {may_change().then(|| view! {
                <section class="card stack" aria-labelledby="remove">
                    <h2 id="remove">{t(text::REMOVE_TITLE)}</h2>
                    <p>{t(text::REMOVE_LEAD)}</p>
                    <form method="post">
                        <button class="button button-danger" type="submit" name="deed" value=REMOVE>{t(text::REMOVE_TITLE)}</button>
                    </form>
                </section>
            })}
        </div>
    }
}
