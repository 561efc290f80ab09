//! `/settings/security`: one section for each rule, each with its own form.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::model::{IDLE_FORM, IDLE_MINUTES, SHORTEST_IDLE, SecurityPage as Shown};
use super::text;
use crate::i18n::Text;
use crate::ui::field::{FieldError, described_by};
use crate::web::state::{locale, page_state, t};

/// The page.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let state = page_state();
    let done = use_query_map().read_untracked().get("done").is_some() && state.form.is_none();
    let page = state.security.unwrap_or_default();
    let summary = state.form.map(|form| form.summary).unwrap_or_default();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            {done.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SAVED)}</p></div> })}
            {(!summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{summary}</p></div>
            })}
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

#[component]
fn IdleSection(page: Shown) -> impl IntoView {
    let form = page_state().form(IDLE_FORM);
    let error = form.errors.get(IDLE_MINUTES).cloned();
    let typed = form.values.get(IDLE_MINUTES).cloned().unwrap_or_else(|| page.idle_minutes.to_string());
    let (shortest, longest) = (SHORTEST_IDLE.to_string(), page.longest_idle.to_string());
    let hint = text::IDLE_HINT.with(locale(), &[("shortest", &shortest), ("longest", &longest)]);
    view! {
        <Section id=IDLE_FORM title=text::IDLE lead=text::IDLE_LEAD version=page.policy.version>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=IDLE_MINUTES>{t(text::IDLE_LABEL)}</label>
                <p class="hint" id=format!("{IDLE_MINUTES}-hint")>{hint}</p>
                <FieldError name=IDLE_MINUTES error=error.clone()/>
                <input
                    type="text"
                    inputmode="numeric"
                    id=IDLE_MINUTES
                    name=IDLE_MINUTES
                    value=typed
                    autocomplete="off"
                    aria-describedby=described_by(IDLE_MINUTES, true, error.is_some())
                    aria-invalid=error.is_some().then_some("true")
                />
            </div>
        </Section>
    }
}
