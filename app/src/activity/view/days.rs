//! Charts by day: log-ins and refusals, waits and who lifted them.

use leptos::prelude::*;

use super::super::model::{Activity, DayCounts};
use super::super::text;
use super::{log_ins, nothing, refused};
use crate::i18n::Text;
use crate::ui::chart::{Chart, Column, Columns, Table};
use crate::web::state::{locale, t};

/// Two numbers of a day, above and below the line.
type Pair = fn(&DayCounts) -> (i64, i64);

/// How many log in, and how many are refused.
#[component]
pub fn LogIns(activity: Activity) -> impl IntoView {
    let pair: Pair = |day| (day.log_ins, day.refused);
    let (all, not) = (activity.sum(|d| d.log_ins), activity.sum(|d| d.refused));
    let values = [("ins", log_ins(all)), ("refused", refused(not)), ("days", activity.range.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let title = text::PER_DAY.with(locale(), &values);
    let plot = plot(&activity.days, pair, text::PER_DAY_SAYS, [text::ABOVE_LOG_INS, text::BELOW_REFUSED]);
    view! {
        <Chart id="log-ins" title table=table(&activity.days, pair, [text::LOG_INS, text::REFUSED]) wide=true>
            {plot}
        </Chart>
    }
}

/// How often somebody had to wait, and was unlocked.
#[component]
pub fn Waits(activity: Activity) -> impl IntoView {
    let pair: Pair = |day| (day.waits, day.unlocked);
    let (waits, unlocked) = (activity.sum(|d| d.waits), activity.sum(|d| d.unlocked));
    let title = match waits {
        0 if unlocked == 0 => t(text::WAITS_NONE).to_owned(),
        1 => text::WAIT_ONE.with(locale(), &[("n", &unlocked.to_string())]),
        _ => text::WAIT_MANY.with(locale(), &[("waits", &waits.to_string()), ("n", &unlocked.to_string())]),
    };
    let plot = plot(&activity.days, pair, text::WAITS_SAYS, [text::ABOVE_WAITS, text::BELOW_UNLOCKED]);
    view! {
        <Chart id="waits" title table=table(&activity.days, pair, [text::WAITS, text::UNLOCKED])>
            <p>{t(text::WAITS_LEAD)}</p>
            {plot}
        </Chart>
    }
}

fn plot(days: &[DayCounts], pair: Pair, says: Text, [above, below]: [Text; 2]) -> AnyView {
    let most = |side: fn((i64, i64)) -> i64| days.iter().map(|day| side(pair(day))).max().unwrap_or_default();
    let (up, down) = (most(|p| p.0), most(|p| p.1));
    if up + down == 0 {
        return nothing();
    }
    let label = |day: Option<&DayCounts>| day.map(|day| day.label.clone()).unwrap_or_default();
    let (first, last) = (label(days.first()), label(days.last()));
    let says = says.with(locale(), &[("first", &first), ("last", &last), ("above", &up.to_string()), ("below", &down.to_string())]);
    let columns = days
        .iter()
        .map(|day| {
            let (above, below) = pair(day);
            Column { label: day.label.clone(), above, below }
        })
        .collect();
    view! { <Columns says columns above=t(above) below=t(below)/> }.into_any()
}

/// The newest day first: it is the one that is asked about.
fn table(days: &[DayCounts], pair: Pair, [above, below]: [Text; 2]) -> Table {
    let row = |day: &DayCounts| {
        let (above, below) = pair(day);
        vec![day.label.clone(), above.to_string(), below.to_string()]
    };
    Table { head: [text::DAY, above, below].map(|head| t(head).to_owned()).to_vec(), rows: days.iter().rev().map(row).collect() }
}
