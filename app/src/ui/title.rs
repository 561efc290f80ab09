//! Titles of pages that hold what people typed.

/// A page's title with a name or a query in it. `leptos_meta` writes a title into the HTML as it is, so on the server what could end it or
/// begin an element is escaped here; the browser sets a title as plain text and needs nothing.
#[must_use]
pub fn with_typed(title: &str) -> String {
    if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { title.to_owned() }
}
