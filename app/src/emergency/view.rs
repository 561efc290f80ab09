//! `/emergency`, `/settings/emergency`, the tile and the notices.

use leptos::prelude::*;
use leptos_meta::Title;

use super::bar::OverNotice;
use super::model::{
    END, END_NOW, EmergencyPage as Own, End, ID, Line, NOTE, OUTCOME, Outcome, PATH, REASON, REVIEW_FORM, REVIEW_PATH, START_FORM,
    TABLE, Use, box_of,
};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::area::{Area, escaped};
use crate::ui::field::described_by;
use crate::ui::help::HelpLink;
use crate::ui::opened::VERSION;
use crate::ui::summary::summary;
use crate::web::state::{FormState, done, locale, page_state, t};

/// Deeds that are told one by one; the report that one takes along has all.
const TOLD: usize = 20;

/// The tile on the settings page.
#[component]
pub fn EmergencyTile(
    /// How it stands.
    line: Option<Line>,
) -> impl IntoView {
    let told = line.map(|line| {
        let n = |text: Text, n: i64| text.with(locale(), &[("n", &n.to_string())]);
        let first = match (line.on.is_empty(), line.designated) {
            (false, _) => text::LINE_ON.with(locale(), &[("names", &line.on.join(", "))]),
            (true, 0) => t(text::LINE_NOBODY).to_owned(),
            (true, 1) => t(text::LINE_ONE).to_owned(),
            (true, many) => n(text::LINE_MANY, many),
        };
        let reviews = match line.to_review {
            0 => None,
            1 => Some(t(text::LINE_ONE_REVIEW).to_owned()),
            many => Some(n(text::LINE_MANY_REVIEWS, many)),
        };
        [Some(first), reviews].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    view! {
        <li class="tile">
            <h3><a href=REVIEW_PATH rel="external">{t(text::TITLE)}</a></h3>
            <p>{t(text::TILE)}</p>
            {told.map(|told| view! { <p class="tile-state">{told}</p> })}
        </li>
    }
}

/// What an administrator is told after the log-in: who uses it now, and what waits for a review.
#[component]
pub fn Notices(
    /// How it stands.
    line: Line,
) -> impl IntoView {
    let on = line.on.into_iter().map(|name| text::NOTICE_ON.with(locale(), &[("name", &name)]));
    let review = match line.to_review {
        0 => None,
        1 => Some(t(text::NOTICE_REVIEW_ONE).to_owned()),
        n => Some(text::NOTICE_REVIEW_MANY.with(locale(), &[("n", &n.to_string())])),
    };
    on.chain(review)
        .map(|said| {
            view! {
                <div class="notice" data-kind="warn" data-emergency-notice="">
                    <div><p>{said}" "<a href=REVIEW_PATH rel="external">{t(text::NOTICE_GO)}</a></p></div>
                </div>
            }
        })
        .collect_view()
}

/// `/emergency`: what it is, and the form that begins it; or what is done with it, and its end.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    let form = page_state().form(START_FORM);
    let told = match done().as_str() {
        "started" => Some(text::STARTED),
        "ended" => Some(text::ENDED),
        _ => None,
    };
    page_state().emergency.map(|page| *page).map(|page| {
        view! {
            <Title text=t(text::TITLE)/>
            <div class="page-narrow stack">
                <p><a href="/home" rel="external">{t(text::HOME)}</a></p>
                <h1>{t(text::TITLE)}</h1>
                {told.map(said)}
                {told.is_none().then(|| view! { <OverNotice/> })}
                {summary(&form, &[REASON])}
                <OwnState page form/>
                <HelpLink to=articles::emergency_access::TOPIC/>
            </div>
        }
    })
}

fn said(text: Text) -> impl IntoView {
    view! { <div class="notice" data-kind="ok" role="status"><p>{t(text)}</p></div> }
}

#[component]
fn OwnState(page: Own, form: FormState) -> impl IntoView {
    if let Some(on) = page.on {
        return view! {
            <section class="card stack" aria-labelledby="now-title">
                <h2 id="now-title">{t(text::NOW)}</h2>
                {page.elsewhere.then(|| view! { <p>{t(text::ELSEWHERE)}</p> })}
                <Facts of=on/>
                <form method="post" action=PATH>
                    <button class="button button-primary" type="submit" name="deed" value=END>{t(text::BANNER_END)}</button>
                </form>
            </section>
        }
        .into_any();
    }
    if !page.designated {
        return view! { <p>{t(text::NOT_NAMED)}</p> }.into_any();
    }
    let error = form.errors.get(REASON).cloned();
    view! {
        <p>{text::LEAD.with(locale(), &[("hours", &page.hours.to_string())])}</p>
        <p>{t(text::LEAD_WHEN)}</p>
        <p>{t(text::LEAD_NOTED)}</p>
        <form id=START_FORM class="stack" method="post" action=PATH novalidate>
            <Area name=REASON label=t(text::REASON) hint=t(text::REASON_HINT) value=form.value(REASON) error/>
            <button class="button button-danger" type="submit">{t(text::START)}</button>
        </form>
    }
    .into_any()
}

/// `/settings/emergency`: who may, what was done, and looking back on it.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let form = page_state().form(REVIEW_FORM);
    let told = match done().as_str() {
        "ended" => Some(text::DONE_ENDED),
        "reviewed" => Some(text::DONE_REVIEWED),
        _ => None,
    };
    page_state().emergency_review.map(|page| *page).map(|page| {
        let (none, never) = (page.designated.is_empty(), page.uses.is_empty());
        view! {
            <Title text=t(text::TITLE)/>
            <div class="page stack">
                <p data-print="no"><a href="/settings" rel="external">{t(text::BACK)}</a></p>
                <h1>{t(text::TITLE)}</h1>
                {told.map(said)}
                {summary(&form, &[])}
                <HelpLink to=articles::emergency_access::TOPIC/>
                <section class="card stack" aria-labelledby="named-title">
                    <h2 id="named-title">{t(text::NAMED)}</h2>
                    <p>{t(if none { text::NAMED_NONE } else { text::NAMED_LEAD })}</p>
                    {(!none).then(|| view! {
                        <ul>{page.designated.into_iter().map(|(id, name)| view! {
                            <li><a href=format!("/settings/users/{id}") rel="external">{name}</a></li>
                        }).collect_view()}</ul>
                    })}
                </section>
                <h2>{t(text::USES)}</h2>
                {never.then(|| view! { <p>{t(text::USES_NONE)}</p> })}
                {(1..).zip(page.uses).map(|(n, of)| view! { <OneUse n of form=form.clone()/> }).collect_view()}
                {(!never).then(|| view! {
                    <form method="post" action=REVIEW_PATH data-print="no">
                        <button class="button button-secondary" type="submit" name="deed" value=TABLE>{t(text::TABLE)}</button>
                        <p class="hint">{t(text::TABLE_HINT)}</p>
                    </form>
                })}
            </div>
        }
    })
}

#[component]
fn OneUse(n: usize, of: Use, form: FormState) -> impl IntoView {
    let (tone, badge) = match (of.end, &of.review) {
        (None, _) => ("error", text::BADGE_ON),
        (Some(_), None) => ("warn", text::BADGE_REVIEW),
        (Some(_), Some(_)) => ("ok", text::BADGE_REVIEWED),
    };
    let id = of.id.clone();
    // Two of one person may have begun in the same minute: only a number tells them apart.
    let label = text::USE.with(locale(), &[("n", &n.to_string()), ("name", &of.name), ("began", &of.began)]);
    let mine = form.value(ID) == of.id;
    // Over a review of somebody else's as well: what was written here is not lost.
    let waits = of.review.is_none() || (mine && form.values.contains_key(NOTE));
    let review = of.review.clone().map(|(outcome, name, when)| {
        text::REVIEWED_BY.with(locale(), &[("outcome", t(outcome.label())), ("name", &name), ("when", &when)])
    });
    view! {
        <section class="card stack" aria-label=label data-use=id.clone()>
            <div class="cluster"><h3>{format!("{}, {}", of.name, of.began)}</h3><span class="badge" data-state=tone>{t(badge)}</span></div>
            <Facts of=of.clone()/>
            {(of.end.is_none()).then(|| view! {
                <form method="post" action=REVIEW_PATH>
                    <input type="hidden" name=ID value=id.clone()/>
                    <button class="button button-danger" type="submit" name="deed" value=END_NOW>{t(text::END_IT)}</button>
                </form>
            })}
            {review.map(|review| view! { <p>{review}</p> })}
            {(!of.note.is_empty()).then(|| view! { <p><q>{of.note.clone()}</q></p> })}
            {match (of.end.is_some() && waits, of.own) {
                (true, true) => view! { <p class="hint">{t(text::OWN)}</p> }.into_any(),
                (true, false) => view! { <ReviewForm id=id.clone() form=if mine { form } else { FormState::default() }/> }.into_any(),
                (false, _) => ().into_any(),
            }}
        </section>
    }
}

#[component]
fn Facts(of: Use) -> impl IntoView {
    let end = of.end.map(|end| {
        let by = |text: Text| text.with(locale(), &[("name", &of.ended_by), ("how", t(end.label()))]);
        match end {
            _ if of.ended_by.is_empty() => t(end.label()).to_owned(),
            End::Administrator => by(text::END_BY),
            End::Undesignated | End::Deactivated => by(text::END_BY_HOW),
            _ => t(end.label()).to_owned(),
        }
    });
    let more = of.count - i64::try_from(of.actions.len().min(TOLD)).unwrap_or_default();
    let count = match of.count {
        0 => t(text::DONE_NOTHING).to_owned(),
        1 => t(text::DONE_ONE).to_owned(),
        n => text::DONE_MANY.with(locale(), &[("n", &n.to_string())]),
    };
    view! {
        <dl class="facts">
            <div><dt>{t(text::WHY)}</dt><dd>{of.reason}</dd></div>
            <div><dt>{t(text::FROM)}</dt><dd>{of.began}</dd></div>
            <div><dt>{t(text::UNTIL)}</dt><dd>{of.until}</dd></div>
            {end.map(|end| view! { <div><dt>{t(text::ENDS)}</dt><dd>{end}</dd></div> })}
        </dl>
        <p>{count}</p>
        {(!of.actions.is_empty()).then(|| view! {
            <ul>
                {of.actions.into_iter().take(TOLD).map(|(when, what)| view! { <li>{what}<span class="row-meta">{when}</span></li> }).collect_view()}
                {(more > 0).then(|| view! { <li>{text::DONE_MORE.with(locale(), &[("n", &more.to_string())])}</li> })}
            </ul>
        })}
    }
}

#[component]
fn ReviewForm(id: String, form: FormState) -> impl IntoView {
    let chosen = form.value(OUTCOME);
    let [outcome_at, note_at] = [OUTCOME, NOTE].map(|input| box_of(input, &id));
    let [no_outcome, no_note] = [&outcome_at, &note_at].map(|at| form.errors.get(at).cloned());
    let [of_outcome, of_note] =
        [(&outcome_at, &no_outcome), (&note_at, &no_note)].map(|(at, error)| described_by(at, false, error.is_some()));
    let invalid = |error: &Option<String>| error.is_some().then_some("true");
    let [bad_outcome, bad_note] = [&no_outcome, &no_note].map(invalid);
    let version = form.values.get(VERSION).cloned().unwrap_or_else(|| "0".to_owned());
    view! {
        <form class="stack" method="post" action=REVIEW_PATH data-print="no">
            <input type="hidden" name=ID value=id.clone()/>
            <input type="hidden" data-opened="" name=VERSION value=version/>
            <fieldset aria-describedby=of_outcome>
                <legend>{t(text::OUTCOME)}</legend>
                <Wrong at=outcome_at.clone() error=no_outcome/>
                {Outcome::ALL.map(|one| view! {
                    <label class="checkbox">
                        <input type="radio" id=(one == Outcome::ALL[0]).then(|| outcome_at.clone()) name=OUTCOME value=one.as_str() checked=one.as_str() == chosen autocomplete="off" aria-invalid=bad_outcome/>
                        {t(one.label())}
                    </label>
                }).collect_view()}
            </fieldset>
            <div class="field">
                <label for=note_at.clone()>{t(text::NOTE)}</label>
                <Wrong at=note_at.clone() error=no_note/>
                <textarea id=note_at name=NOTE rows="3" aria-describedby=of_note aria-invalid=bad_note inner_html=escaped(&form.value(NOTE))></textarea>
            </div>
            <button class="button button-primary" type="submit" name="deed" value=REVIEW_FORM>{t(text::SAVE)}</button>
        </form>
    }
}

/// What is wrong with a box of one use: there may be several of its name on the page.
#[component]
fn Wrong(at: String, error: Option<String>) -> impl IntoView {
    error.map(|error| view! { <p class="field-error" id=format!("{at}-error")>{error}</p> })
}
