//! What became of codes and mail.

use leptos::prelude::*;

use super::super::model::Messages;
use super::super::text;
use super::{length, nothing};
use crate::i18n::Text;
use crate::outbox::model::{Channel, State};
use crate::ui::chart::{Bar, Bars, Chart, Table};
use crate::web::state::{locale, t};

/// Messages by channel: how many left, how fast, and what became of the rest.
#[component]
pub fn Delivery(messages: Vec<Messages>) -> impl IntoView {
    let all: i64 = messages.iter().map(Messages::all).sum();
    let failed: i64 = messages.iter().map(|m| m.of(State::Failed)).sum();
    let title = match all {
        0 => t(text::MESSAGES_NONE).to_owned(),
        1 => text::MESSAGE_ONE.with(locale(), &[("n", &failed.to_string())]),
        _ => text::MESSAGES.with(locale(), &[("all", &all.to_string()), ("n", &failed.to_string())]),
    };
    let bars: Vec<Bar> =
        messages.iter().map(|m| Bar { name: t(channel_name(m.channel)).to_owned(), n: left(m), value: left_in_words(m) }).collect();
    let list = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.value)).collect::<Vec<_>>().join("; ");
    let says = text::MESSAGES_SAYS.with(locale(), &[("list", &list)]);
    let most = messages.iter().map(Messages::all).max().unwrap_or_default();
    view! {
        <Chart id="messages" title table=table(&messages)>
            <p>{t(text::MESSAGES_LEAD)}</p>
            {if all > 0 { view! { <Bars says bars most/> }.into_any() } else { nothing() }}
        </Chart>
    }
}

/// How many have left for sure.
fn left(messages: &Messages) -> i64 {
    messages.of(State::Sent) + messages.of(State::Delivered)
}

fn left_in_words(messages: &Messages) -> String {
    let (n, all) = (left(messages).to_string(), messages.all().to_string());
    match messages.median {
        Some(median) => text::LEFT_WITHIN.with(locale(), &[("n", &n), ("all", &all), ("time", &length(median))]),
        None => text::LEFT.with(locale(), &[("n", &n), ("all", &all)]),
    }
}

fn table(messages: &[Messages]) -> Table {
    let states: [(Text, &[State]); 5] = [
        (text::STATE_WAITING, &[State::Queued, State::Sending]),
        (text::STATE_TAKEN, &[State::Sent]),
        (text::STATE_ARRIVED, &[State::Delivered]),
        (text::STATE_UNKNOWN, &[State::Unknown]),
        (text::STATE_FAILED, &[State::Failed]),
    ];
    let names = [text::CHANNEL].into_iter().chain(states.iter().map(|(name, _)| *name)).chain([text::HALF_WITHIN]);
    let row = |m: &Messages| {
        let numbers = states.iter().map(|(_, states)| states.iter().map(|state| m.of(*state)).sum::<i64>().to_string());
        let half = m.median.map_or_else(|| "–".to_owned(), length);
        [t(channel_name(m.channel)).to_owned()].into_iter().chain(numbers).chain([half]).collect()
    };
    Table { head: names.map(|name| t(name).to_owned()).collect(), rows: messages.iter().map(row).collect() }
}

const fn channel_name(channel: Channel) -> Text {
    match channel {
        Channel::Sms => text::TEXT_MESSAGES,
        Channel::Voice => text::CALLS,
        Channel::Email => text::EMAILS,
    }
}
