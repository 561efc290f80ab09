//! Charts: bars of SVG, words of HTML. Rendered by the server, no script, no library, no inline style.
//!
//! Every chart says what it shows in a sentence, for who does not see it, and has the numbers as a table behind it. Two series are told apart
//! by their place (above and below the line), never by colour alone. Bars stretch with the page and words do not, so that a chart is as
//! readable on a phone as on a desk.

use leptos::prelude::*;

use super::text;
use crate::web::state::t;

/// The numbers behind a chart.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What the columns are.
    pub head: Vec<String>,
    /// A name and its numbers.
    pub rows: Vec<Vec<String>>,
}

/// A card: the sentence that the chart says, the chart, and its table.
#[component]
pub fn Chart(
    /// Unique on the page.
    id: &'static str,
    /// What it says: "14 log-ins refused, most of them for a wrong password".
    title: String,
    /// The numbers.
    table: Table,
    /// Takes a row of its own.
    #[prop(optional)]
    wide: bool,
    /// The chart itself, and words about it.
    children: Children,
) -> impl IntoView {
    let title_id = || format!("{id}-title");
    view! {
        <section class="card chart" id=id aria-labelledby=title_id() data-wide=wide.then_some("")>
            <h2 id=title_id()>{title}</h2>
            {children()}
            <details>
                <summary>{t(text::AS_TABLE)}</summary>
                <div class="table-scroll" role="region" tabindex="0" aria-labelledby=title_id()>
                    <Numbers table caption=title_id()/>
                </div>
            </details>
        </section>
    }
}

#[component]
fn Numbers(table: Table, caption: String) -> impl IntoView {
    let head = table.head.clone();
    view! {
        <table role="table" aria-labelledby=caption>
            <thead role="rowgroup">
                <tr role="row">{head.into_iter().map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">
                {table.rows.into_iter().map(|row| {
                    let mut cells = row.into_iter();
                    let name = cells.next();
                    let numbers = cells.zip(table.head.iter().skip(1));
                    view! {
                        <tr role="row">
                            <th scope="row" role="rowheader">{name}</th>
                            {numbers.map(|(n, of)| view! { <td role="cell" data-label=of.clone()>{n}</td> }).collect_view()}
                        </tr>
                    }
                }).collect_view()}
            </tbody>
        </table>
    }
}

/// A column: a day, as a rule.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// What stands below it.
    pub label: String,
    /// Upwards from the line.
    pub above: i64,
    /// Downwards from the line.
    pub below: i64,
}

/// The plot's height in its own units, of which a rem has 16.
const HEIGHT: i64 = 160;
/// Room above and below for half a line of words.
const EDGE: i64 = 8;
/// Words closer than this would touch.
const TOUCH: i64 = 14;
/// What is there is seen, however little it is beside the rest.
const LEAST: i64 = 2;
/// As many columns have their names below each; of more, first, middle and last.
const NAMED: usize = 7;

/// Columns side by side, one series above the line and one below.
#[component]
pub fn Columns(
    /// What the chart shows, in a sentence.
    says: String,
    /// From left to right.
    columns: Vec<Column>,
    /// What stands above the line.
    above: &'static str,
    /// What stands below it.
    below: &'static str,
) -> impl IntoView {
    let most = |of: fn(&Column) -> i64| columns.iter().map(of).max().unwrap_or_default();
    let (up, down) = (most(|c| c.above), most(|c| c.below));
    let (zero, scale) = scale(up, down);
    let wide = i64::try_from(columns.len()).unwrap_or(i64::MAX) * 10;
    let bars = (0_i64..).zip(&columns).map(|(n, column)| {
        let (above, below) = (scale(column.above), scale(column.below));
        view! {
            {(above > 0).then(|| view! { <rect data-series="above" x=n * 10 + 1 y=zero - above width="8" height=above></rect> })}
            {(below > 0).then(|| view! { <rect data-series="below" x=n * 10 + 1 y=zero width="8" height=below></rect> })}
        }
    });
    view! {
        <div class="chart-plot" role="img" aria-label=says>
            <svg class="chart-axis" viewBox=format!("0 0 48 {HEIGHT}") aria-hidden="true">
                {marks(zero, up, down).into_iter().map(|(y, n)| view! {
                    <text x="46" y=y text-anchor="end" dominant-baseline="central">{n}</text>
                }).collect_view()}
            </svg>
            <svg class="chart-columns" viewBox=format!("0 0 {wide} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                {bars.collect_view()}
                <line data-zero="" x1="0" x2=wide y1=zero y2=zero vector-effect="non-scaling-stroke"></line>
            </svg>
            <div class="chart-names">
                {names(&columns).into_iter().map(|(name, minor)| view! { <span data-minor=minor.then_some("")>{name}</span> }).collect_view()}
            </div>
        </div>
        <ul class="chart-key">
            <li data-series="above">{above}</li>
            <li data-series="below">{below}</li>
        </ul>
    }
}

/// Where the line is, and how long a number is: one scale for both sides.
fn scale(up: i64, down: i64) -> (i64, impl Fn(i64) -> i64) {
    let room = HEIGHT - 2 * EDGE;
    let all = (up + down).max(1);
    (EDGE + room * up / all, move |n: i64| if n > 0 { (room * n / all).max(LEAST) } else { 0 })
}

/// The numbers beside the axis and where they stand: the ends, and zero where it touches neither.
fn marks(zero: i64, up: i64, down: i64) -> Vec<(i64, i64)> {
    let mut marks = Vec::new();
    if up > 0 {
        marks.push((EDGE, up));
    }
    if down > 0 {
        marks.push((HEIGHT - EDGE, down));
    }
    if marks.iter().all(|(y, _)| (y - zero).abs() >= TOUCH) {
        marks.push((zero, 0));
    }
    marks
}

/// All names of few columns, and which of them need not be there; of many the first, the middle and the last.
fn names(columns: &[Column]) -> Vec<(String, bool)> {
    let all = columns.len();
    let major = |n: usize| n == 0 || n == all / 2 || n + 1 == all;
    let shown = columns.iter().enumerate().filter(|(n, _)| all <= NAMED || major(*n));
    shown.map(|(n, column)| (column.label.clone(), !major(n))).collect()
}

/// A bar with its name and its number.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What is counted.
    pub name: String,
    /// How much of it.
    pub n: i64,
    /// The number in words: "14", "3 of 12".
    pub value: String,
}

/// Bars below each other, the longest as long as `most`.
#[component]
pub fn Bars(
    /// What the chart shows, in a sentence.
    says: String,
    /// From top to bottom.
    bars: Vec<Bar>,
    /// The number of a bar of full length; without it, that of the longest.
    #[prop(optional)]
    most: i64,
) -> impl IntoView {
    let most = if most > 0 { most } else { bars.iter().map(|bar| bar.n).max().unwrap_or_default().max(1) };
    view! {
        <div class="chart-bars" role="img" aria-label=says>
            {bars.into_iter().map(|bar| {
                let length = if bar.n > 0 { (1_000 * bar.n / most).clamp(4, 1_000) } else { 0 };
                view! {
                    <div>
                        <span class="chart-name">{bar.name}</span>
                        <span class="chart-value">{bar.value}</span>
                        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                            <rect data-ground="" width="1000" height="10"></rect>
                            <rect data-series="above" width=length height="10"></rect>
                        </svg>
                    </div>
                }
            }).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, EDGE, HEIGHT, marks, names, scale};

    #[test]
    fn both_sides_have_one_scale_and_little_is_still_seen() {
        let (zero, long) = scale(30, 10);
        assert_eq!((zero, long(30), long(10), long(0)), (EDGE + 108, 108, 36, 0));
        let (zero, long) = scale(10_000, 0);
        assert_eq!((zero, long(10_000), long(1)), (HEIGHT - EDGE, HEIGHT - 2 * EDGE, 2));
        let (zero, long) = scale(0, 0);
        assert_eq!((zero, long(0)), (EDGE, 0));
    }

    #[test]
    fn numbers_beside_the_axis_never_touch() {
        let at = |up, down| marks(scale(up, down).0, up, down);
        assert_eq!(at(30, 10), [(EDGE, 30), (HEIGHT - EDGE, 10), (EDGE + 108, 0)]);
        assert_eq!(at(200, 1), [(EDGE, 200), (HEIGHT - EDGE, 1)], "zero would stand in the last number");
        assert_eq!(at(12, 0), [(EDGE, 12), (HEIGHT - EDGE, 0)]);
        assert_eq!(at(0, 3), [(HEIGHT - EDGE, 3), (EDGE, 0)]);
    }

    #[test]
    fn many_columns_are_named_at_their_ends_and_in_the_middle() {
        let columns = |n: usize| (0..n).map(|n| Column { label: n.to_string(), ..Column::default() }).collect::<Vec<_>>();
        let told = |n: usize| {
            names(&columns(n)).iter().map(|(name, minor)| format!("{name}{}", if *minor { "?" } else { "" })).collect::<Vec<_>>()
        };
        assert_eq!(told(3), ["0", "1", "2"]);
        assert_eq!(told(5), ["0", "1?", "2", "3?", "4"]);
        assert_eq!(told(30), ["0", "15", "29"]);
        assert!(told(0).is_empty());
    }
}
