//! The cards under EHR Users, and the page that asks.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};

use super::model::{DISMISS, PATH, REASON, Reason, RequestCard};
use super::text;
use crate::auth::model::EMAIL;
use crate::auth::text as log_in;
use crate::help::articles;
use crate::password_reset::model::{DEED_ASK, REQUEST_FORM};
use crate::password_reset::text as reset;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::findings::Findings;
use crate::ui::help::HelpLink;
use crate::web::state::{page_state, t};

/// Who asks for help, each with the deeds that help; nothing when nobody does. The cards come with what the page reads anyway.
#[component]
pub fn RequestCards(
    /// The open requests, newest first.
    cards: Vec<RequestCard>,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="requests-title">
                <h2 id="requests-title">{t(text::TITLE)}</h2>
                {cards.into_iter().map(|card| view! { <Card card/> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Card(card: RequestCard) -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    let page = format!("/settings/users/{}", card.user);
    let button = |(n, (deed, label)): (usize, (String, String))| {
        let class = match n {
            _ if deed == DISMISS => "button button-quiet",
            0 => "button button-primary",
            _ => "button button-secondary",
        };
        view! { <button class=class type="submit" name="deed" value=deed>{label}</button> }
    };
    view! {
        <article class="card stack" data-request=card.username>
            <h3>{card.title}</h3>
            <p>{card.facts.join(" ")}</p>
            {(!card.deeds.is_empty()).then(|| view! {
                <form class="cluster" method="post" action=page.clone()>
                    <input type="hidden" name="back" value=here/>
                    {card.deeds.into_iter().enumerate().map(button).collect_view()}
                </form>
            })}
            <p><a href=page>{card.see}</a></p>
        </article>
    }
}

/// `/reset/ask`: who asks, and why.
#[component]
pub fn AskPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(REQUEST_FORM);
    let practice_id =
        if form.values.is_empty() { state.remembered_practice.unwrap_or_default() } else { form.value("practice_id") };
    let by_email = form.values.contains_key(EMAIL)
        || (form.values.is_empty() && use_query_map().read_untracked().get("by").is_some_and(|by| by == EMAIL));
    let error = |name: &str| form.errors.get(name).cloned();
    let findings = RwSignal::new(form.findings.clone());
    let chosen = Reason::chosen(&form.value(REASON));
    let (other, label) =
        if by_email { (PATH.to_owned(), reset::BY_PRACTICE_ID) } else { (format!("{PATH}?by={EMAIL}"), reset::BY_EMAIL) };
    view! {
        <Title text=t(text::ASK_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::ASK_TITLE)}</h1>
            <p>{t(text::ASK_LEAD)}</p>
            {(!form.summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{form.summary.clone()}</p></div>
            })}
            <Countdown wait=form.wait/>
            <div role="status" class="live"><Findings findings=findings.into() form=REQUEST_FORM/></div>
            <form id=REQUEST_FORM class="stack" method="post" action=PATH novalidate>
                {if by_email {
                    view! { <Field name=EMAIL label=t(log_in::EMAIL_LABEL) hint=t(reset::EMAIL_HINT) value=form.value(EMAIL) error=error(EMAIL) autocomplete="username"/> }
                        .into_any()
                } else {
                    view! {
                        <Field name="practice_id" label=t(reset::PRACTICE_ID) value=practice_id error=error("practice_id") autocomplete="off" autocapitalize="characters"/>
                        <Field name="username" label=t(reset::USERNAME) value=form.value("username") error=error("username") autocomplete="username"/>
                    }
                    .into_any()
                }}
                <fieldset class="stack">
                    <legend>{t(text::ASK_WHY)}</legend>
                    {Reason::CHOICES.into_iter().map(|reason| view! {
                        <label class="checkbox">
                            <input type="radio" name=REASON value=reason.as_str() checked=reason == chosen autocomplete="off"/>
                            {t(reason.choice())}
                        </label>
                    }).collect_view()}
                </fieldset>
                <button class="button button-primary" type="submit" name="deed" value=DEED_ASK>{t(text::ASK_SEND)}</button>
            </form>
            <p><a href=other rel="external">{t(label)}</a></p>
            <HelpLink to=articles::administrator::TOPIC/>
            <p><a href="/login" rel="external">{t(reset::BACK)}</a></p>
        </div>
    }
}
