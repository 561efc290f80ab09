//! `/settings/users` and `/settings/users/{id}`: the list, and beside it the person who is open.
//!
//! Both URLs render both. What is shown is the style sheet's to say: on a wide screen the list with the person beside it, on a narrow one
//! the person alone. So the server need not know the screen, nothing hydrates differently, and the page is whole without script. The price
//! is one read of the list on a narrow screen, for which nobody looks at it: a page from an index, about a tenth of what the person costs.
//! The person stands first in the document: it is what the URL names, so its heading is the `<h1>` and what Tab reaches first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::{Form, Outlet};
use leptos_router::hooks::{use_location, use_query_map};

use super::super::model::{ListQuery, Sort, StateFilter, UsersPage as Page};
use super::super::query::LIST;
use super::super::read::list_users;
use super::table::Table;
use super::{state_line, text, trouble};
use crate::admin_requests::view::RequestCards;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::help::HelpLink;
use crate::web::state::{locale, t};

/// The list, and the person who is open.
#[component]
pub fn UsersPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| ListQuery::read(|name| map.read().get(name)));
    let page = Resource::new(move || query.get(), list_users);
    let path = use_location().pathname;
    let open = Memo::new(move |_| path.read().strip_prefix(LIST).map(|id| id.trim_matches('/').to_owned()).unwrap_or_default());
    let somebody = Memo::new(move |_| !open.read().is_empty());
    #[cfg(feature = "hydrate")]
    close_by_escape(query, somebody);
    view! {
        <div class="users" data-open=move || somebody.get().then_some("")>
            <Outlet/>
            <div class="users-list page stack">
                {move || if somebody.get() {
                    view! { <h2>{t(text::EHR_USERS)}</h2> }.into_any()
                } else {
                    view! {
                        <Title text=t(text::EHR_USERS)/>
                        <p><a href="/settings" rel="external">{t(text::SETTINGS)}</a></p>
                        <h1>{t(text::EHR_USERS)}</h1>
                    }.into_any()
                }}
                <Toolbar query/>
                <Transition fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                    {move || page.get().map(|page| match page {
                        Ok(page) => view! { <Found page query=query.get() open/> }.into_any(),
                        Err(error) => trouble(error),
                    })}
                </Transition>
                <HelpLink to=articles::users::TOPIC/>
            </div>
        </div>
    }
}

/// `/settings/users` itself: the list with nobody beside it.
#[component]
pub fn NobodyOpen() -> impl IntoView {}

#[component]
fn Toolbar(query: Memo<ListQuery>) -> impl IntoView {
    view! {
        <div class="toolbar">
            <Form method="GET" action=LIST on_form_data=nameless() attr:class="toolbar" attr:role="search">
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
                // Another search keeps the order, and begins at its beginning.
                <input type="hidden" name="sort" value=move || query.read().sort.as_str()/>
                <input type="hidden" name="dir" value=move || if query.read().down { "desc" } else { "asc" }/>
                <button class="button button-secondary" type="submit">{t(text::FIND)}</button>
            </Form>
            <a class="button button-primary" href="/settings/users/new" rel="external">{t(text::ADD)}</a>
        </div>
    }
}

/// The button that was pressed has no name: as a pair of nothings it would stand at the end of the address.
fn nameless() -> std::sync::Arc<dyn Fn(&leptos::web_sys::FormData) + 'static> {
    std::sync::Arc::new(|data| data.delete(""))
}

const fn filter_name(filter: StateFilter) -> Text {
    match filter {
        StateFilter::All => text::EVERYBODY,
        StateFilter::Active => text::ACTIVE,
        StateFilter::Deactivated => text::DEACTIVATED,
        StateFilter::Administrators => text::ADMINISTRATORS,
        StateFilter::Locked => text::LOCKED,
    }
}

#[component]
fn Found(page: Page, query: ListQuery, open: Memo<String>) -> impl IntoView {
    let at = |after: &str| ListQuery { after: after.to_owned(), ..query.clone() }.address();
    let next = page.next.as_deref().map(at);
    let first = (!query.after.is_empty()).then(|| at(""));
    let empty = page.users.is_empty();
    let all = ListQuery { sort: query.sort, down: query.down, ..ListQuery::default() }.address();
    let on_page = text::ON_PAGE.with(locale(), &[("n", &page.users.len().to_string())]);
    view! {
        <p role="status" class="tile-state">{on_page}" · "{state_line(page.overview.counts)}</p>
        <RequestCards cards=page.overview.requests/>
        {(page.overview.counts.administrators == 1).then(|| view! {
            <div class="notice" data-kind="warn"><p>{t(text::SECOND_ADMIN)}</p></div>
        })}
        {page.too_many.then(|| view! { <div class="notice" data-kind="info"><p>{t(text::TOO_MANY)}</p></div> })}
        {empty.then(|| view! {
            <div class="empty"><p>{t(text::NOBODY_FOUND)}</p><a href=all>{t(text::CLEAR)}</a></div>
        })}
        {(!empty).then(|| view! { <Table users=page.users query open/> })}
        <nav class="cluster" aria-label=t(text::EHR_USERS)>
            {first.map(|href| view! { <a href=href>{t(text::FIRST_PAGE)}</a> })}
            {next.map(|href| view! { <a href=href rel="next">{t(text::NEXT_PAGE)}</a> })}
        </nav>
    }
}

/// What a column is called.
pub(super) const fn column_name(sort: Sort) -> Text {
    match sort {
        Sort::Name => text::NAME,
        Sort::Username => text::USERNAME,
        Sort::Level => text::LEVEL,
        Sort::LastLogIn => text::LAST_LOG_IN,
        Sort::State => text::STATE,
    }
}

/// Escape closes the person, where the list stands beside it. Not from inside of an input: what was typed there would be lost.
#[cfg(feature = "hydrate")]
fn close_by_escape(query: Memo<ListQuery>, somebody: Memo<bool>) {
    use leptos_router::NavigateOptions;
    use leptos_router::hooks::use_navigate;
    use wasm_bindgen::JsCast as _;

    let navigate = use_navigate();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let tag = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()).map(|e| e.tag_name()).unwrap_or_default();
        let typing = matches!(tag.as_str(), "INPUT" | "SELECT" | "TEXTAREA");
        let list = document().query_selector(".users-list").ok().flatten().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        let beside = list.is_some_and(|list| list.offset_width() > 0);
        if event.key() == "Escape" && !event.default_prevented() && !typing && beside && somebody.get_untracked() {
            navigate(&query.get_untracked().address(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
    on_cleanup(move || handle.remove());
}
