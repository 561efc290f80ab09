//! `/settings/security`: one section for each rule, each with its own form.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    ADMINISTRATORS_TOO, DEMAND, Demand, GRACE_DAYS, IDLE_FORM, IDLE_MINUTES, LONGEST_SHORTEST, NETWORKS, NETWORKS_FORM,
    PASSWORD_DAYS, PASSWORD_LENGTH, PASSWORDS_FORM, PASSWORDS_NEW, QUESTION, QUESTION_FORM, QuestionPolicy, SHORTEST_IDLE,
    STEP_FORM, SecurityPage as Shown, TICKED, TRUST_DAYS, inputs,
};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::area::Area;
use crate::ui::field::{FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::ui::opened::opened;
use crate::ui::summary::summary;
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
    // But a conflict may be about several.
    let (named, conflict) = (!form.labels.is_empty(), form.clone());
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <HelpLink to=articles::security_policy::TOPIC/>
            {done.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
            {(!named && !form.summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p>{match about {
                        Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary}</a> }.into_any(),
                        None => form.summary.into_any(),
                    }}</p>
                </div>
            })}
            {named.then(|| summary(&conflict, inputs(&conflict.form)))}
            <StepSection page=page.clone()/>
            <PasswordsSection page=page.clone()/>
            <QuestionSection page=page.clone()/>
            <NetworksSection page=page.clone()/>
            <IdleSection page=page.clone()/>
            {page.changed.map(|(name, when)| view! { <p class="hint">{text::CHANGED.with(locale(), &[("name", if name.is_empty() { t(text::BY_OPERATOR) } else { &name }), ("when", &when)])}</p> })}
        </div>
    }
}

/// A card with a heading, what the rule brings and costs, and a form; the button names the deed.
#[component]
fn Section(id: &'static str, title: Text, lead: Text, costs: Text, page: Shown, children: Children) -> impl IntoView {
    let title_id = format!("{id}-title");
    let opened = opened(&page_state().form(id), page.version, &page.rules.inputs(), inputs(id));
    view! {
        <section class="card stack" aria-labelledby=title_id>
            <h2 id=format!("{id}-title")>{t(title)}</h2>
            <p>{t(lead)}</p>
            <p class="hint">{t(costs)}</p>
            <form id=id class="stack" method="post" action="/settings/security" novalidate>
                {opened}
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

/// What the operator allows nothing weaker than, where that is so.
fn capped(is: bool) -> impl IntoView {
    is.then(|| view! { <p class="hint">{t(text::OPERATOR)}</p> })
}

#[component]
fn IdleSection(page: Shown) -> impl IntoView {
    let form = page_state().form(IDLE_FORM);
    let (shortest, longest) = (SHORTEST_IDLE.to_string(), page.limits.longest_idle.to_string());
    let hint = text::IDLE_HINT.with(locale(), &[("shortest", &shortest), ("longest", &longest)]);
    view! {
        <Section id=IDLE_FORM title=text::IDLE lead=text::IDLE_LEAD costs=text::IDLE_COSTS page=page.clone()>
            <Number form=form.clone() name=IDLE_MINUTES label=text::IDLE_LABEL hint=hint.clone() saved=page.rules.idle_minutes/>
        </Section>
    }
}

#[component]
fn PasswordsSection(page: Shown) -> impl IntoView {
    let form = page_state().form(PASSWORDS_FORM);
    let (shortest, longest) = (page.limits.shortest_password.to_string(), LONGEST_SHORTEST.to_string());
    let hint = text::LENGTH_HINT.with(locale(), &[("shortest", &shortest), ("longest", &longest)]);
    let error = form.errors.get(PASSWORD_DAYS).cloned();
    let chosen = form.values.get(PASSWORD_DAYS).and_then(|days| days.parse().ok()).unwrap_or(page.rules.passwords.days);
    // What holds by the operator alone is a choice too.
    let mut days: Vec<i64> = page.limits.days().collect();
    if !days.contains(&page.rules.passwords.days) {
        days.push(page.rules.passwords.days);
    }
    let anew = !form.value(PASSWORDS_NEW).is_empty();
    let options = days
        .into_iter()
        .map(|n| {
            let label = if n == 0 { t(text::NEVER).to_owned() } else { text::DAYS.with(locale(), &[("n", &n.to_string())]) };
            view! { <option value=n.to_string() selected=n == chosen>{label}</option> }
        })
        .collect_view();
    let described = described_by(PASSWORD_DAYS, true, error.is_some());
    let by_operator = page.limits.longest_days > 0;
    view! {
        <Section id=PASSWORDS_FORM title=text::PASSWORDS lead=text::PASSWORDS_LEAD costs=text::PASSWORDS_COSTS page=page.clone()>
            <Number form=form.clone() name=PASSWORD_LENGTH label=text::LENGTH_LABEL hint=hint.clone() saved=page.rules.passwords.shortest/>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=PASSWORD_DAYS>{t(text::DAYS_LABEL)}</label>
                <p class="hint" id=format!("{PASSWORD_DAYS}-hint")>{t(text::DAYS_HINT)}</p>
                <FieldError name=PASSWORD_DAYS error=error.clone()/>
                <select id=PASSWORD_DAYS name=PASSWORD_DAYS autocomplete="off" aria-describedby=described.clone() aria-invalid=error.is_some().then_some("true")>{options}</select>
                {capped(by_operator)}
            </div>
            <Tick name=PASSWORDS_NEW label=text::NEW_LABEL hint=text::NEW_HINT checked=anew/>
        </Section>
    }
}

/// A box to tick, with its hint.
#[component]
fn Tick(name: &'static str, label: Text, hint: Text, checked: bool) -> impl IntoView {
    view! {
        <div>
            <label class="checkbox">
                <input type="checkbox" id=name name=name value=TICKED checked=checked autocomplete="off" aria-describedby=format!("{name}-hint")/>
                {t(label)}
            </label>
            <p class="hint" id=format!("{name}-hint")>{t(hint)}</p>
        </div>
    }
}

#[component]
fn QuestionSection(page: Shown) -> impl IntoView {
    let form = page_state().form(QUESTION_FORM);
    let error = form.errors.get(QUESTION).cloned();
    let chosen = QuestionPolicy::parse(&form.value(QUESTION)).unwrap_or(page.rules.question);
    let weakest = page.limits.question;
    let choices = QuestionPolicy::ALL
        .into_iter()
        .filter(|one| *one >= weakest)
        .map(|one| {
            // The first box takes the id that the summary leads to.
            let id = if one == weakest { QUESTION.to_owned() } else { format!("{QUESTION}-{}", one.as_str()) };
            view! {
                <label class="checkbox">
                    <input type="radio" id=id name=QUESTION value=one.as_str() checked=one == chosen autocomplete="off"/>
                    {t(one.label())}
                </label>
            }
        })
        .collect_view();
    view! {
        <Section id=QUESTION_FORM title=text::QUESTION lead=text::QUESTION_LEAD costs=text::QUESTION_COSTS page=page.clone()>
            <fieldset data-invalid=error.is_some().then_some("")>
                <legend>{t(text::QUESTION_LABEL)}</legend>
                <FieldError name=QUESTION error=error.clone()/>
                {choices}
                {capped(weakest > QuestionPolicy::Off)}
            </fieldset>
        </Section>
    }
}

#[component]
fn NetworksSection(page: Shown) -> impl IntoView {
    let form = page_state().form(NETWORKS_FORM);
    let came_back = !form.form.is_empty();
    let saved = &page.rules.networks;
    let list = form.values.get(NETWORKS).cloned().unwrap_or_else(|| saved.list.replace(' ', "\n"));
    let too = if came_back { !form.value(ADMINISTRATORS_TOO).is_empty() } else { saved.administrators_too };
    let here = text::NETWORKS_HERE.with(locale(), &[("here", &page.here)]);
    view! {
        <Section id=NETWORKS_FORM title=text::NETWORKS lead=text::NETWORKS_LEAD costs=text::NETWORKS_COSTS page=page.clone()>
            <Area name=NETWORKS label=t(text::NETWORKS_LABEL) hint=t(text::NETWORKS_HINT) value=list.clone() error=form.errors.get(NETWORKS).cloned()/>
            <p>{here.clone()}</p>
            {page.outside.then(|| view! { <div class="notice" data-kind="warn"><p>{t(text::NETWORKS_ASIDE)}</p></div> })}
            <Tick name=ADMINISTRATORS_TOO label=text::ADMINISTRATORS_LABEL hint=text::ADMINISTRATORS_HINT checked=too/>
        </Section>
    }
}

#[component]
fn StepSection(page: Shown) -> impl IntoView {
    let form = page_state().form(STEP_FORM);
    let error = form.errors.get(DEMAND).cloned();
    let chosen = Demand::parse(&form.value(DEMAND)).unwrap_or(page.rules.second_step.demand);
    let weakest = page.limits.weakest;
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
        <Section id=STEP_FORM title=text::STEP lead=text::STEP_LEAD costs=text::STEP_COSTS page=page.clone()>
            <fieldset data-invalid=error.is_some().then_some("")>
                <legend>{t(text::STEP_WHO)}</legend>
                <FieldError name=DEMAND error=error.clone()/>
                {choices}
                {by_operator.then(|| view! { <p class="hint">{t(text::OPERATOR)}</p> })}
            </fieldset>
            <Number form=form.clone() name=GRACE_DAYS label=text::GRACE_LABEL hint=grace_hint.clone() saved=page.rules.second_step.grace_days/>
            <Number form=form.clone() name=TRUST_DAYS label=text::TRUST_LABEL hint=trust_hint.clone() saved=page.rules.second_step.trust_days/>
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

/// `/account/network`: why somebody gets no further from here.
#[component]
pub fn NetworkPage() -> impl IntoView {
    let page = page_state().outside.unwrap_or_default();
    let title = if page.outside { text::OUTSIDE } else { text::INSIDE };
    let places = [("here", page.here.as_str()), ("practice", page.practice.as_str())];
    let lead = if page.outside { text::OUTSIDE_LEAD.with(locale(), &places) } else { text::INSIDE_LEAD.with(locale(), &places) };
    view! {
        <Title text=t(title)/>
        <div class="page-narrow stack">
            <h1>{t(title)}</h1>
            <p>{lead}</p>
            {page.outside.then(|| view! {
                <ul>
                    <li>{t(text::OUTSIDE_VPN)}</li>
                    <li>{t(text::OUTSIDE_ASK)}</li>
                    <li>{t(text::OUTSIDE_KEPT)}</li>
                </ul>
            })}
            <p><a class="button button-primary" href="/home" rel="external">{t(if page.outside { text::OUTSIDE_AGAIN } else { text::INSIDE_GO })}</a></p>
        </div>
    }
}
