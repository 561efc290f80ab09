//! Where the focus goes when the hydrated browser moves on without loading a page. A browser that loads a page begins at its top and reads
//! its title aloud; here nothing of that happens by itself, and the focus would stay on a link that is gone.
//!
//! Rules: another page is told by its heading, which gets the focus once the page has its data. From a person back to the list the focus
//! returns to that person's link. Going back keeps the browser's place: the focus moves without scrolling. Within a page (search, order,
//! next page) the focus stays; if what had it is gone, the heading gets it. Never on the first load, and never away from where somebody
//! has gone meanwhile.

use leptos::prelude::GetUntracked as _;

/// Follows every move. Once, in the frame around all pages.
pub fn follow() {
    #[cfg(feature = "hydrate")]
    browser::follow();
}

/// Whether the browser still shows the page that the server rendered.
#[must_use]
pub fn stays_on(path: &str) -> bool {
    let here = leptos_router::hooks::use_location().pathname.get_untracked();
    note_move(path, &here)
}

/// Notes a move away from the rendered page, for good. Says whether there was none yet.
pub fn note_move(rendered: &str, here: &str) -> bool {
    use std::sync::atomic::{AtomicBool, Ordering};
    // One page lives in one browser tab. The server renders each page once and never moves.
    static MOVED: AtomicBool = AtomicBool::new(false);
    if cfg!(feature = "ssr") {
        return true;
    }
    if rendered != here {
        MOVED.store(true, Ordering::Relaxed);
    }
    !MOVED.load(Ordering::Relaxed)
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use leptos_router::hooks::use_location;
    use wasm_bindgen::JsCast as _;
    use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

    /// Frames to wait for a page's data: ten seconds.
    const LONGEST: u32 = 600;
    /// Frames after which a heading that says the same as the last one is taken for the new one.
    const SAME: u32 = 30;

    #[derive(Clone)]
    struct Move {
        from: String,
        to: String,
        back: bool,
        /// What had the focus when it began.
        focused: Option<Element>,
        /// What the heading said before.
        heading: String,
        frames: u32,
    }

    pub(super) fn follow() {
        let location = use_location();
        let (back, heading) = (StoredValue::new(String::new()), StoredValue::new(String::new()));
        // Where "back" leads to: a jump within a page fires this event too, and must not count for the next move. The router listens as
        // well, and its signals come after this.
        let handle = window_event_listener(leptos::ev::popstate, move |_| {
            back.set_value(window().location().pathname().unwrap_or_default());
        });
        on_cleanup(move || handle.remove());
        Effect::new(move |before: Option<String>| {
            let (path, _) = (location.pathname.get(), location.search.get());
            let Some(from) = before else {
                heading.set_value(said());
                return path;
            };
            let focused = document().active_element();
            let back_to = back.try_update_value(std::mem::take).unwrap_or_default();
            let begun = Move { from, to: path.clone(), back: back_to == path, focused, heading: heading.get_value(), frames: 0 };
            settle(begun, heading);
            path
        });
    }

    /// Looks at each frame whether the page is there, then moves the focus.
    fn settle(mut step: Move, heading: StoredValue<String>) {
        request_animation_frame(move || {
            step.frames += 1;
            let moved = step.from != step.to;
            let now = said();
            let waits =
                find("main [aria-busy='true']").is_some() || now.is_empty() || (moved && now == step.heading && step.frames < SAME);
            if waits && step.frames < LONGEST {
                settle(step, heading);
                return;
            }
            heading.set_value(now);
            let active = document().active_element();
            let lost = active.as_ref().is_none_or(|e| e.tag_name() == "BODY");
            // Somebody has gone elsewhere meanwhile, or stays where they were on the same page.
            if !lost && (active != step.focused || !moved) {
                return;
            }
            land(&step);
        });
    }

    fn land(step: &Move) {
        let id = step.from.strip_prefix(&format!("{}/", step.to)).filter(|id| !id.contains(['/', '"', '\\']));
        if let Some(link) = id.and_then(|id| find(&format!("main a[href^=\"{}/{id}\"]", step.to))) {
            focus(&link, step.back);
            return;
        }
        // Whoever goes back finds the page as it was left, at its old place.
        if step.back && step.from != step.to {
            return;
        }
        if let Some(row) = find("main tr[aria-current]") {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
        if let Some(heading) = find("main h1") {
            let _ = heading.set_attribute("tabindex", "-1");
            focus(&heading, step.from == step.to);
        }
    }

    fn focus(element: &Element, in_place: bool) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(in_place);
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _ = element.focus_with_options(&options);
        }
    }

    fn find(selector: &str) -> Option<Element> {
        document().query_selector(selector).ok().flatten()
    }

    /// What the page's heading says.
    fn said() -> String {
        find("main h1").and_then(|h| h.text_content()).unwrap_or_default()
    }
}
