//! `/settings/users/{id}`: one person, what may be done, and what happened.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::super::model::{Event, UserDetails, VerificationPhone};
use super::super::read::find_user;
use super::sessions::PersonSessions;
use super::table::StateBadge;
use super::{PROFILE_FORM, level_field, list_address, summary, text, trouble};
use crate::i18n::Text;
use crate::log_in_codes::text as log_in_codes;
use crate::log_in_codes::view::LogInCodePanel;
use crate::password_reset::view::ResetPanel;
use crate::ui::field::Field;
use crate::web::state::{FormState, locale, page_state, t};

/// One person.
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let user = Resource::new(move || params.read().get("id").unwrap_or_default(), find_user);
    view! {
        <div class="page stack">
            <p><a href=list_address() data-noscroll="">{t(text::BACK)}</a></p>
            <Suspense fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                {move || user.get().map(|user| match user {
                    // By key: another person is another form. Else boxes somebody has typed into would stay as they are, over a new name.
                    Ok(Some(user)) => view! {
                        <For each=move || [user.clone()] key=|user| user.listed.id.clone() children=|user| view! { <Person user/> }/>
                    }.into_any(),
                    Ok(None) => view! { <Title text=t(text::NO_SUCH_USER)/><h1>{t(text::NO_SUCH_USER)}</h1> }.into_any(),
                    Err(error) => trouble(error),
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn Person(user: UserDetails) -> impl IntoView {
    let form = page_state().form(PROFILE_FORM);
    view! {
        <Title text=user.listed.name.clone()/>
        <h1>{user.listed.name.clone()}</h1>
        <p><StateBadge user=user.listed.clone()/></p>
        <Done/>
        {summary(&form, &["first_name", "last_name", "level", "email", "phone"])}
        <ResetPanel user=user.clone()/>
        <ProfileSection user=user.clone() form/>
        <LoginSection user=user.clone()/>
        <Timeline events=user.timeline name=user.first_name/>
    }
}

/// What was just done, by the name in the URL: only known ones say anything.
#[component]
fn Done() -> impl IntoView {
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    let sentence = match done.as_str() {
        "saved" => Some(text::SAVED),
        "created" => Some(text::DONE_CREATED),
        "deactivated" => Some(text::DONE_DEACTIVATED),
        "reactivated" => Some(text::DONE_REACTIVATED),
        "made-administrator" => Some(text::DONE_MADE_ADMIN),
        "removed-administrator" => Some(text::DONE_REMOVED_ADMIN),
        "unlocked" => Some(text::DONE_UNLOCKED),
        "second-step-removed" => Some(text::DONE_SECOND_STEP_REMOVED),
        "sessions-ended" => Some(text::DONE_SESSIONS_ENDED),
        "phone-reset" => Some(text::DONE_PHONE_RESET),
        "link-sent" => Some(text::DONE_LINK_SENT),
        "code-confirmed" => Some(log_in_codes::DONE_CONFIRMED),
        "code-cancelled" => Some(log_in_codes::DONE_CANCELLED),
        "cancelled" => Some(text::DONE_RESET_CANCELLED),
        _ => None,
    };
    sentence.map(|s| view! { <div class="notice" data-kind="ok" role="status"><p>{t(s)}</p></div> })
}

/// Name, contact, level. After a conflict: what was typed, beside what is saved now.
#[component]
fn ProfileSection(user: UserDetails, form: FormState) -> impl IntoView {
    let posted = !form.values.is_empty();
    let value = |name: &str, saved: &str| if posted { form.value(name) } else { saved.to_owned() };
    let error = |name: &str| form.errors.get(name).cloned();
    let changed: Vec<(Text, String)> = [
        (text::FIRST_NAME, "first_name", &user.first_name),
        (text::LAST_NAME, "last_name", &user.last_name),
        (text::EMAIL, "email", &user.email),
        (text::PHONE, "phone", &user.phone),
    ]
    .into_iter()
    .filter(|(_, name, saved)| posted && form.errors.is_empty() && form.value(name) != **saved)
    .map(|(label, _, saved)| (label, saved.clone()))
    .collect();
    let level = value("level", user.listed.level.as_str());
    view! {
        <section class="card stack" aria-labelledby="profile-title">
            <h2 id="profile-title">{t(text::PROFILE)}</h2>
            {(!changed.is_empty()).then(|| view! {
                <dl class="facts" data-saved="">
                    {changed.into_iter().map(|(label, saved)| view! { <div><dt>{t(label)}</dt><dd>{saved}</dd></div> }).collect_view()}
                </dl>
            })}
            <form id=PROFILE_FORM class="stack" method="post" novalidate autocomplete="off">
                <input type="hidden" name="version" value=user.version.to_string()/>
                <Field name="first_name" label=t(text::FIRST_NAME) value=value("first_name", &user.first_name) error=error("first_name") autocomplete="off" autocapitalize="words"/>
                <Field name="last_name" label=t(text::LAST_NAME) value=value("last_name", &user.last_name) error=error("last_name") autocomplete="off" autocapitalize="words"/>
                {level_field(&level, error("level"), user.own)}
                {user.own.then(|| view! { <p class="hint">{t(text::OWN_LEVEL)}</p> })}
                <Field name="email" label=t(text::EMAIL) value=value("email", &user.email) error=error("email") autocomplete="off"/>
                <Field name="phone" label=t(text::PHONE) value=value("phone", &user.phone) error=error("phone") autocomplete="off"/>
                <button class="button button-primary" type="submit" name="deed" value="save">{t(text::SAVE)}</button>
            </form>
        </section>
    }
}

/// What this person logs in with, and the deeds.
#[component]
fn LoginSection(user: UserDetails) -> impl IntoView {
    let password = t(if user.has_password { text::PASSWORD_SET } else { text::PASSWORD_NONE });
    let last = user.listed.last_log_in.clone().unwrap_or_else(|| t(text::NEVER).to_owned());
    let administrator = user.listed.administrator;
    let second_step = !user.second_step.is_empty();
    let active = user.listed.active;
    view! {
        <section class="card stack" aria-labelledby="login-title">
            <h2 id="login-title">{t(text::LOGIN_INFO)}</h2>
            <dl class="facts">
                <div><dt>{t(text::PRACTICE_ID)}</dt><dd><bdi dir="ltr" translate="no">{user.practice_id}</bdi></dd></div>
                <div><dt>{t(text::USERNAME)}</dt><dd><bdi dir="ltr" translate="no">{user.listed.username}</bdi></dd></div>
                <div><dt>{t(text::PASSWORD)}</dt><dd>{password}</dd></div>
                <div><dt>{t(text::SECOND_STEP)}</dt><dd>{t(if second_step { text::SECOND_STEP_ON } else { text::SECOND_STEP_OFF })}</dd></div>
                <div><dt>{t(text::VERIFICATION_PHONE)}</dt><dd>{phone_in_words(user.verification_phone.as_ref())}</dd></div>
                <div><dt>{t(text::LAST_LOG_IN)}</dt><dd>{last}</dd></div>
                <div><dt>{t(text::ADMINISTRATOR)}</dt><dd>{t(if administrator { text::YES } else { text::NO })}</dd></div>
            </dl>
            {user.last_administrator.then(|| view! { <p class="hint">{t(text::LAST_ADMIN)}</p> })}
            // One's own are on one's own page.
            {(!user.own).then(|| view! { <PersonSessions sessions=user.sessions name=user.first_name.clone()/> })}
            <LogInCodePanel name=user.first_name.clone() administrator code=user.log_in_code/>
            <form class="stack" method="post">
                {user.listed.locked.then(|| view! { <DeedButton deed="unlock" label=text::UNLOCK hint=text::UNLOCK_HINT/> })}
                {(second_step && !user.own)
                    .then(|| view! { <DeedButton deed="remove-second-step" label=text::REMOVE_SECOND_STEP hint=text::REMOVE_SECOND_STEP_HINT/> })}
                {(user.verification_phone.is_some() && !user.own)
                    .then(|| view! { <DeedButton deed="reset-phone" label=text::RESET_PHONE hint=text::RESET_PHONE_HINT/> })}
                {(active && !administrator && !user.own).then(|| view! { <DeedButton deed="make-administrator" label=text::MAKE_ADMIN/> })}
                {(administrator && !user.last_administrator).then(|| {
                    if user.own {
                        view! { <DeedButton deed="remove-administrator" label=text::REMOVE_ADMIN hint=text::REMOVE_OWN_HINT/> }
                    } else {
                        view! { <DeedButton deed="remove-administrator" label=text::REMOVE_ADMIN/> }
                    }
                })}
                {(active && !user.own && !user.last_administrator)
                    .then(|| view! { <DeedButton deed="deactivate" label=text::DEACTIVATE hint=text::DEACTIVATE_HINT danger=true/> })}
                {(!active).then(|| view! { <DeedButton deed="reactivate" label=text::REACTIVATE/> })}
            </form>
        </section>
    }
}

fn phone_in_words(phone: Option<&VerificationPhone>) -> String {
    let Some(phone) = phone else { return t(text::PHONE_NONE).to_owned() };
    let sentence = match phone.others {
        0 => text::PHONE_ENDS,
        1 => text::PHONE_SHARED_ONE,
        _ => text::PHONE_SHARED,
    };
    sentence.with(locale(), &[("ends", &phone.ends), ("n", &phone.others.to_string())])
}

#[component]
fn DeedButton(
    deed: &'static str,
    label: Text,
    #[prop(optional)] hint: Option<Text>,
    #[prop(optional)] danger: bool,
) -> impl IntoView {
    let class = if danger { "button button-danger" } else { "button button-secondary" };
    view! {
        <div>
            <button class=class type="submit" name="deed" value=deed>{t(label)}</button>
            {hint.map(|hint| view! { <p class="hint">{t(hint)}</p> })}
        </div>
    }
}

/// Why could Maria not log in at 8:02?
#[component]
fn Timeline(events: Vec<Event>, name: String) -> impl IntoView {
    let empty = events.is_empty();
    view! {
        <section class="card stack" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t(text::TIMELINE)}</h2>
            {empty.then(|| view! { <p>{t(text::NOTHING_YET)}</p> })}
            <ol class="timeline">
                {events.into_iter().map(|event| {
                    let by = (!event.by.is_empty()).then(|| text::BY.with(locale(), &[("name", &event.by)]));
                    let what = what_happened(&event, &name);
                    view! {
                        <li data-kind=event.kind data-cause=event.cause>
                            <time datetime=event.at>{event.when}</time>
                            <span>{what}{by.map(|by| format!(" {by}"))}</span>
                            <span class="row-meta"><bdi dir="ltr">{event.from}</bdi></span>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </section>
    }
}

fn what_happened(event: &Event, name: &str) -> String {
    if let Some((n, from, until)) = &event.summary {
        let sentence = if *n == 1 { text::EVENT_ONE_MORE_REFUSAL } else { text::EVENT_MORE_REFUSALS };
        return sentence.with(locale(), &[("n", &n.to_string()), ("from", from), ("until", until)]);
    }
    if event.kind == "session-ended" && !event.by.is_empty() {
        return t(text::EVENT_LOGGED_OUT_BY).to_owned();
    }
    match cause_name(&event.cause) {
        Some(cause) => format!("{}: {}", t(kind_name(&event.kind)), cause.with(locale(), &[("name", name)])),
        None => t(kind_name(&event.kind)).to_owned(),
    }
}

fn kind_name(kind: &str) -> Text {
    match kind {
        "user-created" => text::EVENT_USER_CREATED,
        "user-changed" => text::EVENT_USER_CHANGED,
        "reset-started" => text::EVENT_RESET_STARTED,
        "reset-cancelled" => text::EVENT_RESET_CANCELLED,
        "password-set" => text::EVENT_PASSWORD_SET,
        "logged-in" => text::EVENT_LOGGED_IN,
        "logged-out" => text::EVENT_LOGGED_OUT,
        "session-expired" => text::EVENT_SESSION_EXPIRED,
        "log-in-refused" => text::EVENT_LOG_IN_REFUSED,
        "unlocked" => text::EVENT_UNLOCKED,
        "deactivated" => text::EVENT_DEACTIVATED,
        "reactivated" => text::EVENT_REACTIVATED,
        "made-administrator" => text::EVENT_MADE_ADMIN,
        "removed-administrator" => text::EVENT_REMOVED_ADMIN,
        "reset-refused" => text::EVENT_RESET_REFUSED,
        "administrator-asked" => text::EVENT_ADMINISTRATOR_ASKED,
        "request-dismissed" => text::EVENT_REQUEST_DISMISSED,
        "question-set" => text::EVENT_QUESTION_SET,
        "question-wrong" => text::EVENT_QUESTION_WRONG,
        "confirm-refused" => text::EVENT_CONFIRM_REFUSED,
        "told-by-known" => text::EVENT_TOLD_BY_KNOWN,
        "session-ended" => text::EVENT_SESSION_ENDED,
        "second-step-asked" => text::EVENT_SECOND_STEP_ASKED,
        "second-step-refused" => text::EVENT_SECOND_STEP_REFUSED,
        "authenticator-set" => text::EVENT_AUTHENTICATOR_SET,
        "authenticator-removed" => text::EVENT_AUTHENTICATOR_REMOVED,
        "second-step-removed" => text::EVENT_SECOND_STEP_REMOVED,
        "recovery-codes-made" => text::EVENT_RECOVERY_CODES_MADE,
        "trust-ended" => text::EVENT_TRUST_ENDED,
        "passkey-created" => text::EVENT_PASSKEY_CREATED,
        "passkey-renamed" => text::EVENT_PASSKEY_RENAMED,
        "passkey-removed" => text::EVENT_PASSKEY_REMOVED,
        "phone-set" => text::EVENT_PHONE_SET,
        "phone-removed" => text::EVENT_PHONE_REMOVED,
        "phone-reset" => text::EVENT_PHONE_RESET,
        "unlock-refused" => text::EVENT_UNLOCK_REFUSED,
        "log-in-code-made" => text::EVENT_LOG_IN_CODE_MADE,
        "log-in-code-confirmed" => text::EVENT_LOG_IN_CODE_CONFIRMED,
        "log-in-code-cancelled" => text::EVENT_LOG_IN_CODE_CANCELLED,
        _ => text::EVENT_OTHER,
    }
}

fn cause_name(cause: &str) -> Option<Text> {
    Some(match cause {
        "wrong-password" => text::CAUSE_WRONG_PASSWORD,
        "wrong-passkey" => text::CAUSE_WRONG_PASSKEY,
        "deactivated" => text::CAUSE_DEACTIVATED,
        "no-password" => text::CAUSE_NO_PASSWORD,
        "too-many-tries" => text::CAUSE_TOO_MANY_TRIES,
        "no-address" => text::CAUSE_NO_ADDRESS,
        "near-one-letter" => text::CAUSE_NEAR_ONE_LETTER,
        "near-same-letters" => text::CAUSE_NEAR_SAME_LETTERS,
        "new-browser" => text::CAUSE_NEW_BROWSER,
        "idle" => text::CAUSE_IDLE,
        "replaced" => text::CAUSE_REPLACED,
        "unlock-refused" => text::CAUSE_UNLOCK_REFUSED,
        "absolute-time" => text::CAUSE_ABSOLUTE_TIME,
        "wrong-code" => text::CAUSE_WRONG_CODE,
        "used-code" => text::CAUSE_USED_CODE,
        "phone-clock" => text::CAUSE_PHONE_CLOCK,
        _ => return None,
    })
}
