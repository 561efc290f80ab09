//! `/settings/import` and the page of a run, and the tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{ALL_OR_NOTHING, Deed, FILE, FORM, PASSPHRASE, PATH, SOURCE, State, TEMPLATE_CSV, TEMPLATE_XLSX};
use super::page::{Line, PatientImportPage as Page};
use super::page::{Shown, Start as StartOf};
use super::text;
use super::view_checked::{Checked, Written};
use super::view_columns::{Columns, Sheets};
use crate::help::articles;
use crate::levels::model::Permission;
use crate::ui::field::{FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::ui::summary::summary;
use crate::web::state::{locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn ImportTile() -> impl IntoView {
    let may = page_state().person.is_some_and(|person| person.may(Permission::Import));
    view! {
        <li class="tile">
            {if may {
                view! { <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3> }.into_any()
            } else {
                view! { <h3>{t(text::TITLE)}</h3> }.into_any()
            }}
            <p>{t(text::TILE)}</p>
            {(!may).then(|| view! { <p class="tile-state">{t(text::TILE_CLOSED)}</p> })}
        </li>
    }
}

/// `/settings/import` and `/settings/import/{id}`.
#[component]
pub fn PatientImportPage() -> impl IntoView {
    match page_state().patient_import.map(|page| *page) {
        Some(Page::Start(of)) => view! { <Start of/> }.into_any(),
        Some(Page::Run(of)) => view! { <Run of=*of/> }.into_any(),
        Some(Page::Unknown) | None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=t(text::UNKNOWN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::UNKNOWN_TITLE)}</h1>
            <p>{t(text::UNKNOWN)}</p>
            <p><a class="button button-primary" href=PATH rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

/// What a file of patients is in the eyes of the law (topic 35).
#[component]
fn Protected() -> impl IntoView {
    view! { <div class="notice" data-kind="warn"><p>{t(text::PHI)}</p></div> }
}

#[component]
fn Start(of: StartOf) -> impl IntoView {
    let (runs, systems) = (of.runs, of.systems);
    let form = page_state().form(FORM);
    let error = form.errors.get(FILE).cloned();
    let described = described_by(FILE, true, error.is_some());
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK_SETTINGS)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {summary(&form, &[FILE])}
            <p>{t(text::LEAD)}</p>
            <Protected/>
            <form id=FORM class="card stack" method="post" action=PATH enctype="multipart/form-data" novalidate>
                <div class="field">
                    <label for=SOURCE>{t(text::SOURCE)}</label>
                    <select id=SOURCE name=SOURCE>
                        <option value="">{t(text::SOURCE_AUTO)}</option>
                        {systems.into_iter().map(|(key, name)| view! { <option value=key>{name}</option> }).collect_view()}
                        <option value="other">{t(text::SOURCE_OTHER)}</option>
                    </select>
                    <p><a href=format!("/help/{}", articles::old_system::TOPIC.slug) rel="external">{t(text::HOW_TO)}</a></p>
                </div>
                <div class="field">
                    <label for=PASSPHRASE>{t(text::PASSPHRASE)}</label>
                    <p class="hint" id="passphrase-hint">{t(text::PASSPHRASE_HINT)}</p>
                    <input type="password" id=PASSPHRASE name=PASSPHRASE autocomplete="off" aria-describedby="passphrase-hint"/>
                </div>
                <div class="field" data-invalid=error.is_some().then_some("")>
                    <label for=FILE>{t(text::FILE)}</label>
                    <p class="hint" id="file-hint">{t(text::FILE_HINT)}</p>
                    <FieldError name=FILE error=error.clone()/>
                    <input type="file" id=FILE name=FILE aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
                </div>
                <button class="button button-primary" type="submit">{t(text::SEND)}</button>
                <p class="hint">{text::TRY_ONLY.with(locale(), &[("cancel", t(text::CANCEL))])}</p>
            </form>
            <section class="card stack" aria-labelledby="template">
                <h2 id="template">{t(text::TEMPLATE)}</h2>
                <p>{t(text::TEMPLATE_HINT)}</p>
                <ul class="plain">
                    {[(TEMPLATE_XLSX, text::TEMPLATE_XLSX), (TEMPLATE_CSV, text::TEMPLATE_CSV)].into_iter().map(|(file, label)| {
                        view! { <li><a href=file rel="external" download="">{t(label)}</a></li> }
                    }).collect_view()}
                </ul>
            </section>
            <HelpLink to=articles::bring_patients_in::TOPIC/>
            {(!runs.is_empty()).then(|| view! {
                <section class="stack" aria-labelledby="runs">
                    <h2 id="runs">{t(text::RUNS)}</h2>
                    <ul class="rows card">{runs.into_iter().map(|of| view! { <RunLine of/> }).collect_view()}</ul>
                </section>
            })}
        </div>
    }
}

#[component]
fn RunLine(of: Line) -> impl IntoView {
    let numbers = |n: u64| n.to_string();
    let counts = text::RUN_COUNTS.with(
        locale(),
        &[
            ("created", &numbers(of.counts.created)),
            ("updated", &numbers(of.counts.updated)),
            ("failed", &numbers(of.counts.failed)),
        ],
    );
    let told = if of.state == State::Done { format!("{} · {counts}", of.when) } else { of.when };
    view! {
        <li data-run=of.id.clone()>
            <div>
                <p><a href=format!("{PATH}/{}", of.id) rel="external"><bdi>{of.file}</bdi></a></p>
                <p class="row-meta">{told}</p>
            </div>
            <span class="badge">{t(text::state(of.state))}</span>
        </li>
    }
}

#[component]
fn Run(of: Shown) -> impl IntoView {
    let deed = page_state().form.map(|form| form.form).unwrap_or_default();
    let form = page_state().form(&deed);
    let order: Vec<String> = of
        .columns
        .iter()
        .flat_map(|column| {
            std::iter::once(format!("column-{}", column.at)).chain(column.questions.iter().map(|asked| asked.name.clone()))
        })
        .chain([ALL_OR_NOTHING.to_owned(), Deed::Undo.as_str().to_owned()])
        .collect();
    let order: Vec<&str> = order.iter().map(String::as_str).collect();
    let who = text::WHO.with(locale(), &[("name", &of.by), ("when", &of.when)]);
    let facts = of.facts.clone();
    view! {
        <Title text=crate::ui::title::with_typed(&of.file)/>
        <div class="page stack" data-import=of.state.as_str()>
            <p><a href=PATH rel="external">{t(text::BACK)}</a></p>
            <h1><bdi>{of.file.clone()}</bdi></h1>
            <p class="cluster"><span class="badge">{t(text::state(of.state))}</span><span class="row-meta">{who}</span></p>
            {summary(&form, &order)}
            <Protected/>
            {(!facts.is_empty()).then(|| view! {
                <section class="card stack" aria-labelledby="is">
                    <h2 id="is">{t(text::IS)}</h2>
                    <ul class="plain">{facts.into_iter().map(|fact| view! { <li><bdi>{fact}</bdi></li> }).collect_view()}</ul>
                </section>
            })}
            {match of.state {
                State::Uploaded | State::Mapped | State::Approved | State::Undoing => view! { <Working of=of.clone()/> }.into_any(),
                State::Refused => view! {
                    <div class="notice" data-kind="error" role="alert"><p>{of.refusal.clone()}</p></div>
                    <Sheets of=of.clone()/>
                    <Again/>
                }.into_any(),
                State::Read => view! { <Sheets of=of.clone()/> <Columns of=of.clone() form/> }.into_any(),
                State::Checked => view! { <Checked of=of.clone() form/> }.into_any(),
                State::Done => view! { <Written of=of.clone()/> }.into_any(),
                State::Undone => view! { <Again/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Again() -> impl IntoView {
    view! { <p><a class="button button-primary" href=PATH rel="external">{t(text::ANOTHER)}</a></p> }
}

/// How far a step is. The script of every page asks again; without it, there is the button.
#[component]
fn Working(of: Shown) -> impl IntoView {
    let does = match of.state {
        State::Uploaded => text::WORKING_READ.with(locale(), &[("rows", &of.found.counts.rows.to_string())]),
        State::Mapped => t(text::WORKING_CHECK).to_owned(),
        State::Approved => t(text::WORKING_WRITE).to_owned(),
        _ => t(text::WORKING_UNDO).to_owned(),
    };
    let progress = of.progress;
    let far = progress.percent.map(|percent| {
        let places = [("percent", percent.to_string()), ("speed", progress.speed.to_string()), ("left", progress.left.to_string())];
        text::PERCENT.with(locale(), &places.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    });
    let address = format!("{PATH}/{}", of.id);
    let writing = of.state == State::Approved;
    view! {
        <section class="card stack" aria-labelledby="working">
            <h2 id="working">{t(text::state(of.state))}</h2>
            <div id="import-progress" role="status" data-follow=address.clone() data-steady="">
                <p>{does}</p>
                {progress.percent.map(|percent| view! { <progress max="100" value=percent.to_string() aria-labelledby="working"></progress> })}
                {far.map(|far| view! { <p>{far}</p> })}
            </div>
            <p class="hint">{t(text::CLOSE)}</p>
            <p><a class="button button-secondary" href=address rel="external">{t(text::RELOAD)}</a></p>
            {(of.state != State::Undoing).then(|| view! {
                <form method="post">
                    <button class="button button-secondary" type="submit" name="deed" value=Deed::Cancel.as_str()>
                        {t(if writing { text::CANCEL_WRITING } else { text::CANCEL })}
                    </button>
                </form>
            })}
        </section>
    }
}
