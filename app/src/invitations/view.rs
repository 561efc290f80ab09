//! `/invitation`, the panel on a person's page, and the Practice Access Code beside the form that adds people.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{ASK, CANCEL, CODE, CODE_FORM, EMAIL, INVITE, InvitationPage as Invitation, NEW_ACCESS_CODE};
use super::model::{Over, PANEL_FORM, PASSKEY_FORM, PASSWORD, PASSWORD_FORM, Panel, PanelForm, Step};
use super::text;
use crate::admin_requests::model as requests;
use crate::help::articles;
use crate::i18n::Text;
use crate::passkeys::view::FirstPasskey;
use crate::password_reset::model::AFTER;
use crate::password_reset::text as reset;
use crate::passwords::view::NewPasswordInput;
use crate::ui::countdown::Countdown;
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, done, locale, page_state, t};

const PAGE: &str = "/invitation";

/// `/invitation`: the next step of somebody who was invited.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let of = page_state().invitation.unwrap_or_default();
    match of.step {
        Step::Open => view! { <OpenStep of/> }.into_any(),
        Step::Code => view! { <CodeStep of/> }.into_any(),
        Step::Credential => view! { <CredentialStep of/> }.into_any(),
        Step::Over(_) if done() == "asked" => view! { <AskedStep of/> }.into_any(),
        Step::Over(over) => view! { <OverStep of over/> }.into_any(),
    }
}

fn named(text: Text, of: &Invitation) -> String {
    text.with(locale(), &[("name", &of.name), ("practice", &of.practice), ("by", &of.by)])
}

#[component]
fn OpenStep(of: Invitation) -> impl IntoView {
    view! {
        <Title text=t(text::OPEN_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::OPEN_TITLE)}</h1>
            <p>{named(text::FOR, &of)}</p>
            <p>{named(text::OPEN_TEXT, &of)}</p>
            <form method="post" action=PAGE>
                <button class="button button-primary" type="submit" name="deed" value="open">{t(text::GO_ON)}</button>
            </form>
        </div>
    }
}

#[component]
fn CodeStep(of: Invitation) -> impl IntoView {
    let form = page_state().form(CODE_FORM);
    view! {
        <Title text=t(text::CODE_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::CODE_TITLE)}</h1>
            <p>{named(text::FOR, &of)}</p>
            <p>{named(text::CODE_LEAD, &of)}</p>
            <Summary form=form.clone() name=CODE/>
            <form id=CODE_FORM class="stack" method="post" action=PAGE novalidate>
                <Field name=CODE label=t(text::CODE_LABEL) hint=t(text::CODE_HINT) value="" error=form.errors.get(CODE).cloned() autocomplete="off" autocapitalize="characters"/>
                <button class="button button-primary" type="submit" name="deed" value="code">{t(text::GO_ON)}</button>
            </form>
            <HelpLink to=articles::access_code::TOPIC/>
        </div>
    }
}

#[component]
fn CredentialStep(of: Invitation) -> impl IntoView {
    let (form, refused) = (page_state().form(PASSWORD_FORM), page_state().form(PASSKEY_FORM));
    let (lead, whose) = (named(text::PASSWORD_LEAD, &of), named(text::FOR, &of));
    view! {
        <Title text=t(text::PASSWORD_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::PASSWORD_TITLE)}</h1>
            <p>{whose}</p>
            <p>{lead}</p>
            <p class="hint">{t(text::LOG_IN_WITH)}" "<bdi dir="ltr" translate="no">{of.practice_id}</bdi>" · "<bdi dir="ltr" translate="no">{of.username.clone()}</bdi></p>
            <Summary form=refused name=PASSWORD/>
            <Summary form=form.clone() name=PASSWORD/>
            <form id=PASSWORD_FORM class="stack" method="post" action=PAGE novalidate>
                // For password managers, which else save the password under no name.
                <input type="text" name="username" value=of.username autocomplete="username" readonly hidden/>
                <NewPasswordInput name=PASSWORD label=t(text::PASSWORD_LABEL) error=form.errors.get(PASSWORD).cloned()/>
                <button class="button button-primary" type="submit" name="deed" value="password">{t(text::SET)}</button>
            </form>
            {(!of.passkey.is_empty()).then(|| view! {
                <section class="stack" aria-labelledby="passkey-title" data-with-passkeys="">
                    <h2 id="passkey-title">{t(text::PASSKEY_TITLE)}</h2>
                    <p>{t(text::PASSKEY_LEAD)}</p>
                    <FirstPasskey id=PASSKEY_FORM action=PAGE asked=of.passkey/>
                </section>
            })}
        </div>
    }
}

#[component]
fn AskedStep(of: Invitation) -> impl IntoView {
    view! {
        <Title text=t(text::ASKED_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::ASKED_TITLE)}</h1>
            <p role="status">{named(text::ASKED, &of)}</p>
            <p><a class="button button-quiet" href="/login" rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn OverStep(of: Invitation, over: Over) -> impl IntoView {
    let (title, body) = match over {
        Over::Unknown => (text::UNKNOWN_TITLE, text::UNKNOWN),
        Over::Used => (text::USED_TITLE, text::USED),
        Over::Replaced => (text::REPLACED_TITLE, text::REPLACED),
        Over::Cancelled => (text::CANCELLED_TITLE, text::CANCELLED),
        Over::Expired => (text::EXPIRED_TITLE, text::EXPIRED),
        Over::Closed => (text::CLOSED_TITLE, text::CLOSED),
    };
    let form = page_state().form(ASK);
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            {(!of.name.is_empty()).then(|| view! { <p>{named(text::FOR, &of)}</p> })}
            <p>{named(body, &of)}</p>
            <Summary form name=ASK/>
            {over.may_ask().then(|| view! {
                <form method="post" action=PAGE>
                    <button class="button button-primary" type="submit" name="deed" value=ASK>{t(text::ASK)}</button>
                </form>
            })}
            <HelpLink to=articles::invitation::TOPIC/>
            <p class="cluster">
                <a class="button button-secondary" href="/login" rel="external">{t(text::LOG_IN)}</a>
                {(over == Over::Unknown).then(|| view! { <a class="button button-quiet" href=requests::PATH rel="external">{t(reset::ASK)}</a> })}
            </p>
        </div>
    }
}

/// What went wrong; a link when it stands at a box.
#[component]
fn Summary(form: FormState, name: &'static str) -> impl IntoView {
    (!form.summary.is_empty()).then(|| {
        let sentence = if form.errors.contains_key(name) {
            view! { <a href=format!("#{name}") rel="external">{form.summary}</a> }.into_any()
        } else {
            form.summary.into_any()
        };
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{sentence}</p></div>
            <Countdown wait=form.wait/>
        }
    })
}

/// The invitation on a person's page, for administrators.
#[component]
pub fn InvitationPanel(
    /// What the server says of it.
    panel: Panel,
) -> impl IntoView {
    let said = page_state().form(PANEL_FORM);
    view! {
        <section class="card stack" aria-labelledby="invitation-title" id="invitation" data-invitation="">
            <h2 id="invitation-title">{panel.title}</h2>
            {panel.says.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            <AccessCode lines=panel.code/>
            {panel.form.map(|form| view! { <Send form said/> })}
        </section>
    }
}

/// The code between the sentence before and the sentence after it.
#[component]
fn AccessCode(lines: Vec<String>) -> impl IntoView {
    let [before, code, after] = <[String; 3]>::try_from(lines).ok()?;
    Some(view! {
        <p>{before}" "<bdi dir="ltr" translate="no"><code data-access-code="">{code}</code></bdi></p>
        <p class="hint">{after}</p>
    })
}

#[component]
fn Send(form: PanelForm, said: FormState) -> impl IntoView {
    let error = said.errors.get(EMAIL).cloned();
    let email = if said.values.is_empty() { form.email } else { said.value(EMAIL) };
    view! {
        <form class="stack" method="post" novalidate autocomplete="off">
            <input type="hidden" name=AFTER value=form.after/>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=EMAIL>{form.label}</label>
                <FieldError name=EMAIL error=error.clone()/>
                <input type="text" id=EMAIL name=EMAIL value=email autocomplete="off" aria-describedby=described_by(EMAIL, false, error.is_some())/>
            </div>
            <div class="cluster">
                <button class="button button-primary" type="submit" name="deed" value=INVITE>{form.send}</button>
                {(!form.cancel.is_empty()).then(|| view! {
                    <button class="button button-quiet" type="submit" name="deed" value=CANCEL>{form.cancel}</button>
                })}
            </div>
        </form>
    }
}

/// The practice's code beside the form that adds people.
#[component]
pub fn AccessCodeSection() -> impl IntoView {
    let code = page_state().access_code.unwrap_or_default();
    let made = done() == NEW_ACCESS_CODE;
    view! {
        <section class="card stack" aria-labelledby="access-code-title" id="access-code">
            <h2 id="access-code-title">{t(text::ACCESS_CODE)}</h2>
            {made.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::NEW_CODE_DONE)}</p></div> })}
            <p class="lead"><bdi dir="ltr" translate="no"><code data-access-code="">{code}</code></bdi></p>
            <p>{t(text::ACCESS_CODE_WHAT)}" "{t(text::TELL)}</p>
            <form method="post" action="/settings/users/new">
                <button class="button button-secondary" type="submit" name="deed" value=NEW_ACCESS_CODE>{t(text::NEW_CODE)}</button>
                <p class="hint">{t(text::NEW_CODE_HINT)}</p>
            </form>
            <HelpLink to=articles::access_code::TOPIC/>
        </section>
    }
}
