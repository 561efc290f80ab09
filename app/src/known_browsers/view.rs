//! The list of known browsers, for the account page.

use leptos::prelude::*;

use super::model::{KnownBrowser, in_words};
use super::text;
use crate::account::text as account;
use crate::help::articles;
use crate::ui::help::HelpLink;
use crate::ui::long_list::LongList;
use crate::web::state::{locale, t};

/// The browsers that a person is known by, each with a button to forget it, and one for all.
#[component]
pub fn KnownBrowsers(
    /// The last used first.
    browsers: Vec<KnownBrowser>,
) -> impl IntoView {
    let none = browsers.is_empty();
    let rows = browsers.into_iter().map(|browser| view! { <Browser browser/> }.into_any()).collect();
    view! {
        <section class="card stack" aria-labelledby="browsers-title" id="browsers">
            <h2 id="browsers-title">{t(text::TITLE)}</h2>
            <p>{t(if none { text::NONE } else { text::LEAD })}</p>
            <HelpLink to=articles::new_browser_mail::TOPIC/>
            <LongList rows/>
            {(!none).then(|| view! {
                <form method="post" action="/account">
                    <button class="button button-secondary" type="submit" name="deed" value="forget-browsers">{t(text::FORGET_ALL)}</button>
                    <p class="hint">{t(text::FORGET_HINT)}</p>
                </form>
            })}
        </section>
    }
}

#[component]
fn Browser(browser: KnownBrowser) -> impl IntoView {
    let name = in_words(&browser.browser, locale());
    let name = if browser.this { format!("{name} · {}", t(account::THIS)) } else { name };
    let label = format!("{}: {name}", t(text::FORGET));
    let meta = text::META.with(locale(), &[("first", &browser.first), ("last", &browser.last)]);
    view! {
        <li data-browser=browser.this.then_some("this")>
            <div>
                <strong>{name}</strong>
                <p class="row-meta">{meta}" · "<bdi dir="ltr">{browser.network}</bdi></p>
                {browser.trusted_until.map(|until| view! { <p class="row-meta">{text::TRUSTED.with(locale(), &[("until", &until)])}</p> })}
            </div>
            <form method="post" action="/account">
                <input type="hidden" name="browser" value=browser.id/>
                <button class="button button-quiet" type="submit" name="deed" value="forget-browser" aria-label=label>{t(text::FORGET)}</button>
            </form>
        </li>
    }
}
