//! The log-in page. Plain HTML that works by itself; in the browser the doctor speaks up while one types.

use leptos::prelude::*;
use leptos_meta::Title;

use super::boxes::{put, typed};
use super::model::{DEVICE, EMAIL, EMAIL_PATH, FORM, NEXT, Name, PASSWORD, PRACTICE_ID, REMEMBER, USERNAME};
use super::repair;
use super::text;
use crate::addresses;
use crate::admin_requests::model as admin_requests;
use crate::doctor::{self, FieldName, Fields, Finding, Moment, Remedy, diagnose};
use crate::help::articles;
use crate::i18n::Text;
use crate::passkeys::view::PasskeyLogIn;
use crate::reminders;
use crate::sessions::model::Ended;
use crate::sign_up;
use crate::ui::characters::Characters;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::findings::Findings;
use crate::ui::frame::{Obstacle, WindowWarning, measured_device};
use crate::ui::help::HelpLink;
use crate::ui::password::PasswordInput;
use crate::web::next::encode;
use crate::web::state::{FormState, locale, page_state, t};

/// What the page knows in the browser.
#[derive(Clone, Copy)]
struct Live {
    form: NodeRef<leptos::html::Form>,
    findings: RwSignal<Vec<Finding>>,
    /// What stands in the boxes that name somebody: the character strip shows it.
    boxes: RwSignal<(String, String)>,
    /// The form for e-mail addresses: they are the first of the two.
    by_email: bool,
    /// What the last remedy did here. From then on what was said of the last try is stale.
    told: RwSignal<Option<Text>>,
}

/// `/login` and `/login/email`: one page with one or two boxes before the password.
#[component]
pub fn LogInPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(FORM);
    let by_email = state.path == EMAIL_PATH;
    let first = form.value(if by_email { EMAIL } else { PRACTICE_ID });
    let live = Live {
        form: NodeRef::new(),
        findings: RwSignal::new(form.findings.clone()),
        boxes: RwSignal::new((first, form.value(USERNAME))),
        by_email,
        told: RwSignal::new(None),
    };
    let failed = !form.summary.is_empty() && !form.repaired;
    // The head is written beside the page: neither its language nor a signal of its arena is at hand there.
    let (plain, error, told) =
        (t(text::TITLE), format!("{}{}", t(text::ERROR_PREFIX), t(text::TITLE)), ArcRwSignal::from(live.told));
    let title = move || if failed && told.read().is_none() { error.clone() } else { plain.to_owned() };
    let last_try = form.clone();
    view! {
        <Title text=title/>
        <WindowWarning/>
        <div class="login-card stack">
            <h1>{t(text::TITLE)}</h1>
            {state.password_set.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(crate::password_reset::text::DONE)}</p></div> })}
            {state.ended.map(|ended| {
                let sentence = match ended {
                    Ended::Away => text::SESSION_EXPIRED,
                    Ended::UnlockRefused => text::UNLOCK_ENDED,
                    Ended::Elsewhere => text::SESSION_ENDED,
                    Ended::NotKept => crate::doctor::text::COOKIES,
                };
                view! { <div class="notice" data-kind="info" role="status"><p>{t(sentence)}</p></div> }
            })}
            {(next_page(&form) == addresses::model::OPEN && form.summary.is_empty()).then(|| view! {
                <div class="notice" data-kind="info" role="status"><p>{t(addresses::text::OPEN_LOG_IN_FIRST)}</p></div>
            })}
            {state.demo.then(|| view! { <div class="notice" data-kind="info"><p>{t(text::DEMO)}</p></div> })}
            // After a refused try the doctor tells it, with what was found.
            {state.person.filter(|_| form.summary.is_empty()).map(|person| view! {
                <div class="notice" data-kind="info" data-finding="other-user-logged-in">
                    <p>{text::ALREADY_IN.with(locale(), &[("name", &person.name), ("practice", &person.practice)])}</p>
                    <a class="button button-secondary" href="/home" rel="external">{t(text::GO_ON)}</a>
                </div>
            })}
            {move || live.told.read().is_none().then(|| view! { <ErrorSummary form=last_try.clone()/> })}
            <Countdown wait=form.wait/>
            <Obstacle/>
            <LogInForm form=form.clone() live/>
            <OtherForm by_email next=next_page(&form)/>
            {state.passkeys.work.then(|| view! { <PasskeyLogIn next=next_page(&form)/> })}
            <Trouble open=!form.summary.is_empty() live/>
            {state.sign_up_allowed.then(|| view! { <p><a href=sign_up::model::PATH rel="external">{t(sign_up::text::LINK)}</a></p> })}
        </div>
    }
}

/// The sentence at the top after a refused try, with links to the boxes that are empty; or what a remedy has put right.
#[component]
fn ErrorSummary(form: FormState) -> impl IntoView {
    if form.summary.is_empty() {
        return ().into_any();
    }
    let links = form.errors_in(&[PRACTICE_ID, USERNAME, EMAIL, PASSWORD]);
    let links = (!links.is_empty()).then(|| {
        view! {
            <ul>
                {links.into_iter().map(|(name, sentence)| view! { <li><a href=format!("#{name}") rel="external">{sentence}</a></li> }).collect_view()}
            </ul>
        }
    });
    if form.repaired {
        return view! {
            <div class="notice" data-kind="ok" id="error-summary" role="status" tabindex="-1" autofocus>
                <div><p>{form.summary}</p>{links}</div>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{t(text::PROBLEM)}</h2>
            <p>{form.summary}</p>
            {links}
        </div>
    }
    .into_any()
}

/// The page asked for before log-in.
fn next_page(form: &FormState) -> String {
    if form.values.is_empty() { page_state().next.unwrap_or_default() } else { form.value(NEXT) }
}

#[component]
fn LogInForm(form: FormState, live: Live) -> impl IntoView {
    let state = page_state();
    let posted = !form.values.is_empty();
    let remembered = state.remembered_practice.clone();
    // Whose password was just set: they have proven who they are, and may never have typed these.
    let (set_id, set_name, set_email) = match state.reset_asked.clone().filter(|_| state.password_set) {
        Some(Name::Practice { practice_id, username }) => (Some(practice_id), Some(username), None),
        Some(Name::Address(email)) => (None, None, Some(email)),
        None => (None, None, None),
    };
    let email = if posted { form.value(EMAIL) } else { set_email.unwrap_or_default() };
    let practice_id = if posted { form.value(PRACTICE_ID) } else { set_id.or(remembered.clone()).unwrap_or_default() };
    let username = if posted { form.value(USERNAME) } else { set_name.unwrap_or_default() };
    let remember = if posted { !form.value(REMEMBER).is_empty() } else { remembered.is_some() };
    let next = next_page(&form);
    let error = |name: &str| form.errors.get(name).cloned();

    let action = if live.by_email { EMAIL_PATH } else { "/login" };
    let reset = reset_page(live.by_email);
    let look = move || watch(live);
    if !posted {
        // What was typed before the page was awake is looked at, too.
        Effect::new(move |_| set_timeout(look, SETTLED));
    }
    let on_repair = Callback::new(move |remedy: Remedy| repair_in_place(live, &remedy));
    view! {
        <div role="status" class="live">
            {move || live.told.get().map(|told| view! { <div class="notice" data-kind="ok" data-told=""><p>{t(told)}</p></div> })}
            <Findings findings=live.findings.into() form=FORM on_repair/>
        </div>
        // No `required`, `pattern` or `maxlength`: what is typed must reach the repair, and an autofilled box looks empty to the browser.
        <form id=FORM class="stack" method="post" action=action data-remembered=remembered novalidate node_ref=live.form on:input=move |_| look() on:keyup=move |_| look() on:change=move |_| set_timeout(look, SETTLED)>
            <input type="hidden" name=DEVICE value=""/>
            <input type="hidden" name=NEXT value=next/>
            {if live.by_email {
                view! {
                    <Field
                        name=EMAIL
                        label=t(text::EMAIL_LABEL)
                        value=email
                        error=error(EMAIL)
                        autocomplete="username webauthn"
                    />
                }
                .into_any()
            } else {
                view! {
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
                }
                .into_any()
            }}
            <PasswordInput name=PASSWORD label=t(text::PASSWORD_LABEL) autocomplete="current-password webauthn" error=error(PASSWORD)>
                <a href=reset rel="external">{t(text::RESET_PASSWORD)}</a>
            </PasswordInput>
            {(!live.by_email).then(|| view! {
                <label class="checkbox">
                    <input type="checkbox" name=REMEMBER value="yes" checked=remember/>
                    {t(text::REMEMBER_LABEL)}
                </label>
            })}
            <button class="button button-primary" type="submit">{t(text::BUTTON)}</button>
        </form>
    }
}

/// The way to the other form. What was typed goes along, by the boot script.
#[component]
fn OtherForm(by_email: bool, next: String) -> impl IntoView {
    let (page, label) = if by_email { ("/login", text::BY_PRACTICE_ID) } else { (EMAIL_PATH, text::BY_EMAIL) };
    let href = if next.is_empty() { page.to_owned() } else { format!("{page}?next={}", encode(&next)) };
    view! { <p><a href=href rel="external">{t(label)}</a></p> }
}

/// Where a password is reset, for whoever logs in by this form.
const fn reset_page(by_email: bool) -> &'static str {
    if by_email { "/reset?by=email" } else { "/reset" }
}

/// What to try, and each character by itself: under the form, for those who want it. Open after a try.
#[component]
fn Trouble(open: bool, live: Live) -> impl IntoView {
    let ask = if live.by_email { format!("{}?by={EMAIL}", admin_requests::PATH) } else { admin_requests::PATH.to_owned() };
    view! {
        <details open=open>
            <summary>{t(text::TROUBLE)}</summary>
            <div class="stack">
                <ul>
                    <li>{t(if live.by_email { text::STEP_TYPE_BOTH } else { text::STEP_TYPE })}</li>
                    <li><a href=reset_page(live.by_email) rel="external">{t(text::STEP_RESET)}</a></li>
                    <li><a href=reminders::model::PATH rel="external">{t(reminders::text::TITLE)}</a></li>
                    <li><a href=ask rel="external">{t(text::STEP_ADMIN)}</a></li>
                    <li><a href="/check" rel="external">{t(text::STEP_CHECK)}</a></li>
                </ul>
                <HelpLink to=articles::practice_id_and_username::TOPIC/>
                {move || open.then(|| strips(live)).flatten()}
            </div>
        </details>
    }
}

/// The strips of the boxes; nothing while they are empty.
fn strips(live: Live) -> Option<impl IntoView> {
    let (first, username) = live.boxes.get();
    let (practice_id, email) = if live.by_email { (String::new(), Some(first)) } else { (first, None) };
    let fields = Fields { practice_id, username, password: String::new(), email };
    let boxes = [
        (FieldName::PracticeId, text::PRACTICE_ID_LABEL),
        (FieldName::Username, text::USERNAME_LABEL),
        (FieldName::Email, text::EMAIL_LABEL),
    ];
    let strips: Vec<_> = boxes
        .into_iter()
        .map(|(field, label)| (label, doctor::strip(field, &fields, locale())))
        .filter(|(_, (cells, _))| !cells.is_empty())
        .map(|(label, (cells, remark))| view! { <Characters label=t(label) cells remark/> })
        .collect();
    (!strips.is_empty()).then(|| {
        view! {
            <div class="stack" id="characters">
                <h2>{t(text::CHARACTERS)}</h2>
                {strips}
            </div>
        }
    })
}

/// A press on the button makes the box that is left tell of its change. What is found is shown after the press: else it would move the
/// button away from under it, and nothing would be sent.
const SETTLED: std::time::Duration = std::time::Duration::from_millis(400);

/// Runs the doctor over what stands in the boxes now.
fn watch(live: Live) {
    let Some(fields) = typed(live.form) else { return };
    let now = doctor::shown(diagnose(&fields, &measured_device()), Moment::Typing);
    if live.findings.with_untracked(|before| *before != now) {
        live.findings.set(now);
    }
    let boxes = (fields.email.unwrap_or(fields.practice_id), fields.username);
    if live.boxes.with_untracked(|before| *before != boxes) {
        live.boxes.set(boxes);
    }
}

/// Carries a remedy out, says so, and leads on to the first box that needs something.
fn repair_in_place(live: Live, remedy: &Remedy) {
    let Some(fields) = typed(live.form) else { return };
    let after = repair::apply(remedy, fields);
    put(live.form, &after);
    live.told.set(Some(repair::done(remedy, &after)));
    watch(live);
}
