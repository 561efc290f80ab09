//! `/help` and `/help/{slug}`

use leptos::prelude::*;
use leptos_meta::Title;

use super::articles::ARTICLES;
use super::model::{Article, Button, Group, HelpPage as Shown, List, Piece, Step, Topic, pieces};
use super::text;
use crate::i18n::Text;
use crate::routes::{Access, access};
use crate::ui::title::with_typed;
use crate::web::state::{locale, page_state, t};

/// The input of the search.
pub const QUERY: &str = "q";

/// `/help`: the search, what helps most people, and all questions.
#[component]
pub fn HelpPage() -> impl IntoView {
    let Shown { query, found, .. } = page_state().help.unwrap_or_default();
    if !query.is_empty() {
        return view! { <Results query found/> }.into_any();
    }
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page stack">
            <div>
                <h1>{t(text::TITLE)}</h1>
                <p class="lead">{t(text::LEAD)}</p>
            </div>
            <SearchBox query/>
            {ARTICLES.first().map(|article| view! {
                <section class="card stack" aria-labelledby="first-title">
                    <h2 id="first-title"><a href=address(article.topic) rel="external">{t(article.topic.question)}</a></h2>
                    <p>{sentence(article.answer)}</p>
                    {list(article.list)}
                </section>
            })}
            <Questions/>
        </div>
    }
    .into_any()
}

/// `/help/{slug}`: the article; or that there is none, and the way on.
#[component]
pub fn ArticlePage() -> impl IntoView {
    match page_state().help.unwrap_or_default().article {
        Some(article) => view! { <Whole article/> }.into_any(),
        None => view! {
            <Title text=t(text::NO_SUCH)/>
            <div class="page stack">
                <div>
                    <h1>{t(text::NO_SUCH)}</h1>
                    <p class="lead">{t(text::NO_SUCH_LEAD)}</p>
                </div>
                <SearchBox query=String::new()/>
                <Questions/>
            </div>
        }
        .into_any(),
    }
}

/// An article: the answer first, then what to do, then what else.
#[component]
fn Whole(article: &'static Article) -> impl IntoView {
    let related = article.related.iter().copied();
    view! {
        <Title text=t(article.topic.question)/>
        <div class="page-narrow stack">
            <p class="help-way"><a href="/help" rel="external">{t(text::TITLE)}</a>" · "{t(article.group.title())}</p>
            <h1>{t(article.topic.question)}</h1>
            <p class="help-answer">{sentence(article.answer)}</p>
            {list(article.list)}
            {buttons(article.buttons)}
            <section class="card" aria-labelledby="otherwise-title">
                <h2 id="otherwise-title">{t(text::OTHERWISE)}</h2>
                <p>{sentence(article.otherwise)}</p>
            </section>
            <section class="help-more" aria-labelledby="related-title">
                <h2 id="related-title">{t(text::RELATED)}</h2>
                <ul>{related.map(|topic| view! { <li>{link(topic)}</li> }).collect_view()}</ul>
            </section>
            <section class="help-more stack" aria-labelledby="another-title">
                <h2 id="another-title">{t(text::ANOTHER)}</h2>
                <SearchBox query=String::new()/>
            </section>
        </div>
    }
}

/// What was found; or, kindly, that nothing was, and what helps all the same.
#[component]
fn Results(query: String, found: Vec<&'static Article>) -> impl IntoView {
    let count = found.len().to_string();
    let summary = match found.len() {
        0 => text::FOUND_NONE,
        1 => text::FOUND_ONE,
        _ => text::FOUND_MANY,
    };
    let summary = summary.with(locale(), &[("n", &count), ("query", &query)]);
    let none = found.is_empty();
    view! {
        <Title text=with_typed(&summary)/>
        <div class="page-narrow stack">
            <p class="help-way"><a href="/help" rel="external">{t(text::ALL_QUESTIONS)}</a></p>
            <h1>{summary}</h1>
            <SearchBox query/>
            {none.then(|| view! {
                <div class="card stack" data-nothing-found="">
                    <p>{t(text::NONE_NEXT)}</p>
                    <ul>
                        <li>{t(text::NONE_ADMINISTRATOR)}" "{link(super::articles::administrator::TOPIC)}</li>
                        <li>{t(text::NONE_CHECK)}" "<a href="/check" rel="external">{t(crate::home::text::CHECK_LINK)}</a></li>
                    </ul>
                </div>
            })}
            {(!none).then(|| view! {
                <ol class="rows card" data-found="">
                    {found.into_iter().map(|article| view! {
                        <li>
                            <div>
                                <strong>{link(article.topic)}</strong>
                                <p>{sentence(article.answer)}</p>
                            </div>
                        </li>
                    }).collect_view()}
                </ol>
            })}
        </div>
    }
}

/// A plain form: it works without script, and the answer can be kept as a bookmark.
#[component]
fn SearchBox(query: String) -> impl IntoView {
    view! {
        <form class="help-search" method="get" action="/help" role="search">
            <div class="field">
                <label for=QUERY>{t(text::SEARCH_LABEL)}</label>
                <p class="hint" id="q-hint">{t(text::SEARCH_HINT)}</p>
                <div class="input-with-button">
                    <input type="search" id=QUERY name=QUERY value=query autocomplete="off" aria-describedby="q-hint"/>
                    <button class="button button-primary" type="submit">{t(text::SEARCH)}</button>
                </div>
            </div>
        </form>
    }
}

/// Every question, by group.
#[component]
fn Questions() -> impl IntoView {
    view! {
        <div class="help-groups">
            {Group::ALL.into_iter().map(|group| view! {
                <section>
                    <h2>{t(group.title())}</h2>
                    <ul>
                        {ARTICLES.iter().filter(|article| article.group == group).map(|article| view! { <li>{link(article.topic)}</li> }).collect_view()}
                    </ul>
                </section>
            }).collect_view()}
        </div>
    }
}

fn address(topic: Topic) -> String {
    format!("/help/{}", topic.slug)
}

fn link(topic: Topic) -> impl IntoView {
    view! { <a href=address(topic) rel="external">{t(topic.question)}</a> }
}

/// A sentence with the product's names set off.
fn sentence(text: Text) -> impl IntoView {
    let numbers = page_state().help.unwrap_or_default().numbers;
    pieces(text, locale(), &numbers)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => plain.into_any(),
            Piece::Name(name) => view! { <strong>{name}</strong> }.into_any(),
        })
        .collect_view()
}

fn list(list: List) -> AnyView {
    let items = list.items().iter().map(|item| view! { <li>{item_of(*item)}</li> }).collect_view();
    match list {
        List::Steps(_) => view! { <ol class="help-list">{items}</ol> }.into_any(),
        List::Points(_) => view! { <ul class="help-list">{items}</ul> }.into_any(),
    }
}

fn item_of(item: Step) -> impl IntoView {
    view! {
        {item.title.map(|title| view! { <p class="help-point">{t(title)}</p> })}
        <p>{sentence(item.text)}</p>
        {item.button.filter(opens).map(|button| view! { <p><a href=button.path rel="external">{t(button.label)}</a></p> })}
    }
}

fn buttons(buttons: &'static [Button]) -> Option<impl IntoView> {
    let shown: Vec<_> = buttons.iter().filter(|button| opens(button)).collect();
    (!shown.is_empty()).then(|| {
        view! {
            <p class="cluster">
                {shown.into_iter().map(|button| view! { <a class="button button-secondary" href=button.path rel="external">{t(button.label)}</a> }).collect_view()}
            </p>
        }
    })
}

/// Whether a button leads anywhere for who looks: not into the settings for somebody who may not open them.
fn opens(button: &Button) -> bool {
    let path = button.path.split('#').next().unwrap_or_default();
    match access(path) {
        Some(Access::Needs(permission)) => page_state().person.is_none_or(|person| person.may(permission)),
        _ => true,
    }
}
