//! `/settings/facilities` and one facility's page, and the tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{ADDRESS_1, ADDRESS_2, CITY, CLIA, DAYS, DEACTIVATE, DELETE, FAX, FORM, FacilitiesPage as Page, Line, inputs};
use super::model::{Listed, MAKE_PRIMARY, NAME, NPI, PATH, PHONE, PLACE, REACTIVATE, SAVE, STATE, Shown, ZIP, ZONE};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::practice::{states, text as practice, zones};
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::ui::opened::opened;
use crate::ui::select::Select;
use crate::ui::summary::summary;
use crate::web::state::{FormState, done, locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn FacilitiesTile(
    /// How many are in use; none when it can't be had.
    line: Option<Line>,
) -> impl IntoView {
    let told = line.map(|line| {
        let lead = match line.active {
            0 => text::LINE_NONE,
            1 => text::LINE_ONE,
            _ => text::LINE_MANY,
        };
        lead.with(locale(), &[("n", &line.active.to_string()), ("name", &line.primary)])
    });
    view! {
        <li class="tile">
            <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            {told.map(|told| view! { <p class="tile-state">{told}</p> })}
        </li>
    }
}

/// `/settings/facilities`, `/settings/facilities/new` and one facility's page.
#[component]
pub fn FacilitiesPage() -> impl IntoView {
    match page_state().facilities {
        Some(Page::List(all)) => view! { <List all/> }.into_any(),
        Some(Page::One(of)) => view! { <One of=*of/> }.into_any(),
        Some(Page::Unknown) | None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn List(all: Vec<Listed>) -> impl IntoView {
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <p><a href="/settings" rel="external">{t(text::BACK_SETTINGS)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {(done() == "deleted").then(|| said(text::DONE_DELETED))}
            <p>{t(if all.is_empty() { text::EMPTY } else { text::LEAD })}</p>
            {(!all.is_empty()).then(|| view! {
                <ul class="rows card">
                    {all.into_iter().map(|one| view! {
                        <li data-facility=one.id.clone()>
                            <div>
                                <p><a href=format!("{PATH}/{}", one.id) rel="external">{one.name}</a></p>
                                <p class="row-meta">{one.place}" · "<bdi dir="ltr">{one.phone}</bdi></p>
                            </div>
                            {one.primary.then(|| view! { <span class="badge" data-tone="ok">{t(text::PRIMARY)}</span> })}
                            {(!one.active).then(|| view! { <span class="badge">{t(text::INACTIVE)}</span> })}
                        </li>
                    }).collect_view()}
                </ul>
            })}
            <p><a class="button button-primary" href=format!("{PATH}/new") rel="external">{t(text::ADD)}</a></p>
            <HelpLink to=articles::facilities::TOPIC/>
        </div>
    }
}

fn said(text: Text) -> impl IntoView {
    view! { <div class="notice" data-kind="ok" role="status"><p>{t(text)}</p></div> }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=t(text::UNKNOWN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::UNKNOWN_TITLE)}</h1>
            <p>{t(text::UNKNOWN)}</p>
            <p><a class="button button-primary" href=PATH rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn One(of: Shown) -> impl IntoView {
    let form = page_state().form(FORM);
    let is_new = of.id.is_empty();
    let title = if is_new { t(text::ADD).to_owned() } else { of.values.get(NAME).cloned().unwrap_or_default() };
    let told = match done().as_str() {
        "added" => Some(text::DONE_ADDED),
        "saved" => Some(text::DONE_SAVED),
        "primary" => Some(text::DONE_PRIMARY),
        "deactivated" => Some(text::DONE_DEACTIVATED),
        "reactivated" => Some(text::DONE_REACTIVATED),
        _ => None,
    };
    view! {
        <Title text=crate::ui::title::with_typed(&title)/>
        <div class="page-narrow stack">
            <p><a href=PATH rel="external">{t(text::BACK)}</a></p>
            <h1>{title}</h1>
            <p class="cluster">
                {of.primary.then(|| view! { <span class="badge" data-tone="ok">{t(text::PRIMARY)}</span> })}
                {(!of.active).then(|| view! { <span class="badge">{t(text::INACTIVE)}</span> })}
            </p>
            {told.map(said)}
            {summary(&form, &inputs())}
            {of.notes.iter().map(|note| view! { <div class="notice" data-kind="warn"><p>{t(*note)}</p></div> }).collect_view()}
            <FacilityForm of=of.clone() form/>
            {(!is_new).then(|| view! { <Deeds of/> })}
            <HelpLink to=articles::facilities::TOPIC/>
        </div>
    }
}

/// The form: what was typed when it comes back, else what is saved.
#[component]
fn FacilityForm(of: Shown, form: FormState) -> impl IntoView {
    let opened = opened(&form, of.version, &of.values, &inputs());
    let back = !form.values.is_empty();
    let now = Some(of.now.clone()).filter(|now| !back && !now.is_empty());
    let value = move |input: &str| if back { form.value(input) } else { of.values.get(input).cloned().unwrap_or_default() };
    let errors = page_state().form(FORM).errors;
    let error = move |input: &str| errors.get(input).cloned();
    view! {
        <form id=FORM class="stack" method="post" novalidate autocomplete="off">
            {opened}
            <Field name=NAME label=t(text::NAME) hint=t(text::NAME_HINT) value=value(NAME) error=error(NAME) autocomplete="off" autocapitalize="words"/>
            <Field name=ADDRESS_1 label=t(practice::ADDRESS_1) hint=t(practice::ADDRESS_1_HINT) value=value(ADDRESS_1) error=error(ADDRESS_1) autocomplete="off" autocapitalize="words"/>
            <Field name=ADDRESS_2 label=t(practice::ADDRESS_2) value=value(ADDRESS_2) error=error(ADDRESS_2) autocomplete="off" autocapitalize="words"/>
            <Field name=CITY label=t(practice::CITY) value=value(CITY) error=error(CITY) autocomplete="off" autocapitalize="words"/>
            <Select name=STATE label=t(practice::STATE) chosen=value(STATE) error=error(STATE) all=states::STATES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec()/>
            <Field name=ZIP label=t(practice::ZIP) hint=t(practice::ZIP_HINT) value=value(ZIP) error=error(ZIP) autocomplete="off"/>
            <Field name=PHONE label=t(practice::PHONE) value=value(PHONE) error=error(PHONE) autocomplete="off"/>
            <Field name=FAX label=t(practice::FAX) value=value(FAX) error=error(FAX) autocomplete="off"/>
            <Field name=NPI label=t(text::NPI) hint=t(text::NPI_HINT) value=value(NPI) error=error(NPI) autocomplete="off"/>
            <Field name=CLIA label=t(text::CLIA) hint=t(text::CLIA_HINT) value=value(CLIA) error=error(CLIA) autocomplete="off" autocapitalize="characters"/>
            <Field name=PLACE label=t(text::PLACE) hint=t(text::PLACE_HINT) value=value(PLACE) error=error(PLACE) autocomplete="off"/>
            <Select name=ZONE label=t(practice::ZONE) chosen=value(ZONE) error=error(ZONE) all=zones::choices(&value(ZONE), locale())/>
            {now.map(|now| view! { <p class="hint" data-now="">{text::NOW.with(locale(), &[("time", &now)])}</p> })}
            <fieldset class="stack">
                <legend class="part">{t(text::HOURS)}</legend>
                <p class="hint">{t(text::HOURS_HINT)}</p>
                {DAYS.into_iter().map(|(day, opens, closes)| view! {
                    <div class="hours">
                        <Time name=opens label=text::OPENS.with(locale(), &[("day", t(day))]) value=value(opens) error=error(opens)/>
                        <Time name=closes label=text::CLOSES.with(locale(), &[("day", t(day))]) value=value(closes) error=error(closes)/>
                    </div>
                }).collect_view()}
            </fieldset>
            <button class="button button-primary" type="submit" name="deed" value=SAVE>{t(text::SAVE)}</button>
        </form>
    }
}

/// The browser's own way to choose a time; where it has none, a box.
#[component]
fn Time(name: &'static str, label: String, value: String, error: Option<String>) -> impl IntoView {
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            <FieldError name error=error.clone()/>
            <input type="time" id=name name=name value=value aria-describedby=described_by(name, false, error.is_some()) aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

/// What may be done to it besides saving.
#[component]
fn Deeds(of: Shown) -> impl IntoView {
    let deed = |value: &'static str, label: Text, hint: Option<Text>| {
        view! {
            <form method="post" class="stack">
                {hint.map(|hint| view! { <p class="hint">{t(hint)}</p> })}
                <button class="button button-secondary" type="submit" name="deed" value=value>{t(label)}</button>
            </form>
        }
        .into_any()
    };
    let deeds = match (of.primary, of.active) {
        (true, _) => vec![view! { <p>{t(text::IS_PRIMARY)}</p> }.into_any()],
        (false, true) => {
            vec![deed(MAKE_PRIMARY, text::MAKE_PRIMARY, None), deed(DEACTIVATE, text::DEACTIVATE, Some(text::DEACTIVATE_HINT))]
        }
        (false, false) => {
            vec![deed(REACTIVATE, text::REACTIVATE, None), deed(DELETE, text::DELETE, Some(text::DELETE_HINT))]
        }
    };
    view! {
        <section class="card stack" aria-labelledby="deeds-title">
            <h2 id="deeds-title">{t(text::DEEDS)}</h2>
            {deeds}
        </section>
    }
}
