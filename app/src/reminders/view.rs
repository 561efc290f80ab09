//! `/login/forgot`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CONTACT, FORM, PATH};
use super::text;
use crate::admin_requests::model::PATH as ASK;
use crate::auth::model::Name;
use crate::help::articles;
use crate::password_reset::text as reset;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::{MailFacts, MailNothing};
use crate::web::state::{FormState, done, locale, page_state, t};

/// `/login/forgot`: the box, or what happens next: the same for every address and number.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let state = page_state();
    let sent = done() == "noted";
    let title = if sent { text::SENT_TITLE } else { text::TITLE };
    let form = state.form(FORM);
    let welcome = text::WELCOME.with(locale(), &[("subject", &state.welcome_subject.unwrap_or_default())]);
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            {if sent {
                view! {
                    <p>{t(text::SENT)}</p>
                    {match (state.waiting_mail, state.reset_asked) {
                        (Some(mail), _) => view! { <MailFacts mail=mail.clone()/><MailNothing mail/> }.into_any(),
                        (None, Some(Name::Address(number))) => view! {
                            <p><bdi dir="ltr" translate="no">{number}</bdi></p>
                            <p>{t(text::SENT_TEXT)}</p>
                        }.into_any(),
                        _ => ().into_any(),
                    }}
                    <p><a class="button button-secondary" href=PATH rel="external">{t(text::AGAIN)}</a></p>
                }.into_any()
            } else {
                view! { <Ask form/> }.into_any()
            }}
            <h2>{t(text::OTHER_WAYS)}</h2>
            <ul>
                <li>{welcome}</li>
                <li>{t(text::ADMINISTRATOR)}</li>
                <li>{t(text::COLLEAGUE)}</li>
            </ul>
            <HelpLink to=articles::forgot_log_in::TOPIC/>
            <p class="cluster">
                <a href="/login" rel="external">{t(text::BACK)}</a>
                <a href=ASK rel="external">{t(reset::ASK)}</a>
            </p>
        </div>
    }
}

#[component]
fn Ask(form: FormState) -> impl IntoView {
    let error = form.errors.get(CONTACT).cloned();
    view! {
        <p>{t(text::LEAD)}</p>
        {(!form.summary.is_empty()).then(|| view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <p><a href=format!("#{CONTACT}") rel="external">{form.summary.clone()}</a></p>
            </div>
        })}
        <Countdown wait=form.wait/>
        <form id=FORM class="stack" method="post" action=PATH novalidate>
            <Field name=CONTACT label=t(text::CONTACT) hint=t(text::CONTACT_HINT) value=form.value(CONTACT) error autocomplete="email"/>
            <button class="button button-primary" type="submit">{t(text::SEND)}</button>
        </form>
    }
}
