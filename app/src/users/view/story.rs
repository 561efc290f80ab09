//! What happened to a person: why could Maria not log in at 8:02?

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::model::ListQuery;
use super::super::story::{Event, Story, StoryFilter};
use super::{text, trouble};
use crate::i18n::Text;
use crate::ui::choices::{Choice, Choices};
use crate::web::read::ReadError;
use crate::web::state::{locale, t};

/// The story with its filters.
#[component]
pub fn Timeline(
    /// As far as the URL asks for it.
    story: Resource<Result<Story, ReadError>>,
    /// The person, for links.
    id: String,
) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="timeline-title" id="story">
            <h2 id="timeline-title">{t(text::TIMELINE)}</h2>
            {move || view! { <Choices label=t(text::STORY_SHOWS) choices=filters(&id)/> }}
            <Suspense fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                {move || story.get().map(|story| match story {
                    Ok(story) => view! { <Lines story/> }.into_any(),
                    Err(error) => trouble(error),
                })}
            </Suspense>
        </section>
    }
}

/// Each part of the story by its own URL, which knows the list that the person was opened from.
fn filters(id: &str) -> Vec<Choice> {
    let query = use_query_map();
    let now = StoryFilter::parse(&query.read().get(StoryFilter::NAME).unwrap_or_default());
    let address = ListQuery::read(|name| query.read().get(name)).address_of(id);
    let and = if address.contains('?') { '&' } else { '?' };
    StoryFilter::ALL
        .into_iter()
        .map(|filter| Choice {
            label: t(filter_name(filter)).to_owned(),
            href: match filter {
                StoryFilter::Everything => format!("{address}#story"),
                _ => format!("{address}{and}{}={}#story", StoryFilter::NAME, filter.as_str()),
            },
            current: filter == now,
        })
        .collect()
}

const fn filter_name(filter: StoryFilter) -> Text {
    match filter {
        StoryFilter::Everything => text::STORY_EVERYTHING,
        StoryFilter::Refused => text::STORY_REFUSED,
        StoryFilter::Changes => text::STORY_CHANGES,
    }
}

#[component]
fn Lines(story: Story) -> impl IntoView {
    let empty = story.lines.is_empty();
    view! {
        {empty.then(|| view! { <p>{t(text::NOTHING_YET)}</p> })}
        <ol class="timeline">
            {story.lines.into_iter().map(|line| match <[Event; 1]>::try_from(line) {
                Ok([event]) => view! { <Single event/> }.into_any(),
                Err(run) => view! { <Run run/> }.into_any(),
            }).collect_view()}
        </ol>
        {story.more.then(|| view! { <p class="hint">{t(text::STORY_MORE)}</p> })}
    }
}

#[component]
fn Single(event: Event) -> impl IntoView {
    let from = from(&event);
    view! {
        <li data-kind=event.kind data-cause=event.cause>
            <time datetime=event.at>{event.when}</time>
            <span>{event.what}</span>
            <span class="row-meta"><bdi dir="ltr">{from}</bdi></span>
        </li>
    }
}

/// A run in one line, which opens to its events.
#[component]
fn Run(run: Vec<Event>) -> impl IntoView {
    let log_ins = run.iter().filter(|e| e.kind == "logged-in").count();
    let (one, many, n) = match log_ins {
        0 => (text::RUN_ENDS, text::RUN_ENDS, run.len()),
        n => (text::RUN_ONE_LOG_IN, text::RUN_LOG_INS, n),
    };
    let what = if n == 1 { t(one).to_owned() } else { many.with(locale(), &[("n", &n.to_string())]) };
    let time = |event: Option<&Event>| event.cloned().map(|event| view! { <time datetime=event.at>{event.when}</time> });
    // Newest first in the list; told from the first to the last.
    let span = (time(run.last()), time(run.first()));
    let from = run.iter().find(|e| !e.browser.is_empty()).or(run.first()).map(from);
    view! {
        <li data-kind="run">
            <span class="timeline-span">{span.0}" – "{span.1}</span>
            <details>
                <summary>{what}</summary>
                <ol class="timeline">
                    {run.into_iter().map(|event| view! { <Single event/> }).collect_view()}
                </ol>
            </details>
            <span class="row-meta"><bdi dir="ltr">{from}</bdi></span>
        </li>
    }
}

/// Browser and network, as far as they are known.
fn from(event: &Event) -> String {
    [event.browser.as_str(), &event.network].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}
