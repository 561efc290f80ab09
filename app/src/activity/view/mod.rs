//! `/settings/activity`: a chart for each question, its answer in the heading, its numbers in a table behind it.

mod causes;
mod days;
mod messages;
mod people;

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{Activity, DAYS, RANGES, Week};
use super::read::read_week;
use super::text;
use crate::i18n::Text;
use crate::ui::choices::{Choice, Choices};
use crate::web::state::{locale, page_state, t};

/// The page.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let activity = page_state().activity.unwrap_or_default();
    let ranges = RANGES
        .into_iter()
        .map(|days| Choice {
            label: text::DAYS.with(locale(), &[("n", &days.to_string())]),
            href: format!("/settings/activity?{DAYS}={days}"),
            current: days == activity.range,
        })
        .collect();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <Choices label=t(text::RANGE) choices=ranges/>
            <Charts activity/>
        </div>
    }
}

#[component]
fn Charts(activity: Activity) -> impl IntoView {
    view! {
        <div class="charts">
            <days::LogIns activity=activity.clone()/>
            <causes::Causes causes=activity.causes.clone()/>
            <causes::WhatWasNoticed noticed=activity.noticed.clone()/>
            <days::Waits activity=activity.clone()/>
            <people::Back ways=activity.ways_back/>
            <people::Factors adoption=activity.adoption/>
            <messages::Delivery messages=activity.messages/>
        </div>
    }
}

/// The tile on the settings page, with the last seven days in one line.
#[component]
pub fn ActivityTile() -> impl IntoView {
    let week = Resource::new(|| (), |()| read_week());
    view! {
        <li class="tile">
            <h3><a href="/settings/activity" rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            <Suspense>
                {move || week.get().and_then(Result::ok).map(|week| view! { <p class="tile-state">{state_line(week)}</p> })}
            </Suspense>
        </li>
    }
}

/// "212 log-ins this week, 9 refused".
fn state_line(week: Week) -> String {
    text::TILE_STATE.with(locale(), &[("ins", &log_ins(week.log_ins)), ("refused", &refused(week.refused))])
}

fn log_ins(n: i64) -> String {
    counted(n, text::LOG_IN_ONE, text::LOG_IN_MANY)
}

fn refused(n: i64) -> String {
    counted(n, text::REFUSED_ONE, text::REFUSED_MANY)
}

fn counted(n: i64, one: Text, many: Text) -> String {
    if n == 1 { t(one).to_owned() } else { many.with(locale(), &[("n", &n.to_string())]) }
}

/// A length of time as people say it: seconds below two minutes, minutes below two hours, hours below two days.
fn length(millis: i64) -> String {
    let seconds = (millis + 500) / 1_000;
    match seconds {
        s if s < 120 && s != 60 => counted(s, text::SECOND_ONE, text::SECONDS),
        s if s < 7_200 && s != 3_600 => counted((s + 30) / 60, text::MINUTE_ONE, text::MINUTES),
        s if s < 172_800 => counted((s + 1_800) / 3_600, text::HOUR_ONE, text::HOURS),
        s => text::DAYS_LONG.with(locale(), &[("n", &((s + 43_200) / 86_400).to_string())]),
    }
}

/// In place of a chart without a number.
fn nothing() -> AnyView {
    view! { <p class="hint">{t(text::NOTHING)}</p> }.into_any()
}
