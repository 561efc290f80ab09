//! `/settings/security`: one section for each rule, each with its own form.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    DEMAND, Demand, GRACE_DAYS, IDLE_FORM, IDLE_MINUTES, SHORTEST_IDLE, STEP_FORM, SecurityPage as Shown, TRUST_DAYS,
};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::field::{FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, done, locale, page_state, t};

/// The page.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let state = page_state();
    let done = !done().is_empty();
    let page = state.security.map(|page| *page).unwrap_or_default();
    let form = state.form.unwrap_or_default();
    // The summary leads to the box it is about.
    let about = form.errors.keys().next().cloned();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <HelpLink to=articles::security_policy::TOPIC/>
            {done.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
            {(!form.summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p>{match about {
                        Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary}</a> }.into_any(),
                        None => form.summary.into_any(),
                    }}</p>
                </div>
            })}
            <StepSection page=page.clone()/>
            <IdleSection page=page.clone()/>
            {page.changed.map(|(name, when)| view! { <p class="hint">{text::CHANGED.with(locale(), &[("name", &name), ("when", &when)])}</p> })}
        </div>
    }
}

/// A card with a heading and a form; the button names the deed.
#[component]
fn Section(id: &'static str, title: Text, lead: Text, version: i64, children: Children) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <section class="card stack" aria-labelledby=title_id>
            <h2 id=format!("{id}-title")>{t(title)}</h2>
            <p>{t(lead)}</p>
            <form id=id class="stack" method="post" action="/settings/security" novalidate>
                <input type="hidden" name="version" value=version.to_string()/>
                {children()}
                <button class="button button-primary" type="submit" name="deed" value=id>{t(text::SAVE)}</button>
            </form>
        </section>
    }
}

/// A number with its hint and its error; what was typed comes back.
#[component]
fn Number(form: FormState, name: &'static str, label: Text, hint: String, saved: i64) -> impl IntoView {
    let error = form.errors.get(name).cloned();
    let typed = form.values.get(name).cloned().unwrap_or_else(|| saved.to_string());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{t(label)}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            <FieldError name error=error.clone()/>
            <input
                type="text"
                inputmode="numeric"
                id=name
                name=name
                value=typed
                autocomplete="off"
                aria-describedby=described_by(name, true, error.is_some())
                aria-invalid=error.is_some().then_some("true")
            />
        </div>
    }
}

#[component]
fn IdleSection(page: Shown) -> impl IntoView {
    let form = page_state().form(IDLE_FORM);
    let (shortest, longest) = (SHORTEST_IDLE.to_string(), page.longest_idle.to_string());
    let hint = text::IDLE_HINT.with(locale(), &[("shortest", &shortest), ("longest", &longest)]);
    view! {
        <Section id=IDLE_FORM title=text::IDLE lead=text::IDLE_LEAD version=page.policy.version>
            <Number form=form.clone() name=IDLE_MINUTES label=text::IDLE_LABEL hint=hint.clone() saved=page.idle_minutes/>
        </Section>
    }
}

#[component]
fn StepSection(page: Shown) -> impl IntoView {
    let form = page_state().form(STEP_FORM);
    let error = form.errors.get(DEMAND).cloned();
    let chosen = Demand::parse(&form.value(DEMAND)).unwrap_or(page.second_step.demand);
    let weakest = page.weakest;
    let hint = |text: Text, longest: i64| text.with(locale(), &[("longest", &longest.to_string())]);
    let (grace_hint, trust_hint) = (hint(text::GRACE_HINT, weakest.grace_days), hint(text::TRUST_HINT, weakest.trust_days));
    let choices = Demand::ALL
        .into_iter()
        .filter(|demand| *demand >= weakest.demand)
        .map(|demand| {
            let hint = hint_of(demand, &page);
            let id = format!("{DEMAND}-{}", demand.as_str());
            // The first box takes the id that the summary leads to.
            let own = if demand == weakest.demand { DEMAND.to_owned() } else { id.clone() };
            view! {
                <div>
                    <label class="checkbox">
                        <input type="radio" id=own name=DEMAND value=demand.as_str() checked=demand == chosen autocomplete="off"
                            aria-describedby=hint.is_some().then(|| format!("{id}-hint"))/>
                        {t(demand.label())}
                    </label>
                    {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
                </div>
            }
        })
        .collect_view();
    let by_operator = weakest.demand > Demand::Off;
    view! {
        <Section id=STEP_FORM title=text::STEP lead=text::STEP_LEAD version=page.policy.version>
            <fieldset data-invalid=error.is_some().then_some("")>
                <legend>{t(text::STEP_WHO)}</legend>
                <FieldError name=DEMAND error=error.clone()/>
                {choices}
                {by_operator.then(|| view! { <p class="hint">{t(text::STEP_OPERATOR)}</p> })}
            </fieldset>
            <Number form=form.clone() name=GRACE_DAYS label=text::GRACE_LABEL hint=grace_hint.clone() saved=page.second_step.grace_days/>
            <Number form=form.clone() name=TRUST_DAYS label=text::TRUST_LABEL hint=trust_hint.clone() saved=page.second_step.trust_days/>
        </Section>
    }
}

/// What a choice costs, or whom it meets.
fn hint_of(demand: Demand, page: &Shown) -> Option<String> {
    let count = |text: Text, n: i64, all: i64| text.with(locale(), &[("n", &n.to_string()), ("all", &all.to_string())]);
    let without = page.without;
    match demand {
        Demand::Off => Some(t(text::STEP_OFF_HINT).to_owned()),
        Demand::Optional => None,
        Demand::Administrators => {
            Some(count(text::STEP_ADMINISTRATORS_WITHOUT, without.administrators_without, without.administrators))
        }
        Demand::All => Some(count(text::STEP_ALL_WITHOUT, without.people_without, without.people)),
    }
}
