//! `/settings/audit`, and its tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    AFTER, Asked, AuditPage as Page, CHART, CHECK, Checked, Column, DIR, FACILITY, FORM, FROM, GROUP, Group, Line, PATH, PATIENT,
};
use super::model::{PERSON, SHOW, SORT, TABLE, TO};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::web::state::{locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn AuditTile(
    /// How it stands.
    line: String,
) -> impl IntoView {
    view! {
        <li class="tile">
            <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            <p class="tile-state">{line}</p>
        </li>
    }
}

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    let page = page_state().audit.map(|page| *page).unwrap_or_default();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p data-print="no"><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            {page.checked.map(|checked| view! { <Found checked/> })}
            <Filter page=page.clone()/>
            <Ready/>
            {page.too_many.then(|| view! { <div class="notice" data-kind="info" role="status"><p>{t(text::TOO_MANY)}</p></div> })}
            <Entries page=page.clone()/>
            <Deeds asked=page.asked/>
            <HelpLink to=articles::audit::TOPIC/>
        </div>
    }
}

#[component]
fn Found(checked: Checked) -> impl IntoView {
    let (kind, text, n) = match checked {
        Checked::Whole(n, true) => ("ok", text::WHOLE_ALL, n),
        Checked::Whole(n, false) => ("ok", text::WHOLE_NEWEST, n),
        Checked::Broken(n) => ("error", text::BROKEN, n),
    };
    view! { <div class="notice" data-kind=kind role="status" data-chain=kind><p>{text.with(locale(), &[("n", &n.to_string())])}</p></div> }
}

/// Days, person and kinds: a plain form, whose answer has an address of its own.
#[component]
fn Filter(page: Page) -> impl IntoView {
    let asked = page.asked;
    let error = |name: &str| page.wrong.get(name).cloned();
    let (places, lost) = (page.facilities, error(FACILITY));
    view! {
        <form id=FORM class="card stack" method="post" action=PATH autocomplete="off" novalidate>
            <div class="hours">
                <Day name=FROM label=text::FROM value=asked.from error=error(FROM)/>
                <Day name=TO label=text::TO value=asked.to error=None/>
            </div>
            <Field name=PERSON label=t(text::WHO) hint=t(text::WHO_HINT) value=asked.person error=error(PERSON) autocomplete="off"/>
            <Field name=CHART label=t(text::CHART) hint=t(text::CHART_HINT) value=asked.chart error=error(CHART) autocomplete="off"/>
            {(places.len() > 1).then(|| view! {
                <div class="field" data-invalid=lost.is_some().then_some("")>
                    <label for=FACILITY>{t(text::AT)}</label>
                    <FieldError name=FACILITY error=lost.clone()/>
                    <select id=FACILITY name=FACILITY aria-describedby=described_by(FACILITY, false, lost.is_some()) aria-invalid=lost.is_some().then_some("true")>
                        <option value="" selected=asked.facility.is_empty()>{t(text::ANYWHERE)}</option>
                        {places.into_iter().map(|(id, name)| {
                            let selected = asked.facility == id;
                            view! { <option value=id selected=selected>{name}</option> }
                        }).collect_view()}
                    </select>
                </div>
            })}
            <div class="field">
                <label for=GROUP>{t(text::KINDS)}</label>
                <select id=GROUP name=GROUP>
                    <option value="" selected=asked.group.is_none()>{t(text::ALL_KINDS)}</option>
                    {Group::ALL.into_iter().map(|group| {
                        let selected = asked.group == Some(group);
                        view! { <option value=group.as_str() selected=selected>{t(group.label())}</option> }
                    }).collect_view()}
                </select>
            </div>
            <button class="button button-primary" type="submit" name="deed" value=SHOW>{t(text::SHOW)}</button>
        </form>
    }
}

#[component]
fn Day(name: &'static str, label: Text, value: String, error: Option<String>) -> impl IntoView {
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{t(label)}</label>
            <FieldError name error=error.clone()/>
            <input type="date" id=name name=name value=value aria-describedby=described_by(name, false, error.is_some()) aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

/// What administrators ask most.
#[component]
fn Ready() -> impl IntoView {
    let questions = [
        (text::ASK_REFUSED, Group::Refused),
        (text::ASK_CHANGED, Group::People),
        (text::ASK_RULES, Group::Practice),
        (text::ASK_PATIENTS, Group::Patients),
    ];
    view! {
        <nav aria-label=t(text::READY) class="cluster" data-print="no">
            {questions.into_iter().map(|(question, group)| {
                let asked = Asked { group: Some(group), ..Asked::default() };
                view! { <a href=format!("{PATH}{}", asked.query()) rel="external">{t(question)}</a> }
            }).collect_view()}
        </nav>
    }
}

#[component]
fn Entries(page: Page) -> impl IntoView {
    let asked = page.asked.clone();
    if page.lines.is_empty() {
        // What was asked wrongly is said at its box: nothing was looked for.
        return page.wrong.is_empty().then(|| view! { <p>{t(text::EMPTY)}</p> }).into_any();
    }
    let head = |column: Column| {
        let sorted = match (asked.sort == column, asked.turned == (column == Column::Time)) {
            (false, _) => "none",
            (true, true) => "ascending",
            (true, false) => "descending",
        };
        let label = text::SORT_BY.with(locale(), &[("column", t(column.label()))]);
        view! {
            <th scope="col" role="columnheader" aria-sort=sorted>
                <a href=format!("{PATH}{}", asked.sorted_by(column).query()) rel="external" aria-label=label>{t(column.label())}</a>
            </th>
        }
    };
    let further = (!page.next.is_empty()).then(|| Asked { after: page.next.clone(), ..page.asked.clone() });
    let first = (!page.asked.after.is_empty()).then(|| Asked { after: String::new(), ..page.asked.clone() });
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="audit-caption">
            <table class="table" role="table">
                <caption id="audit-caption" class="visually-hidden">{t(text::TITLE)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {Column::ALL.map(head)}
                        <th scope="col" role="columnheader">{t(text::DETAILS)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{page.lines.into_iter().map(|line| view! { <Row line/> }).collect_view()}</tbody>
            </table>
        </div>
        <p class="cluster" data-print="no">
            {first.map(|asked| view! { <a href=format!("{PATH}{}", asked.query()) rel="external">{t(text::FIRST)}</a> })}
            {further.map(|asked| view! { <a class="button button-secondary" href=format!("{PATH}{}", asked.query()) rel="external">{t(text::NEXT)}</a> })}
        </p>
    }
    .into_any()
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let from = [line.browser, line.network].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let cell = |column: Column| t(column.label());
    // On a narrow screen a name without a value is not shown.
    let empty = |is: bool| is.then_some("");
    let [no_person, no_by, no_details] = [line.person.is_empty(), line.by.is_empty(), line.details.is_empty()].map(empty);
    view! {
        <tr role="row" data-kind=line.kind>
            <td role="cell" data-label=cell(Column::Time)><time datetime=line.at>{line.when}</time></td>
            <td role="cell" data-label=cell(Column::What)>{line.what}</td>
            <td role="cell" data-label=cell(Column::Person) data-empty=no_person>{line.person}</td>
            <td role="cell" data-label=cell(Column::By) data-empty=no_by>{line.by}</td>
            <td role="cell" data-label=cell(Column::Network)><bdi dir="ltr">{from}</bdi></td>
            <td role="cell" data-label=t(text::DETAILS) data-empty=no_details>
                {(!line.details.is_empty()).then(|| view! { <ul class="plain">{line.details.into_iter().map(|one| view! { <li><bdi>{one}</bdi></li> }).collect_view()}</ul> })}
            </td>
        </tr>
    }
}

/// The table to take along, and the check: for what is shown.
#[component]
fn Deeds(asked: Asked) -> impl IntoView {
    let group = asked.group.map_or("", Group::as_str);
    let turned = if asked.turned { "turned" } else { "" };
    let hidden = [
        (FROM, asked.from),
        (TO, asked.to),
        (PERSON, asked.person),
        (PATIENT, asked.patient),
        (FACILITY, asked.facility),
        (GROUP, group.to_owned()),
        (SORT, asked.sort.as_str().to_owned()),
        (DIR, turned.to_owned()),
        (AFTER, asked.after),
    ];
    view! {
        <form class="card stack" method="post" action=PATH data-print="no">
            {hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <div>
                <button class="button button-secondary" type="submit" name="deed" value=TABLE>{t(text::TAKE)}</button>
                <p class="hint">{t(text::TAKE_HINT)}</p>
            </div>
            <div>
                <button class="button button-secondary" type="submit" name="deed" value=CHECK>{t(text::CHECK)}</button>
                <p class="hint">{t(text::CHECK_HINT)}</p>
            </div>
        </form>
    }
}
