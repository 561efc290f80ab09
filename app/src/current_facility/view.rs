//! `/facility`, and the way to it in the header.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{FACILITY, PATH, Place};
use super::text;
use crate::help::articles;
use crate::ui::help::HelpLink;
use crate::web::state::{locale, page_state, t};

/// `/facility`: where one can work, and where one is.
#[component]
pub fn FacilityPage() -> impl IntoView {
    let state = page_state();
    let said = state.form(PATH).summary;
    let next = state.next.unwrap_or_default();
    let places = state.places;
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::TITLE)}</h1>
            <HelpLink to=articles::current_facility::TOPIC/>
            {(!said.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{said}</p></div>
            })}
            {if places.len() > 1 {
                view! { <p>{t(text::LEAD)}</p><Places places next=next.clone()/> }.into_any()
            } else {
                view! { <p>{t(text::NONE)}</p> }.into_any()
            }}
            <p><a href=next rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn Places(places: Vec<Place>, next: String) -> impl IntoView {
    view! {
        <form method="post" action=PATH>
            <input type="hidden" name="next" value=next/>
            <ul class="rows card">
                {places.into_iter().map(|place| view! {
                    <li>
                        <div>
                            <strong><bdi>{place.name.clone()}</bdi></strong>
                            <p class="row-meta">{place.city}</p>
                        </div>
                        {if place.here {
                            view! { <span class="badge" data-state="ok">{t(text::HERE)}</span> }.into_any()
                        } else {
                            let label = text::ENTER_OF.with(locale(), &[("name", &place.name)]);
                            view! { <button class="button button-secondary" type="submit" name=FACILITY value=place.id aria-label=label>{t(text::ENTER)}</button> }.into_any()
                        }}
                    </li>
                }).collect_view()}
            </ul>
        </form>
    }
}
