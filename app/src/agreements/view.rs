//! `/account/agreement`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{AGREE, Block, ReadVersion, VERSION};
use super::text;
use crate::help::articles;
use crate::ui::help::HelpLink;
use crate::web::state::{done, locale, page_state, t};

/// The page's own path.
const PATH: &str = "/account/agreement";

/// `/account/agreement`: the agreement that holds now, to read, to agree to, and to print; older versions by `?version=`.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let state = page_state();
    let must = state.limit.is_some();
    let page = state.agreement;
    let others = page.as_ref().map(|page| page.others.clone()).unwrap_or_default();
    let read = page.and_then(|page| page.read);
    let changed = state.form.is_some();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            {(!must).then(|| view! { <p class="no-print"><a href="/home" rel="external">{t(text::HOME)}</a></p> })}
            <h1>{t(text::TITLE)}</h1>
            <HelpLink to=articles::user_agreement::TOPIC/>
            {(done() == "agreed").then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::DONE)}</p></div> })}
            {changed.then(|| view! { <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{t(text::CHANGED)}</p></div> })}
            {match read {
                Some(read) => view! { <Version read/> }.into_any(),
                None => view! { <p>{t(text::NONE)}</p> }.into_any(),
            }}
            {(!others.is_empty() && !must).then(|| view! { <Others versions=others/> })}
        </div>
    }
}

#[component]
fn Version(read: ReadVersion) -> impl IntoView {
    let asks = read.current && read.agreed.is_none();
    let lead = match (&read.agreed, asks) {
        (Some(when), _) => text::AGREED.with(locale(), &[("when", when)]),
        (None, true) => t(text::ASKED).to_owned(),
        (None, false) => t(text::NOT_AGREED).to_owned(),
    };
    view! {
        <p class="lead">{lead}</p>
        {(!read.current).then(|| view! {
            <div class="notice" data-kind="info"><p>{t(text::OLD_VERSION)}" "<a href=PATH rel="external">{t(text::READ_CURRENT)}</a></p></div>
        })}
        <article class="card stack" data-agreement=read.version.clone() aria-label=t(text::TITLE)>
            <p class="row-meta">{text::VERSION.with(locale(), &[("version", &read.version)])}</p>
            {read.blocks.into_iter().map(block).collect_view()}
        </article>
        {asks.then(|| view! { <Consent version=read.version.clone()/> })}
        <p class="hint agreement-mark">{text::MARK.with(locale(), &[("hash", &read.hash)])}</p>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::List(items) => {
            view! { <ul>{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }.into_any()
        }
        Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
    }
}

#[component]
fn Consent(version: String) -> impl IntoView {
    let practice = page_state().person.filter(|person| person.holder.administrator).map(|person| person.practice);
    view! {
        <form id="agreement" class="card stack no-print" method="post" action=PATH>
            <input type="hidden" name=VERSION value=version/>
            {practice.map(|practice| view! { <p>{text::FOR_PRACTICE.with(locale(), &[("practice", &practice)])}</p> })}
            <button class="button button-primary" type="submit" name="deed" value=AGREE>{t(text::AGREE)}</button>
            <p class="hint">{t(text::NOT_NOW)}</p>
        </form>
    }
}

#[component]
fn Others(versions: Vec<String>) -> impl IntoView {
    view! {
        <section class="stack no-print" aria-labelledby="versions-title">
            <h2 id="versions-title">{t(text::OTHERS)}</h2>
            <ul>
                {versions.into_iter().map(|version| {
                    let page = format!("{PATH}?version={}", encoded(&version));
                    view! { <li><a href=page rel="external">{version}</a></li> }
                }).collect_view()}
            </ul>
        </section>
    }
}

/// A version in a query: the operator may name it as they like.
fn encoded(version: &str) -> String {
    version
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-._".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
