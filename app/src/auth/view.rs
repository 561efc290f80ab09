//! The log-in page. Plain HTML that works by itself; in the browser the doctor speaks up while one types.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{DEVICE, FORM, NEXT, PASSWORD, PRACTICE_ID, REMEMBER, USERNAME};
use super::repair;
use super::text;
use crate::doctor::{self, CellKind, Fields, Finding, Moment, Remedy, diagnose};
use crate::passkeys::view::PasskeyLogIn;
use crate::sessions::model::Ended;
use crate::ui::field::Field;
use crate::ui::findings::Findings;
use crate::ui::frame::{Obstacle, WindowWarning, measured_device};
use crate::ui::password::PasswordInput;
use crate::web::state::{FormState, locale, page_state, t};

/// `/login`
#[component]
pub fn LogInPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(FORM);
    let title =
        if form.summary.is_empty() { t(text::TITLE).to_owned() } else { format!("{}{}", t(text::ERROR_PREFIX), t(text::TITLE)) };
    view! {
        <Title text=title/>
        <div class="login-card stack">
            <h1>{t(text::TITLE)}</h1>
            {state.password_set.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(crate::password_reset::text::DONE)}</p></div> })}
            {state.ended.map(|ended| {
                let sentence = match ended {
                    Ended::Away => text::SESSION_EXPIRED,
                    Ended::UnlockRefused => text::UNLOCK_ENDED,
                };
                view! { <div class="notice" data-kind="info" role="status"><p>{t(sentence)}</p></div> }
            })}
            {state.demo.then(|| view! { <div class="notice" data-kind="info"><p>{t(text::DEMO)}</p></div> })}
            {state.person.map(|person| view! {
                <div class="notice" data-kind="info" data-finding="other-user-logged-in">
                    <p>{text::ALREADY_IN.with(locale(), &[("name", &person.name), ("practice", &person.practice)])}</p>
                    <a class="button button-secondary" href="/home" rel="external">{t(text::GO_ON)}</a>
                </div>
            })}
            <ErrorSummary form=form.clone()/>
            <Obstacle/>
            <LogInForm form=form.clone()/>
            {state.passkeys.work.then(|| view! { <PasskeyLogIn next=next_page(&form)/> })}
            <Trouble form/>
            // Last: it comes when the script has measured, and must push nothing aside; nor stand before the form for the keyboard.
            <WindowWarning/>
        </div>
    }
}

/// The sentence at the top after a refused try, with links to the boxes that are empty.
#[component]
fn ErrorSummary(form: FormState) -> impl IntoView {
    (!form.summary.is_empty()).then(|| {
        let links: Vec<_> = form.errors.into_iter().collect();
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{t(text::PROBLEM)}</h2>
                <p>{form.summary}</p>
                {(!links.is_empty()).then(|| view! {
                    <ul>
                        {links.into_iter().map(|(name, sentence)| view! { <li><a href=format!("#{name}") rel="external">{sentence}</a></li> }).collect_view()}
                    </ul>
                })}
            </div>
        }
    })
}

/// The page asked for before log-in.
fn next_page(form: &FormState) -> String {
    if form.values.is_empty() { page_state().next.unwrap_or_default() } else { form.value(NEXT) }
}

#[component]
fn LogInForm(form: FormState) -> impl IntoView {
    let state = page_state();
    let posted = !form.values.is_empty();
    let remembered = state.remembered_practice.clone();
    // Whose password was just set: they have proven who they are, and may never have typed these.
    let (set_id, set_name) = state.reset_asked.clone().filter(|_| state.password_set).unzip();
    let practice_id = if posted { form.value(PRACTICE_ID) } else { set_id.or(remembered.clone()).unwrap_or_default() };
    let username = if posted { form.value(USERNAME) } else { set_name.unwrap_or_default() };
    let remember = if posted { !form.value(REMEMBER).is_empty() } else { remembered.is_some() };
    let next = next_page(&form);
    let error = |name: &str| form.errors.get(name).cloned();

    let node = NodeRef::<leptos::html::Form>::new();
    let findings = RwSignal::new(form.findings.clone());
    let look = move || watch(node, findings);
    let on_repair = Callback::new(move |remedy: Remedy| repair_in_place(node, findings, &remedy));
    view! {
        <div role="status" class="live">
            <Findings findings=findings.into() form=FORM on_repair/>
        </div>
        // No `required`, `pattern` or `maxlength`: what is typed must reach the repair, and an autofilled box looks empty to the browser.
        <form id=FORM class="stack" method="post" action="/login" data-remembered=remembered novalidate node_ref=node on:input=move |_| look() on:keyup=move |_| look() on:change=move |_| look()>
            <input type="hidden" name=DEVICE value=""/>
            <input type="hidden" name=NEXT value=next/>
            <Field
                name=PRACTICE_ID
                label=t(text::PRACTICE_ID_LABEL)
                hint=t(text::PRACTICE_ID_HINT)
                value=practice_id
                error=error(PRACTICE_ID)
                autocomplete="off"
                autocapitalize="characters"
            />
            <Field
                name=USERNAME
                label=t(text::USERNAME_LABEL)
                value=username
                error=error(USERNAME)
                autocomplete="username webauthn"
            />
            <PasswordInput name=PASSWORD label=t(text::PASSWORD_LABEL) autocomplete="current-password webauthn" error=error(PASSWORD)>
                <a href="/reset" rel="external">{t(text::RESET_PASSWORD)}</a>
            </PasswordInput>
            <label class="checkbox">
                <input type="checkbox" name=REMEMBER value="yes" checked=remember/>
                {t(text::REMEMBER_LABEL)}
            </label>
            <button class="button button-primary" type="submit">{t(text::BUTTON)}</button>
        </form>
    }
}

/// What to try, and each character by itself: under the form, for those who want it. Open after a refused try.
#[component]
fn Trouble(form: FormState) -> impl IntoView {
    let boxes = [(t(text::PRACTICE_ID_LABEL), form.value(PRACTICE_ID)), (t(text::USERNAME_LABEL), form.value(USERNAME))];
    let open = !form.summary.is_empty();
    view! {
        <details open=open>
            <summary>{t(text::TROUBLE)}</summary>
            <div class="stack">
                <ul>
                    <li>{t(text::STEP_TYPE)}</li>
                    <li>{t(text::STEP_ADMIN)}</li>
                    <li><a href="/check" rel="external">{t(text::STEP_CHECK)}</a></li>
                </ul>
                {open.then(|| view! {
                    <div class="stack" id="characters">
                        <h2>{t(text::CHARACTERS)}</h2>
                        {boxes.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| view! {
                            <p>{label}</p>
                            <Characters label value/>
                        }).collect_view()}
                    </div>
                })}
            </div>
        </details>
    }
}

/// Each character in its own cell, invisible ones by name.
#[component]
fn Characters(label: &'static str, value: String) -> impl IntoView {
    view! {
        <ol class="characters" translate="no" aria-label=text::CHARACTERS_OF.with(locale(), &[("field", label)])>
            {doctor::inspect(&value).into_iter().map(|cell| {
                let kind = match cell.kind {
                    CellKind::Plain => None,
                    CellKind::Invisible => Some("invisible"),
                    CellKind::Doubtful => Some("doubtful"),
                };
                let shown = cell.name.filter(|_| cell.shown.is_empty()).map_or(cell.shown, |name| t(name).to_owned());
                view! { <li class="cell" data-kind=kind>{shown}</li> }
            }).collect_view()}
        </ol>
    }
}

/// Runs the doctor over what stands in the boxes now.
fn watch(form: NodeRef<leptos::html::Form>, findings: RwSignal<Vec<Finding>>) {
    if let Some(fields) = typed(form) {
        let now = doctor::shown(diagnose(&fields, &measured_device()), Moment::Typing);
        if findings.with_untracked(|before| *before != now) {
            findings.set(now);
        }
    }
}

fn repair_in_place(form: NodeRef<leptos::html::Form>, findings: RwSignal<Vec<Finding>>, remedy: &Remedy) {
    if let Some(fields) = typed(form) {
        put(form, &repair::apply(remedy, fields));
        watch(form, findings);
    }
}

/// What stands in the boxes: read from the page, never from a signal that autofill did not fill.
#[cfg(feature = "hydrate")]
fn typed(form: NodeRef<leptos::html::Form>) -> Option<Fields> {
    let form = form.get_untracked()?;
    let value = |name: &str| input(&form, name).map(|i| i.value());
    Some(Fields { practice_id: value(PRACTICE_ID)?, username: value(USERNAME)?, password: value(PASSWORD)? })
}

#[cfg(feature = "hydrate")]
fn put(form: NodeRef<leptos::html::Form>, fields: &Fields) {
    let Some(form) = form.get_untracked() else { return };
    for (name, value) in [(PRACTICE_ID, &fields.practice_id), (USERNAME, &fields.username), (PASSWORD, &fields.password)] {
        if let Some(input) = input(&form, name)
            && input.value() != *value
        {
            input.set_value(value);
        }
    }
}

#[cfg(feature = "hydrate")]
fn input(form: &web_sys::HtmlFormElement, name: &str) -> Option<web_sys::HtmlInputElement> {
    use wasm_bindgen::JsCast as _;
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

#[cfg(not(feature = "hydrate"))]
fn typed(_: NodeRef<leptos::html::Form>) -> Option<Fields> {
    None
}

#[cfg(not(feature = "hydrate"))]
fn put(_: NodeRef<leptos::html::Form>, _: &Fields) {}
