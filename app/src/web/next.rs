//! The page asked for before log-in: only ever one of ours.

/// A path to return to; none for anything that could lead away from this site or break a header.
///
/// Accepted are paths that begin with one slash, in printable ASCII. `//host`, `/\host` and control characters are what open redirects are
/// made of (CWE-601); `/login`, `/logout`, `/unlock` and the like would go in a circle.
#[must_use]
pub fn checked(next: &str) -> Option<String> {
    let mut bytes = next.bytes();
    let fine = bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && next.len() <= 1_000
        && next.bytes().all(|b| (b'!'..=b'~').contains(&b) && b != b'\\');
    let path = next.split(['?', '#']).next().unwrap_or_default();
    (fine && !matches!(path, "/login" | "/login/email" | "/logout" | "/language" | "/lock" | "/unlock" | "/session"))
        .then(|| next.to_owned())
}

/// The log-in page that returns to `path`.
#[must_use]
pub fn log_in_first(path: &str) -> String {
    before("/login", path)
}

/// The lock screen that returns to `path`.
#[must_use]
pub fn unlock_first(path: &str) -> String {
    before("/unlock", path)
}

fn before(page: &str, path: &str) -> String {
    match checked(path) {
        Some(next) if next != "/" => format!("{page}?next={}", encode(&next)),
        _ => page.to_owned(),
    }
}

/// Percent-encodes for a query value (RFC 3986: everything but the unreserved characters).
#[must_use]
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{checked, log_in_first};

    #[test]
    fn only_our_own_paths_are_returned_to() {
        for fine in ["/home", "/settings/users?q=a%20b&state=locked", "/"] {
            assert_eq!(checked(fine).as_deref(), Some(fine));
        }
        for wrong in [
            "",
            "home",
            "//evil.example",
            "/\\evil.example",
            "/%0d%0a\r\nx",
            "https://evil.example",
            "/a b",
            "/login",
            "/login?next=/",
            "/login/email",
            "/a\\b",
            "/é",
        ] {
            assert_eq!(checked(wrong), None, "{wrong:?}");
        }
        assert_eq!(log_in_first("/settings/users?q=1"), "/login?next=%2Fsettings%2Fusers%3Fq%3D1");
        assert_eq!(log_in_first("//evil"), "/login");
    }
}
