//! `/settings/messages`, and its tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{Counts, Health, Limits, Line, MessagesPage as Shown, Recent, TEST_FORM, Through, WayOut};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::outbox::model::{Channel, MessageKind, State};
use crate::ui::help::HelpLink;
use crate::web::state::{done, locale, page_state, t};

const PAGE: &str = "/settings/messages";

/// The tile on the settings page.
#[component]
pub fn MessagesTile(
    /// How mail, texts and calls stand; none when it can't be had.
    line: Option<Line>,
) -> impl IntoView {
    view! {
        <li class="tile">
            <h3><a href=PAGE rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            {line.map(|line| view! { <p class="tile-state">{state_line(line)}</p> })}
        </li>
    }
}

fn state_line(line: Line) -> String {
    let of = |lead: Text, health: Health| lead.with(locale(), &[("state", t(in_words(health)))]);
    format!("{} · {}", of(text::LINE_MAIL, line.mail), of(text::LINE_PHONE, line.phone))
}

const fn in_words(health: Health) -> Text {
    match health {
        Health::NotSet => text::NOT_SET,
        Health::Quiet => text::QUIET,
        Health::Well => text::WELL,
        Health::Slow => text::SLOW,
        Health::Failing => text::FAILING,
    }
}

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let state = page_state();
    let summary = state.form(TEST_FORM).summary;
    let done = !done().is_empty();
    let page = state.messages.unwrap_or_default();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <HelpLink to=articles::messages::TOPIC/>
            {done.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::TEST_QUEUED)}</p></div> })}
            {(!summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{summary}</p></div>
            })}
            <section class="card stack" aria-labelledby="mail-title">
                <h2 id="mail-title">{t(text::MAIL)}</h2>
                <Way way=page.mail.clone() about=Vec::new()/>
                {(page.mail.health == Health::NotSet).then(|| view! { <p>{t(text::MAIL_NOT_SET)}</p> })}
            </section>
            <section class="card stack" aria-labelledby="phone-title">
                <h2 id="phone-title">{t(text::PHONE)}</h2>
                <Way way=page.phone.clone() about=about(&page)/>
            </section>
            <p class="hint">{t(text::SENT_MEANS)}</p>
            <Test page=page.clone()/>
            <RecentTable recent=page.recent/>
            <LimitsCard limits=page.limits regions=page.regions/>
        </div>
    }
}

/// Where texts and calls go, and what can be sent there.
fn about(page: &Shown) -> Vec<(Text, Text)> {
    let through = match page.through {
        Through::Nothing => text::THROUGH_NOTHING,
        Through::Twilio => text::THROUGH_TWILIO,
        Through::Webhook => text::THROUGH_WEBHOOK,
        Through::Mail => text::THROUGH_MAIL,
        Through::Demo => text::THROUGH_DEMO,
    };
    let can = (page.through != Through::Nothing).then_some(if page.calls { text::CAN_BOTH } else { text::CAN_TEXT });
    std::iter::once((text::THROUGH, through)).chain(can.map(|can| (text::CAN, can))).collect()
}

/// The tone of a badge.
const fn tone(health: Health) -> Option<&'static str> {
    match health {
        Health::NotSet | Health::Quiet => None,
        Health::Well => Some("ok"),
        Health::Slow => Some("warn"),
        Health::Failing => Some("error"),
    }
}

/// How one way stands.
#[component]
fn Way(way: WayOut, about: Vec<(Text, Text)>) -> impl IntoView {
    let waiting = if way.waiting == 0 {
        t(text::WAITING_NONE).to_owned()
    } else {
        let (n, minutes) = (way.waiting.to_string(), way.oldest_minutes.to_string());
        let words = if way.oldest_minutes == 0 { text::WAITING_NEW } else { text::WAITING_SOME };
        words.with(locale(), &[("n", &n), ("minutes", &minutes)])
    };
    let causes = way.day.causes.clone();
    view! {
        <dl class="facts" data-health=way.health.as_str()>
            <div>
                <dt>{t(text::STATE)}</dt>
                <dd><span class="badge" data-state=tone(way.health)>{t(in_words(way.health))}</span></dd>
            </div>
            {about.into_iter().map(|(name, value)| view! { <Fact name value=t(value).to_owned()/> }).collect_view()}
            <Fact name=text::WAITING value=waiting/>
            <Fact name=text::HOUR value=counted(&way.hour)/>
            <Fact name=text::DAY value=counted(&way.day)/>
        </dl>
        {(!causes.is_empty()).then(|| view! {
            <h3>{t(text::CAUSES)}</h3>
            <ul>
                {causes.into_iter().map(|(cause, n)| {
                    let line = text::CAUSE_TIMES.with(locale(), &[("n", &n.to_string()), ("cause", t(cause.text()))]);
                    view! { <li data-cause=cause.as_str()>{line}</li> }
                }).collect_view()}
            </ul>
        })}
    }
}

#[component]
fn Fact(name: Text, value: String) -> impl IntoView {
    view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }
}

fn counted(counts: &Counts) -> String {
    let parts: Vec<String> = [
        (counts.sent, text::N_SENT),
        (counts.delivered, text::N_DELIVERED),
        (counts.failed, text::N_FAILED),
        (counts.unknown, text::N_UNKNOWN),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, words)| words.with(locale(), &[("n", &n.to_string())]))
    .collect();
    if parts.is_empty() { t(text::NONE).to_owned() } else { parts.join(" · ") }
}

/// The tests: a button for each way that is set up and leads to the actor.
#[component]
fn Test(page: Shown) -> impl IntoView {
    let mail = page.own_address.clone().filter(|_| page.mail.health != Health::NotSet);
    let phone = page.own_phone.clone().filter(|_| page.through != Through::Nothing);
    let to = |words: Text, name: &str, value: &str| words.with(locale(), &[(name, value)]);
    let text_label = phone.as_ref().filter(|_| !(page.own_landline && page.calls)).map(|ends| to(text::TEST_TEXT, "ends", ends));
    let call_label = phone.as_ref().filter(|_| page.calls).map(|ends| to(text::TEST_CALL, "ends", ends));
    let buttons = [
        ("test-mail", mail.as_ref().map(|address| to(text::TEST_MAIL, "to", address))),
        ("test-text", text_label),
        ("test-call", call_label),
    ];
    let missing = [
        (page.own_address.is_none(), text::TEST_NO_ADDRESS),
        (page.own_phone.is_none() && page.through != Through::Nothing, text::TEST_NO_PHONE),
    ];
    view! {
        <section class="card stack" aria-labelledby="test-title">
            <h2 id="test-title">{t(text::TEST)}</h2>
            <p>{t(text::TEST_LEAD)}</p>
            <form id=TEST_FORM class="cluster" method="post" action=PAGE>
                {buttons.into_iter().filter_map(|(deed, label)| label.map(|label| view! {
                    <button class="button button-secondary" type="submit" name="deed" value=deed>{label}</button>
                })).collect_view()}
            </form>
            {missing.into_iter().filter(|(is, _)| *is).map(|(_, sentence)| view! { <p class="hint">{t(sentence)}</p> }).collect_view()}
        </section>
    }
}

#[component]
fn LimitsCard(limits: Limits, regions: Vec<String>) -> impl IntoView {
    let l = locale();
    let n = |n: i64| n.to_string();
    let person = text::LIMIT_PERSON_IS.with(l, &[("quarter", &n(limits.person_quarter)), ("day", &n(limits.person_day))]);
    let practice = text::LIMIT_PRACTICE_IS.with(l, &[("used", &n(limits.practice_used)), ("most", &n(limits.practice_day))]);
    let all = text::LIMIT_ALL_IS.with(l, &[("most", &n(limits.all_day)), ("dollars", &dollars(limits.most_cents))]);
    let reached = limits.all_reached || limits.practice_used >= limits.practice_day;
    view! {
        <section class="card stack" aria-labelledby="limits-title">
            <h2 id="limits-title">{t(text::LIMITS)}</h2>
            <p>{t(text::LIMITS_LEAD)}</p>
            {(reached && limits.practice_day > 0).then(|| view! {
                <div class="notice" data-kind="warn"><p>{t(text::LIMIT_REACHED)}</p></div>
            })}
            <dl class="facts">
                <Fact name=text::LIMIT_PERSON value=person/>
                <Fact name=text::LIMIT_PRACTICE value=practice/>
                <Fact name=text::LIMIT_ALL value=all/>
                <Fact name=text::COST value=dollars(limits.cents)/>
                <Fact name=text::REGIONS value=regions.join(", ")/>
            </dl>
        </section>
    }
}

fn dollars(cents: i64) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}

#[component]
fn RecentTable(recent: Vec<Recent>) -> impl IntoView {
    let columns = [text::COLUMN_AT, text::COLUMN_WHAT, text::COLUMN_TO, text::COLUMN_STATE];
    view! {
        <div class="stack">
            <h2 id="recent-title">{t(text::RECENT)}</h2>
            <p><a class="button button-quiet" href="/settings/messages" rel="external">{t(text::LOOK_AGAIN)}</a></p>
            {if recent.is_empty() {
                view! { <p>{t(text::RECENT_NONE)}</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroll" tabindex="0" role="region" aria-labelledby="recent-title">
                        <table>
                            <thead><tr>{columns.into_iter().map(|c| view! { <th scope="col">{t(c)}</th> }).collect_view()}</tr></thead>
                            <tbody>{recent.into_iter().map(|message| view! { <Row message/> }).collect_view()}</tbody>
                        </table>
                    </div>
                }.into_any()
            }}
        </div>
    }
}

#[component]
fn Row(message: Recent) -> impl IntoView {
    let by = match message.channel {
        Channel::Email => text::BY_MAIL,
        Channel::Sms => text::BY_TEXT,
        Channel::Voice => text::BY_CALL,
    };
    let (words, tone) = state(message.state);
    let what = format!("{} ({})", t(kind(message.kind)), t(by));
    view! {
        <tr data-delivery=message.state.as_str()>
            <td>{message.at}</td>
            <td>{what}</td>
            <td><bdi dir="ltr" translate="no">{message.to}</bdi></td>
            <td>
                <span class="badge" data-state=tone>{t(words)}</span>
                {message.cause.map(|cause| view! { <br/><span class="hint">{t(cause.text())}</span> })}
            </td>
        </tr>
    }
}

/// A state in words, and the tone of its badge.
const fn state(state: State) -> (Text, Option<&'static str>) {
    match state {
        State::Queued => (text::S_QUEUED, None),
        State::Sending => (text::S_SENDING, None),
        State::Sent => (text::S_SENT, Some("ok")),
        State::Delivered => (text::S_DELIVERED, Some("ok")),
        State::Failed => (text::S_FAILED, Some("error")),
        State::Unknown => (text::S_UNKNOWN, Some("warn")),
    }
}

const fn kind(kind: MessageKind) -> Text {
    match kind {
        MessageKind::ResetLink => text::K_RESET_LINK,
        MessageKind::Welcome | MessageKind::Invitation => text::K_WELCOME,
        MessageKind::NewBrowser => text::K_NEW_BROWSER,
        MessageKind::AdministratorAsked => text::K_HELP,
        MessageKind::SecurityCode => text::K_CODE,
        MessageKind::Test => text::K_TEST,
        _ => text::K_NOTICE,
    }
}
