//! `/` and `/home`.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::KNOW_CODE;
use super::text;
use crate::account::text as account;
use crate::addresses::text as addresses;
use crate::agreements::text as agreements;
use crate::emergency;
use crate::i18n::Text;
use crate::levels::model::Permission;
use crate::levels::text::level_name;
use crate::log_in_codes::text as log_in_codes;
use crate::maintenance;
use crate::medical_identifiers::view::EndingNotices;
use crate::patients::model as patients_pages;
use crate::patients::text as patients;
use crate::sign_up;
use crate::ui::frame::WindowWarning;
use crate::web::state::{done, locale, page_state, t};

/// `/`: what this is, and the way in.
#[component]
pub fn FrontPage() -> impl IntoView {
    let done = done();
    // Whoever goes back to this address after the next log-in is not logged out.
    let logged_out = done == "logged-out" && page_state().person.is_none();
    view! {
        <Title text=t(crate::ui::text::BRAND)/>
        <div class="page stack">
            <WindowWarning/>
            {logged_out.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(crate::auth::text::LOGGED_OUT)}</p></div> })}
            <section class="hero">
                <h1>{t(text::FRONT_TITLE)}</h1>
                <p class="lead">{t(text::FRONT_LEAD)}</p>
                <p><a class="button button-primary" href="/login" rel="external">{t(text::FRONT_BUTTON)}</a></p>
                {page_state().sign_up_allowed.then(|| view! { <p><a href=sign_up::model::PATH rel="external">{t(sign_up::text::LINK)}</a></p> })}
            </section>
            <div class="feature-grid">
                <Feature title=text::WHY_TITLE body=text::WHY_TEXT/>
                <Feature title=text::CHECK_TITLE body=text::CHECK_TEXT/>
                <Feature title=text::SAFE_TITLE body=text::SAFE_TEXT/>
            </div>
        </div>
    }
}

#[component]
fn Feature(title: Text, body: Text) -> impl IntoView {
    view! {
        <section class="card">
            <h2>{t(title)}</h2>
            <p>{t(body)}</p>
        </section>
    }
}

/// `/home`: who is logged in, and what they may do.
#[component]
pub fn HomePage() -> impl IntoView {
    page_state().person.map(|person| {
        let title = text::HOME_TITLE.with(locale(), &[("name", &person.first_name)]);
        let settings = person.may(Permission::Settings);
        let facts: [(Text, AnyView); 5] = [
            (text::PRACTICE, person.practice.into_any()),
            (text::PRACTICE_ID, view! { <bdi dir="ltr" translate="no">{person.practice_id}</bdi> }.into_any()),
            (text::USERNAME, view! { <bdi dir="ltr" translate="no">{person.username}</bdi> }.into_any()),
            (text::LEVEL, t(level_name(person.level)).into_any()),
            (text::ADMINISTRATOR, t(if person.holder.administrator { text::YES } else { text::NO }).into_any()),
        ];
        view! {
            <Title text=crate::ui::title::with_typed(&title)/>
            <div class="page stack">
                <WindowWarning/>
                <h1>{title}</h1>
                <Done/>
                <Notices/>
                <emergency::bar::OverNotice/>
                <EndingNotices all=page_state().home.ending/>
                <emergency::view::Notices line=page_state().home.emergency/>
                <section class="card stack">
                    <h2>{t(text::YOUR_ACCOUNT)}</h2>
                    <dl class="facts">
                        <div><dt>{t(addresses::SECTION)}</dt><dd>{page_state().home.logs_in}</dd></div>
                        {facts.into_iter().map(|(name, value)| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }).collect_view()}
                    </dl>
                    <p><a href="/account" rel="external">{t(text::ACCOUNT_LINK)}</a></p>
                    {page_state().home.agreement.then(|| view! { <p><a href="/account/agreement" rel="external">{t(agreements::LINK)}</a></p> })}
                </section>
                <Tiles settings/>
            </div>
        }
    })
}

/// Where the person may go on to.
#[component]
fn Tiles(settings: bool) -> impl IntoView {
    let emergency = page_state().home.emergency.own;
    let open = page_state().person.is_some_and(|person| person.may(Permission::ViewPatients));
    (settings || emergency || open).then(|| {
        view! {
            <ul class="tiles">
                {open.then(|| view! {
                    <li class="tile">
                        <h2><a href=patients_pages::PATH rel="external">{t(patients::TITLE)}</a></h2>
                        <p>{t(patients::TILE)}</p>
                    </li>
                })}
                {settings.then(|| view! {
                    <li class="tile">
                        <h2><a href="/settings" rel="external">{t(crate::users::text::SETTINGS)}</a></h2>
                        <p>{t(crate::users::text::TILE)}</p>
                        {waiting(page_state().home.requests).map(|line| view! { <p class="tile-state">{line}</p> })}
                    </li>
                })}
                {open.then(|| view! {
                    <li class="tile">
                        <h2><a href=maintenance::model::PATH rel="external">{t(maintenance::text::KIT_TITLE)}</a></h2>
                        <p>{t(maintenance::text::KIT_TILE)}</p>
                    </li>
                })}
                {emergency.then(|| view! {
                    <li class="tile">
                        <h2><a href=emergency::model::PATH rel="external">{t(emergency::text::TITLE)}</a></h2>
                        <p>{t(emergency::text::HOME_TILE)}</p>
                    </li>
                })}
            </ul>
        }
    })
}

/// What is asked of the person.
#[component]
fn Notices() -> impl IntoView {
    let home = page_state().home;
    view! {
        {home.told_by.map(|name| view! {
            <div class="notice" data-kind="warn">
                <div>
                    <p>{crate::password_reset::text::TOLD.with(locale(), &[("name", &name)])}</p>
                    <form method="post" action="/home">
                        <button class="button button-secondary" type="submit">{t(crate::password_reset::text::IT_WAS_ME)}</button>
                    </form>
                </div>
            </div>
        })}
        {home.code_by.map(|name| view! {
            <div class="notice" data-kind="warn" data-code-by="">
                <div>
                    <p>{log_in_codes::HOME.with(locale(), &[("name", &name)])}</p>
                    <form class="cluster" method="post" action="/home">
                        <button class="button button-secondary" type="submit" name="deed" value=KNOW_CODE>{t(crate::password_reset::text::IT_WAS_ME)}</button>
                        <a class="button button-quiet" href="/account/second-step" rel="external">{t(log_in_codes::HOME_SET_UP)}</a>
                    </form>
                </div>
            </div>
        })}
        {home.second_step_until.map(|(until, over)| view! {
            <div class="notice" data-kind="warn" data-second-step-until="">
                <div>
                    <p>{if over { t(text::SET_UP_NOW).to_owned() } else { text::SET_UP_UNTIL.with(locale(), &[("until", &until)]) }}</p>
                    <p><a class="button button-secondary" href="/account/second-step" rel="external">{t(text::SET_UP_GO)}</a></p>
                </div>
            </div>
        })}
        {home.password_until.map(|until| view! {
            <div class="notice" data-kind="warn" data-password-until="">
                <div>
                    <p>{text::PASSWORD_UNTIL.with(locale(), &[("until", &until)])}</p>
                    <p><a class="button button-secondary" href="/account/new-password" rel="external">{t(text::PASSWORD_GO)}</a></p>
                </div>
            </div>
        })}
        {home.email_asked.then(|| view! {
            <div class="notice" data-kind="info" data-email-asked="">
                <div>
                    <p>{t(addresses::HOME)}</p>
                    <p><a class="button button-secondary" href="/account/email" rel="external">{t(addresses::HOME_GO)}</a></p>
                </div>
            </div>
        })}
        {home.email_unfinished.map(|says| view! {
            <div class="notice" data-kind="info" data-email-unfinished="">
                <div>
                    <p>{says}</p>
                    <p><a class="button button-secondary" href="/account/email" rel="external">{t(addresses::UNFINISHED_GO)}</a></p>
                </div>
            </div>
        })}
        {home.question_missing.then(|| view! {
            <div class="notice" data-kind="info">
                <div>
                    <p>{t(account::QUESTION_MISSING_HOME)}</p>
                    <p><a class="button button-secondary" href="/account#question-section" rel="external">{t(account::QUESTION_GO)}</a></p>
                </div>
            </div>
        })}
    }
}

/// What was just done before anything else, by the name in the URL: only known ones say anything.
#[component]
fn Done() -> impl IntoView {
    let done = done();
    let sentence = match done.as_str() {
        "password" => Some(account::DONE_PASSWORD),
        "agreed" => Some(agreements::DONE),
        _ => None,
    };
    sentence.map(|sentence| view! { <div class="notice" data-kind="ok" role="status"><p>{t(sentence)}</p></div> })
}

/// How many people wait for help; nothing while nobody does.
fn waiting(requests: usize) -> Option<String> {
    match requests {
        0 => None,
        1 => Some(t(text::ONE_WAITS).to_owned()),
        n => Some(text::MANY_WAIT.with(locale(), &[("n", &n.to_string())])),
    }
}
