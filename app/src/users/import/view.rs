//! `/settings/users/import`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{ADD, CHECK_FORM, FILE, GOOD, ImportPage as Import, ShownRow, TABLE};
use super::text;
use crate::ui::area::escaped;
use crate::ui::field::{FieldError, described_by};
use crate::users::text as people;
use crate::web::state::{FormState, locale, page_state, t};

const PAGE: &str = "/settings/users/import";

/// Adds several people from a table: first a look, then the deed.
#[component]
pub fn ImportPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(CHECK_FORM);
    let import = state.import.unwrap_or_default();
    let judged = !import.rows.is_empty();
    let missed = import.missed.clone();
    let corrects = !missed.is_empty();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p><a href="/settings/users/new" rel="external">{t(people::ADD)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {import.added.map(|n| view! { <div class="notice" data-kind="ok" role="status"><p>{added(n)}</p></div> })}
            {(!form.summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p><a href=format!("#{TABLE}") rel="external">{form.summary.clone()}</a></p>
                    <ul hidden=!corrects>{missed.into_iter().map(|row| view! { <li>{missed_row(&row)}</li> }).collect_view()}</ul>
                    {corrects.then(|| view! { <p>{t(text::MISSED_HINT)}</p> })}
                </div>
            })}
            {if judged {
                view! { <Judged import/>{corrects.then(|| view! { <Check form/> })} }.into_any()
            } else {
                view! { <p>{t(text::LEAD)}</p><p>{t(text::COLUMNS)}</p><Check form/> }.into_any()
            }}
        </div>
    }
}

fn missed_row(row: &ShownRow) -> String {
    text::MISSED_ROW.with(locale(), &[("line", &row.line.to_string()), ("name", &row.name), ("says", &row.says)])
}

fn added(n: usize) -> String {
    match n {
        0 => t(text::ADDED_NOBODY).to_owned(),
        1 => t(text::ADDED_ONE).to_owned(),
        n => text::ADDED_MANY.with(locale(), &[("n", &n.to_string())]),
    }
}

/// The table, as a file or as text.
#[component]
fn Check(form: FormState) -> impl IntoView {
    let error = form.errors.get(TABLE).cloned();
    view! {
        <form id=CHECK_FORM class="card stack" method="post" action=PAGE enctype="multipart/form-data" novalidate>
            <div class="field">
                <label for=FILE>{t(text::FILE)}</label>
                <p class="hint" id="file-hint">{t(text::FILE_HINT)}</p>
                <input type="file" id=FILE name=FILE accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="file-hint"/>
            </div>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=TABLE>{t(text::PASTE)}</label>
                <FieldError name=TABLE error=error.clone()/>
                <textarea id=TABLE name=TABLE rows="10" spellcheck="false" autocomplete="off" aria-describedby=described_by(TABLE, false, error.is_some()) inner_html=escaped(&form.value(TABLE))></textarea>
            </div>
            <button class="button button-primary" type="submit">{t(text::CHECK)}</button>
        </form>
    }
}

/// What becomes of each row, and the button.
#[component]
fn Judged(import: Import) -> impl IntoView {
    let lines = import.good.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
    let add = match import.good.len() {
        0 => None,
        1 => Some(t(text::ADD_ONE).to_owned()),
        n => Some(text::ADD_MANY.with(locale(), &[("n", &n.to_string())])),
    };
    view! {
        <form class="cluster" method="post" action=PAGE>
            <input type="hidden" name=GOOD value=lines/>
            // What was pasted goes back into its form when this page is lost.
            <textarea name=TABLE hidden data-draft=CHECK_FORM inner_html=escaped(&import.table)></textarea>
            {match add {
                Some(label) => view! { <button class="button button-primary" type="submit" name="deed" value=ADD>{label}</button> }.into_any(),
                None => view! { <p>{t(text::ADD_NOBODY)}</p> }.into_any(),
            }}
            <a class="button button-quiet" href=PAGE rel="external">{t(text::CHECK_AGAIN)}</a>
        </form>
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="import-caption">
            <table role="table">
                <caption id="import-caption">{t(text::CAPTION)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {[text::LINE, people::NAME, people::USERNAME, people::EMAIL, people::LEVEL, text::WHAT].into_iter().map(|head| view! {
                            <th scope="col" role="columnheader">{t(head)}</th>
                        }).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{import.rows.into_iter().map(|row| view! { <Line row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(row: ShownRow) -> impl IntoView {
    view! {
        <tr role="row" data-line=row.line.to_string()>
            <td role="cell" data-label=t(text::LINE)>{row.line.to_string()}</td>
            <th scope="row" role="rowheader">{row.name}</th>
            <td role="cell" data-label=t(people::USERNAME)><bdi dir="ltr" translate="no">{row.username}</bdi></td>
            <td role="cell" data-label=t(people::EMAIL)><bdi dir="ltr">{row.email}</bdi></td>
            <td role="cell" data-label=t(people::LEVEL)>{row.rights}</td>
            <td role="cell" data-label=t(text::WHAT)><span class="badge" data-state=row.tone>{row.says}</span></td>
        </tr>
    }
}
