//! What other pages say of emergency access: the bar while it is on, and that it has just ended.

use leptos::prelude::*;

use super::model::{END, End, PATH, Stands};
use super::text;
use crate::web::state::{locale, page_state, t};

/// On every page of the person while it is on: until when, and the button that ends it. When its time runs out on an open page, the boot script shows the
/// other sentence instead.
#[component]
pub fn Banner() -> impl IntoView {
    let Some(Stands::On(on)) = page_state().emergency_stands else { return ().into_any() };
    view! {
        <aside class="emergency-banner" aria-label=t(text::TITLE) data-emergency=on.left.to_string()>
            <div class="emergency-running" data-emergency-running="">
                <p><strong>{text::BANNER.with(locale(), &[("until", &on.until)])}</strong>" "<span data-emergency-left="" dir="ltr"></span></p>
                <form method="post" action=PATH class="cluster">
                    <a href=PATH rel="external">{t(text::BANNER_GO)}</a>
                    <button class="button button-secondary" type="submit" name="deed" value=END>{t(text::BANNER_END)}</button>
                </form>
            </div>
            <div role="status" class="live"><p data-emergency-over="" hidden><strong>{t(text::BANNER_OVER)}</strong></p></div>
        </aside>
    }
    .into_any()
}

/// That it has ended in this browser, how, and when: otherwise a page that is closed again would be all that its person sees of it.
#[component]
pub fn OverNotice(
    /// What was on its way was not carried out.
    #[prop(optional)]
    unsaved: bool,
) -> impl IntoView {
    let Some(Stands::Over(over)) = page_state().emergency_stands else { return ().into_any() };
    let sentence = match over.end {
        End::Administrator => text::OVER_ADMINISTRATOR,
        End::Undesignated | End::Deactivated => text::OVER_UNDESIGNATED,
        End::Elsewhere | End::Button => text::OVER_ELSEWHERE,
        End::Expired | End::Session => text::OVER_EXPIRED,
    };
    let by = if over.by.is_empty() { t(text::OVER_SOMEBODY).to_owned() } else { over.by };
    view! {
        <div class="notice" data-kind="warn" data-emergency-ended="">
            <div>
                <p>{sentence.with(locale(), &[("name", &by), ("at", &over.at)])}</p>
                {unsaved.then(|| view! { <p>{t(text::OVER_UNSAVED)}</p> })}
            </div>
        </div>
    }
    .into_any()
}
