//! Twilio: Messages for texts, Calls for calls, Look-up for the kind of a line; and what Twilio asks of us and reports to us.
//!
//! A call is made with words that ask for a key and hold no code. When a key was pressed Twilio asks us what to say, signed with the
//! account's token; the code is made for that answer alone.
//!
//! Twilio takes no key against doubles, and says of an answer of 500 that the text may have been sent: so that is *unknown*, and not tried
//! again. 429 "is never processed".

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use hyper::Method;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use sha1::Sha1;
use std::time::Duration;
use subtle::ConstantTimeEq as _;
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Body, Going, NotTaken, Outgoing, Reported, Script, Taken, Transport, Trouble, come_back, unanswered};
use crate::outbox::cause::Cause;
use crate::phones::model::LineKind;
use crate::platform::clock::SECOND;
use crate::platform::fault::{Fault, Outcome};
use crate::platform::http::{Answer, Call, Http, Reach};
use crate::platform::message_settings::TwilioSettings;

/// Where Twilio reports what became of a text or a call: this, and the row's id.
pub const STATUS: &str = "/hooks/twilio/status/";
/// Where Twilio asks what to say after a key was pressed: this, and the row's id.
pub const KEY_PRESSED: &str = "/hooks/twilio/call/";
/// The header of its signature.
pub const SIGNATURE: &str = "x-twilio-signature";
/// A look-up that takes longer is done without.
const LOOKUP_LIMIT: Duration = Duration::from_secs(3);
/// For how long a phone rings.
const RINGS: &str = "30";

/// The gateway.
pub struct Twilio {
    settings: TwilioSettings,
    messages: Url,
    calls: Url,
    authorization: HeaderValue,
    base_url: String,
    http: Http,
}

impl Twilio {
    /// The gateway of these settings.
    ///
    /// # Errors
    /// [`Fault::Internal`] when they are not complete.
    pub fn new(settings: &TwilioSettings, base_url: &str, http: Http) -> Outcome<Self> {
        let token = settings.auth_token.as_ref().ok_or_else(|| Fault::internal("[messages.twilio] has no auth_token"))?;
        let url = |what: &str| {
            let text = format!("{}/2010-04-01/Accounts/{}/{what}.json", settings.api.trim_end_matches('/'), settings.account_sid);
            Url::parse(&text).map_err(|e| Fault::internal(format!("[messages.twilio] api: {e}")))
        };
        let basic = STANDARD.encode(format!("{}:{}", settings.account_sid, token.expose_secret()));
        let mut authorization = HeaderValue::from_str(&format!("Basic {basic}"))
            .map_err(|e| Fault::internal(format!("[messages.twilio] auth_token: {e}")))?;
        authorization.set_sensitive(true);
        let (messages, calls) = (url("Messages")?, url("Calls")?);
        Ok(Self { settings: settings.clone(), messages, calls, authorization, base_url: base_url.to_owned(), http })
    }

    /// What is posted, and where.
    fn request(&self, outgoing: &Outgoing) -> (&Url, String) {
        let mut form = Serializer::new(String::new());
        form.append_pair("To", &outgoing.to);
        let url = match &outgoing.body {
            Body::Text(text) => {
                if self.settings.messaging_service_sid.is_empty() {
                    form.append_pair("From", &self.settings.from);
                } else {
                    form.append_pair("MessagingServiceSid", &self.settings.messaging_service_sid);
                }
                form.append_pair("Body", text);
                if let Some(valid) = outgoing.valid {
                    // Twilio drops what it could not hand on by then.
                    form.append_pair("ValidityPeriod", &(valid / SECOND).clamp(1, 36_000).to_string());
                }
                &self.messages
            }
            Body::Call(script) => {
                let action = format!("{}{KEY_PRESSED}{}", self.base_url, outgoing.id);
                form.append_pair("From", self.settings.call_from());
                form.append_pair("Twiml", &ask_for_a_key(script, outgoing.language, &action));
                form.append_pair("Timeout", RINGS);
                &self.calls
            }
        };
        form.append_pair("StatusCallback", &format!("{}{STATUS}{}", self.base_url, outgoing.id));
        (url, form.finish())
    }

    async fn post(&self, outgoing: &Outgoing) -> Taken {
        let (url, form) = self.request(outgoing);
        let headers = vec![
            (AUTHORIZATION, self.authorization.clone()),
            (CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded")),
        ];
        let call = Call { method: Method::POST, url, headers, body: form.into_bytes(), reach: Reach::Any };
        read(&self.http.send(call).await.map_err(unanswered)?)
    }

    async fn look_up(&self, number: &str) -> Option<LineKind> {
        if !self.settings.lookup {
            return None;
        }
        let mut url = Url::parse(&self.settings.lookup_api).ok()?;
        url.set_path(&format!("/v2/PhoneNumbers/{number}"));
        url.set_query(Some("Fields=line_type_intelligence"));
        let headers = vec![(AUTHORIZATION, self.authorization.clone())];
        let call = Call { method: Method::GET, url: &url, headers, body: Vec::new(), reach: Reach::Any };
        let answer = tokio::time::timeout(LOOKUP_LIMIT, Box::pin(self.http.send(call))).await.ok()?.ok()?;
        let found: LookedUp = serde_json::from_slice(&answer.body).ok()?;
        Some(match found.line_type_intelligence?.kind?.as_str() {
            "mobile" => LineKind::Mobile,
            "landline" => LineKind::Landline,
            "fixedVoip" | "nonFixedVoip" => LineKind::Voip,
            _ => LineKind::Unknown,
        })
    }
}

impl Transport for Twilio {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Going<'a, Taken> {
        Box::pin(self.post(outgoing))
    }

    fn line_kind<'a>(&'a self, number: &'a str) -> Going<'a, Option<LineKind>> {
        Box::pin(self.look_up(number))
    }
}

#[derive(Deserialize)]
struct LookedUp {
    line_type_intelligence: Option<LineType>,
}

#[derive(Deserialize)]
struct LineType {
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// What stands in an answer: the name of what was taken, or the number of a mistake.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Said {
    sid: Option<String>,
    code: Option<i64>,
}

/// What an answer means.
fn read(answer: &Answer) -> Taken {
    if let Some(later) = come_back(answer) {
        return Err(later);
    }
    let said: Said = serde_json::from_slice(&answer.body).unwrap_or_default();
    let code = said.code.unwrap_or_default();
    let trouble = |cause| Trouble::of(cause, format!("answered {}, error {code}", answer.status));
    match answer.status {
        200..300 => match said.sid.filter(|name| !name.is_empty() && name.len() <= 100) {
            Some(name) => Ok(Some(name)),
            // Created, whatever was lost of the rest.
            None if answer.status == 201 => Ok(None),
            None => Err(NotTaken::Unknown(Trouble::of(Cause::NoAnswer, "answered something that is not Twilio's"))),
        },
        400..500 if cause_of(code) == Cause::TooMany => Err(NotTaken::Later(trouble(Cause::TooMany))),
        401 | 403 | 404 if code == 0 => Err(NotTaken::Never(trouble(Cause::Credentials))),
        300..500 => Err(NotTaken::Never(trouble(cause_of(code)))),
        _ => Err(NotTaken::Unknown(trouble(Cause::NoAnswer))),
    }
}

/// Twilio's numbers of mistakes, of requests and of deliveries, in our words.
#[must_use]
pub fn cause_of(code: i64) -> Cause {
    match code {
        13_223 | 13_224 | 21_201 | 21_205 | 21_211 | 21_217 | 21_421 | 30_005 => Cause::InvalidNumber,
        21_214 | 21_612 | 30_003 | 30_410 => Cause::Unreachable,
        21_614 | 21_635 | 30_006 => Cause::Landline,
        21_610 | 30_004 => Cause::Blocked,
        30_007 | 30_032..=30_035 | 30_037 | 30_038 => Cause::Filtered,
        13_227 | 21_215 | 21_216 | 21_408 | 60_410 => Cause::Region,
        21_219 | 21_608 => Cause::Trial,
        10_001 | 20_005 | 20_006 | 30_002 => Cause::Account,
        20_003 | 20_404 => Cause::Credentials,
        21_210 | 21_212 | 21_213 | 21_603 | 21_606 | 21_659..=21_661 | 21_701..=21_703 => Cause::Sender,
        20_429 | 21_611 | 30_001 | 30_022 | 30_023 => Cause::TooMany,
        30_012 | 30_036 => Cause::TooLate,
        _ => Cause::Other,
    }
}

/// What Twilio's word for the state of a text or a call means; none for one that tells nothing new. A call that was answered has arrived
/// only when a key was pressed, of which we hear before.
#[must_use]
pub fn reported(message: Option<&str>, call: Option<&str>, code: i64) -> Option<Reported> {
    let failed = |cause| Some(Reported::Failed(cause));
    match (message, call) {
        (Some("sent"), _) => Some(Reported::Sent),
        (Some("delivered" | "read"), _) => Some(Reported::Delivered),
        (Some("undelivered" | "failed" | "canceled"), _) => failed(cause_of(code)),
        (_, Some("completed")) => failed(Cause::NoKey),
        (_, Some("busy")) => failed(Cause::Busy),
        (_, Some("no-answer")) => failed(Cause::NotAnswered),
        (_, Some("failed")) => failed(if code == 0 { Cause::Unreachable } else { cause_of(code) }),
        (_, Some("canceled")) => failed(Cause::Replaced),
        _ => None,
    }
}

/// Whether a request is Twilio's: HMAC-SHA-1 under the account's token over the URL that we gave it and every parameter of the form in
/// order of their names, compared in constant time (Twilio, "Validating requests"). Twilio may write the URL with or without a port.
#[must_use]
pub fn is_signed(token: &SecretString, base_url: &str, path: &str, form: &[(String, String)], signature: &str) -> bool {
    let mut sorted: Vec<_> = form.iter().collect();
    sorted.sort();
    bases(base_url).into_iter().any(|base| {
        // A key of any length is right for HMAC: this cannot fail.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.expose_secret().as_bytes()) else { return false };
        mac.update(base.as_bytes());
        mac.update(path.as_bytes());
        for (name, value) in &sorted {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        bool::from(STANDARD.encode(mac.finalize().into_bytes()).as_bytes().ct_eq(signature.as_bytes()))
    })
}

/// Our address as it is configured, without its port, and with the usual one.
fn bases(base_url: &str) -> Vec<String> {
    let mut all = vec![base_url.to_owned()];
    if let Ok(url) = Url::parse(base_url)
        && let Some(host) = url.host_str()
    {
        all.push(format!("{}://{host}", url.scheme()));
        all.push(format!("{}://{host}:{}", url.scheme(), url.port_or_known_default().unwrap_or(443)));
    }
    all.dedup();
    all
}

/// What a call says first: it asks for a key. Holds no code.
fn ask_for_a_key(script: &Script, language: &str, action: &str) -> String {
    let (greeting, goodbye) = (say(&script.greeting, language), say(&script.goodbye, language));
    format!(
        "<Response><Gather input=\"dtmf\" numDigits=\"1\" timeout=\"8\" method=\"POST\" action=\"{}\">{greeting}<Pause length=\"1\"/>{greeting}</Gather>{goodbye}</Response>",
        escape(action)
    )
}

/// What a call says after a key was pressed.
#[must_use]
pub fn after_a_key(words: &str, language: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Pause length=\"1\"/>{}</Response>", say(words, language))
}

fn say(words: &str, language: &str) -> String {
    let language = if language == "es" { "es-US" } else { "en-US" };
    format!("<Say language=\"{language}\">{}</Say>", escape(words))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{Reported, cause_of, is_signed, reported};
    use crate::outbox::cause::Cause;

    #[test]
    fn a_request_is_signed_as_twilio_s_own_example_is() {
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let form = [
            ("CallSid", "CA1234567890ABCDE"),
            ("From", "+12349013030"),
            ("To", "+18005551212"),
            ("Caller", "+12349013030"),
            ("Digits", "1234"),
        ]
        .map(pair);
        let of = |token: &str, base: &str, form: &[(String, String)], signature: &str| {
            is_signed(&token.to_owned().into(), base, "/myapp.php?foo=1&bar=2", form, signature)
        };
        let signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
        assert!(of("12345", "https://mycompany.com", &form, signature));
        assert!(of("12345", "https://mycompany.com:8443", &form, signature), "they leave the port out");
        assert!(!of("12346", "https://mycompany.com", &form, signature));
        assert!(!of("12345", "https://mycompany.org", &form, signature));
        assert!(!of("12345", "https://mycompany.com", &form[1..], signature));
        assert!(!of("12345", "https://mycompany.com", &form, ""));
    }

    #[test]
    fn twilio_s_words_and_numbers_become_ours() {
        assert_eq!(reported(Some("delivered"), None, 0), Some(Reported::Delivered));
        assert_eq!(reported(Some("undelivered"), None, 30_006), Some(Reported::Failed(Cause::Landline)));
        assert_eq!(reported(None, Some("no-answer"), 0), Some(Reported::Failed(Cause::NotAnswered)));
        assert_eq!(reported(None, Some("completed"), 0), Some(Reported::Failed(Cause::NoKey)));
        for nothing in ["queued", "accepted", "sending", "something new"] {
            assert_eq!(reported(Some(nothing), None, 0), None);
        }
        assert_eq!((cause_of(21_610), cause_of(1)), (Cause::Blocked, Cause::Other));
    }
}
