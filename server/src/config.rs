//! `vestibule.toml`: typed, every key also as `VESTIBULE__SECTION__KEY`, unknown keys are errors, and every error says the file, the
//! line, the key and the remedy. `docs/OPERATIONS.md` lists every key.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use app::platform::clock::{MINUTE, SECOND};
use app::platform::export_settings::ExportSettings;
use app::platform::message_settings::MessageSettings;
use app::platform::settings::{
    CodeSettings, LockoutSettings, MailSettings, MailTransport, PasswordSettings, PolicySettings, PracticeSettings,
    SessionSettings, Settings, Span,
};
use serde::Deserialize;
use toml::Table;

pub use agreement::AgreementSection;
pub use error::ConfigError;
use error::error;
pub use log::{LogFormat, LogSection};

mod agreement;
mod environment;
mod error;
mod log;

/// The whole configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[server]`
    pub server: ServerSection,
    /// `[tls]`
    pub tls: TlsSection,
    /// `[metrics]`
    pub metrics: MetricsSection,
    /// `[database]`
    pub database: DatabaseSection,
    /// `[secrets]`
    pub secrets: SecretsSection,
    /// `[session]`
    pub session: SessionSettings,
    /// `[lockout]`
    pub lockout: LockoutSettings,
    /// `[passwords]`
    pub passwords: PasswordSettings,
    /// `[policy]`
    pub policy: PolicySettings,
    /// `[practices]`
    pub practices: PracticeSettings,
    /// `[agreement]`
    pub agreement: AgreementSection,
    /// `[codes]`
    pub codes: CodeSettings,
    /// `[messages]`
    pub messages: MessageSettings,
    /// `[audit]`
    pub audit: AuditSection,
    /// `[exports]`
    pub exports: ExportSettings,
    /// `[mail]`
    pub mail: MailSettings,
    /// `[log]`
    pub log: LogSection,
}

/// `[server]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSection {
    /// Where to listen.
    pub addr: SocketAddr,
    /// What people type: builds every link and the origin check. Never the Host header.
    pub base_url: String,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where the built site lies.
    pub site_dir: PathBuf,
    /// After SIGTERM, how long everything is still answered while `readyz` says no.
    pub drain: Span,
}

impl Default for ServerSection {
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
            base_url: "http://localhost:3000".into(),
            trusted_proxies: Vec::new(),
            site_dir: "target/site".into(),
            drain: Span(5 * SECOND),
        }
    }
}

/// `[tls]`: both, or neither and a proxy that speaks TLS.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TlsSection {
    /// The certificate and those between it and its authority, PEM.
    pub cert: Option<PathBuf>,
    /// Its key, PEM.
    pub key: Option<PathBuf>,
}

impl TlsSection {
    /// Both files; none when TLS is a proxy's matter.
    #[must_use]
    pub fn files(&self) -> Option<(&Path, &Path)> {
        self.cert.as_deref().zip(self.key.as_deref())
    }
}

/// `[metrics]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsSection {
    /// Where `/metrics` is served, apart from everything else; without one it is not.
    pub addr: Option<SocketAddr>,
    /// Serve it also at an address that anybody on the internet could reach.
    pub public: bool,
}

/// `[database]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSection {
    /// `sqlite:data/vestibule.db` or `postgres://user:password@host/name`.
    pub url: String,
    /// Run migrations at start.
    pub migrate: bool,
}

impl Default for DatabaseSection {
    fn default() -> Self {
        Self { url: "sqlite:data/vestibule.db".into(), migrate: true }
    }
}

/// `[secrets]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecretsSection {
    /// The key file. Made on first start with `SQLite` only.
    pub file: PathBuf,
}

impl Default for SecretsSection {
    fn default() -> Self {
        Self { file: "data/secrets.key".into() }
    }
}

/// `[audit]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuditSection {
    /// Where the heads of the audit chains are noted, outside of the database. Best on another disk, or copied away.
    pub checkpoints: PathBuf,
    /// Entries older than so many years are deleted: 6 to 100 (45 CFR 164.316(b)(2)(i) asks for six); 0: none ever.
    pub keep_years: u32,
}

impl Default for AuditSection {
    fn default() -> Self {
        Self { checkpoints: "data/audit-checkpoints.log".into(), keep_years: 0 }
    }
}

impl Config {
    /// Reads the file (no file: the defaults), then the environment on top of it, then checks how they fit together.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn load(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut table = Table::new();
        if let Some(path) = file {
            let text =
                std::fs::read_to_string(path).map_err(|e| error(path.display().to_string(), format!("can't be read: {e}")))?;
            // Once with the types, for a line number with every mistake; once as a table, for the environment on top.
            toml::from_str::<Self>(&text).map_err(|e| in_file(path, &text, &e))?;
            table = text.parse().map_err(|e| in_file(path, &text, &e))?;
        }
        for (name, value) in environment.filter(|(name, _)| name.starts_with(environment::PREFIX)) {
            environment::overlay(&mut table, &name, &value)?;
        }
        let place = file.map_or_else(|| "the configuration".to_owned(), |f| f.display().to_string());
        let config = Self::deserialize(table).map_err(|e| error(&place, e.to_string().trim()))?;
        config.check().map_err(|problem| error(place, problem))?;
        Ok(config)
    }

    /// What services read of it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            base_url: self.server.base_url.trim_end_matches('/').to_owned(),
            session: self.session.clone(),
            lockout: self.lockout.clone(),
            passwords: self.passwords.clone(),
            policy: self.policy.clone(),
            codes: self.codes.clone(),
            agreement: None,
            messages: self.messages.clone(),
            no_phone: self.messages.no_phone(),
            no_calls: self.messages.no_calls(),
            audit_years: self.audit.keep_years,
            practices: self.practices.clone(),
            mail_from: self.mail.from.clone(),
            exports: self.exports.clone(),
            no_mail: self.mail.transport == MailTransport::None,
        }
    }

    fn check(&self) -> Result<(), String> {
        let url = self.server.base_url.as_str();
        let host = url.strip_prefix("https://").map(|rest| (true, rest)).or(url.strip_prefix("http://").map(|rest| (false, rest)));
        let Some((secure, rest)) = host else {
            return Err(format!("[server] base_url = \"{url}\" must begin with https:// (or http://localhost for a try)"));
        };
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let loopback = matches!(host, "localhost" | "127.0.0.1") || rest.starts_with("[::1]");
        if !secure && !loopback {
            return Err(format!(
                "[server] base_url = \"{url}\" is not encrypted: browsers drop our cookie there, and logging in would go in a circle. Use \
                 https:// (a proxy such as nginx or Caddy in front, its address in trusted_proxies)"
            ));
        }
        if rest.trim_end_matches('/').contains('/') {
            return Err(format!("[server] base_url = \"{url}\" must have no path: give Vestibule a host name of its own"));
        }
        self.check_addresses(secure)?;
        if self.server.drain.0 > MINUTE {
            return Err("[server] drain must be at most 60s: whoever stops a service waits no longer".into());
        }
        if !(self.database.url.starts_with("sqlite:") || self.database.url.starts_with("postgres")) {
            return Err("[database] url must begin with sqlite: or postgres://".into());
        }
        if let Some(ranges) = &self.passwords.breach_ranges {
            app::platform::breached::parse(ranges)?;
        }
        if self.passwords.memory_kib < 19 * 1024 || self.passwords.passes < 2 {
            return Err("[passwords] needs at least memory_kib = 19456 and passes = 2 (ASVS 5.0, Appendix C)".into());
        }
        if self.session.idle() <= 0 || self.session.absolute.0 < self.session.idle() {
            return Err("[session] absolute must be at least idle_lock, and both more than nothing".into());
        }
        if self.lockout.network_identifiers == 0 || self.lockout.identifier_limit == 0 {
            return Err("[lockout] network_identifiers and identifier_limit must be at least 1, or nobody could log in".into());
        }
        if self.lockout.identifier_limit > 100 {
            return Err("[lockout] identifier_limit must be at most 100 (NIST SP 800-63B-4, 3.2.2)".into());
        }
        if !(1..=100).contains(&self.lockout.known_browser_limit) {
            return Err("[lockout] known_browser_limit must be 1 to 100 (NIST SP 800-63B-4, 3.2.2)".into());
        }
        if self.lockout.counters_limit < 1_000 {
            return Err("[lockout] counters_limit must be at least 1000, or strangers could make everybody wait".into());
        }
        self.policy.check()?;
        if self.audit.keep_years != 0 && !(6..=100).contains(&self.audit.keep_years) {
            return Err("[audit] keep_years must be 0 or 6 to 100: six years is the least (45 CFR 164.316(b)(2)(i))".into());
        }
        if self.practices.sign_up && self.mail.transport == MailTransport::None {
            return Err("[practices] sign_up needs [mail]: a practice that signs up is sent a link".into());
        }
        self.agreement.check()?;
        self.codes.check()?;
        self.mail.check()?;
        self.exports.check()?;
        self.messages.check(&self.mail, url)
    }

    fn check_addresses(&self, secure: bool) -> Result<(), String> {
        if self.tls.cert.is_some() != self.tls.key.is_some() {
            return Err("[tls] cert and key belong together: give both, or neither and a proxy in front".into());
        }
        let tls = self.tls.files().is_some();
        if tls && !secure {
            return Err("[tls] is set, so [server] base_url must begin with https://".into());
        }
        let addr = self.server.addr;
        if !tls && !addr.ip().is_loopback() && self.server.trusted_proxies.is_empty() {
            return Err(format!(
                "[server] addr = \"{addr}\" takes plain HTTP from other computers. Set [tls] cert and key; or put a proxy that speaks TLS in \
                 front and its address into trusted_proxies; or listen on 127.0.0.1"
            ));
        }
        match self.metrics.addr {
            Some(metrics) if metrics == addr => Err("[metrics] addr must be another one than [server] addr".into()),
            Some(metrics) if !(self.metrics.public || is_private(metrics.ip())) => Err(format!(
                "[metrics] addr = \"{metrics}\" may be reached from the internet, in plain HTTP and by everybody. Use 127.0.0.1 or a \
                 private address, or say public = true when something else protects it"
            )),
            _ => Ok(()),
        }
    }
}

/// Loopback, and what no router passes on to the internet. `0.0.0.0` is everything, so it is not.
fn is_private(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

fn in_file(path: &Path, text: &str, e: &toml::de::Error) -> ConfigError {
    let line = e.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let key = text.lines().nth(line - 1).unwrap_or_default().split('=').next().unwrap_or_default().trim();
    error(format!("{}, line {line}, key `{key}`", path.display()), e.message().trim())
}

#[cfg(test)]
mod tests {
    use super::Config;
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn load(text: &str, env: &[(&str, &str)]) -> Result<Config, String> {
        // Tests run side by side: each text has a file of its own.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("vestibule-config-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&dir).unwrap();
        let file: PathBuf = dir.join("vestibule.toml");
        std::fs::write(&file, text).unwrap();
        let env = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Config::load(Some(&file), env).map_err(|e| e.to_string())
    }

    #[test]
    fn a_mistake_names_its_line_and_key() {
        let e = load("[server]\n\n[session]\nidle_lok = \"15m\"\n", &[]).unwrap_err();
        assert!(e.contains("line 4") && e.contains("idle_lok"), "{e}");
        let e = load("[session]\nidle_lock = \"15 minutes\"\n", &[]).unwrap_err();
        assert!(e.contains("line 2") && e.contains("\"15m\""), "{e}");
    }

    #[test]
    fn the_environment_wins_and_a_wrong_variable_is_named() {
        let config = load(
            "[server]\nbase_url = \"http://localhost:1\"\n",
            &[("VESTIBULE__SERVER__BASE_URL", "https://ehr.example"), ("VESTIBULE__LOCKOUT__FREE_TRIES", "3"), ("HOME", "/")],
        )
        .unwrap();
        assert_eq!((config.server.base_url.as_str(), config.lockout.free_tries), ("https://ehr.example", 3));
        let e = load("", &[("VESTIBULE__LOCKOUT__FREE_TRYS", "3")]).unwrap_err();
        assert!(e.contains("VESTIBULE__LOCKOUT__FREE_TRYS"), "{e}");
    }

    #[test]
    fn what_would_lock_everybody_out_or_weaken_passwords_is_refused() {
        for (text, word) in [
            ("[server]\nbase_url = \"http://ehr.example\"", "https://"),
            ("[server]\nbase_url = \"https://ehr.example/vestibule\"", "no path"),
            ("[passwords]\nmemory_kib = 4096", "19456"),
            ("[passwords]\nbreach_ranges = \"http://breaches.example/\"", "breach_ranges"),
            ("[lockout]\nidentifier_limit = 1000", "100"),
            ("[database]\nurl = \"mysql://x\"", "postgres"),
            ("[session]\nabsolute = \"5m\"", "absolute"),
            ("[server]\naddr = \"0.0.0.0:3000\"\nbase_url = \"https://ehr.example\"", "plain HTTP from other computers"),
            ("[server]\nbase_url = \"https://ehr.example\"\n[tls]\ncert = \"/c.pem\"", "belong together"),
            ("[tls]\ncert = \"/c.pem\"\nkey = \"/k.pem\"", "must begin with https://"),
            ("[metrics]\naddr = \"0.0.0.0:9000\"", "127.0.0.1"),
            ("[metrics]\naddr = \"127.0.0.1:3000\"", "another one"),
            ("[server]\ndrain = \"2m\"", "60s"),
            ("[policy]\ntrust_days = 31", "0 to 30"),
            ("[policy]\npassword_length = 7", "between 8 and 64"),
            ("[policy]\npassword_days = 30", "between 60 and 365"),
            ("[audit]\nkeep_years = 5", "six years"),
            ("[policy]\nemail_log_in_from = \"soon\"", "2027-03-01"),
            ("[policy]\nemail_log_in_from = \"2027-02-30\"", "is not a day"),
            ("[policy]\nsecond_step = \"everybody\"", "administrators"),
            ("[agreement]\nen = \"/terms.txt\"", "needs a version"),
            ("[agreement]\nversion = \"2026-11\"", "needs en"),
        ] {
            let e = load(text, &[]).unwrap_err();
            assert!(e.contains(word), "{e}");
        }
        for fine in [
            "[server]\nbase_url = \"https://ehr.example\"",
            "[server]\naddr = \"0.0.0.0:3000\"\nbase_url = \"https://ehr.example\"\ntrusted_proxies = [\"10.88.0.1\"]",
            "[server]\naddr = \"0.0.0.0:443\"\nbase_url = \"https://ehr.example\"\n[tls]\ncert = \"/c.pem\"\nkey = \"/k.pem\"",
            "[metrics]\naddr = \"10.0.0.7:9000\"",
            "[policy]\nemail_log_in_from = \"2027-03-01\"",
            "[metrics]\naddr = \"0.0.0.0:9000\"\npublic = true",
        ] {
            assert!(load(fine, &[]).is_ok(), "{fine}: {:?}", load(fine, &[]).err());
        }
    }

    #[test]
    fn mail_needs_a_sender_and_a_protected_way_and_its_password_is_never_shown() {
        let smtp = "[mail]\ntransport = \"smtp\"\nhost = \"mail.example\"\nfrom = \"Elm <no-reply@elm.example>\"\n";
        assert!(load("", &[]).is_ok() && load(smtp, &[]).is_ok());
        for (more, word) in [
            ("tls = \"none\"", "in the clear"),
            ("username = \"elm\"", "belong together"),
            ("tls = \"maybe\"", "required"),
            ("password = 4711", "in quotes"),
        ] {
            let e = load(&format!("{smtp}{more}"), &[]).unwrap_err();
            assert!(e.contains(word) && !e.contains("4711"), "{e}");
        }
        let e = load("[mail]\ntransport = \"smtp\"\nhost = \"mail.example\"\nfrom = \"nobody\"", &[]).unwrap_err();
        assert!(e.contains("needs from"), "{e}");
        let environment = [("VESTIBULE__MAIL__USERNAME", "elm"), ("VESTIBULE__MAIL__PASSWORD", "0047110815")];
        let config = load(smtp, &environment).unwrap();
        assert!(config.mail.password.is_some() && !format!("{config:?}").contains("4711"), "{config:?}");
    }

    #[test]
    fn a_gateway_needs_all_of_its_own_and_its_secrets_are_never_shown() {
        let twilio = |more: &str| {
            format!(
                "[server]\nbase_url = \"https://ehr.example\"\n[messages]\ngateway = \"twilio\"\n[messages.twilio]\n\
                 account_sid = \"AC0123456789abcdef0123456789abcdef\"\n{more}\n"
            )
        };
        let webhook = |more: &str| format!("[messages]\ngateway = \"webhook\"\n[messages.webhook]\n{more}\n");
        let secret = "secret = \"0123456789abcdef01234567\"";
        let mail = "[mail]\ntransport = \"smtp\"\nhost = \"mail.example\"\nfrom = \"a@elm.example\"\n";
        for (text, word) in [
            (twilio("auth_token = \"x\""), "needs from"),
            (twilio("from = \"+12135550100\""), "VESTIBULE__MESSAGES__TWILIO__AUTH_TOKEN"),
            (twilio("auth_token = 4711"), "in quotes"),
            (twilio("auth_token = \"x\"\nfrom = \"2135550100\""), "country code"),
            (twilio("auth_token = \"x\"\nmessaging_service_sid = \"MG0123456789abcdef0123456789abcdef\""), "calls = false"),
            (twilio("auth_token = \"x\"\nfrom = \"+12135550100\"\napi = \"http://api.twilio.com\""), "https://"),
            (
                twilio("auth_token = \"x\"\nfrom = \"+12135550100\"").replace("https://ehr.example", "http://localhost:1"),
                "Twilio reaches",
            ),
            (webhook(secret), "must be a URL"),
            (webhook(&format!("url = \"http://sms.example/\"\n{secret}")), "https://"),
            (webhook("url = \"https://sms.example/\"\nsecret = \"short\""), "24 characters"),
            (webhook(&format!("url = \"https://10.1.2.3/\"\n{secret}")), "allow_private"),
            (webhook(&format!("url = \"http://localhost:1/\"\n{secret}")), "allow_private"),
            (webhook(&format!("url = \"https://[::ffff:169.254.169.254]/\"\n{secret}")), "allow_private"),
            (webhook(&format!("url = \"https://me:4711@sms.example/\"\n{secret}")), "no name and no password"),
            ("[messages]\ngateway = \"mail\"\n[messages.mail]\nto = \"{number}@sms.example\"\n".into(), "set [mail]"),
            (format!("{mail}[messages]\ngateway = \"mail\"\n[messages.mail]\nto = \"me@sms.example\"\n"), "{number}"),
            ("[messages]\ngateway = \"pigeon\"\n".into(), "webhook"),
            ("[messages]\nper_day = 0\n".into(), "at least 1"),
            ("[messages]\ntext_cost = -1.0\n".into(), "dollars"),
            ("[messages]\ntime_limit = \"60s\"\n".into(), "25s"),
        ] {
            let e = load(&text, &[]).unwrap_err();
            assert!(e.contains(word) && !e.contains("4711") && !e.contains("0123456789abcdef01234567"), "{text}: {e}");
        }
        let environment =
            [("VESTIBULE__MESSAGES__TWILIO__AUTH_TOKEN", "0047110815"), ("VESTIBULE__MESSAGES__TWILIO__CALLS", "false")];
        let config = load(&twilio("from = \"+12135550100\""), &environment).unwrap();
        let settings = config.settings();
        assert!(!settings.no_phone && settings.no_calls && !format!("{config:?}").contains("4711"), "{config:?}");
        let config = load(&webhook(&format!("url = \"https://sms.example/\"\ncalls = true\n{secret}")), &[]).unwrap();
        assert!(
            !config.settings().no_phone
                && !config.settings().no_calls
                && !format!("{config:?}").contains("0123456789abcdef01234567")
        );
        let text = format!("{mail}[messages]\ngateway = \"mail\"\n[messages.mail]\nto = \"{{national}}@sms.example\"\n");
        let config = load(&text, &[]).unwrap();
        assert!(!config.settings().no_phone && config.settings().no_calls);
        assert_eq!(config.messages.mail.address("+12135550142"), "2135550142@sms.example");
        assert!(load("", &[]).unwrap().settings().no_phone);
    }
}
