//! `/help`

use leptos::prelude::*;
use leptos_meta::Title;

use super::text;
use crate::web::state::t;

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    let steps = [
        (text::STEP_1, text::STEP_1_TEXT, None),
        (text::STEP_2, text::STEP_2_TEXT, None),
        (text::FORGOT, text::FORGOT_TEXT, Some(("/reset", text::RESET_LINK))),
        (text::STEP_3, text::STEP_3_TEXT, None),
        (text::STEP_4, text::STEP_4_TEXT, Some(("/check", text::CHECK_LINK))),
        (text::STEP_5, text::STEP_5_TEXT, Some(("/", text::HOME_LINK))),
    ];
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::TITLE)}</h1>
            <p class="lead">{t(text::LEAD)}</p>
            <ol class="stack">
                {steps.into_iter().map(|(title, body, link)| view! {
                    <li>
                        <h2>{t(title)}</h2>
                        <p>{t(body)}</p>
                        {link.map(|(href, label)| view! { <p><a href=href rel="external">{t(label)}</a></p> })}
                    </li>
                }).collect_view()}
            </ol>
        </div>
    }
}
