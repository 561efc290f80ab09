//! The list's table: a column is ordered by pressing its name, a plain link.

use leptos::prelude::*;

use super::super::model::{ListQuery, Listed, Sort};
use super::list::column_name;
use super::text;
use crate::levels::text::level_name;
use crate::web::state::t;

/// A page of people.
#[component]
pub fn Table(
    /// Who.
    users: Vec<Listed>,
    /// What was asked for.
    query: ListQuery,
    /// Who is open beside it; empty for nobody.
    open: Memo<String>,
) -> impl IntoView {
    let head = |sort: Sort| {
        view! {
            <th scope="col" role="columnheader" aria-sort=query.aria_sort(sort)>
                <a href=query.sorted_by(sort).address() data-noscroll="">{t(column_name(sort))}</a>
            </th>
        }
    };
    let rows = users.into_iter().map(|user| view! { <Row href=query.address_of(&user.id) user open/> }).collect_view();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="users-caption">
            <table role="table">
                <caption id="users-caption">{t(text::EHR_USERS)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head(Sort::Name)}
                        {head(Sort::Username)}
                        <th scope="col" role="columnheader">{t(text::CONTACT)}</th>
                        {head(Sort::Level)}
                        {head(Sort::LastLogIn)}
                        {head(Sort::State)}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(user: Listed, href: String, open: Memo<String>) -> impl IntoView {
    let id = user.id.clone();
    let marks = user.marks.iter().map(|mark| view! { <span class="row-meta">{mark.clone()}</span> }).collect_view();
    view! {
        <tr role="row" aria-current=move || (*open.read() == id).then_some("true")>
            <th scope="row" role="rowheader"><a href=href data-noscroll="">{user.filed.clone()}</a></th>
            <td role="cell" data-label=t(text::USERNAME)><bdi dir="ltr" translate="no">{user.username.clone()}</bdi></td>
            <td role="cell" data-label=t(text::CONTACT)>
                <span>{user.contact.iter().map(|c| view! { <bdi dir="ltr">{c.clone()}</bdi>" " }).collect_view()}</span>
            </td>
            <td role="cell" data-label=t(text::LEVEL)><span>{t(level_name(user.level))}</span>{marks}</td>
            <td role="cell" data-label=t(text::LAST_LOG_IN)>{user.last_log_in.clone().unwrap_or_else(|| t(text::NEVER).to_owned())}</td>
            <td role="cell" data-label=t(text::STATE)><StateBadge user=user.clone()/></td>
        </tr>
    }
}

/// A person's state as a word with a shape, never by colour alone. The word comes with the data.
#[component]
pub fn StateBadge(
    /// Whose.
    user: Listed,
) -> impl IntoView {
    let (tone, word) = user.badge;
    view! { <span class="badge" data-state=tone>{word}</span> }
}
