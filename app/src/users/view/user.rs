//! `/settings/users/{id}`: one person, what may be done, and what happened.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::super::model::{Reach, UserDetails, VerificationPhone};
use super::super::read::{find_user, read_story};
use super::super::story::{Story, StoryFilter};
use super::factors::FactorsSection;
use super::sessions::SessionsSection;
use super::story::Timeline;
use super::table::StateBadge;
use super::{PROFILE_FORM, in_reach, level_field, list_address, text, trouble};
use crate::emergency::text as emergency;
use crate::help::articles;
use crate::i18n::Text;
use crate::invitations::model::WayIn;
use crate::invitations::view::InvitationPanel;
use crate::levels::text as levels;
use crate::log_in_codes::view::LogInCodePanel;
use crate::medical_identifiers::text as identifiers;
use crate::password_reset::view::ResetPanel;
use crate::ui::done::DoneNotice;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::summary::summary;
use crate::web::read::ReadError;
use crate::web::state::{FormState, locale, page_state, t};

/// One person.
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let user = Resource::new(id, find_user);
    // By itself: another part of the story leaves the rest of the page as it is.
    let filter = move || StoryFilter::parse(&query.read().get(StoryFilter::NAME).unwrap_or_default());
    let story = Resource::new(move || (id(), filter()), |(id, filter)| read_story(id, filter));
    view! {
        <div class="page stack">
            <p><a href=list_address() data-noscroll="">{t(text::BACK)}</a></p>
            <Suspense fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                {move || user.get().map(|user| match user {
                    // By key: another person is another form. Else boxes somebody has typed into would stay as they are, over a new name.
                    Ok(Some(user)) => view! {
                        <For each=move || [user.clone()] key=|user| user.listed.id.clone() children=move |user| view! { <Person user story/> }/>
                    }.into_any(),
                    Ok(None) => view! { <Title text=t(text::NO_SUCH_USER)/><h1>{t(text::NO_SUCH_USER)}</h1> }.into_any(),
                    Err(error) => trouble(error),
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn Person(user: UserDetails, story: Resource<Result<Story, ReadError>>) -> impl IntoView {
    let form = page_state().form(PROFILE_FORM);
    let reach = in_reach(&user);
    let invitation = user.invitation.clone().filter(|_| reach);
    view! {
        <Title text=crate::ui::title::with_typed(&user.listed.name)/>
        <h1>{user.listed.name.clone()}</h1>
        <p><StateBadge user=user.listed.clone()/></p>
        {user.listed.locked.then(|| view! { <form method="post"><DeedButton deed="unlock" label=text::UNLOCK hint=text::UNLOCK_HINT/></form> })}
        <DoneNotice/>
        {summary(&form, &["first_name", "last_name", "level", "email", "phone"])}
        {(!reach).then(|| view! { <div class="notice" data-kind="info" data-out-of-reach=""><p>{t(emergency::OUT_OF_REACH)}</p></div> })}
        {invitation.map(|panel| view! { <InvitationPanel panel/> })}
        {reach.then(|| view! { <ResetPanel user=user.clone()/> })}
        <ProfileSection user=user.clone() form/>
        <LoginSection user=user.clone()/>
        <SessionsSection user=user.clone()/>
        <FactorsSection user=user.clone()/>
        <Timeline story id=user.listed.id/>
    }
}

/// Name, contact, level. After a conflict: what was typed, beside what is saved now.
#[component]
fn ProfileSection(user: UserDetails, form: FormState) -> impl IntoView {
    let posted = !form.values.is_empty();
    let value = |name: &str, saved: &str| if posted { form.value(name) } else { saved.to_owned() };
    let error = |name: &str| form.errors.get(name).cloned();
    // As it was opened: a form that comes back is no newer.
    let opened = [
        ("version", user.version.to_string()),
        ("was_first_name", user.first_name.clone()),
        ("was_last_name", user.last_name.clone()),
        ("was_email", user.email.clone()),
        ("was_phone", user.phone.clone()),
        ("was_level", user.listed.level.as_str().to_owned()),
    ]
    .map(|(name, saved)| (name, form.values.get(name).cloned().unwrap_or(saved)));
    let level = value("level", user.listed.level.as_str());
    let reach = in_reach(&user);
    view! {
        <section class="card stack" aria-labelledby="profile-title">
            <h2 id="profile-title">{t(text::PROFILE)}</h2>
            <form id=PROFILE_FORM class="stack" method="post" novalidate autocomplete="off">
                {opened.into_iter().map(|(name, value)| view! { <input type="hidden" data-opened="" name=name value=value/> }).collect_view()}
                <Field name="first_name" label=t(text::FIRST_NAME) value=value("first_name", &user.first_name) error=error("first_name") autocomplete="off" autocapitalize="words"/>
                <Field name="last_name" label=t(text::LAST_NAME) value=value("last_name", &user.last_name) error=error("last_name") autocomplete="off" autocapitalize="words"/>
                {level_field(&level, error("level"), user.own)}
                {user.own.then(|| view! { <p class="hint">{t(text::OWN_LEVEL)}</p> })}
                <Field name="email" label=t(text::EMAIL) value=value("email", &user.email) error=error("email") autocomplete="off"/>
                <Field name="phone" label=t(text::PHONE) value=value("phone", &user.phone) error=error("phone") autocomplete="off"/>
                {reach.then(|| view! { <button class="button button-primary" type="submit" name="deed" value="save">{t(text::SAVE)}</button> })}
            </form>
        </section>
    }
}

/// What this person logs in with, and the deeds.
#[component]
fn LoginSection(user: UserDetails) -> impl IntoView {
    let password = t(match user.way_in {
        WayIn::Password => text::PASSWORD_SET,
        WayIn::Passkey => text::PASSWORD_PASSKEY,
        WayIn::None => text::PASSWORD_NONE,
    });
    let deeds = user.clone();
    let last = user.listed.last_log_in.clone().unwrap_or_else(|| t(text::NEVER).to_owned());
    let administrator = user.listed.administrator;
    let second_step = !user.second_step.is_empty();
    let active = user.listed.active;
    let reach = in_reach(&user);
    let emails = [(text::LOG_IN_EMAIL, user.log_in_email), (text::LOG_IN_EMAIL_CLAIMED, user.log_in_email_claimed)];
    view! {
        <section class="card stack" aria-labelledby="login-title">
            <h2 id="login-title">{t(text::LOGIN_INFO)}</h2>
            <dl class="facts">
                <div><dt>{t(text::PRACTICE_ID)}</dt><dd><bdi dir="ltr" translate="no">{user.practice_id}</bdi></dd></div>
                <div><dt>{t(text::USERNAME)}</dt><dd><bdi dir="ltr" translate="no">{user.listed.username}</bdi></dd></div>
                {emails.into_iter().filter(|(_, email)| !email.is_empty()).map(|(label, email)| view! {
                    <div><dt>{t(label)}</dt><dd><bdi dir="ltr" translate="no">{email}</bdi></dd></div>
                }).collect_view()}
                <div><dt>{t(text::PASSWORD)}</dt><dd>{password}</dd></div>
                <div><dt>{t(text::SECOND_STEP)}</dt><dd>{t(if second_step { text::SECOND_STEP_ON } else { text::SECOND_STEP_OFF })}</dd></div>
                <div><dt>{t(text::VERIFICATION_PHONE)}</dt><dd>{phone_in_words(user.verification_phone.as_ref())}</dd></div>
                <div><dt>{t(text::LAST_LOG_IN)}</dt><dd>{last}</dd></div>
                <div><dt>{t(text::ADMINISTRATOR)}</dt><dd>{t(if administrator { text::YES } else { text::NO })}</dd></div>
                <div><dt>{t(emergency::FACT)}</dt><dd>{t(if user.emergency { emergency::ALLOWED } else { emergency::NOT_ALLOWED })}</dd></div>
            </dl>
            {(!user.own).then(|| view! { <HelpLink to=articles::reset_phone::TOPIC/> })}
            {user.last_administrator.then(|| view! { <p class="hint">{t(text::LAST_ADMIN)}</p> })}
            {reach.then(|| view! { <LogInCodePanel name=user.first_name.clone() administrator code=user.log_in_code/> })}
            <p><a href=format!("/settings/users/{}/identifiers", user.listed.id) rel="external">{t(identifiers::LINK)}</a></p>
            {(active && !user.own && reach).then(|| view! {
                <p><a class="button button-secondary" href=format!("/settings/users/{}/email", user.listed.id) rel="external">{t(text::CHANGE_LOG_IN_EMAIL)}</a></p>
            })}
            {reach.then(|| view! { <Deeds user=deeds/> })}
        </section>
    }
}

/// What may be done about how this person comes in, and what they may.
#[component]
fn Deeds(user: UserDetails) -> impl IntoView {
    let remove = if user.way_in == WayIn::Passkey { text::REMOVE_ONLY_WAY_HINT } else { text::REMOVE_SECOND_STEP_HINT };
    let (active, administrator, second_step) = (user.listed.active, user.listed.administrator, !user.second_step.is_empty());
    let releasable = !user.log_in_email.is_empty() || !user.log_in_email_claimed.is_empty();
    let rights = user.reach == Reach::Whole;
    view! {
        <form class="stack" method="post">
            {(second_step && !user.own)
                .then(|| view! { <DeedButton deed="remove-second-step" label=text::REMOVE_SECOND_STEP hint=remove/> })}
            {(user.verification_phone.is_some() && !user.own)
                .then(|| view! { <DeedButton deed="reset-phone" label=text::RESET_PHONE hint=text::RESET_PHONE_HINT/> })}
            {releasable.then(|| view! { <DeedButton deed="release-address" label=text::RELEASE_ADDRESS hint=text::RELEASE_ADDRESS_HINT/> })}
            {(active && !administrator && !user.own && rights)
                .then(|| view! { <p class="hint"><a href="/settings/levels#administrators-title" rel="external">{t(levels::PERMISSIONS)}</a></p><DeedButton deed="make-administrator" label=text::MAKE_ADMIN/> })}
            {(administrator && !user.last_administrator && rights).then(|| {
                if user.own {
                    view! { <DeedButton deed="remove-administrator" label=text::REMOVE_ADMIN hint=text::REMOVE_OWN_HINT/> }
                } else {
                    view! { <DeedButton deed="remove-administrator" label=text::REMOVE_ADMIN/> }
                }
            })}
            {match (active, user.emergency) {
                _ if !rights => ().into_any(),
                (_, true) => view! { <DeedButton deed="disallow-emergency" label=emergency::DISALLOW/> }.into_any(),
                (true, false) => view! { <DeedButton deed="allow-emergency" label=emergency::ALLOW hint=emergency::ALLOW_HINT/> }.into_any(),
                _ => ().into_any(),
            }}
            {(active && !user.own && !user.last_administrator)
                .then(|| view! { <DeedButton deed="deactivate" label=text::DEACTIVATE hint=text::DEACTIVATE_HINT danger=true/> })}
            {(!active).then(|| view! { <DeedButton deed="reactivate" label=text::REACTIVATE/> })}
        </form>
    }
}

pub(super) fn phone_in_words(phone: Option<&VerificationPhone>) -> String {
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
