//! Whether a password is known from a theft elsewhere (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.12): asked of a service that speaks the range
//! protocol of Pwned Passwords, only where the operator says so.
//!
//! The service is told the first five characters of the password's SHA-1 and answers with all that begin so, some hundreds: it does not learn
//! which was meant, nor whose it is. It asks for answers of one length (`Add-Padding`), so that nobody on the way learns more.
//!
//! Threats: a service that is slow, dead or wrong keeps nobody from a new password (the caller goes on without it, after [`LIMIT`] at most).

use std::sync::Arc;
use std::time::Duration;

use hyper::Method;
use hyper::header::{HeaderName, HeaderValue};
use sha1::{Digest as _, Sha1};
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::fault::{Fault, Outcome};
use super::http::{Call, Failed, Http, Reach};
use super::tokens::hex;

/// A person waits for it with the page.
const LIMIT: Duration = Duration::from_secs(3);
/// Of the hash's 40 characters, so many are told.
const TOLD: usize = 5;

/// Looks passwords up. Cheap to clone.
#[derive(Clone)]
pub struct Breached {
    http: Http,
    ranges: Arc<Url>,
}

impl Breached {
    /// One that asks at this address, to which five characters are appended.
    ///
    /// # Errors
    /// [`Fault::Internal`] with what is wrong with the address, or when TLS can't be set up.
    pub fn new(ranges: &str) -> Outcome<Self> {
        let ranges = Arc::new(parse(ranges).map_err(Fault::internal)?);
        Ok(Self { http: Http::new(LIMIT)?, ranges })
    }

    /// Whether the password, in the form in which it is hashed (NFC), is known.
    ///
    /// # Errors
    /// Why there is no answer, in words for an operator.
    pub async fn knows(&self, password: &str) -> Result<bool, String> {
        let hash = hex(&Sha1::digest(password.nfc().collect::<String>())).to_uppercase();
        let (told, kept) = hash.split_at(TOLD);
        let url = self.ranges.join(told).map_err(|e| e.to_string())?;
        let padded = (HeaderName::from_static("add-padding"), HeaderValue::from_static("true"));
        let call = Call { method: Method::GET, url: &url, headers: vec![padded], body: Vec::new(), reach: Reach::Any };
        let answer = Box::pin(self.http.send(call)).await.map_err(|(Failed::NotSent(why) | Failed::Lost(why))| why)?;
        if answer.status != 200 {
            return Err(format!("it answered {}", answer.status));
        }
        let text = String::from_utf8(answer.body).map_err(|_| "its answer is no text".to_owned())?;
        found(&text, kept).ok_or_else(|| "its answer has not the form SUFFIX:COUNT".to_owned())
    }
}

/// Whether an answer has the rest of a hash; none when it is no such answer. Rows that only pad it have a count of 0.
fn found(text: &str, kept: &str) -> Option<bool> {
    let mut is_there = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (suffix, count) = line.trim().split_once(':')?;
        let count: u64 = count.trim().parse().ok()?;
        is_there |= suffix.eq_ignore_ascii_case(kept) && count > 0;
    }
    Some(is_there)
}

/// The address that ranges are asked at.
///
/// # Errors
/// A sentence with the remedy.
pub fn parse(ranges: &str) -> Result<Url, String> {
    let wrong = || {
        format!(
            "[passwords] breach_ranges: `{ranges}` is no address to ask at; write one that ends in a slash, such as \
             \"https://api.pwnedpasswords.com/range/\", or leave the key out"
        )
    };
    let url = Url::parse(ranges).map_err(|_| wrong())?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let protected = url.scheme() == "https" || (url.scheme() == "http" && here);
    if protected && url.path().ends_with('/') && url.query().is_none() { Ok(url) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::{found, parse};

    #[test]
    fn a_row_counts_when_it_is_whole_and_no_padding() {
        assert_eq!(
            found(
                "0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\r\n",
                "00D4F6E8FA6EECAD2A3AA415EEC418D38EC"
            ),
            Some(true)
        );
        assert_eq!(found("00D4F6E8FA6EECAD2A3AA415EEC418D38EC:0\r\n", "00D4F6E8FA6EECAD2A3AA415EEC418D38EC"), Some(false));
        assert_eq!(found("", "00"), Some(false));
        assert_eq!(found("<html>maintenance</html>", "00"), None);
        assert_eq!(found("00D4:many\n", "00D4"), None);
    }

    #[test]
    fn passwords_are_asked_for_over_tls_or_on_this_computer() {
        for fine in ["https://api.pwnedpasswords.com/range/", "http://127.0.0.1:8080/range/", "http://localhost/"] {
            assert!(parse(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "",
            "api.pwnedpasswords.com/range/",
            "http://api.pwnedpasswords.com/range/",
            "https://a.example/range",
            "https://a.example/?q=/",
        ] {
            assert!(parse(wrong).unwrap_err().contains("breach_ranges"), "{wrong}");
        }
    }
}
