//! What pages say of a planned maintenance, the page while it lasts, and `/downtime`.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{Again, Kit, MAKE, PATH, PRINTED};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::help::HelpLink;
use crate::web::state::{locale, page_state, t};

/// On every page from a day before: when, and what to do. The script of an open session says it again half an hour and five minutes before.
#[component]
pub fn Announcement() -> impl IntoView {
    page_state().planned.filter(|planned| planned.starts_in > 0).map(|planned| {
        let sentence = text::SOON.with(locale(), &[("from", &planned.from), ("until", &planned.until)]);
        let kit = page_state().person.map(|_| view! { " "<a href=PATH rel="external">{t(text::PREPARE)}</a> });
        view! {
            <aside class="announcement" aria-label=t(text::LABEL) data-maintenance=planned.starts_in.to_string()>
                <p>{sentence}{(!planned.says.is_empty()).then(|| format!(" {}", planned.says))}{kit}</p>
                <div role="status" class="live">
                    <p data-maintenance-at="1800" hidden><strong>{t(text::HALF_AN_HOUR)}</strong></p>
                    <p data-maintenance-at="300" hidden><strong>{t(text::FIVE_MINUTES)}</strong></p>
                </div>
            </aside>
        }
    })
}

/// While it lasts: until when, and how to go on.
#[component]
pub fn MaintenancePage() -> impl IntoView {
    let planned = page_state().planned;
    let says = planned.as_ref().map(|one| one.says.clone()).unwrap_or_default();
    let again = planned.as_ref().and_then(|one| one.again.clone());
    let until = planned.map(|one| one.until).unwrap_or_default();
    view! {
        <Title text=t(text::ON_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::ON_TITLE)}</h1>
            <p>{text::ON.with(locale(), &[("until", &until)])}</p>
            {(!says.is_empty()).then(|| view! { <p>{says}</p> })}
            <p>{t(if again.is_some() { text::ON_POSTED } else { text::ON_KEPT })}</p>
            <p>{t(text::ON_PAPER)}</p>
            {match again {
                Some(again) => view! { <Posted again/> }.into_any(),
                None => view! { <p><a class="button button-primary" href="" rel="external">{t(text::ON_AGAIN)}</a></p> }.into_any(),
            }}
        </div>
    }
}

/// What was on its way when it began, to be sent once more.
#[component]
fn Posted(again: Again) -> impl IntoView {
    view! {
        <form method="post" action=again.to autocomplete="off">
            {again.fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <button class="button button-primary" type="submit">{t(text::ON_SEND_AGAIN)}</button>
        </form>
    }
}

/// `/downtime`: what the kit is, and the kit.
#[component]
pub fn KitPage() -> impl IntoView {
    page_state().kit.map(|page| *page).map(|page| {
        let n = page.patients.to_string();
        let patients = if page.with_patients { text::KIT_PATIENTS } else { text::KIT_NO_PATIENTS };
        let made = page.made.is_some();
        view! {
            <Title text=t(text::KIT_TITLE)/>
            <div class="page stack">
                <p data-print="no"><a href="/home" rel="external">{t(text::HOME)}</a></p>
                <h1>{t(text::KIT_TITLE)}</h1>
                {page.made.map(|kit| view! { <Paper kit/> })}
                {(!made).then(|| view! {
                    <p>{t(text::KIT_LEAD)}</p>
                    <ul>
                        <li>{t(text::KIT_FACILITIES)}</li>
                        <li>{t(text::KIT_PEOPLE)}</li>
                        <li>{patients.with(locale(), &[("n", &n)])}</li>
                        <li>{t(text::KIT_FORMS)}</li>
                    </ul>
                    <p>{t(text::KIT_CARE)}</p>
                    <form method="post" action=PATH>
                        <button class="button button-primary" type="submit" name="deed" value=MAKE>{t(text::KIT_MAKE)}</button>
                    </form>
                    <HelpLink to=articles::downtime::TOPIC/>
                })}
            </div>
        }
    })
}

#[component]
fn Paper(kit: Kit) -> impl IntoView {
    let none = kit.patients.is_empty();
    view! {
        <p data-print="no" role="status">{text::KIT_MADE.with(locale(), &[("at", &kit.at)])}</p>
        <p>{kit.at.clone()}" · "{page_state().person.map(|person| person.practice)}</p>
        {kit.too_many.then(|| view! { <p>{text::KIT_TOO_MANY.with(locale(), &[("n", &PRINTED.to_string())])}</p> })}
        {(!kit.facilities.is_empty()).then(|| view! {
            <List title=text::FACILITIES heads=vec![text::NAME, text::ADDRESS, text::PHONE] rows=rows(kit.facilities)/>
        })}
        <List title=text::PEOPLE heads=vec![text::NAME, text::PHONE] rows=rows(kit.administrators)/>
        {(!none).then(|| view! {
            <List title=text::PATIENTS heads=vec![text::NAME, text::BIRTH_DATE, text::PHONE, text::CHART, text::INSURANCE] rows=rows(kit.patients)/>
        })}
        <Blank title=text::FORM_PATIENT lines=vec![text::LINE_NAME, text::BIRTH_DATE, text::PHONE, text::ADDRESS, text::INSURANCE]/>
        <Blank title=text::FORM_VISIT lines=vec![text::LINE_NAME, text::BIRTH_DATE, text::LINE_TIME, text::LINE_REASON, text::LINE_ALLERGIES, text::LINE_DONE]/>
    }
}

fn rows<const N: usize>(all: Vec<[String; N]>) -> Vec<Vec<String>> {
    all.into_iter().map(Vec::from).collect()
}

#[component]
fn List(title: Text, heads: Vec<Text>, rows: Vec<Vec<String>>) -> impl IntoView {
    let labels: Vec<&str> = heads.iter().map(|head| t(*head)).collect();
    let caption = format!("kit-{}", labels.len());
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby=caption.clone()>
            <table role="table">
                <caption id=caption.clone()>{t(title)}</caption>
                <thead role="rowgroup"><tr role="row">{labels.iter().map(|label| view! { <th scope="col" role="columnheader">{*label}</th> }).collect_view()}</tr></thead>
                <tbody role="rowgroup">
                    {rows.into_iter().map(|row| view! {
                        <tr role="row">{row.into_iter().zip(&labels).map(|(cell, label)| view! { <td role="cell" data-label=*label><bdi>{cell}</bdi></td> }).collect_view()}</tr>
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// A form to be filled in by hand.
#[component]
fn Blank(title: Text, lines: Vec<Text>) -> impl IntoView {
    view! {
        <section class="card stack blank-form">
            <h2>{t(title)}</h2>
            <dl>{lines.into_iter().map(|line| view! { <div><dt>{t(line)}</dt><dd></dd></div> }).collect_view()}</dl>
        </section>
    }
}
