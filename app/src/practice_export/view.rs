//! `/settings/export` and the page of an export, and the tile.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{
    AGAIN, Deed, EVERY, Every, FORM, FORMAT_PATH, OWN_AGAIN, OWN_PASSPHRASE, PASSPHRASE, PATH, PATIENT, REASON, SCHEDULE_FORM,
    State,
};
use super::page::{ExportPage as Page, Line, Schedule, Shown, Start as StartOf};
use super::text;
use crate::help::articles;
use crate::levels::model::Permission;
use crate::patients::model::PATH as PATIENTS;
use crate::ui::field::{FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::ui::opened::VERSION;
use crate::ui::summary::summary;
use crate::web::state::{FormState, done, locale, page_state, t};

/// The tile on the settings page.
#[component]
pub fn ExportTile() -> impl IntoView {
    let may = page_state().person.is_some_and(|person| person.may(Permission::Export));
    view! {
        <li class="tile">
            {if may {
                view! { <h3><a href=PATH rel="external">{t(text::TITLE)}</a></h3> }.into_any()
            } else {
                view! { <h3>{t(text::TITLE)}</h3> }.into_any()
            }}
            <p>{t(text::TILE)}</p>
            {(!may).then(|| view! { <p class="tile-state">{t(text::TILE_CLOSED)}</p> })}
        </li>
    }
}

/// `/settings/export` and `/settings/export/{id}`.
#[component]
pub fn PracticeExportPage() -> impl IntoView {
    match page_state().practice_export.map(|page| *page) {
        Some(Page::Start(of)) => view! { <Start of/> }.into_any(),
        Some(Page::One(of)) => view! { <One of=*of/> }.into_any(),
        Some(Page::Unknown) | None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=t(text::UNKNOWN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::UNKNOWN_TITLE)}</h1>
            <p>{t(text::UNKNOWN)}</p>
            <p><a class="button button-primary" href=PATH rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

/// A box for a passphrase.
#[component]
fn Secret(name: &'static str, id: &'static str, label: &'static str, hint: Option<String>, error: Option<String>) -> impl IntoView {
    let described = described_by(id, hint.is_some(), error.is_some());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldError name=id error=error.clone()/>
            <input type="password" id=id name=name autocomplete="off" spellcheck="false" aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

#[component]
fn Start(of: StartOf) -> impl IntoView {
    let form = page_state().form(FORM);
    let schedule_form = page_state().form(SCHEDULE_FORM);
    let last = if of.last.is_empty() { t(text::LAST_NEVER).to_owned() } else { text::LAST.with(locale(), &[("when", &of.last)]) };
    let whole = of.patient.is_none();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/settings" rel="external">{t(text::BACK_SETTINGS)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {(done() == "schedule-saved").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::SCHEDULE_SAVED)}</p></div> })}
            {summary(&form, &[REASON, PASSPHRASE, AGAIN])}
            {summary(&schedule_form, &[OWN_PASSPHRASE, OWN_AGAIN])}
            <p>{t(text::LEAD)}" "{last}</p>
            <div class="notice" data-kind="warn"><p>{t(text::PHI)}</p></div>
            <Ask patient=of.patient patients=of.patients form/>
            <Content/>
            {of.schedule.filter(|_| whole).map(|schedule| view! { <Scheduled of=schedule form=schedule_form/> })}
            <Lines exports=of.exports/>
        </div>
    }
}

#[component]
fn Ask(patient: Option<(String, String)>, patients: i64, form: FormState) -> impl IntoView {
    let error = form.errors.get(REASON).cloned();
    let described = described_by(REASON, true, error.is_some());
    let (title, lead) = match &patient {
        Some((_, name)) => (text::ONE, text::ONE_LEAD.with(locale(), &[("name", name)])),
        None => (text::WHOLE, text::WHOLE_LEAD.with(locale(), &[("n", &patients.to_string())])),
    };
    let id = patient.map(|(id, _)| id);
    view! {
        <form id=FORM class="card stack" method="post" action=PATH novalidate>
            <h2>{t(title)}</h2>
            <p><bdi>{lead}</bdi></p>
            {match id {
                Some(id) => view! { <input type="hidden" name=PATIENT value=id/> }.into_any(),
                None => view! { <p class="row-meta">{t(text::ONE_HOW)}</p> }.into_any(),
            }}
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=REASON>{t(text::REASON)}</label>
                <p class="hint" id="reason-hint">{t(text::REASON_HINT)}</p>
                <FieldError name=REASON error=error.clone()/>
                <input type="text" id=REASON name=REASON value=form.value(REASON) maxlength="500" autocomplete="off" aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
            </div>
            <Secret name=PASSPHRASE id=PASSPHRASE label=t(text::PASSPHRASE) hint=Some(t(text::PASSPHRASE_HINT).to_owned()) error=form.errors.get(PASSPHRASE).cloned()/>
            <Secret name=AGAIN id=AGAIN label=t(text::AGAIN) hint=None error=form.errors.get(AGAIN).cloned()/>
            <button class="button button-primary" type="submit">{t(text::MAKE)}</button>
        </form>
    }
}

/// What an export holds and what it leaves out (topic 68).
#[component]
fn Content() -> impl IntoView {
    let lines = [
        text::CONTENT_TABLES,
        text::CONTENT_STANDARDS,
        text::CONTENT_DOCUMENTS,
        text::CONTENT_WITHOUT,
        text::CONTENT_OPEN,
        text::CONTENT_IN,
    ];
    view! {
        <section class="card stack" aria-labelledby="content">
            <h2 id="content">{t(text::CONTENT)}</h2>
            <ul class="plain">{lines.map(|line| view! { <li>{t(line)}</li> }).collect_view()}</ul>
            <p><a href=FORMAT_PATH rel="external">{t(text::CONTENT_FORMAT)}</a></p>
            <HelpLink to=articles::take_everything_out::TOPIC/>
        </section>
    }
}

#[component]
fn Scheduled(of: Schedule, form: FormState) -> impl IntoView {
    let chosen = if form.form == SCHEDULE_FORM { Every::parse(&form.value(EVERY)) } else { of.every };
    let hint = if of.has_passphrase { text::SCHEDULE_KEPT } else { text::PASSPHRASE_HINT };
    view! {
        <form id=SCHEDULE_FORM class="card stack" method="post" action=PATH novalidate>
            <h2>{t(text::SCHEDULE)}</h2>
            <p>{text::SCHEDULE_LEAD.with(locale(), &[("to", &of.to)])}</p>
            {(!of.next.is_empty()).then(|| view! { <p>{text::SCHEDULE_NEXT.with(locale(), &[("when", &of.next)])}</p> })}
            <input type="hidden" name=VERSION value=of.version.to_string()/>
            <div class="field">
                <label for=EVERY>{t(text::EVERY)}</label>
                <select id=EVERY name=EVERY>
                    {Every::ALL.map(|every| view! { <option value=every.as_str() selected=every == chosen>{t(text::every(every))}</option> }).collect_view()}
                </select>
            </div>
            <Secret name=PASSPHRASE id=OWN_PASSPHRASE label=t(text::PASSPHRASE) hint=Some(t(hint).to_owned()) error=form.errors.get(OWN_PASSPHRASE).cloned()/>
            <Secret name=AGAIN id=OWN_AGAIN label=t(text::AGAIN) hint=None error=form.errors.get(OWN_AGAIN).cloned()/>
            <button class="button button-secondary" type="submit">{t(text::SCHEDULE_SAVE)}</button>
        </form>
    }
}

#[component]
fn Lines(exports: Vec<Line>) -> impl IntoView {
    (!exports.is_empty()).then(|| {
        let line = |of: Line| {
            let title = t(if of.of_patient { text::OF_PATIENT } else { text::OF_PRACTICE });
            let who = text::WHO.with(locale(), &[("name", &of.by), ("when", &of.when)]);
            let told = if of.size.is_empty() { who } else { format!("{who} · {}", of.size) };
            view! {
                <li data-export=of.id.clone()>
                    <div>
                        <p><a href=format!("{PATH}/{}", of.id) rel="external">{title}</a></p>
                        <p class="row-meta"><bdi>{told}</bdi></p>
                    </div>
                    <span class="badge">{t(text::state(of.state))}</span>
                </li>
            }
        };
        view! {
            <section class="stack" aria-labelledby="exports">
                <h2 id="exports">{t(text::EXPORTS)}</h2>
                <ul class="rows card">{exports.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

/// A button that is its own form.
#[component]
fn Button(id: String, deed: Deed, label: &'static str, primary: bool) -> impl IntoView {
    view! {
        <form id=deed.as_str() method="post" action=format!("{PATH}/{id}")>
            <button class=if primary { "button button-primary" } else { "button button-secondary" } type="submit" name="deed" value=deed.as_str()>{label}</button>
        </form>
    }
}

#[component]
fn One(of: Shown) -> impl IntoView {
    let form = page_state().form(Deed::Fetch.as_str());
    let title = t(if of.line.of_patient { text::OF_PATIENT } else { text::OF_PRACTICE });
    let who = text::WHO.with(locale(), &[("name", &of.line.by), ("when", &of.line.when)]);
    let reason = (!of.reason.is_empty()).then(|| text::FOR.with(locale(), &[("reason", &of.reason)]));
    let (id, state) = (of.line.id.clone(), of.line.state);
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack" data-export=state.as_str()>
            <p><a href=PATH rel="external">{t(text::BACK)}</a></p>
            <h1>{title}</h1>
            <p class="cluster"><span class="badge">{t(text::state(state))}</span><span class="row-meta"><bdi>{who}</bdi></span></p>
            {summary(&form, &[])}
            {of.patient.clone().map(|(id, name)| view! { <p><a href=format!("{PATIENTS}/{id}") rel="external"><bdi>{name}</bdi></a></p> })}
            {reason.map(|reason| view! { <p><bdi>{reason}</bdi></p> })}
            <div class="notice" data-kind="warn"><p>{t(text::PHI)}</p></div>
            {match state {
                State::Asked => view! { <Working of=of.clone()/> }.into_any(),
                State::Ready => view! { <Ready of=of.clone()/> }.into_any(),
                State::Sent => view! { <p>{t(text::SENT)}</p> }.into_any(),
                State::Failed => view! { <div class="notice" data-kind="error" role="alert"><p>{t(text::FAILED)}</p></div> }.into_any(),
                State::Over => view! { <p>{t(text::OVER)}</p> }.into_any(),
            }}
            {matches!(state, State::Ready | State::Sent | State::Over).then(|| view! { <Numbers of=of.clone()/> })}
            {matches!(state, State::Asked | State::Ready).then(|| {
                let label = t(if state == State::Asked { text::CANCEL } else { text::DELETE });
                view! { <Button id deed=Deed::Delete label primary=false/> }
            })}
        </div>
    }
}

/// How far it is. The script of every page asks again; without it, there is the link.
#[component]
fn Working(of: Shown) -> impl IntoView {
    let address = format!("{PATH}/{}", of.line.id);
    let (done, total) = (of.done.0.to_string(), of.done.1.to_string());
    // After the patients come the documents and the audit trail, and then everything is written.
    let far = (of.done.1 > 0).then(|| match of.done {
        (done, total) if done >= total => t(text::WRITING).to_owned(),
        _ => text::PROGRESS.with(locale(), &[("done", &done), ("total", &total)]),
    });
    view! {
        <section class="card stack" aria-labelledby="working">
            <h2 id="working">{t(text::STATE_ASKED)}</h2>
            <div id="export-progress" role="status" data-follow=address.clone() data-steady="">
                {far.map(|far| view! { <p>{far}</p> })}
            </div>
            <p>{t(text::WORKING_LEAD)}</p>
            <p><a class="button button-secondary" href=address rel="external">{t(text::LOOK_AGAIN)}</a></p>
        </section>
    }
}

#[component]
fn Ready(of: Shown) -> impl IntoView {
    let left = of.left.to_string();
    let says = match of.left {
        0 => t(text::READY_NO_MORE).to_owned(),
        1 => text::READY_ONCE.with(locale(), &[("until", &of.until)]),
        _ => text::READY.with(locale(), &[("left", &left), ("until", &of.until)]),
    };
    view! {
        <section class="card stack" aria-labelledby="ready">
            <h2 id="ready">{t(text::THE_FILE)}</h2>
            <p>{says}</p>
            {(of.left > 0).then(|| view! { <Button id=of.line.id.clone() deed=Deed::Fetch label=t(text::FETCH) primary=true/> })}
            <p class="row-meta">{t(text::CONTENT_OPEN)}</p>
        </section>
    }
}

#[component]
fn Numbers(of: Shown) -> impl IntoView {
    let (patients, documents, entries) = of.counts;
    let lines = [
        (text::N_PATIENTS, patients.to_string()),
        (text::N_DOCUMENTS, documents.to_string()),
        (text::N_ENTRIES, entries.to_string()),
        (text::N_SIZE, of.line.size),
        (text::DIGEST, of.digest),
    ];
    view! {
        <section class="card stack" aria-labelledby="content">
            <h2 id="content">{t(text::CONTENT)}</h2>
            <dl class="facts">
                {lines.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| view! { <div><dt>{t(label)}</dt><dd class="wrap">{value}</dd></div> }).collect_view()}
            </dl>
        </section>
    }
}
