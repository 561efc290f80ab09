//! The settings page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CHANGE, Change, Task, UNDO};
use super::read::{read_lines, read_tasks};
use super::text as own;
use crate::activity::view::ActivityTile;
use crate::admin_requests::view::RequestCards;
use crate::audit_report::view::AuditTile;
use crate::emergency::bar::OverNotice;
use crate::emergency::read::emergency_line;
use crate::emergency::view::EmergencyTile;
use crate::facilities::read::facilities_line;
use crate::facilities::view::FacilitiesTile;
use crate::levels::model::{Axis, Permission};
use crate::levels::text as levels;
use crate::levels::view::LevelsTile;
use crate::messages::read::messages_line;
use crate::messages::view::MessagesTile;
use crate::patient_import::view::ImportTile;
use crate::practice_export::view::ExportTile;
use crate::practice_info::view::PracticeTile;
use crate::security_policy::text as security;
use crate::sign_up;
use crate::ui::summary::summary;
use crate::users::read::users_overview;
use crate::users::text;
use crate::users::view::state_line;
use crate::web::next::encode;
use crate::web::state::{done, locale, page_state, t};

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let overview = Resource::new(|| (), |()| users_overview());
    let messages = Resource::new(|| (), |()| messages_line());
    let facilities = Resource::new(|| (), |()| facilities_line());
    let emergency = Resource::new(|| (), |()| emergency_line());
    let lines = Resource::new(|| (), |()| read_lines());
    let tasks = Resource::new(|| (), |()| read_tasks());
    view! {
        <Title text=t(text::SETTINGS)/>
        <div class="page stack">
            <p><a href="/home" rel="external">{t(text::HOME)}</a></p>
            <h1>{t(text::SETTINGS)}</h1>
            <Made/>
            {(done() == "undone").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(own::UNDONE)}</p></div> })}
            {summary(&page_state().form(UNDO), &[])}
            <SearchBox/>
            <Suspense>
                {move || overview.get().map(|overview| {
                    let may_review = page_state().person.is_some_and(|person| person.may(Permission::Emergency));
                    let overview = overview.ok();
                    let lines = lines.get().and_then(Result::ok).unwrap_or_default();
                    let state = overview.as_ref().map(|o| state_line(o.counts));
                    view! {
                        <RequestCards cards=overview.map(|o| o.requests).unwrap_or_default()/>
                        <Tasks tasks=tasks.get().and_then(Result::ok).unwrap_or_default()/>
                        <h2>{t(text::PRACTICE_SETTINGS)}</h2>
                        <ul class="tiles">
                            <li class="tile">
                                <h3><a href="/settings/users" rel="external">{t(text::EHR_USERS)}</a></h3>
                                <p>{t(text::TILE)}</p>
                                {state.map(|line| view! { <p class="tile-state">{line}</p> })}
                            </li>
                            <PracticeTile/>
                            <FacilitiesTile line=facilities.get().and_then(Result::ok)/>
                        </ul>
                        <h2>{t(own::RIGHTS)}</h2>
                        <ul class="tiles">
                            <LevelsTile line=lines.levels/>
                            {may_review.then(|| view! { <EmergencyTile line=emergency.get().and_then(Result::ok)/> })}
                            <li class="tile">
                                <h3><a href="/settings/security" rel="external">{t(security::TITLE)}</a></h3>
                                <p>{t(security::TILE)}</p>
                                <p class="tile-state">{lines.security}</p>
                            </li>
                        </ul>
                        <h2>{t(own::DATA)}</h2>
                        <ul class="tiles"><ImportTile/><ExportTile/></ul>
                        <h2>{t(own::REPORTS)}</h2>
                        <ul class="tiles">
                            <AuditTile line=lines.audit/>
                            <ActivityTile/>
                            <MessagesTile line=messages.get().and_then(Result::ok)/>
                        </ul>
                    }
                })}
            </Suspense>
            <Changes/>
        </div>
    }
}

/// What was changed lately, by whom, with what was before; and the way back where it is safe.
#[component]
fn Changes() -> impl IntoView {
    let all = page_state().recent_changes;
    let none = all.is_empty();
    view! {
        <section class="stack" aria-labelledby="changes" data-print="no">
            <h2 id="changes">{t(own::CHANGES)}</h2>
            {none.then(|| view! { <p>{t(own::CHANGES_NONE)}</p> })}
            {(!none).then(|| view! { <ul class="rows card">{all.into_iter().map(|of| view! { <ChangeRow of/> }).collect_view()}</ul> })}
            <p><a href="/settings/audit?group=practice" rel="external">{t(own::CHANGES_ALL)}</a></p>
        </section>
    }
}

#[component]
fn ChangeRow(of: Change) -> impl IntoView {
    let nothing = |value: String| if value.is_empty() { t(own::NOTHING_BEFORE).to_owned() } else { value };
    let undo = own::UNDO_OF.with(locale(), &[("what", &of.what), ("when", &of.when)]);
    view! {
        <li data-change=of.id.to_string()>
            <div>
                <p>{of.what}</p>
                <ul class="plain">
                    {of.told.into_iter().map(|(name, was, now)| view! {
                        <li>{if name.is_empty() {
                            view! { <bdi>{now}</bdi> }.into_any()
                        } else {
                            view! { {name}": "<bdi>{nothing(was)}</bdi>" → "<bdi>{nothing(now)}</bdi> }.into_any()
                        }}</li>
                    }).collect_view()}
                </ul>
                <p class="row-meta">{own::CHANGED_BY.with(locale(), &[("when", &of.when), ("name", &of.by)])}</p>
            </div>
            {of.undo.then(|| view! {
                <form method="post" action="/settings">
                    <input type="hidden" name=CHANGE value=of.id.to_string()/>
                    <button class="button button-quiet" type="submit" name="deed" value=UNDO aria-label=undo>{t(own::UNDO)}</button>
                </form>
            })}
        </li>
    }
}

/// The search over settings. A plain form: it works without script.
#[component]
fn SearchBox() -> impl IntoView {
    let search = page_state().settings_search;
    let of = move |text: crate::i18n::Text| text.with(locale(), &[("q", &search.typed)]);
    let (typed, found) = (page_state().settings_search.typed, page_state().settings_search.found);
    let help = format!("/help?q={}", encode(&typed));
    view! {
        <form class="help-search" method="get" action="/settings" role="search">
            <div class="field">
                <label for="q">{t(own::SEARCH)}</label>
                <p class="hint" id="q-hint">{t(own::SEARCH_HINT)}</p>
                <div class="input-with-button">
                    <input type="search" id="q" name="q" value=typed.clone() autocomplete="off" aria-describedby="q-hint"/>
                    <button class="button button-secondary" type="submit">{t(own::SEARCH_GO)}</button>
                </div>
            </div>
        </form>
        {(!typed.is_empty()).then(|| if found.is_empty() {
            view! {
                <p role="status">{of(own::NOTHING)}" "<a href=help rel="external">{t(own::NOTHING_GO)}</a></p>
            }.into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="found-title" data-found="">
                    <h2 id="found-title">{of(own::FOUND)}</h2>
                    <ul class="rows card">
                        {found.into_iter().map(|one| view! {
                            <li><div><a href=one.path rel="external">{one.name}</a><p class="row-meta">{one.place}</p></div></li>
                        }).collect_view()}
                    </ul>
                </section>
            }.into_any()
        })}
    }
}

/// The practice was just set up: what everybody logs in with.
#[component]
fn Made() -> impl IntoView {
    page_state().person.filter(|_| done() == sign_up::model::DONE).map(|person| {
        view! {
            <div class="notice" data-kind="ok" role="status">
                <div>
                    <p>
                        {sign_up::text::MADE.with(locale(), &[("practice", &person.practice)])}" "
                        <strong><bdi dir="ltr" translate="no" data-practice-id="">{person.practice_id}</bdi></strong>"."
                    </p>
                    <p>{t(sign_up::text::MADE_THEN)}</p>
                </div>
            </div>
        }
    })
}

/// What is still to be set up; nothing once all of it is.
#[component]
fn Tasks(tasks: Vec<(Task, bool)>) -> impl IntoView {
    let done = tasks.iter().filter(|(_, done)| *done).count();
    (done < tasks.len()).then(|| {
        let counts = [("done", done.to_string()), ("all", tasks.len().to_string())];
        let counts = counts.each_ref().map(|(name, n)| (*name, n.as_str()));
        view! {
            <section class="stack" aria-labelledby="tasks-title" id="tasks">
                <h2 id="tasks-title">{t(own::TITLE)}</h2>
                <p>{own::PROGRESS.with(locale(), &counts)}</p>
                <ul class="rows card">
                    {tasks.into_iter().map(|(task, done)| {
                        let (what, why, page) = task.told();
                        view! {
                            <li data-task=task.as_str() data-done=done.then_some("")>
                                <div>
                                    {if done {
                                        view! { <p class="row-meta"><span aria-hidden="true">"✓ "</span>{t(own::DONE)}" "{t(what)}</p> }.into_any()
                                    } else {
                                        view! {
                                            <p><a href=page rel="external">{t(what)}</a></p>
                                            <p class="row-meta">{t(why)}</p>
                                        }.into_any()
                                    }}
                                </div>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// A page that who looks may not open: 403.
#[component]
pub fn NotAllowedPage() -> impl IntoView {
    let administrator = page_state().person.is_some_and(|person| person.holder.administrator);
    let by_level = page_state().not_allowed.is_some_and(|permission| match permission.axis() {
        Axis::Level(..) => true,
        Axis::AdministratorWhoEdits => administrator,
        Axis::Administrator { .. } => false,
    });
    let title = t(if by_level { levels::NOT_OPEN_TITLE } else { text::NOT_ALLOWED_TITLE });
    let level = page_state().person.map(|person| t(levels::level_name(person.level))).unwrap_or_default();
    let why = if by_level { levels::NOT_OPEN.with(locale(), &[("level", level)]) } else { t(text::NOT_ALLOWED).to_owned() };
    view! {
        <Title text=title/>
        <div class="page-narrow stack">
            <h1>{title}</h1>
            <OverNotice unsaved=true/>
            <p>{why}</p>
            <p><a class="button button-primary" href="/home" rel="external">{t(text::HOME)}</a></p>
        </div>
    }
}
