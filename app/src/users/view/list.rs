//! `/settings/users`: search, filter, pages by key; all of it in the URL.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

use super::super::model::{ListQuery, Listed, StateFilter, UsersPage};
use super::super::read::list_users;
use super::{state_line, text, trouble};
use crate::admin_requests::view::RequestCards;
use crate::home::view::level_name;
use crate::i18n::Text;
use crate::web::next::encode;
use crate::web::state::t;

/// The list of users.
#[component]
pub fn UsersListPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let get = |name: &str| map.read().get(name).unwrap_or_default();
        ListQuery { q: get("q"), state: StateFilter::parse(&get("state")), after: get("after") }
    });
    let page = Resource::new(move || query.get(), list_users);
    view! {
        <Title text=t(text::EHR_USERS)/>
        <div class="page stack">
            <p><a href="/settings">{t(text::SETTINGS)}</a></p>
            <h1>{t(text::EHR_USERS)}</h1>
            <div class="toolbar">
                <Form method="GET" action="/settings/users" attr:class="toolbar" attr:role="search">
                    <div class="field">
                        <label for="q">{t(text::SEARCH)}</label>
                        <input id="q" type="search" name="q" autocomplete="off" value=move || query.read().q.clone()/>
                    </div>
                    <div class="field">
                        <label for="state">{t(text::SHOW)}</label>
                        <select id="state" name="state">
                            {StateFilter::ALL.into_iter().map(|filter| {
                                view! {
                                    <option value=filter.as_str() selected=move || query.read().state == filter>{t(filter_name(filter))}</option>
                                }
                            }).collect_view()}
                        </select>
                    </div>
                    <button class="button button-secondary" type="submit">{t(text::FIND)}</button>
                </Form>
                <a class="button button-primary" href="/settings/users/new">{t(text::ADD)}</a>
            </div>
            <Transition fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                {move || page.get().map(|page| match page {
                    Ok(page) => view! { <Found page query=query.get()/> }.into_any(),
                    Err(error) => trouble(error),
                })}
            </Transition>
        </div>
    }
}

const fn filter_name(filter: StateFilter) -> Text {
    match filter {
        StateFilter::All => text::EVERYBODY,
        StateFilter::Active => text::ACTIVE,
        StateFilter::Deactivated => text::DEACTIVATED,
        StateFilter::Administrators => text::ADMINISTRATORS,
    }
}

#[component]
fn Found(page: UsersPage, query: ListQuery) -> impl IntoView {
    let address =
        |after: &str| format!("/settings/users?q={}&state={}&after={}", encode(&query.q), query.state.as_str(), encode(after));
    let next = page.next.as_deref().map(address);
    let first = (!query.after.is_empty()).then(|| address(""));
    let empty = page.users.is_empty();
    view! {
        <p role="status" class="tile-state">{state_line(page.overview.counts)}</p>
        <RequestCards cards=page.overview.requests/>
        {(page.overview.counts.administrators == 1).then(|| view! {
            <div class="notice" data-kind="warn"><p>{t(text::SECOND_ADMIN)}</p></div>
        })}
        {empty.then(|| view! {
            <div class="empty"><p>{t(text::NOBODY_FOUND)}</p><a href="/settings/users">{t(text::CLEAR)}</a></div>
        })}
        {(!empty).then(|| view! { <Table users=page.users/> })}
        <nav class="cluster" aria-label=t(text::EHR_USERS)>
            {first.map(|href| view! { <a href=href>{t(text::FIRST_PAGE)}</a> })}
            {next.map(|href| view! { <a href=href rel="next">{t(text::NEXT_PAGE)}</a> })}
        </nav>
    }
}

#[component]
fn Table(users: Vec<Listed>) -> impl IntoView {
    let columns = [text::NAME, text::CONTACT, text::LEVEL, text::ADMINISTRATOR, text::LAST_LOG_IN, text::STATE];
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="users-caption">
            <table role="table">
                <caption id="users-caption">{t(text::EHR_USERS)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {columns.into_iter().map(|c| view! { <th scope="col" role="columnheader">{t(c)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {users.into_iter().map(|user| view! { <Row user/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(user: Listed) -> impl IntoView {
    let administrator = t(if user.administrator { text::YES } else { text::NO });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=format!("/settings/users/{}", user.id)>{user.name.clone()}</a>
                <span class="row-meta"><bdi dir="ltr" translate="no">{user.username.clone()}</bdi></span>
            </th>
            <td role="cell" data-label=t(text::CONTACT)>
                <span>{user.contact.iter().map(|c| view! { <bdi dir="ltr">{c.clone()}</bdi>" " }).collect_view()}</span>
            </td>
            <td role="cell" data-label=t(text::LEVEL)>{t(level_name(user.level))}</td>
            <td role="cell" data-label=t(text::ADMINISTRATOR)>{administrator}</td>
            <td role="cell" data-label=t(text::LAST_LOG_IN)>{user.last_log_in.clone().unwrap_or_else(|| t(text::NEVER).to_owned())}</td>
            <td role="cell" data-label=t(text::STATE)><StateBadge user=user.clone()/></td>
        </tr>
    }
}

/// A person's state as a word with a shape, never by colour alone.
#[component]
pub fn StateBadge(
    /// Whose.
    user: Listed,
) -> impl IntoView {
    let (state, word) = match (user.active, user.locked) {
        (false, _) => ("neutral", text::DEACTIVATED),
        (true, true) => ("error", text::LOCKED),
        (true, false) => ("ok", text::ACTIVE),
    };
    view! { <span class="badge" data-state=state>{t(word)}</span> }
}
