//! How long people are out after a reset, and how many have a second step.

use leptos::prelude::*;

use super::super::model::{Adoption, TIMES, WaysBack};
use super::super::text;
use super::{length, nothing};
use crate::ui::chart::{Bar, Bars, Chart, Table};
use crate::web::state::{locale, t};

/// From the start of a reset to the next log-in.
#[component]
pub fn Back(ways: WaysBack) -> impl IntoView {
    let title = match ways.median {
        Some(median) => text::BACK_MEDIAN.with(locale(), &[("time", &length(median))]),
        None if ways.waiting > 0 => t(text::BACK_NOT_YET).to_owned(),
        None => t(text::BACK_NONE).to_owned(),
    };
    let up_to = TIMES.iter().map(|end| text::UP_TO.with(locale(), &[("time", &length(*end))]));
    let names = up_to.chain([t(text::LONGER).to_owned(), t(text::NOT_YET).to_owned()]);
    let rows: Vec<(String, i64)> = names.zip(ways.times.into_iter().chain([ways.waiting])).collect();
    let says = text::BACK_SAYS.with(locale(), &[("done", &ways.done().to_string()), ("waiting", &ways.waiting.to_string())]);
    let bars = rows.iter().map(|(name, n)| Bar { name: name.clone(), n: *n, value: n.to_string() }).collect();
    let table = Table {
        head: [text::HOW_LONG, text::PEOPLE].map(|head| t(head).to_owned()).to_vec(),
        rows: rows.iter().map(|(name, n)| vec![name.clone(), n.to_string()]).collect(),
    };
    let slow = ways.slow.map(|slow| text::BACK_LEAD.with(locale(), &[("time", &length(slow))]));
    view! {
        <Chart id="ways-back" title table>
            {slow.map(|slow| view! { <p>{slow}</p> })}
            {if ways.done() + ways.waiting > 0 { view! { <Bars says bars/> }.into_any() } else { nothing() }}
        </Chart>
    }
}

/// Who has a second step, and who has none.
#[component]
pub fn Factors(adoption: Adoption) -> impl IntoView {
    let all = adoption.people;
    let of = |n: i64| text::OF.with(locale(), &[("n", &n.to_string()), ("all", &all.to_string())]);
    let with = all - adoption.nothing;
    let title = text::FACTORS.with(locale(), &[("n", &with.to_string()), ("all", &all.to_string())]);
    let rows = [
        (text::PASSKEY, adoption.passkey),
        (text::AUTHENTICATOR, adoption.authenticator),
        (text::PHONE, adoption.phone),
        (text::RECOVERY_CODES, adoption.recovery_codes),
    ];
    let [passkey, app, phone, codes] = rows.map(|(_, n)| n.to_string());
    let values = [("all", all.to_string()), ("passkey", passkey), ("app", app), ("phone", phone), ("codes", codes)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let says = text::FACTORS_SAYS.with(locale(), &values);
    let bars = rows.map(|(name, n)| Bar { name: t(name).to_owned(), n, value: of(n) }).to_vec();
    let table = Table {
        head: [text::WAY, text::PEOPLE].map(|head| t(head).to_owned()).to_vec(),
        rows: rows
            .into_iter()
            .chain([(text::NEITHER, adoption.nothing)])
            .map(|(name, n)| vec![t(name).to_owned(), of(n)])
            .collect(),
    };
    let named = i64::try_from(adoption.without.len()).unwrap_or(i64::MAX);
    let more =
        (adoption.nothing > named).then(|| text::WITHOUT_MORE.with(locale(), &[("n", &(adoption.nothing - named).to_string())]));
    view! {
        <Chart id="factors" title table>
            <p>{t(text::FACTORS_NOW)}</p>
            <Bars says bars most=all/>
            {(named > 0).then(|| view! {
                <details>
                    <summary>{t(text::WITHOUT)}</summary>
                    <ul>
                        {adoption.without.into_iter().map(|(id, name)| view! {
                            <li><a href=format!("/settings/users/{id}") rel="external">{name}</a></li>
                        }).collect_view()}
                        {more.map(|more| view! { <li>{more}</li> })}
                    </ul>
                </details>
            })}
        </Chart>
    }
}
