//! How long a wait still takes, running down before one's eyes.

use leptos::prelude::*;

use super::text;
use crate::lockout::Wait;
use crate::web::state::t;

/// When the next try is possible, to the second, and then that it is. Only a script can count, so it comes hidden and the boot script
/// shows it; the sentence above says the wait in words. Not live while it counts: a screen reader hears the end alone (WCAG 2.2.2, 4.1.3).
#[component]
pub fn Countdown(
    /// The wait; nothing is shown for none, nor where waiting does not help.
    wait: Option<Wait>,
) -> impl IntoView {
    let Some(Wait::Seconds(seconds)) = wait else { return ().into_any() };
    view! {
        <div data-wait=seconds.to_string()>
            <p class="countdown" data-waiting="" hidden>{t(text::WAITING)}</p>
            <div role="status" class="live">
                <div class="notice" data-kind="ok" data-waited="" hidden><p>{t(text::WAITED)}</p></div>
            </div>
        </div>
    }
    .into_any()
}
