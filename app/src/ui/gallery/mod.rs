//! `/dev/ui`: every component of the design system in each of its states, for whoever changes one, and for the sweep that looks at all of
//! them at once (`end2end/tests/accessibility.spec.ts`). In the demo only.
//!
//! Compiled for the server alone and never hydrated: it is no route of the browser's part, so the product's WASM carries nothing of it. What
//! a component does by script (Show password) is the boot script's, which runs here too.

pub mod text;

use leptos::prelude::*;
use leptos_meta::Title;

use super::characters::Characters;
use super::chart::{Bar, Bars, Chart, Column, Columns, Table};
use super::choices::{Choice, Choices};
use super::countdown::Countdown;
use super::field::Field;
use super::findings::Findings;
use super::long_list::LongList;
use super::password::PasswordInput;
use crate::doctor::{self, CellKind, Evidence, Finding, FindingId, Remedy, Severity};
use crate::i18n::Text;
use crate::lockout::Wait;
use crate::web::state::t;

/// The page.
#[component]
pub fn GalleryPage() -> impl IntoView {
    view! {
        <Title text=t(crate::ui::text::COMPONENTS)/>
        <div class="page stack">
            <div>
                <h1>{t(crate::ui::text::COMPONENTS)}</h1>
                <p class="lead">{t(text::LEAD)}</p>
            </div>
            <Buttons/>
            <Fields/>
            <Notices/>
            <Doctor/>
            <States/>
            <Data/>
            <Charts/>
            <Overlays/>
        </div>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let kinds = [
        ("button button-primary", text::PRIMARY),
        ("button button-secondary", text::SECONDARY),
        ("button button-quiet", text::QUIET),
        ("button button-danger", text::DANGER),
    ];
    view! {
        <section class="card stack">
            <h2>{t(text::BUTTONS)}</h2>
            <div class="cluster">
                {kinds.into_iter().map(|(class, label)| view! { <button class=class type="button">{t(label)}</button> }).collect_view()}
                <button class="button button-primary" type="button" disabled>{t(text::DISABLED)}</button>
                <button class="button button-primary" type="button" aria-busy="true">{t(text::BUSY)}</button>
                <a class="button button-secondary" href="#main">{t(text::LINK)}</a>
            </div>
        </section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let mistake = || Some(t(text::MISTAKE).to_owned());
    view! {
        <section class="card stack">
            <h2>{t(text::FIELDS)}</h2>
            <Field name="plain" label=t(text::PLAIN) value=t(text::SAMPLE) error=None autocomplete="off"/>
            <Field name="hinted" label=t(text::HINTED) hint=t(text::HINT) value="" error=None autocomplete="off"/>
            <Field name="wrong" label=t(text::WRONG) hint=t(text::HINT) value="e" error=mistake() autocomplete="off"/>
            <PasswordInput name="password" label=t(text::PASSWORD) hint=t(text::HINT) autocomplete="off" error=None/>
            <PasswordInput name="second_password" label=t(text::SECOND_PASSWORD) autocomplete="off" error=mistake()>
                <a href="#main">{t(text::LINK)}</a>
            </PasswordInput>
            <div class="field">
                <label for="choice">{t(text::CHOICE)}</label>
                <select id="choice" name="choice"><option>{t(text::ACTIVE)}</option><option>{t(text::NEUTRAL)}</option></select>
            </div>
            <label class="checkbox"><input type="checkbox" name="tick" checked/>{t(text::TICK)}</label>
        </section>
    }
}

#[component]
fn Notices() -> impl IntoView {
    let kinds = [("info", text::INFO), ("ok", text::OK), ("warn", text::WARN), ("error", text::ERROR)];
    view! {
        <section class="stack">
            <h2>{t(text::NOTICES)}</h2>
            {kinds.into_iter().map(|(kind, sentence)| view! {
                <div class="notice" data-kind=kind>
                    <p>{t(sentence)}</p>
                    <button class="button button-secondary" type="button">{t(text::SECONDARY)}</button>
                </div>
            }).collect_view()}
            <Countdown wait=Some(Wait::Seconds(90))/>
            <div class="error-summary">
                <h3>{t(text::SUMMARY)}</h3>
                <ul><li><a href="#wrong">{t(text::MISTAKE)}</a></li></ul>
            </div>
        </section>
    }
}

#[component]
fn Doctor() -> impl IntoView {
    let finding = |id, severity, remedy| Finding { id, severity, field: None, evidence: Evidence::None, remedy };
    let findings = vec![
        finding(FindingId::CookiesBlocked, Severity::Blocks, None),
        finding(FindingId::CapsLock, Severity::Likely, Some(Remedy::Reload)),
        finding(FindingId::SmallWindow, Severity::Info, Some(Remedy::OpenFullSize)),
        finding(FindingId::SmallScreen, Severity::Repaired, None),
    ];
    let mut cells = doctor::inspect("nu\u{a0}rse.k\u{456}m O0l1");
    if let Some(first) = cells.first_mut() {
        first.kind = CellKind::Wrong;
    }
    view! {
        <section class="card stack">
            <h2>{t(text::FINDINGS)}</h2>
            <Findings findings=Signal::stored(findings) form="gallery"/>
            <Characters label=t(text::CHARACTERS) cells remark=Some(t(text::REMARK).to_owned())/>
        </section>
    }
}

fn badge(state: &'static str, word: Text) -> impl IntoView {
    view! { <span class="badge" data-state=state>{t(word)}</span> }
}

#[component]
fn States() -> impl IntoView {
    view! {
        <section class="stack">
            <h2>{t(text::BADGES)}</h2>
            <div class="cluster">
                {badge("ok", text::ACTIVE)}{badge("warn", text::WAITING)}{badge("error", text::LOCKED)}{badge("neutral", text::NEUTRAL)}
            </div>
            <h2>{t(text::TILES)}</h2>
            <ul class="tiles">
                {["#main", "#plain"].into_iter().map(|to| view! {
                    <li class="tile">
                        <h3><a href=to>{t(text::TILE)}</a></h3>
                        <p>{t(text::TILE_TEXT)}</p>
                        <p class="tile-state">{t(text::TILE_STATE)}</p>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Data() -> impl IntoView {
    let row = |current: Option<&'static str>, name: Text, badge: AnyView| {
        view! {
            <tr role="row" aria-current=current>
                <th scope="row" role="rowheader"><a href="#main">{t(name)}</a></th>
                <td role="cell" data-label=t(text::STATE)>{badge}</td>
            </tr>
        }
    };
    view! {
        <section class="stack">
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="gallery-table">
                <table role="table">
                    <caption id="gallery-table">{t(text::TABLE)}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader" aria-sort="ascending"><a href="#main">{t(text::NAME)}</a></th>
                            <th scope="col" role="columnheader"><a href="#main">{t(text::STATE)}</a></th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {row(None, text::SAMPLE, badge("ok", text::ACTIVE).into_any())}
                        {row(Some("true"), text::CURRENT, badge("error", text::LOCKED).into_any())}
                    </tbody>
                </table>
            </div>
            <div class="empty"><p>{t(text::EMPTY)}</p><a href="#main">{t(text::SECONDARY)}</a></div>
            <div class="card">
                <h2>{t(text::FACTS)}</h2>
                <dl class="facts">
                    <div><dt>{t(text::NAME)}</dt><dd>{t(text::SAMPLE)}</dd></div>
                    <div><dt>{t(text::STATE)}</dt><dd>{badge("ok", text::ACTIVE)}</dd></div>
                </dl>
            </div>
            <div class="card">
                <h2>{t(text::TIMELINE)}</h2>
                <ol class="timeline">
                    {["11/01/2026 01:30 EST", "11/01/2026 01:30 EDT"].into_iter().map(|when| view! {
                        <li><time>{when}</time><span>{t(text::EVENT)}</span><span class="row-meta">{t(text::SAMPLE)}</span></li>
                    }).collect_view()}
                </ol>
            </div>
        </section>
    }
}

#[component]
fn Charts() -> impl IntoView {
    let days: Vec<(i64, i64)> = vec![(12, 1), (14, 0), (9, 3), (0, 0), (1, 0), (15, 2), (13, 1)];
    let label = |n: usize| format!("11/{:02}", n + 17);
    let columns =
        days.iter().enumerate().map(|(n, (above, below))| Column { label: label(n), above: *above, below: *below }).collect();
    let table = |rows: Vec<Vec<String>>| Table {
        head: [text::NAME, text::ACTIVE, text::LOCKED].map(|head| t(head).to_owned()).to_vec(),
        rows,
    };
    let rows = days.iter().enumerate().map(|(n, (above, below))| vec![label(n), above.to_string(), below.to_string()]).collect();
    let bar = |name: Text, n: i64| Bar { name: t(name).to_owned(), n, value: n.to_string() };
    let bars = vec![bar(text::CAPTION, 14), bar(text::SAMPLE, 3), bar(text::EMPTY, 0)];
    let choice = |label: Text, current: bool| Choice { label: t(label).to_owned(), href: "#main".into(), current };
    let long = (1..=8).map(|n| view! { <li><div><strong>{n}</strong></div></li> }.into_any()).collect();
    view! {
        <section class="stack">
            <h2>{t(text::CHARTS)}</h2>
            <Choices label=t(text::CHOICE) choices=vec![choice(text::SAMPLE, true), choice(text::NEUTRAL, false)]/>
            <div class="charts">
                <Chart id="gallery-columns" title=t(text::COLUMNS).to_owned() table=table(rows)>
                    <Columns says=t(text::COLUMNS).to_owned() columns above=t(text::ACTIVE) below=t(text::LOCKED)/>
                </Chart>
                <Chart id="gallery-bars" title=t(text::BARS).to_owned() table=table(Vec::new())>
                    <Bars says=t(text::BARS).to_owned() bars/>
                </Chart>
            </div>
            <div class="card"><LongList rows=long/></div>
        </section>
    }
}

/// Shown in the flow of the page: over it they would hide everything else.
#[component]
fn Overlays() -> impl IntoView {
    view! {
        <section class="stack">
            <details open><summary>{t(text::DETAILS)}</summary><p>{t(text::TILE_TEXT)}</p></details>
            <div class="copy-box"><code translate="no">{t(text::COPY)}</code></div>
            <div class="card">
                <div class="panel-header"><h2>{t(text::PANEL)}</h2></div>
                <p>{t(text::PANEL_TEXT)}</p>
                <div class="cluster">
                    <button class="button button-secondary" type="button">{t(text::SECONDARY)}</button>
                    <button class="button button-danger" type="button">{t(text::DANGER)}</button>
                </div>
            </div>
        </section>
    }
}
