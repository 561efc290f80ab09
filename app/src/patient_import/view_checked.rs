//! What a check found, and what came of a run.

use leptos::prelude::*;

use super::model::{ALL_OR_NOTHING, Deed, PATH};
use super::page::{Found, Shown, Undo};
use super::text;
use super::view_doubles::Doubles;
use crate::i18n::Text;
use crate::patients::model::PATH as PATIENTS;
use crate::ui::field::{FieldError, described_by};
use crate::web::state::{FormState, locale, t};

/// The numbers of a run, each on a line; those that are nothing are left out.
#[component]
fn Numbers(found: Found, title: Text) -> impl IntoView {
    let counts = found.counts;
    let lines = [
        (text::N_ROWS, counts.rows),
        (text::N_CREATED, counts.created),
        (text::N_UPDATED, counts.updated),
        (text::N_UNCHANGED, counts.unchanged),
        (text::N_DOUBLES, counts.doubles),
        (text::N_SKIPPED, counts.skipped),
        (text::N_FAILED, counts.failed),
        (text::N_DOCUMENTS, counts.documents),
        (text::N_DOCUMENTS_LEFT, counts.documents_left),
    ];
    view! {
        <section class="card stack" aria-labelledby="numbers">
            <h2 id="numbers">{t(title)}</h2>
            <dl class="facts" data-counts="">
                {lines.into_iter().enumerate().filter(|(at, (_, n))| *at < 2 || *n > 0).map(|(_, (label, n))| view! {
                    <div><dt>{t(label)}</dt><dd>{n.to_string()}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn Problems(found: Found, id: String) -> impl IntoView {
    let n = found.problems.len().to_string();
    let (some, repairs) = (!found.problems.is_empty(), found.repairs.clone());
    let address = move |rows: &str| format!("{PATH}/{id}?rows={rows}");
    view! {
        {some.then(|| view! {
            <section class="card stack" aria-labelledby="problems">
                <h2 id="problems">{t(text::PROBLEMS)}</h2>
                <p>{t(text::PROBLEMS_LEAD)}</p>
                <p>{text::PROBLEMS_FIRST.with(locale(), &[("n", &n)])}</p>
                <ul class="plain" data-problems="">
                    {found.problems.into_iter().map(|one| {
                        let told = if one.field.is_empty() { one.told } else { format!("{}: {}", one.field, one.told) };
                        view! { <li>{text::ROW.with(locale(), &[("n", &one.number.to_string())])}": "<bdi>{told}</bdi></li> }
                    }).collect_view()}
                </ul>
            </section>
        })}
        <section class="card stack" aria-labelledby="repairs">
            <h2 id="repairs">{t(text::REPAIRS)}</h2>
            {if repairs.is_empty() {
                view! { <p>{t(text::REPAIRS_NONE)}</p> }.into_any()
            } else {
                view! {
                    <ul class="plain" data-repairs="">
                        {repairs.into_iter().map(|(what, n)| view! { <li>{text::TIMES.with(locale(), &[("what", &what), ("n", &n.to_string())])}</li> }).collect_view()}
                    </ul>
                }.into_any()
            }}
        </section>
        <section class="card stack" aria-labelledby="files">
            <h2 id="files">{t(text::FILES)}</h2>
            <ul class="plain">
                {[("failed", text::FILE_FAILED), ("doubles", text::FILE_DOUBLES), ("told", text::FILE_REPAIRS), ("all", text::FILE_ALL)].into_iter().map(|(rows, label)| {
                    view! { <li><a href=address(rows) rel="external" download="">{t(label)}</a></li> }
                }).collect_view()}
            </ul>
        </section>
    }
}

/// What would be written.
#[component]
pub fn Checked(
    /// The run.
    of: Shown,
    /// What came back.
    form: FormState,
) -> impl IntoView {
    let found = of.found.clone();
    let n = found.writes;
    let error = form.errors.get(ALL_OR_NOTHING).cloned();
    let label = if n == 1 { t(text::WRITE_ONE).to_owned() } else { text::WRITE.with(locale(), &[("n", &n.to_string())]) };
    let (names, samples) = (found.sample_names.clone(), found.samples.clone());
    let labels = names.clone();
    let described = described_by(ALL_OR_NOTHING, false, error.is_some());
    let again = found.again.then(|| view! { <div class="notice" data-kind="info" role="status"><p>{t(text::AGAIN)}</p></div> });
    view! {
        {again}
        <Numbers found=found.clone() title=text::CHECKED/>
        <Doubles found=found.clone() id=of.id.clone()/>
        <Problems found id=of.id.clone()/>
        {(!samples.is_empty()).then(|| view! {
            <section class="card stack" aria-labelledby="sample">
                <h2 id="sample">{t(text::SAMPLE)}</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-labelledby="sample">
                    <table>
                        <thead><tr><th scope="col">"#"</th>{names.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
                        <tbody>
                            {samples.into_iter().map(|(number, cells)| view! {
                                <tr><th scope="row">{number.to_string()}</th>{cells.into_iter().zip(labels.clone()).map(|(cell, label)| {
                                    let empty = cell.is_empty().then_some("");
                                    view! { <td role="cell" data-label=label data-empty=empty><bdi>{cell}</bdi></td> }
                                }).collect_view()}</tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </div>
            </section>
        })}
        <form id="write" class="card stack" method="post" novalidate>
            <p>{t(text::WRITE_HINT)}</p>
            <FieldError name=ALL_OR_NOTHING error=error.clone()/>
            <label class="checkbox">
                <input type="checkbox" id=ALL_OR_NOTHING name=ALL_OR_NOTHING value="yes" checked=form.values.contains_key(ALL_OR_NOTHING) aria-describedby=described/>
                {t(text::ALL_ROWS)}
            </label>
            <div class="cluster">
                <button class="button button-primary" type="submit" name="deed" value=Deed::Write.as_str()>{label}</button>
                <button class="button button-secondary" type="submit" name="deed" value=Deed::Columns.as_str()>{t(text::TO_COLUMNS)}</button>
                <button class="button button-secondary" type="submit" name="deed" value=Deed::Cancel.as_str()>{t(text::CANCEL)}</button>
            </div>
            <p class="hint">{t(text::CANCEL_HINT)}</p>
        </form>
    }
}

/// What was written.
#[component]
pub fn Written(
    /// The run.
    of: Shown,
) -> impl IntoView {
    view! {
        <Numbers found=of.found.clone() title=text::WRITTEN/>
        <p>{t(text::SIGN_OFF)}</p>
        <p class="cluster">
            <a class="button button-primary" href=PATIENTS rel="external">{t(text::TO_PATIENTS)}</a>
            <a class="button button-secondary" href=PATH rel="external">{t(text::ANOTHER)}</a>
        </p>
        <Problems found=of.found id=of.id/>
        {match of.undo {
            Undo::Touched(n) => view! { <p class="hint" id=Deed::Undo.as_str()>{text::UNDO_NOT.with(locale(), &[("n", &n.to_string())])}</p> }.into_any(),
            Undo::TooLate => view! { <p class="hint" id=Deed::Undo.as_str()>{t(text::UNDO_LATE)}</p> }.into_any(),
            Undo::Offered => view! {
                <form method="post" class="card stack">
                    <p class="hint">{t(text::UNDO_HINT)}</p>
                    <button class="button button-secondary" type="submit" id=Deed::Undo.as_str() name="deed" value=Deed::Undo.as_str()>{t(text::UNDO)}</button>
                </form>
            }.into_any(),
        }}
    }
}
