//! `/account/passkeys`, and the forms by which a passkey is used elsewhere. Their script is `passkeys.js`; without it, or in a browser without
//! passkeys, the style sheet hides them.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    CREATE_FORM, CREDENTIAL, LOG_IN_FORM, NAME, NEW_NAME, OwnPasskey, OwnPasskeys, REMOVE_FORM, RENAME_FORM, SEALED, START_FORM,
};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, done, locale, page_state, t};

/// `/account/passkeys`: the list, one of them, a new one.
#[component]
pub fn PasskeysPage() -> impl IntoView {
    let own = page_state().passkeys.own.unwrap_or_default();
    let chosen = own.chosen.as_ref().and_then(|id| own.all.iter().find(|passkey| passkey.id == *id)).cloned();
    let accepted = Some(own.accepted.clone()).filter(|accepted| !accepted.is_empty() && own.asked.is_none());
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack" data-accepted=accepted>
            <p>{match page_state().limit {
                // Whoever must set up a second step first has no other page to go back to.
                Some(limit) => view! { <a href=limit.page() rel="external">{t(crate::totp::text::SECOND_STEP)}</a> },
                None => view! { <a href="/account" rel="external">{t(text::BACK)}</a> },
            }}</p>
            <h1>{t(text::TITLE)}</h1>
            <p class="lead">{t(text::LEAD)}</p>
            <HelpLink to=articles::passkeys::TOPIC/>
            <Done/>
            {own.asked.clone().map(|asked| view! { <Create asked suggested=own.suggested.clone()/> })}
            {chosen.map(|passkey| view! { <Chosen passkey/> })}
            <List all=own.all.clone()/>
            {own.asked.is_none().then(|| view! { <Add own/> })}
        </div>
    }
}

/// What was just done, by the name in the URL: only known ones say anything.
#[component]
fn Done() -> impl IntoView {
    let done = done();
    let sentence = match done.as_str() {
        "created" => Some(text::DONE_CREATED),
        "renamed" => Some(text::DONE_RENAMED),
        "removed" => Some(text::DONE_REMOVED),
        "gone" => Some(text::DONE_GONE),
        _ => None,
    };
    sentence.map(|s| view! { <div class="notice" data-kind="ok" role="status"><p>{t(s)}</p></div> })
}

/// What a refused form says at its top, with a link to the box it is about.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    (!form.summary.is_empty()).then(|| {
        let about = form.errors.into_keys().next();
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <p>{match about {
                    Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary}</a> }.into_any(),
                    None => form.summary.into_any(),
                }}</p>
            </div>
        }
    })
}

#[component]
fn List(all: Vec<OwnPasskey>) -> impl IntoView {
    let none = all.is_empty();
    view! {
        <section class="card stack" aria-labelledby="passkeys-title" id="passkeys">
            <h2 id="passkeys-title">{t(text::YOURS)}</h2>
            {none.then(|| view! { <p>{t(text::NONE)}</p> })}
            {(!none).then(|| view! {
                <ul class="rows">
                    {all.into_iter().map(|passkey| view! { <Row passkey/> }).collect_view()}
                </ul>
            })}
        </section>
    }
}

#[component]
fn Row(passkey: OwnPasskey) -> impl IntoView {
    let used = match &passkey.last_used {
        Some(used) => text::USED.with(locale(), &[("used", used)]),
        None => t(text::NEVER_USED).to_owned(),
    };
    let made = text::MADE.with(locale(), &[("made", &passkey.made)]);
    let kept = t(if passkey.backed_up { text::SYNCED } else { text::ONE_DEVICE });
    let label = text::CHANGE_OF.with(locale(), &[("name", &passkey.name)]);
    view! {
        <li data-passkey-id=passkey.id.clone()>
            <div>
                <strong><bdi>{passkey.name}</bdi></strong>
                <p class="row-meta">{format!("{made}, {used} · {kept}")}</p>
            </div>
            <a class="button button-quiet" href=format!("/account/passkeys?passkey={}#chosen", passkey.id) rel="external" aria-label=label>{t(text::CHANGE)}</a>
        </li>
    }
}

/// One passkey: another name, or none any more.
#[component]
fn Chosen(passkey: OwnPasskey) -> impl IntoView {
    let rename = page_state().form(RENAME_FORM);
    let error = |form: &FormState, name: &str| form.errors.get(name).cloned();
    view! {
        <section class="card stack" aria-labelledby="chosen-title" id="chosen">
            <h2 id="chosen-title"><bdi>{passkey.name.clone()}</bdi></h2>
            <Summary form=rename.clone()/>
            <form id=RENAME_FORM class="stack" method="post" action="/account/passkeys" novalidate>
                <input type="hidden" name="id" value=passkey.id.clone()/>
                <Field name=NEW_NAME label=t(text::NAME) hint=t(text::NAME_HINT) value=passkey.name error=error(&rename, NEW_NAME) autocomplete="off" autocapitalize="sentences"/>
                <button class="button button-secondary" type="submit" name="deed" value="rename">{t(text::RENAME)}</button>
            </form>
            <hr/>
            <p>{t(text::REMOVE_LEAD)}</p>
            <Summary form=page_state().form(REMOVE_FORM)/>
            <form id=REMOVE_FORM class="stack" method="post" action="/account/passkeys">
                <input type="hidden" name="id" value=passkey.id/>
                <button class="button button-danger" type="submit" name="deed" value="remove">{t(text::REMOVE)}</button>
            </form>
        </section>
    }
}

/// The way to a new one.
#[component]
fn Add(own: OwnPasskeys) -> impl IntoView {
    let (form, create) = (page_state().form(START_FORM), page_state().form(CREATE_FORM));
    let works = page_state().passkeys.work;
    view! {
        <section class="card stack" aria-labelledby="add-title" id="add">
            <h2 id="add-title">{t(text::ADD)}</h2>
            {(!works).then(|| view! { <p>{t(text::NO_NAME)}</p> })}
            {(works && own.all.len() >= super::model::MOST).then(|| view! { <p>{t(text::TOO_MANY)}</p> })}
            {(works && own.all.len() < super::model::MOST).then(|| view! {
                <div class="notice" data-kind="info" data-without-passkeys=""><p>{t(text::NO_SCRIPT)}</p></div>
                <div class="stack" data-with-passkeys="">
                    <p>{t(text::ADD_LEAD)}</p>
                    <p class="hint">{t(text::SHARED)}</p>
                    <Summary form=create/>
                    <Summary form=form/>
                    <form id=START_FORM class="stack" method="post" action="/account/passkeys">
                        <button class="button button-primary" type="submit" name="deed" value="start">{t(text::NEXT)}</button>
                    </form>
                </div>
            })}
        </section>
    }
}

/// Now the browser is asked.
#[component]
fn Create(asked: String, suggested: String) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="create-title" id="create">
            <h2 id="create-title">{t(text::ADD)}</h2>
            <p role="status">{t(text::CREATE_LEAD)}</p>
            <form id=CREATE_FORM class="stack" method="post" action="/account/passkeys" data-passkey="create" data-options=asked novalidate>
                <Answers/>
                <Field name=NAME label=t(text::NAME) hint=t(text::NAME_HINT) value=suggested error=None autocomplete="off" autocapitalize="sentences"/>
                <div class="passkey-deed">
                    <button class="button button-primary" type="submit" name="deed" value="create">{t(text::CREATE)}</button>
                    <Says exists=true/>
                </div>
            </form>
        </section>
    }
}

/// The log-in's button. The script asks the server for a challenge when it needs one: the page itself has none.
#[component]
pub fn PasskeyLogIn(
    /// The page asked for before log-in.
    next: String,
) -> impl IntoView {
    let unknown = page_state().passkeys.unknown;
    view! {
        <form id=LOG_IN_FORM class="stack" method="post" action="/login" data-passkey="get" data-conditional="" data-with-passkeys="" data-options="/login/passkey" data-unknown=unknown>
            <input type="hidden" name=crate::auth::model::NEXT value=next/>
            <Answers/>
            <div class="passkey-deed">
                <button class="button button-secondary" type="submit">{t(text::LOG_IN)}</button>
                <Says/>
            </div>
        </form>
    }
}

/// Makes a passkey for somebody who is not logged in yet: posts `sealed` and `passkey` to `action`, along with `deed` = `passkey`. The page
/// must be in `routes::WITH_PASSKEYS`, and shows the same form with a newer challenge whenever it is fetched.
#[component]
pub fn FirstPasskey(
    /// The form's id: unique on its page.
    id: &'static str,
    /// Where it posts to: the page's own path.
    action: &'static str,
    /// What the browser is asked, from `passkeys::service::begin_first`.
    asked: String,
) -> impl IntoView {
    view! {
        <form id=id class="stack" method="post" action=action data-passkey="create" data-options=asked>
            <Answers/>
            <p class="hint">{t(text::SHARED)}</p>
            <div class="passkey-deed">
                <button class="button button-secondary" type="submit" name="deed" value="passkey">{t(text::CREATE)}</button>
                <Says exists=true/>
            </div>
        </form>
    }
}

/// A button that proves with a passkey who somebody is, for any page that knows whom it asks: it posts `sealed` and `passkey` to `action`, along
/// with `deed` = `passkey`. The page must be in `routes::WITH_PASSKEYS`; a challenge older than five minutes is fetched anew with the page.
#[component]
pub fn PasskeyButton(
    /// The form's id: unique on its page.
    id: &'static str,
    /// Where it posts to: the page's own path.
    #[prop(into)]
    action: String,
    /// What the browser is asked, from `passkeys::service::begin_for_user`.
    asked: String,
    /// What the button says.
    label: Text,
    /// The page to go to afterwards, sent along as `next`; none when empty.
    #[prop(optional)]
    next: String,
    /// More that is sent along, by name.
    #[prop(optional)]
    hidden: Vec<(&'static str, String)>,
    /// The page that has the same form with a newer challenge, when that is not the page itself.
    #[prop(optional)]
    anew: Option<&'static str>,
    /// What else the form asks, above the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <form id=id class="stack" method="post" action=action data-passkey="get" data-with-passkeys="" data-options=asked data-anew=anew>
            <Answers/>
            {hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            {(!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> })}
            {children.map(|children| children())}
            <div class="passkey-deed">
                <button class="button button-secondary" type="submit" name="deed" value="passkey">{t(label)}</button>
                <Says/>
            </div>
        </form>
    }
}

/// Where the script puts the challenge and the answer.
#[component]
fn Answers() -> impl IntoView {
    view! {
        <input type="hidden" name=SEALED value=""/>
        <input type="hidden" name=CREDENTIAL value=""/>
    }
}

/// What the script may say, under the button. Hidden until it does.
#[component]
fn Says(
    /// Also that this device has one already.
    #[prop(optional)]
    exists: bool,
) -> impl IntoView {
    view! {
        <div role="status" data-says="">
            <p data-cause="cancelled" hidden>{t(text::SAY_CANCELLED)}</p>
            {exists.then(|| view! { <p data-cause="exists" hidden>{t(text::SAY_EXISTS)}</p> })}
            <p data-cause="failed" hidden>{t(text::SAY_FAILED)}</p>
        </div>
    }
}
