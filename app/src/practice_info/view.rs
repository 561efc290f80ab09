//! `/settings/practice`, and its tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    ADDRESS_1, ADDRESS_2, BILLING_1, BILLING_2, BILLING_CITY, BILLING_STATE, BILLING_ZIP, CITY, EMAIL, FAX, FORM, INPUTS,
};
use super::model::{LEGAL_NAME, LOGO, LOGO_PATH, NAME, NPI, PATH, PHONE, REMOVE, SPECIALTY, STATE, TAX_ID, WEBSITE, ZIP, ZONE};
use super::text;
use crate::help::articles;
use crate::practice::{states, text as practice, zones};
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::ui::opened::{VERSION, opened};
use crate::ui::select::Select;
use crate::ui::summary::summary;
use crate::web::state::{done, locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn PracticeTile() -> impl IntoView {
    let (name, id) = page_state().person.map(|person| (person.practice, person.practice_id)).unwrap_or_default();
    view! {
        <li class="tile">
            <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            <p class="tile-state">{name}" · "<span class="whole">{id}</span></p>
        </li>
    }
}

/// The page: what was typed when the form comes back, else what is saved.
#[component]
pub fn PracticePage() -> impl IntoView {
    let form = page_state().form(FORM);
    let of = page_state().practice_info.unwrap_or_default();
    let order = INPUTS.map(|(input, _)| input);
    let told = summary(&form, &order);
    let opened = opened(&form, of.version, &of.values, &order);
    let (back, errors) = (!form.values.is_empty(), form.errors.clone());
    let value = move |input: &str| if back { form.value(input) } else { of.values.get(input).cloned().unwrap_or_default() };
    let error = move |input: &str| errors.get(input).cloned();
    let states = states::STATES.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec();
    let billing = states.clone();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {(done() == "saved").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
            {told}
            {of.notes.iter().map(|note| view! { <div class="notice" data-kind="warn"><p>{t(*note)}</p></div> }).collect_view()}
            <p>{t(text::LEAD)}</p>
            <HelpLink to=articles::practice_info::TOPIC/>
            <dl class="facts">
                <div><dt>{t(text::PRACTICE_ID)}</dt><dd><bdi dir="ltr" translate="no">{of.practice_id}</bdi></dd></div>
            </dl>
            <p class="hint">{t(text::PRACTICE_ID_WHY)}" "<a href="/settings/users/new#access-code" rel="external">{t(text::ACCESS_CODE)}</a></p>
            <p><a class="button button-secondary" href=LOGO_PATH rel="external">{t(if of.logo.is_some() { text::LOGO_CHANGE } else { text::LOGO_ADD })}</a></p>
            <form id=FORM class="stack" method="post" action=PATH novalidate autocomplete="off">
                {opened}
                <Field name=NAME label=t(text::NAME) hint=t(text::NAME_HINT) value=value(NAME) error=error(NAME) autocomplete="off" autocapitalize="words"/>
                <Field name=LEGAL_NAME label=t(text::LEGAL_NAME) hint=t(text::LEGAL_NAME_HINT) value=value(LEGAL_NAME) error=error(LEGAL_NAME) autocomplete="off" autocapitalize="words"/>
                <Field name=SPECIALTY label=t(text::SPECIALTY) value=value(SPECIALTY) error=error(SPECIALTY) autocomplete="off" autocapitalize="words"/>
                <Field name=ADDRESS_1 label=t(practice::ADDRESS_1) hint=t(practice::ADDRESS_1_HINT) value=value(ADDRESS_1) error=error(ADDRESS_1) autocomplete="off" autocapitalize="words"/>
                <Field name=ADDRESS_2 label=t(practice::ADDRESS_2) value=value(ADDRESS_2) error=error(ADDRESS_2) autocomplete="off" autocapitalize="words"/>
                <Field name=CITY label=t(practice::CITY) value=value(CITY) error=error(CITY) autocomplete="off" autocapitalize="words"/>
                <Select name=STATE label=t(practice::STATE) chosen=value(STATE) error=error(STATE) all=states/>
                <Field name=ZIP label=t(practice::ZIP) hint=t(practice::ZIP_HINT) value=value(ZIP) error=error(ZIP) autocomplete="off"/>
                <Field name=PHONE label=t(practice::PHONE) value=value(PHONE) error=error(PHONE) autocomplete="off"/>
                <Field name=FAX label=t(practice::FAX) value=value(FAX) error=error(FAX) autocomplete="off"/>
                <Field name=EMAIL label=t(text::EMAIL) hint=t(text::EMAIL_HINT) value=value(EMAIL) error=error(EMAIL) autocomplete="off"/>
                <Field name=WEBSITE label=t(text::WEBSITE) value=value(WEBSITE) error=error(WEBSITE) autocomplete="off"/>
                <Field name=NPI label=t(text::NPI) hint=t(text::NPI_HINT) value=value(NPI) error=error(NPI) autocomplete="off"/>
                <Field name=TAX_ID label=t(text::TAX_ID) hint=t(text::TAX_ID_HINT) value=value(TAX_ID) error=error(TAX_ID) autocomplete="off"/>
                <Select name=ZONE label=t(practice::ZONE) chosen=value(ZONE) error=error(ZONE) all=zones::choices(&value(ZONE), locale())/>
                <fieldset>
                    <legend>{t(text::BILLING)}</legend>
                    <p class="hint">{t(text::BILLING_HINT)}</p>
                    <Field name=BILLING_1 label=t(text::BILLING_1) value=value(BILLING_1) error=error(BILLING_1) autocomplete="off" autocapitalize="words"/>
                    <Field name=BILLING_2 label=t(text::BILLING_2) value=value(BILLING_2) error=error(BILLING_2) autocomplete="off" autocapitalize="words"/>
                    <Field name=BILLING_CITY label=t(text::BILLING_CITY) value=value(BILLING_CITY) error=error(BILLING_CITY) autocomplete="off" autocapitalize="words"/>
                    <Select name=BILLING_STATE label=t(text::BILLING_STATE) chosen=value(BILLING_STATE) error=error(BILLING_STATE) all=billing/>
                    <Field name=BILLING_ZIP label=t(text::BILLING_ZIP) value=value(BILLING_ZIP) error=error(BILLING_ZIP) autocomplete="off"/>
                </fieldset>
                <button class="button button-primary" type="submit">{t(text::SAVE)}</button>
            </form>
        </div>
    }
}

/// `/settings/practice/logo`: the picture on what is printed.
#[component]
pub fn LogoPage() -> impl IntoView {
    let form = page_state().form(LOGO);
    let of = page_state().practice_info.unwrap_or_default();
    let error = form.errors.get(LOGO).cloned();
    let (name, seen) = page_state().person.map(|person| (person.practice, person.logo.unwrap_or_default())).unwrap_or_default();
    // Which one is replaced or taken away: not one that somebody else has put there since.
    let (replaces, removes) = (seen.clone(), seen);
    let described = described_by(LOGO, true, error.is_some());
    view! {
        <Title text=t(text::LOGO)/>
        <div class="page-narrow stack">
            <p><a href=PATH rel="external">{t(text::TITLE)}</a></p>
            <h1>{t(text::LOGO)}</h1>
            {(done() == "saved").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
            {summary(&form, &[LOGO])}
            <p>{t(text::LOGO_LEAD)}</p>
            {of.logo.map(|logo| view! {
                <section class="card stack" aria-labelledby="logo-now">
                    <h2 id="logo-now">{t(text::LOGO_NOW)}</h2>
                    <p class="logo"><img src=logo alt=text::LOGO_ALT.with(locale(), &[("name", &name)])/></p>
                    <form method="post" action=LOGO_PATH>
                        <input type="hidden" name=VERSION value=removes/>
                        <button class="button button-secondary" type="submit" name="deed" value=REMOVE>{t(text::LOGO_REMOVE)}</button>
                    </form>
                </section>
            })}
            <form id="logo-form" class="card stack" method="post" action=LOGO_PATH enctype="multipart/form-data" novalidate>
                <input type="hidden" name=VERSION value=replaces/>
                <div class="field" data-invalid=error.is_some().then_some("")>
                    <label for=LOGO>{t(text::LOGO_FILE)}</label>
                    <p class="hint" id="logo-hint">{t(text::LOGO_HINT)}</p>
                    <FieldError name=LOGO error=error.clone()/>
                    <input type="file" id=LOGO name=LOGO accept="image/png,image/jpeg" aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
                </div>
                <button class="button button-primary" type="submit">{t(text::SAVE)}</button>
            </form>
        </div>
    }
}
