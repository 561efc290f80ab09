//! `/dev/outbox`: what the demo would have sent.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::Shown;
use super::text;
use crate::ui::sorry::NotFoundPage;
use crate::web::state::{page_state, t};

/// `/dev/outbox`. Without messages from the server, which has the route in the demo only, there is no such page.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let Some(messages) = page_state().outbox else { return view! { <NotFoundPage/> }.into_any() };
    let columns = [text::COLUMN_CHANNEL, text::COLUMN_TO, text::COLUMN_SUBJECT, text::COLUMN_TEXT, text::COLUMN_AT];
    view! {
        <Title text=t(text::PAGE_TITLE)/>
        <div class="page stack">
            <h1>{t(text::PAGE_TITLE)}</h1>
            <p class="lead">{t(text::PAGE_LEAD)}</p>
            <p><a href="/dev/ui" rel="external">{t(crate::ui::text::COMPONENTS)}</a></p>
            {if messages.is_empty() {
                view! { <p>{t(text::PAGE_EMPTY)}</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroll" tabindex="0" role="region" aria-label=t(text::PAGE_TITLE)>
                        <table>
                            <thead><tr>{columns.into_iter().map(|c| view! { <th scope="col">{t(c)}</th> }).collect_view()}</tr></thead>
                            <tbody>{messages.into_iter().map(|m| view! { <Row message=m/> }).collect_view()}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Row(message: Shown) -> impl IntoView {
    view! {
        <tr>
            <td>{message.channel}</td>
            <td><bdi dir="ltr" translate="no">{message.to}</bdi></td>
            <td>{message.subject}</td>
            <td>{paragraphs(&message.text)}</td>
            <td><time datetime=message.at.clone()>{message.at.clone()}</time></td>
        </tr>
    }
}

/// Paragraphs; one that is an address and nothing else is a link.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .map(|paragraph| {
            let paragraph = paragraph.trim().to_owned();
            let is_link = (paragraph.starts_with("https://") || paragraph.starts_with("http://")) && !paragraph.contains(' ');
            if is_link {
                view! { <p><a href=paragraph.clone() rel="external">{paragraph.clone()}</a></p> }.into_any()
            } else {
                view! { <p>{paragraph}</p> }.into_any()
            }
        })
        .collect_view()
}
