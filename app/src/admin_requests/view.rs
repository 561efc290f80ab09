//! The cards under EHR Users.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::model::{DISMISS, RequestCard};
use super::text;
use crate::password_reset::text as reset;
use crate::web::state::{locale, t};

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
    let named = |text: crate::i18n::Text| text.with(locale(), &[("name", &card.name)]);
    let (title, see) = (named(text::ASKS), named(text::SEE));
    let proof = if card.proven { t(text::PROVEN).to_owned() } else { named(text::NOT_PROVEN) };
    let here = use_location().pathname.get_untracked();
    let page = format!("/settings/users/{}", card.user);
    let with_mail = card.email.is_some();
    let code_class = if with_mail { "button button-secondary" } else { "button button-primary" };
    view! {
        <article class="card stack" data-request=card.username>
            <h3>{title}</h3>
            <p>{text::WHEN.with(locale(), &[("when", &card.when), ("from", &card.from)])}" "{proof}</p>
            {card.own.then(|| view! { <p>{t(text::OWN)}</p> })}
            {(!card.own).then(|| view! {
                <form class="cluster" method="post" action=page.clone()>
                    <input type="hidden" name="back" value=here/>
                    {card.email.map(|email| view! {
                        <button class="button button-primary" type="submit" name="deed" value="reset-link">
                            {reset::SEND_LINK.with(locale(), &[("email", &email)])}
                        </button>
                    })}
                    <button class=code_class type="submit" name="deed" value="reset-code">{t(reset::MAKE_CODE)}</button>
                    <button class="button button-quiet" type="submit" name="deed" value=DISMISS>{t(text::DISMISS)}</button>
                </form>
            })}
            <p><a href=page>{see}</a></p>
        </article>
    }
}
