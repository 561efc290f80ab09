//! `/settings/levels`, and what an administrator may do in words.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{Area, Axis, FORM, Grant, Level, LevelsPage as Shown, PATH, Permission, RESTORE, input};
use super::text;
use crate::help::articles;
use crate::ui::help::HelpLink;
use crate::ui::opened::opened;
use crate::ui::summary::summary;
use crate::web::state::{FormState, done, locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn LevelsTile(
    /// How it stands.
    line: String,
) -> impl IntoView {
    view! {
        <li class="tile">
            <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            <p class="tile-state">{line}</p>
        </li>
    }
}

/// The page: the matrix as what was chosen when the form comes back, else as it holds.
#[component]
pub fn LevelsPage() -> impl IntoView {
    let form = page_state().form(FORM);
    let order: Vec<String> = Level::ALL.iter().flat_map(|level| Area::ALL.map(|area| input(*level, area))).collect();
    let order: Vec<&str> = order.iter().map(String::as_str).collect();
    let told = summary(&form, &order);
    page_state().levels.map(|page| *page).map(|page| {
        let changed = page.changed.clone();
        let administrators = page.administrators.to_string();
        let opened = opened(&form, page.version, &page.matrix.inputs(), &order);
        view! {
            <Title text=t(text::TITLE)/>
            <div class="page stack">
                <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
                <h1>{t(text::TITLE)}</h1>
                {(done() == "saved").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
                {told}
                <p>{t(text::LEAD)}</p>
                <HelpLink to=articles::edit_levels::TOPIC/>
                <form id=FORM class="stack" method="post" action=PATH novalidate autocomplete="off">
                    {opened}
                    <MatrixTable page form/>
                    <p>{t(text::HOLDS)}" "{t(text::WHERE)}</p>
                    <div class="cluster">
                        <button class="button button-primary" type="submit" name="deed" value="save">{t(text::SAVE)}</button>
                        <button class="button button-quiet" type="submit" name="deed" value=RESTORE>{t(text::RESTORE)}</button>
                    </div>
                </form>
                {changed.map(|(name, when)| view! { <p class="hint">{text::CHANGED.with(locale(), &[("name", &name), ("when", &when)])}</p> })}
                <section class="card stack" aria-labelledby="administrators-title">
                    <h2 id="administrators-title">{t(text::ADMINISTRATORS)}</h2>
                    <p>{t(text::ADMINISTRATORS_LEAD)}</p>
                    <AdministratorMay/>
                    <p class="hint">{text::ADMINISTRATORS_NOW.with(locale(), &[("n", &administrators)])}</p>
                </section>
            </div>
        }
    })
}

/// What being an administrator opens, in plain words.
#[component]
pub fn AdministratorMay() -> impl IntoView {
    let all = Permission::ALL.into_iter().filter(|one| !matches!(one.axis(), Axis::Level(..)) && *one != Permission::Settings);
    view! { <ul>{all.map(|one| view! { <li>{t(text::permission_name(one))}</li> }).collect_view()}</ul> }
}

/// A row for each level. In a narrow window each is a card of its own.
#[component]
fn MatrixTable(page: Shown, form: FormState) -> impl IntoView {
    let heads = Area::ALL.map(|area| {
        view! { <th scope="col" role="columnheader">{t(text::area_name(area))}<span class="row-meta">{t(text::area_means(area))}</span></th> }
    });
    let rows = Level::ALL.map(|level| {
        let n = page.people.get(level as usize).copied().unwrap_or_default();
        let people = match n {
            0 => t(text::NOBODY).to_owned(),
            1 => t(text::ONE_PERSON).to_owned(),
            n => text::MANY_PEOPLE.with(locale(), &[("n", &n.to_string())]),
        };
        let cells = Area::ALL.map(|area| {
            let name = input(level, area);
            let chosen = Grant::parse(&form.value(&name)).unwrap_or_else(|| page.matrix.row(level).of(area));
            let error = form.errors.get(&name).cloned();
            let label = text::CELL.with(locale(), &[("level", t(text::level_name(level))), ("area", t(text::area_name(area)))]);
            let described = error.is_some().then(|| format!("{name}-error"));
            view! {
                <td role="cell" data-label=t(text::area_name(area))>
                    <div class="field" data-invalid=error.is_some().then_some("")>
                        <select id=name.clone() name=name.clone() aria-label=label aria-describedby=described aria-invalid=error.is_some().then_some("true")>
                            {Grant::ALL.map(|grant| view! {
                                <option value=grant.as_str() selected=grant == chosen>{t(text::grant_name(grant))}</option>
                            }).collect_view()}
                        </select>
                        {error.clone().map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })}
                    </div>
                </td>
            }
        });
        view! {
            <tr role="row" data-level=level.as_str()>
                <th scope="row" role="rowheader">{t(text::level_name(level))}<span class="row-meta">{people}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="levels-caption">
            <table role="table">
                <caption id="levels-caption">{t(text::CAPTION)}</caption>
                <thead role="rowgroup">
                    <tr role="row"><th scope="col" role="columnheader">{t(text::LEVEL)}</th>{heads.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
