//! Rows that are likely somebody who is there: both side by side, and a decision.

use leptos::prelude::*;

use super::model::{DOUBLES_FORM, Decision, Deed, PATH};
use super::page::{Double, Found};
use super::text;
use crate::i18n::Text;
use crate::web::state::{done, locale, t};

const fn decision_name(decision: Decision) -> Text {
    match decision {
        Decision::Merge => text::D_MERGE,
        Decision::KeepBoth => text::D_KEEP,
        Decision::Skip => text::D_SKIP,
    }
}

/// The doubles of a run.
#[component]
pub fn Doubles(
    /// What the check found.
    found: Found,
    /// The run.
    id: String,
) -> impl IntoView {
    let link = move |from: Option<i64>, name: Text| {
        from.map(|from| view! { <a href=format!("{PATH}/{id}?from={from}#doubles-title") rel="external">{t(name)}</a> })
    };
    let decided = (done() == "decided").then(|| text::DECIDED.with(locale(), &[("n", &found.undecided.to_string())]));
    (!found.doubles.is_empty() || found.undecided > 0).then(|| {
        view! {
            <section class="stack" aria-labelledby="doubles-title">
                <h2 id="doubles-title">{t(text::DOUBLES)}</h2>
                {decided.map(|decided| view! { <div class="notice" data-kind="ok" role="status"><p>{decided}</p></div> })}
                <p>{t(text::DOUBLES_LEAD)}</p>
                <form id=DOUBLES_FORM class="stack" method="post" novalidate autocomplete="off">
                    {found.doubles.into_iter().map(|of| view! { <One of/> }).collect_view()}
                    <AllOf name="all-probable" label=text::ALL_PROBABLE/>
                    <AllOf name="all-possible" label=text::ALL_POSSIBLE/>
                    <div class="cluster">
                        <button class="button button-primary" type="submit" name="deed" value=Deed::Decide.as_str()>{t(text::DECIDE)}</button>
                        {link(found.undecided_from, text::UNDECIDED_DOUBLES)}
                        {link(found.next, text::MORE_DOUBLES)}
                        {link(found.later.then_some(0), text::FIRST_DOUBLES)}
                    </div>
                </form>
            </section>
        }
    })
}

#[component]
fn AllOf(name: &'static str, label: Text) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{t(label)}</label>
            <select id=name name=name><Choices chosen=None/></select>
        </div>
    }
}

#[component]
fn Choices(chosen: Option<Decision>) -> impl IntoView {
    view! {
        <option value="" selected=chosen.is_none()>{t(text::D_NONE)}</option>
        {Decision::ALL.into_iter().map(|one| {
            let selected = chosen == Some(one);
            view! { <option value=one.as_str() selected=selected>{t(decision_name(one))}</option> }
        }).collect_view()}
    }
}

#[component]
fn One(of: Double) -> impl IntoView {
    let title = text::DOUBLE.with(locale(), &[("n", &of.number.to_string()), ("why", &of.why)]);
    let other =
        if of.other > 0 { text::IN_ROW.with(locale(), &[("n", &of.other.to_string())]) } else { t(text::IN_PRACTICE).to_owned() };
    let name = format!("row-{}", of.row);
    let there = other.clone();
    let label = title.clone();
    view! {
        <section class="card stack" data-double=of.number.to_string() aria-label=title.clone()>
            <h3>{title.clone()}</h3>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title.clone()>
                <table>
                    <thead><tr><th scope="col">{t(text::FIELD)}</th><th scope="col">{t(text::IN_FILE)}</th><th scope="col">{other}</th></tr></thead>
                    <tbody>
                        {of.compared.into_iter().map(|(field, own, other)| {
                            let differs = own != other && !own.is_empty() && !other.is_empty();
                            view! { <tr data-differs=differs.then_some("")><th scope="row">{field}</th><td role="cell" data-label=t(text::IN_FILE)><bdi>{own}</bdi></td><td role="cell" data-label=there.clone()><bdi>{other}</bdi></td></tr> }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
            {(!of.patient.is_empty()).then(|| view! { <p><a href=of.patient rel="external" target="_blank">{t(text::OPEN_PATIENT)}</a></p> })}
            <div class="field">
                <label for=name.clone()>{label}</label>
                <select id=name.clone() name=name.clone()><Choices chosen=of.decision/></select>
            </div>
        </section>
    }
}
