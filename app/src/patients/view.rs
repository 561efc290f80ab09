//! `/patients`, `/patients/new` and a patient's page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{AFTER, ALL_TOO, ANYWAY, CHART_NUMBER, DEACTIVATE, DETAILS, FORM, Field, INSURANCE, INSURANCE_FORM};
use super::model::{
    List, Listed, One, PATH, PatientsPage as Page, Q, REACTIVATE, Reads, SAVE, SAVE_INSURANCE, SEARCH_FORM, Values, names,
};
use super::text;
use crate::audit_report::model::{self as audit_report, Asked};
use crate::help::articles;
use crate::i18n::Text;
use crate::levels::model::Permission;
use crate::levels::text as levels;
use crate::patient_documents::model as documents;
use crate::patient_documents::text as of_documents;
use crate::patient_documents::view::{DocumentPage, Documents};
use crate::practice::states;
use crate::practice_export::model as export;
use crate::practice_export::text::ONE_LINK;
use crate::ui::area::Area;
use crate::ui::field::Field as Line;
use crate::ui::help::HelpLink;
use crate::ui::opened::opened;
use crate::ui::select::Select;
use crate::ui::summary::summary;
use crate::web::state::{FormState, done, locale, page_state, t};

/// Where a patient's forms go, whatever page they are on: one whose document was refused is at another address.
fn path_of(id: &str) -> String {
    format!("{PATH}/{}", if id.is_empty() { "new" } else { id })
}

fn may(permission: Permission) -> bool {
    page_state().person.is_some_and(|person| person.may(permission))
}

/// All of them.
#[component]
pub fn PatientsPage() -> impl IntoView {
    if page_state().patient_document.is_some() {
        return view! { <DocumentPage/> }.into_any();
    }
    match page_state().patients.map(|page| *page) {
        Some(Page::List(list)) => view! { <ListOf list/> }.into_any(),
        Some(Page::One(of)) => view! { <OneOf of=*of/> }.into_any(),
        Some(Page::Unknown) | None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn ListOf(list: List) -> impl IntoView {
    let add = may(Permission::EditPatients);
    let (nobody, next, searched) = (list.patients.is_empty(), list.next.clone(), !list.q.is_empty());
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p><a href="/home" rel="external">{t(text::HOME)}</a></p>
            <div class="cluster">
                <h1>{t(text::TITLE)}</h1>
                {add.then(|| view! { <a class="button button-primary" href=format!("{PATH}/new") rel="external">{t(text::ADD)}</a> })}
            </div>
            <form id=SEARCH_FORM class="card stack" method="post" action=PATH role="search" autocomplete="off" data-no-draft="">
                <div class="field">
                    <label for=Q>{t(text::SEARCH)}</label>
                    <p class="hint" id="q-hint">{t(text::SEARCH_HINT)}</p>
                    <div class="input-with-button">
                        <input type="search" id=Q name=Q value=list.q.clone() autocomplete="off" aria-describedby="q-hint"/>
                        <button class="button button-secondary" type="submit">{t(text::SEARCH_GO)}</button>
                    </div>
                </div>
                {searched.then(|| view! { <p><button class="button button-quiet" type="submit" form="everybody">{t(text::EVERYBODY)}</button></p> })}
                <label class="checkbox"><input type="checkbox" name=ALL_TOO value="yes" checked=list.all autocomplete="off"/>{t(text::ALL_TOO)}</label>
            </form>
            <form id="everybody" method="post" action=PATH></form>
            {match (nobody, list.none) {
                (true, true) => view! { <p>{t(text::NONE)}</p> }.into_any(),
                (true, false) => view! { <p role="status">{text::NOBODY.with(locale(), &[("q", &list.q)])}</p> }.into_any(),
                (false, _) => view! {
                    {list.too_many.then(|| view! { <p class="hint" role="status">{t(text::TOO_MANY)}</p> })}
                    <ul class="rows card" data-patients="">{list.patients.into_iter().map(|of| view! { <Row of/> }).collect_view()}</ul>
                }.into_any(),
            }}
            {(!next.is_empty()).then(|| view! {
                <form method="post" action=PATH>
                    <input type="hidden" name=AFTER value=next/>
                    {list.all.then(|| view! { <input type="hidden" name=ALL_TOO value="yes"/> })}
                    <button class="button button-secondary" type="submit">{t(text::NEXT)}</button>
                </form>
            })}
        </div>
    }
}

#[component]
fn Row(of: Listed) -> impl IntoView {
    let chart = text::CHART.with(locale(), &[("n", &of.chart_number)]);
    let meta = [of.birth_date, chart, of.phone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li data-patient=of.id.clone()>
            <div>
                <p><a href=format!("{PATH}/{}", of.id) rel="external"><bdi>{of.name}</bdi></a></p>
                <p class="row-meta"><bdi>{meta}</bdi></p>
            </div>
            {(!of.active).then(|| view! { <span class="badge">{t(text::LEFT)}</span> })}
        </li>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=t(text::UNKNOWN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::UNKNOWN_TITLE)}</h1>
            <p>{t(text::UNKNOWN_TEXT)}</p>
            <p><a class="button button-primary" href=PATH rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn OneOf(of: One) -> impl IntoView {
    let (details, insurance) = (page_state().form(FORM), page_state().form(INSURANCE_FORM));
    let document = page_state().form(documents::FORM);
    let is_new = of.id.is_empty();
    let title = if is_new { t(text::ADD).to_owned() } else { of.name.clone() };
    let told = match done().as_str() {
        "added" => Some(text::DONE_ADDED),
        "saved" => Some(text::DONE_SAVED),
        "left" => Some(text::DONE_LEFT),
        "back" => Some(text::DONE_BACK),
        "document-added" => Some(of_documents::DONE_ADDED),
        "document-removed" => Some(of_documents::DONE_REMOVED),
        _ => None,
    };
    let twins = of.twins.clone();
    view! {
        // Not the name: a title is in the browser's history (topic 35).
        <Title text=t(if is_new { text::ADD } else { text::TITLE })/>
        <div class="page-narrow stack">
            <p><a href=PATH rel="external">{t(text::BACK)}</a></p>
            <h1><bdi>{title}</bdi></h1>
            {(!of.active).then(|| view! { <p><span class="badge">{t(text::LEFT)}</span></p> })}
            {told.map(|told| view! { <div class="notice" data-kind="ok" role="status"><p>{t(told)}</p></div> })}
            {summary(&details, &names(DETAILS))}
            {summary(&insurance, &names(INSURANCE))}
            {summary(&document, &[documents::FILE])}
            {(!twins.is_empty()).then(|| view! {
                <ul class="rows card" data-twins="">
                    {twins.into_iter().map(|twin| view! { <li><a href=format!("{PATH}/{}", twin.id) rel="external"><bdi>{twin.told}</bdi></a></li> }).collect_view()}
                </ul>
            })}
            <Details of=of.clone() form=details/>
            {(!is_new).then(|| view! { <Insurance of=of.clone() form=insurance/> })}
            {(!of.extras.is_empty()).then(|| view! { <Extras values=of.extras.clone()/> })}
            {(!is_new).then(|| view! { <Documents patient=of.id.clone() all=of.documents.clone() form=document/> })}
            {(!is_new && may(Permission::EditPatients)).then(|| view! { <Deeds id=of.id.clone() active=of.active/> })}
            {(!is_new && may(Permission::Audit)).then(|| {
                let asked = Asked { patient: of.id.clone(), ..Asked::default() };
                view! { <p><a href=format!("{}{}", audit_report::PATH, asked.query()) rel="external">{t(text::WHO_LOOKED)}</a></p> }
            })}
            {(!is_new && may(Permission::Export)).then(|| {
                view! { <p><a href=format!("{}?{}={}", export::PATH, export::PATIENT, of.id) rel="external">{t(ONE_LINK)}</a></p> }
            })}
            <HelpLink to=articles::edit_levels::TOPIC/>
        </div>
    }
}

/// What may be seen and not changed, with the reason.
#[component]
fn ReadOnly(fields: &'static [Field], values: Values) -> impl IntoView {
    let level = page_state().person.map(|person| t(levels::level_name(person.level))).unwrap_or_default();
    let rows = fields.iter().filter_map(|field| {
        let value = values.get(field.name).filter(|value| !value.is_empty())?.clone();
        let value = match field.reads {
            Reads::One(all, _) => all.iter().find(|(name, _)| *name == value).map_or(value, |(_, label)| t(*label).to_owned()),
            _ => value,
        };
        Some(view! { <div><dt>{t(field.label)}</dt><dd><bdi>{value}</bdi></dd></div> })
    });
    let rows: Vec<_> = rows.collect();
    let none = rows.is_empty();
    view! {
        {none.then(|| view! { <p>{t(text::NO_INSURANCE)}</p> })}
        <dl class="facts">{rows}</dl>
        <p class="hint">{text::READ_ONLY.with(locale(), &[("level", level)])}</p>
    }
}

/// What another system knew and no field here takes.
#[component]
fn Extras(values: Values) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="extras-title">
            <h2 id="extras-title">{t(text::EXTRAS)}</h2>
            <p class="hint">{t(text::EXTRAS_HINT)}</p>
            <dl class="facts">
                {values.into_iter().map(|(name, value)| view! { <div><dt><bdi>{name}</bdi></dt><dd><bdi>{value}</bdi></dd></div> }).collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn Details(of: One, form: FormState) -> impl IntoView {
    let twins = !of.twins.is_empty();
    let action = path_of(&of.id);
    view! {
        <section class="card stack" aria-labelledby="details-title">
            <h2 id="details-title">{t(text::DETAILS)}</h2>
            {if may(Permission::EditPatients) {
                let opened = opened(&form, of.version, &of.details, &names(DETAILS));
                view! {
                    <form id=FORM class="stack" method="post" action=action novalidate autocomplete="off">
                        {opened}
                        <Fields fields=DETAILS saved=of.details form/>
                        <div class="cluster">
                            <button class="button button-primary" type="submit" name="deed" value=SAVE>{t(text::SAVE)}</button>
                            {twins.then(|| view! { <button class="button button-secondary" type="submit" name="deed" value=ANYWAY>{t(text::ANYWAY)}</button> })}
                        </div>
                    </form>
                }.into_any()
            } else {
                view! { <ReadOnly fields=DETAILS values=of.details/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Insurance(of: One, form: FormState) -> impl IntoView {
    let action = path_of(&of.id);
    of.insurance.map(|saved| {
        view! {
            <section class="card stack" aria-labelledby="insurance-title">
                <h2 id="insurance-title">{t(text::INSURANCE)}</h2>
                {if may(Permission::EditInsurance) {
                    let opened = opened(&form, of.insurance_version, &saved, &names(INSURANCE));
                    view! {
                        <form id=INSURANCE_FORM class="stack" method="post" action=action novalidate autocomplete="off">
                            {opened}
                            <Fields fields=INSURANCE saved form/>
                            <button class="button button-primary" type="submit" name="deed" value=SAVE_INSURANCE>{t(text::SAVE_INSURANCE)}</button>
                        </form>
                    }.into_any()
                } else {
                    view! { <ReadOnly fields=INSURANCE values=saved/> }.into_any()
                }}
            </section>
        }
    })
}

/// The boxes of a form: what was typed when it comes back, else what is saved.
#[component]
fn Fields(fields: &'static [Field], saved: Values, form: FormState) -> impl IntoView {
    let back = !form.values.is_empty();
    let mut groups: Vec<(Option<Text>, Vec<AnyView>)> = Vec::new();
    for field in fields {
        let value = if back { form.value(field.name) } else { saved.get(field.name).cloned().unwrap_or_default() };
        let boxed = boxed(*field, value, form.errors.get(field.name).cloned());
        if field.part.is_some() || groups.is_empty() {
            groups.push((field.part, Vec::new()));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.push(boxed);
        }
    }
    groups
        .into_iter()
        .map(|(part, boxes)| {
            view! {
                <fieldset class="fields">
                    {part.map(|part| view! { <legend class="part">{t(part)}</legend> })}
                    {boxes}
                </fieldset>
            }
        })
        .collect_view()
}

fn boxed(field: Field, value: String, error: Option<String>) -> AnyView {
    let (name, label) = (field.name, t(field.label));
    match field.reads {
        Reads::State => {
            let all = states::STATES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec();
            view! { <Select name label chosen=value error all/> }.into_any()
        }
        Reads::One(all, _) => {
            let all = all.iter().map(|(name, label)| ((*name).to_owned(), t(*label).to_owned())).collect();
            view! { <Select name label chosen=value error all/> }.into_any()
        }
        Reads::Lines => view! { <Area name label value error/> }.into_any(),
        Reads::Day(_) => view! { <Line name label hint=t(text::DAY_HINT) value error autocomplete="off"/> }.into_any(),
        _ if name == CHART_NUMBER => {
            view! { <Line name label hint=t(text::CHART_HINT) value error autocomplete="off"/> }.into_any()
        }
        _ => view! { <Line name label value error autocomplete="off" autocapitalize="words"/> }.into_any(),
    }
}

#[component]
fn Deeds(id: String, active: bool) -> impl IntoView {
    let (deed, label, hint) =
        if active { (DEACTIVATE, text::DEACTIVATE, Some(text::DEACTIVATE_HINT)) } else { (REACTIVATE, text::REACTIVATE, None) };
    view! {
        <section class="card stack" aria-labelledby="deeds-title">
            <h2 id="deeds-title">{t(text::DEEDS)}</h2>
            <form method="post" action=path_of(&id) class="stack">
                <button class="button button-secondary" type="submit" name="deed" value=deed>{t(label)}</button>
                {hint.map(|hint| view! { <p class="hint">{t(hint)}</p> })}
            </form>
        </section>
    }
}
