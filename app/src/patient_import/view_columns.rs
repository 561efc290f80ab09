//! The columns of a file: what each is taken for, and what is asked about it.

use leptos::prelude::*;

use super::model::{COLUMNS_FORM, Deed, SHEET, SHEETS_FORM, TIDY};
use super::page::{ColumnShown, Shown};
use super::text;
use crate::web::state::{FormState, locale, t};

/// Which sheet or table of the file is read, where there are several.
#[component]
pub fn Sheets(
    /// The run.
    of: Shown,
) -> impl IntoView {
    let Shown { sheet, sheets, .. } = of;
    (!sheets.is_empty()).then(|| {
        view! {
            <form id=SHEETS_FORM class="card stack" method="post" novalidate autocomplete="off">
                <div class="field">
                    <label for=SHEET>{t(text::SHEET)}</label>
                    <p class="hint" id="sheet-hint">{t(text::SHEET_HINT)}</p>
                    <select id=SHEET name=SHEET aria-describedby="sheet-hint">
                        {sheets.into_iter().map(|name| {
                            let selected = name == sheet;
                            let value = name.clone();
                            view! { <option value=value selected=selected>{name}</option> }
                        }).collect_view()}
                    </select>
                </div>
                <div class="cluster">
                    <button class="button button-secondary" type="submit" name="deed" value=Deed::Sheet.as_str()>{t(text::READ_SHEET)}</button>
                </div>
            </form>
        }
    })
}

/// What each column is, to be looked at and corrected.
#[component]
pub fn Columns(
    /// The run.
    of: Shown,
    /// What came back.
    form: FormState,
) -> impl IntoView {
    let empty = match of.empty_columns {
        0 => None,
        1 => Some(t(text::ONE_EMPTY_COLUMN).to_owned()),
        n => Some(text::EMPTY_COLUMNS.with(locale(), &[("n", &n.to_string())])),
    };
    let choices = of.choices;
    view! {
        <section class="stack" aria-labelledby="columns-title">
            <h2 id="columns-title">{t(text::COLUMNS)}</h2>
            <p>{t(text::COLUMNS_LEAD)}</p>
            <p>{t(text::COLUMNS_NEEDED)}</p>
            <form id=COLUMNS_FORM class="stack" method="post" novalidate autocomplete="off">
                <ul class="rows card">
                    {of.columns.into_iter().map(|column| view! { <Column column choices=choices.clone() form=form.clone()/> }).collect_view()}
                </ul>
                {empty.map(|empty| view! { <p class="hint">{empty}</p> })}
                <label class="checkbox"><input type="checkbox" name=TIDY value="yes" checked=of.tidy/>{t(text::TIDY)}</label>
                <div class="cluster">
                    <button class="button button-primary" type="submit" name="deed" value=Deed::Check.as_str()>{t(text::CHECK)}</button>
                    <button class="button button-secondary" type="submit" name="deed" value=Deed::Cancel.as_str()>{t(text::CANCEL)}</button>
                </div>
                <p class="hint">{t(text::CANCEL_HINT)}</p>
            </form>
        </section>
    }
}

#[component]
fn Column(column: ColumnShown, choices: Vec<(String, String)>, form: FormState) -> impl IntoView {
    let name = format!("column-{}", column.at);
    let error = form.errors.get(&name).cloned();
    let error_id = format!("{name}-error");
    let label = text::COLUMN.with(locale(), &[("name", &column.header)]);
    let samples = (!column.samples.is_empty()).then(|| text::SAMPLES.with(locale(), &[("samples", &column.samples.join(" · "))]));
    let (chosen, why) = (column.field.clone(), column.why.clone());
    let hint = format!("{name}-hint");
    view! {
        <li class="stack" data-column=column.header.clone()>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=name.clone()><bdi>{label}</bdi></label>
                <p class="hint" id=hint.clone()>{samples.map(|samples| view! { <bdi>{samples}</bdi>" " })}<span>"("{why}")"</span></p>
                {error.clone().map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })}
                <select id=name.clone() name=name.clone() aria-describedby=hint aria-invalid=error.is_some().then_some("true")>
                    <option value="" selected=chosen.is_empty()>{t(text::NOTHING)}</option>
                    {choices.into_iter().map(|(value, name)| {
                        let selected = value == chosen;
                        view! { <option value=value selected=selected>{name}</option> }
                    }).collect_view()}
                </select>
            </div>
            {column.questions.into_iter().map(|asked| {
                let error = form.errors.get(&asked.name).cloned();
                let answer = asked.answer.clone();
                view! {
                    <div class="field" data-invalid=error.is_some().then_some("")>
                        <label for=asked.name.clone()>{asked.question}</label>
                        {error.clone().map(|error| view! { <p class="field-error">{error}</p> })}
                        <select id=asked.name.clone() name=asked.name.clone() aria-invalid=error.is_some().then_some("true")>
                            <option value="" selected=answer.is_empty()>{t(crate::practice::text::CHOOSE)}</option>
                            {asked.answers.into_iter().map(|(value, name)| {
                                let selected = value == answer;
                                view! { <option value=value selected=selected>{name}</option> }
                            }).collect_view()}
                        </select>
                    </div>
                }
            }).collect_view()}
        </li>
    }
}
