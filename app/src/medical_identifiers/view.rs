//! `/account/identifiers` and `/settings/users/{id}/identifiers`, and what the page after the log-in says of them.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::last_four;
use super::model::{
    EXPIRES, FORM, Holds, ID, INPUTS, IdentifiersPage as Shown, KIND, Kind, Listed, NUMBER, PATH, REMOVE, SAVE, STATE,
};
use super::text;
use crate::help::articles;
use crate::practice::{states, text as practice};
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::opened::opened;
use crate::ui::select::Select;
use crate::ui::sorry::NotFoundPage;
use crate::ui::summary::summary;
use crate::web::state::{done, locale, page_state, t};

/// The page.
#[component]
pub fn IdentifiersPage() -> impl IntoView {
    let Some(page) = page_state().identifiers.map(|page| *page) else { return view! { <NotFoundPage/> }.into_any() };
    let form = page_state().form(FORM);
    let told = match done().as_str() {
        "saved" => Some(text::DONE_SAVED),
        "removed" => Some(text::DONE_REMOVED),
        _ => None,
    };
    let (title, back, back_to, path) = match &page.whose {
        None => (t(text::TITLE).to_owned(), t(text::BACK_ACCOUNT).to_owned(), "/account".to_owned(), PATH.to_owned()),
        Some((id, name)) => (
            text::TITLE_OF.with(locale(), &[("name", name)]),
            text::BACK_PERSON.with(locale(), &[("name", name)]),
            format!("/settings/users/{id}"),
            format!("/settings/users/{id}/identifiers"),
        ),
    };
    let none = page.all.is_empty();
    view! {
        <Title text=crate::ui::title::with_typed(&title)/>
        <div class="page-narrow stack">
            <p><a href=back_to rel="external">{back}</a></p>
            <h1>{title}</h1>
            {told.map(|told| view! { <div class="notice" data-kind="ok" role="status"><p>{t(told)}</p></div> })}
            {summary(&form, &INPUTS)}
            <p>{t(text::LEAD)}</p>
            <p class="hint">{t(if page.whose.is_none() { text::WHO_SEES_OWN } else { text::WHO_SEES })}</p>
            {page.notes.iter().map(|(note, places)| {
                let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
                view! { <div class="notice" data-kind="warn"><p>{note.with(locale(), &places)}</p></div> }
            }).collect_view()}
            {if none {
                view! { <p>{t(text::NONE)}</p> }.into_any()
            } else {
                view! { <ul class="rows card">{page.all.clone().into_iter().map(|of| view! { <Row of path=path.clone()/> }).collect_view()}</ul> }.into_any()
            }}
            <IdentifierForm page path/>
            <HelpLink to=articles::medical_identifiers::TOPIC/>
        </div>
    }
    .into_any()
}

/// What it is and how it ends, for a label that nobody sees.
fn what(of: &Listed) -> String {
    let sentence = if of.state.is_empty() { text::WHAT } else { text::WHAT_STATE };
    sentence.with(locale(), &[("kind", t(of.kind.label())), ("ends", &last_four(&of.number)), ("state", &of.state)])
}

#[component]
fn Row(of: Listed, path: String) -> impl IntoView {
    let what = what(&of);
    let until = (!of.expires.is_empty()).then(|| text::UNTIL.with(locale(), &[("day", &of.expires)]));
    let meta =
        [Some(t(of.kind.label()).to_owned()), Some(of.state.clone()), until].into_iter().flatten().filter(|part| !part.is_empty());
    let meta = meta.collect::<Vec<_>>().join(" · ");
    let badge = match of.holds {
        Holds::Long => None,
        Holds::Over => Some(("error", t(text::OVER).to_owned())),
        Holds::Days(0) => Some(("warn", t(text::TODAY).to_owned())),
        Holds::Days(1) => Some(("warn", t(text::ONE_DAY).to_owned())),
        Holds::Days(n) => Some(("warn", text::DAYS.with(locale(), &[("n", &n.to_string())]))),
    };
    view! {
        <li data-identifier=of.kind.as_str()>
            <div>
                <p><strong><bdi dir="ltr" translate="no">{of.number}</bdi></strong></p>
                <p class="row-meta">{meta}</p>
            </div>
            {badge.map(|(tone, word)| view! { <span class="badge" data-state=tone>{word}</span> })}
            <div class="cluster">
                <a href=format!("{path}?id={}#identifier", of.id) rel="external" aria-label=text::CHANGE_OF.with(locale(), &[("what", &what)])>{t(text::CHANGE)}</a>
                <form method="post" action=path.clone()>
                    <input type="hidden" name=ID value=of.id/>
                    <button class="button button-quiet" type="submit" name="deed" value=REMOVE aria-label=text::REMOVE_OF.with(locale(), &[("what", &what)])>{t(text::REMOVE)}</button>
                </form>
            </div>
        </li>
    }
}

/// The form: what was typed when it comes back, else the one to be changed, else empty.
#[component]
fn IdentifierForm(page: Shown, path: String) -> impl IntoView {
    let form = page_state().form(FORM);
    let is_new = page.id.is_empty();
    let opened = opened(&form, page.version, &page.values, &INPUTS);
    let (back, errors, values) = (!form.values.is_empty(), form.errors.clone(), page.values);
    let value = move |input: &str| if back { form.value(input) } else { values.get(input).cloned().unwrap_or_default() };
    let error = move |input: &str| errors.get(input).cloned();
    let kinds = Kind::ALL.map(|kind| (kind.as_str().to_owned(), t(kind.label()).to_owned())).to_vec();
    let states = states::STATES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec();
    view! {
        <section class="card stack" aria-labelledby="form-title">
            <h2 id="form-title">{t(if is_new { text::ADD } else { text::CHANGE_TITLE })}</h2>
            <form id=FORM class="stack" method="post" action=path.clone() novalidate autocomplete="off">
                <input type="hidden" name=ID value=page.id/>
                {opened}
                <Select name=KIND label=t(text::KIND) chosen=value(KIND) error=error(KIND) all=kinds/>
                <Field name=NUMBER label=t(text::NUMBER) hint=t(text::NUMBER_HINT) value=value(NUMBER) error=error(NUMBER) autocomplete="off" autocapitalize="characters"/>
                <Select name=STATE label=t(practice::STATE) chosen=value(STATE) error=error(STATE) all=states/>
                <p class="hint">{t(text::STATE_HINT)}</p>
                <Field name=EXPIRES label=t(text::EXPIRES) hint=t(text::EXPIRES_HINT) value=value(EXPIRES) error=error(EXPIRES) autocomplete="off"/>
                <p class="hint">{t(text::PRESCRIBING_HINT)}</p>
                <div class="cluster">
                    <button class="button button-primary" type="submit" name="deed" value=SAVE>{t(text::SAVE)}</button>
                    {(!is_new).then(|| view! { <a href=path.clone() rel="external">{t(text::CANCEL)}</a> })}
                </div>
            </form>
        </section>
    }
}

/// What of one's own ends soon or has ended.
#[component]
pub fn EndingNotices(
    /// Which.
    all: Vec<Listed>,
) -> impl IntoView {
    all.into_iter()
        .map(|of| {
            let sentence = if of.holds == Holds::Over { text::HOME_OVER } else { text::HOME_ENDS };
            let said = sentence.with(locale(), &[("what", &what(&of)), ("on", &of.expires)]);
            view! {
                <div class="notice" data-kind="warn" data-identifier-ends="">
                    <div><p>{said}" "<a href=PATH rel="external">{t(text::HOME_GO)}</a></p></div>
                </div>
            }
        })
        .collect_view()
}
