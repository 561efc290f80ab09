//! `/account/phone`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{AGAIN_FORM, BEGIN_FORM, CODE_FORM, LineKind, NUMBER, OwnPhone, OwnStep};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::invitations::text as invitations;
use crate::outbox::model::Channel;
use crate::security_codes::model::{CODE, Purpose, Ways};
use crate::security_codes::view::{CodeInput, CodeStatus, NeverArrives, SendAgain};
use crate::ui::field::{FieldError, described_by, no_autocorrect};
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, done, has_password, locale, page_state, t};

const PAGE: &str = "/account/phone";

/// `/account/phone`: the phone that security codes go to; set, change, remove it.
#[component]
pub fn PhonePage() -> impl IntoView {
    let state = page_state();
    let (begin, code, again) = (state.form(BEGIN_FORM), state.form(CODE_FORM), state.form(AGAIN_FORM));
    let own = state.phone.unwrap_or_default();
    let changes = own.phone.is_some();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/account/second-step" rel="external">{t(text::SECOND_STEP)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {(done() == "invited").then(|| view! { <First limited=state.limit.is_some()/> })}
            <p>{t(text::LEAD)}</p>
            {own.phone.clone().map(|phone| view! { <Holds phone/> })}
            {match (own.step, own.sends) {
                // Above all else: also what was said of the first form, by a window that is behind.
                (Some(step), _) => view! { <Summary form=begin/><Step step changes code again/> }.into_any(),
                (None, true) => view! { <Begin form=begin phone=own.phone calls=own.calls/> }.into_any(),
                (None, false) => view! { <div class="notice" data-kind="info"><p>{t(text::NO_GATEWAY)}</p></div> }.into_any(),
            }}
        </div>
    }
}

/// Whoever was invited comes here first, and may leave it for later unless a second step is required of them already.
#[component]
fn First(limited: bool) -> impl IntoView {
    view! {
        <div class="notice" data-kind="ok" role="status">
            <div>
                <p>{t(if has_password() { invitations::PHONE_FIRST } else { invitations::PHONE_FIRST_PASSKEY })}</p>
                {(!limited).then(|| view! { <p><a class="button button-secondary" href="/home" rel="external">{t(invitations::PHONE_LATER)}</a></p> })}
            </div>
        </div>
    }
}

/// What went wrong; a link when it stands at a box.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    let first = [NUMBER, CODE].into_iter().find(|name| form.errors.contains_key(*name));
    (!form.summary.is_empty()).then(|| {
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <p>
                    {match first {
                        Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary}</a> }.into_any(),
                        None => form.summary.into_any(),
                    }}
                </p>
            </div>
        }
    })
}

/// The phone that holds now.
#[component]
fn Holds(phone: OwnPhone) -> impl IntoView {
    let sentence = if phone.prefers == Channel::Voice { text::BY_CALL } else { text::BY_TEXT };
    view! {
        <p>{sentence.with(locale(), &[("ends", &phone.ends), ("when", &phone.since)])}</p>
        <KindOfLine kind=phone.kind/>
    }
}

/// What it means that a number is no mobile phone's; nothing for one that is, or may be.
#[component]
fn KindOfLine(kind: LineKind) -> impl IntoView {
    let warning = match kind {
        LineKind::Landline => Some(text::IS_LANDLINE),
        LineKind::Voip => Some(text::IS_VOIP),
        LineKind::Mobile | LineKind::Unknown => None,
    };
    warning.map(|warning| view! { <div class="notice" data-kind="info" data-line=kind.as_str()><p>{t(warning)}</p></div> })
}

/// The number, and what shall be done with it.
#[component]
fn Begin(form: FormState, phone: Option<OwnPhone>, calls: bool) -> impl IntoView {
    let landline = if calls { text::NOTE_LANDLINE } else { text::NOTE_LANDLINE_NO_CALLS };
    let changes = phone.is_some();
    let lead = phone.map(|phone| text::CHANGE_LEAD.with(locale(), &[("ends", &phone.ends)]));
    let number = form.errors.get(NUMBER).cloned();
    let typed = form.value(NUMBER);
    view! {
        <form id=BEGIN_FORM class="card stack" method="post" action=PAGE novalidate>
            <h2>{t(if changes { text::CHANGE } else { text::SET })}</h2>
            <Summary form/>
            {lead.map(|lead| view! { <p>{lead}</p> })}
            <NumberInput typed error=number label=if changes { text::NEW_NUMBER_LABEL } else { text::NUMBER_LABEL }/>
            <ul class="hint">
                {[landline, text::NOTE_VOIP, text::NOTE_RATES].into_iter().map(|note| view! { <li>{t(note)}</li> }).collect_view()}
            </ul>
            <HelpLink to=articles::which_number::TOPIC/>
            <div class="cluster">
                <button class="button button-primary" type="submit" name="deed" value="begin-text">{t(text::TEXT_ME)}</button>
                {calls.then(|| view! {
                    <button class="button button-secondary" type="submit" name="deed" value="begin-call">{t(text::CALL_ME)}</button>
                })}
                {changes.then(|| view! {
                    <button class="button button-danger" type="submit" name="deed" value="remove">{t(text::REMOVE)}</button>
                })}
            </div>
            {changes.then(|| view! { <p class="hint">{t(text::REMOVE_HINT)}</p> })}
        </form>
        {changes.then(|| view! {
            <details>
                <summary>{t(text::LOST)}</summary>
                <p>{t(text::LOST_HOW)}</p>
                <HelpLink to=articles::phone_lost::TOPIC/>
            </details>
        })}
    }
}

#[component]
fn NumberInput(typed: String, error: Option<String>, label: Text) -> impl IntoView {
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=NUMBER>{t(label)}</label>
            <p class="hint" id=format!("{NUMBER}-hint")>{t(text::NUMBER_HINT)}</p>
            <FieldError name=NUMBER error=error.clone()/>
            <input
                type="tel"
                id=NUMBER
                name=NUMBER
                value=typed
                autocomplete="tel"
                spellcheck="false"
                aria-describedby=described_by(NUMBER, true, error.is_some())
                aria-invalid=error.is_some().then_some("true")
                {..no_autocorrect()}
            />
        </div>
    }
}

/// The code that a change waits for.
#[component]
fn Step(step: OwnStep, changes: bool, code: FormState, again: FormState) -> impl IntoView {
    let title = match (step.purpose, step.removes) {
        (_, true) => text::STEP_REMOVE,
        (Purpose::OldPhone, false) => text::STEP_OLD,
        _ if changes => text::STEP_NEW,
        _ => text::STEP_SET,
    };
    let error = code.errors.get(CODE).cloned();
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(title)}</h2>
            <Summary form=code/>
            <Summary form=again/>
            <KindOfLine kind=step.kind/>
            {match step.code {
                Some(state) => view! {
                    {if state.open {
                        view! { <CodeStatus state=state.clone() follow=PAGE/> }.into_any()
                    } else {
                        view! { <p>{t(text::CODE_OVER)}</p> }.into_any()
                    }}
                    <form id=CODE_FORM class="stack" method="post" action=PAGE novalidate>
                        <CodeInput error/>
                        <button class="button button-primary" type="submit" name="deed" value="code">{t(text::GO_ON)}</button>
                    </form>
                    <SendAgain action=PAGE state/>
                }.into_any(),
                None => view! { <SendFirst ends=step.ends ways=step.ways/> }.into_any(),
            }}
            <NeverArrives/>
            <form method="post" action=PAGE>
                <button class="button button-quiet" type="submit" name="deed" value="cancel">{t(if changes { text::STOP } else { text::STOP_SET })}</button>
            </form>
        </section>
    }
}

/// The code of a step that could not leave by itself: too many had been sent just before.
#[component]
fn SendFirst(ends: String, ways: Ways) -> impl IntoView {
    view! {
        <form class="stack" method="post" action=PAGE>
            <p>{text::NOT_SENT.with(locale(), &[("ends", &ends)])}</p>
            <div class="cluster">
                {ways.text.then(|| view! {
                    <button class="button button-primary" type="submit" name="deed" value="send-text">{t(text::TEXT_ME)}</button>
                })}
                {ways.call.then(|| view! {
                    <button class="button button-secondary" type="submit" name="deed" value="send-call">{t(text::CALL_ME)}</button>
                })}
            </div>
        </form>
    }
}
