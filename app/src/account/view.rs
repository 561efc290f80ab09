//! `/account`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    CONFIRM_PASSWORD, CURRENT_PASSWORD, IDLE, IDLE_CHOICES, NEW_PASSWORD, PASSWORD_FORM, QUESTION_FORM, REPEAT_PASSWORD, Theme,
};
use super::text;
use crate::addresses::text as addresses;
use crate::help::articles;
use crate::i18n::Text;
use crate::known_browsers::model::in_words;
use crate::known_browsers::view::KnownBrowsers;
use crate::medical_identifiers::model::PATH as IDENTIFIERS;
use crate::medical_identifiers::text as identifiers;
use crate::passkeys::text as passkeys;
use crate::passwords::view::NewPasswordInput;
use crate::second_factor::text as second_factor;
use crate::security_question::model::{ANSWER, QUESTION, Question};
use crate::security_question::text as question;
use crate::sessions::model::OwnSession;
use crate::sessions::text as lock;
use crate::ui::done::DoneNotice;
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::frame::LanguageSwitch;
use crate::ui::help::HelpLink;
use crate::ui::long_list::LongList;
use crate::ui::password::PasswordInput;
use crate::web::state::{FormState, has_password, locale, page_state, t};

/// `/account`: password, security question, sessions, display.
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = page_state().account.unwrap_or_default();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::TITLE)}</h1>
            <DoneNotice/>
            {account.question_asked.then(|| view! { <QuestionSection now=account.question/> })}
            <Password/>
            <section class="card stack" aria-labelledby="second-step-title">
                <h2 id="second-step-title">{t(second_factor::OWN_TITLE)}</h2>
                <p>{t(second_factor::OWN_LEAD)}</p>
                <p><a class="button button-secondary" href="/account/second-step" rel="external">{t(text::SECOND_STEP)}</a></p>
            </section>
            <section class="card stack" aria-labelledby="log-in-email-title">
                <h2 id="log-in-email-title">{t(addresses::SECTION)}</h2>
                {account.log_in.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                <p><a class="button button-secondary" href="/account/email" rel="external">{t(addresses::SECTION_GO)}</a></p>
            </section>
            <Passkeys/>
            <Identifiers/>
            <Sessions sessions=account.sessions/>
            <KnownBrowsers browsers=account.browsers/>
            <IdleChoice idle=account.idle/>
            <Display/>
        </div>
    }
}

/// What a refused form says at its top, with a link to each box.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    let order = [CURRENT_PASSWORD, NEW_PASSWORD, REPEAT_PASSWORD, QUESTION, ANSWER, CONFIRM_PASSWORD];
    (!form.errors.is_empty()).then(|| {
        let errors = form.errors_in(&order);
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <ul>
                    {errors.into_iter().map(|(name, e)| view! { <li><a href=format!("#{name}") rel="external">{e}</a></li> }).collect_view()}
                </ul>
            </div>
        }
    })
}

/// The way to the password, which has a page of its own: what is typed there is judged while one types.
#[component]
fn Password() -> impl IntoView {
    let has = has_password();
    view! {
        <section class="card stack" aria-labelledby="password-title" id="password">
            <h2 id="password-title">{t(text::PASSWORD)}</h2>
            {(!has).then(|| view! { <p>{t(text::PASSWORD_NONE_LEAD)}</p> })}
            <p><a class="button button-secondary" href="/account/new-password" rel="external">{t(if has { text::CHANGE } else { text::SET })}</a></p>
        </section>
    }
}

/// `/account/new-password`: the password, and why it must change before anything else.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let must = page_state().must_change;
    let (title, lead) = match (&must, has_password()) {
        (Some((title, _)), _) => (title.clone(), text::MUST_CHANGE_LEAD),
        (_, true) => (t(text::CHANGE).to_owned(), text::PASSWORD_LEAD),
        (_, false) => (t(text::SET).to_owned(), text::PASSWORD_NONE_LEAD),
    };
    view! {
        <Title text=title.clone()/>
        <div class="page-narrow stack">
            {must.is_none().then(|| view! { <p><a href="/account" rel="external">{t(text::TITLE)}</a></p> })}
            <h1>{title.clone()}</h1>
            {must.map(|(_, why)| view! { <div class="notice" data-kind="warn"><p>{why}</p></div> })}
            <PasswordSection title=text::PASSWORD lead/>
        </div>
    }
}

#[component]
fn PasswordSection(title: Text, lead: Text) -> impl IntoView {
    let form = page_state().form(PASSWORD_FORM);
    let error = |name: &str| form.errors.get(name).cloned();
    let has = has_password();
    view! {
        <section class="card stack" aria-labelledby="password-title" id="password">
            <h2 id="password-title">{t(title)}</h2>
            <p>{t(lead)}</p>
            <HelpLink to=articles::password_rules::TOPIC/>
            <Summary form=form.clone()/>
            <form id=PASSWORD_FORM class="stack" method="post" action="/account/new-password" novalidate>
                <input type="hidden" name="username" value=page_state().person.map(|p| p.username) autocomplete="username"/>
                {has.then(|| view! {
                    <PasswordInput name=CURRENT_PASSWORD label=t(text::CURRENT) hint=t(text::CURRENT_HINT) autocomplete="current-password" error=error(CURRENT_PASSWORD)/>
                })}
                <NewPasswordInput name=NEW_PASSWORD label=t(text::NEW) error=error(NEW_PASSWORD)/>
                <PasswordInput name=REPEAT_PASSWORD label=t(text::REPEAT) autocomplete="new-password" error=error(REPEAT_PASSWORD)/>
                <button class="button button-primary" type="submit" name="deed" value="password">{t(if has { text::CHANGE } else { text::SET })}</button>
            </form>
        </section>
    }
}

/// The way to the passkeys, which have a page of their own.
#[component]
fn Passkeys() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="passkeys-title" id="passkeys">
            <h2 id="passkeys-title">{t(passkeys::TITLE)}</h2>
            <p>{t(passkeys::LEAD)}</p>
            <p><a class="button button-secondary" href="/account/passkeys" rel="external">{t(passkeys::ACCOUNT_GO)}</a></p>
        </section>
    }
}

/// The way to NPI, DEA numbers and licences.
#[component]
fn Identifiers() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="identifiers-title" id="identifiers">
            <h2 id="identifiers-title">{t(identifiers::TITLE)}</h2>
            <p><a class="button button-secondary" href=IDENTIFIERS rel="external">{t(identifiers::LINK)}</a></p>
        </section>
    }
}

#[component]
fn QuestionSection(now: Option<Question>) -> impl IntoView {
    let form = page_state().form(QUESTION_FORM);
    let error = |name: &str| form.errors.get(name).cloned();
    let chosen = Question::parse(&form.value(QUESTION)).or(now);
    let standing = match now {
        Some(now) => text::QUESTION_NOW.with(locale(), &[("question", t(now.text()))]),
        None => t(text::QUESTION_NONE).to_owned(),
    };
    view! {
        <section class="card stack" aria-labelledby="question-title" id="question-section">
            <h2 id="question-title">{t(text::QUESTION)}</h2>
            <p>{t(text::QUESTION_LEAD)}</p>
            <p>{standing}</p>
            <HelpLink to=articles::security_question::TOPIC/>
            <Summary form=form.clone()/>
            <form id=QUESTION_FORM class="stack" method="post" action="/account" novalidate>
                <div class="field" data-invalid=error(QUESTION).is_some().then_some("")>
                    <label for=QUESTION>{t(text::QUESTION_CHOOSE)}</label>
                    <FieldError name=QUESTION error=error(QUESTION)/>
                    <select id=QUESTION name=QUESTION autocomplete="off" aria-describedby=described_by(QUESTION, false, error(QUESTION).is_some())>
                        {Question::ALL.into_iter().map(|q| view! {
                            <option value=q.as_str() selected=chosen == Some(q)>{t(q.text())}</option>
                        }).collect_view()}
                    </select>
                </div>
                <Field name=ANSWER label=t(question::ANSWER_LABEL) hint=t(question::ANSWER_HINT) value="" error=error(ANSWER) autocomplete="off"/>
                {has_password().then(|| view! {
                    <PasswordInput name=CONFIRM_PASSWORD label=t(text::CURRENT) autocomplete="current-password" error=error(CONFIRM_PASSWORD)/>
                })}
                <button class="button button-primary" type="submit" name="deed" value="question">{t(text::QUESTION_SAVE)}</button>
            </form>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<OwnSession>) -> impl IntoView {
    let others = sessions.len() > 1;
    view! {
        <section class="card stack" aria-labelledby="sessions-title" id="sessions">
            <h2 id="sessions-title">{t(text::SESSIONS)}</h2>
            <p>{t(text::SESSIONS_LEAD)}</p>
            <LongList rows=sessions.into_iter().map(|session| view! { <Session session/> }.into_any()).collect()/>
            {others.then(|| view! {
                <form method="post" action="/account">
                    <button class="button button-secondary" type="submit" name="deed" value="end-others">{t(text::END_OTHERS)}</button>
                </form>
            })}
        </section>
    }
}

#[component]
fn Session(session: OwnSession) -> impl IntoView {
    let browser = in_words(&session.browser, locale());
    let name = if session.this { format!("{browser} · {}", t(text::THIS)) } else { browser };
    let label = format!("{}: {name}", t(text::END));
    view! {
        <li data-session=session.this.then_some("this")>
            <div>
                <strong>{name}</strong>
                <p class="row-meta">{text::SINCE.with(locale(), &[("began", &session.began), ("seen", &session.last_seen)])}" · "<bdi dir="ltr">{session.network}</bdi></p>
            </div>
            {(!session.this).then(|| view! {
                <form method="post" action="/account">
                    <input type="hidden" name="session" value=session.id/>
                    <button class="button button-quiet" type="submit" name="deed" value="end-session" aria-label=label>{t(text::END)}</button>
                </form>
            })}
        </li>
    }
}

/// After how long the person's own screens lock: never later than the practice says.
#[component]
fn IdleChoice(idle: (i64, Option<i64>)) -> impl IntoView {
    let (of_practice, own) = idle;
    let minutes = |text: Text, n: i64| text.with(locale(), &[("n", &n.to_string())]);
    let choices = IDLE_CHOICES.into_iter().filter(|n| *n < of_practice);
    view! {
        <section class="card stack" aria-labelledby="idle-title" id="idle">
            <h2 id="idle-title">{t(lock::CHOICE)}</h2>
            <p>{t(lock::CHOICE_LEAD)}</p>
            <HelpLink to=articles::screen_lock::TOPIC/>
            <form class="stack" method="post" action="/account">
                <div class="field">
                    <label for=IDLE>{t(lock::CHOICE_LABEL)}</label>
                    <select id=IDLE name=IDLE autocomplete="off">
                        <option value="" selected=own.is_none()>{minutes(lock::CHOICE_PRACTICE, of_practice)}</option>
                        {choices.map(|n| view! { <option value=n.to_string() selected=own == Some(n)>{minutes(lock::CHOICE_MINUTES, n)}</option> }).collect_view()}
                    </select>
                </div>
                <button class="button button-secondary" type="submit" name="deed" value="idle">{t(lock::CHOICE_SAVE)}</button>
            </form>
        </section>
    }
}

#[component]
fn Display() -> impl IntoView {
    let chosen = page_state().theme;
    let choices: [(Option<Theme>, Text); 3] =
        [(None, text::SYSTEM), (Some(Theme::Light), text::LIGHT), (Some(Theme::Dark), text::DARK)];
    view! {
        <section class="card stack" aria-labelledby="display-title" id="display">
            <h2 id="display-title">{t(text::DISPLAY)}</h2>
            <p>{t(text::DISPLAY_LEAD)}</p>
            <LanguageSwitch inner=true/>
            <form class="stack" method="post" action="/display">
                <fieldset>
                    <legend>{t(text::THEME)}</legend>
                    {choices.into_iter().map(|(theme, label)| view! {
                        <label class="checkbox">
                            <input type="radio" name="theme" value=theme.map_or("system", Theme::as_str) checked=chosen == theme autocomplete="off"/>
                            {t(label)}
                        </label>
                    }).collect_view()}
                </fieldset>
                <button class="button button-secondary" type="submit">{t(text::APPLY)}</button>
            </form>
        </section>
    }
}
