//! The instance's secret: one master key in a file of its own, from which every other key is derived.
//!
//! The database never holds it, only a fingerprint, so that a node with another key does not start (it would break every audit chain
//! and every password). Whoever backs up the database backs up this file too.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::fault::{Fault, Outcome};
use super::random::Random;
use super::tokens::{hex, unhex};

/// Keys for one purpose each, derived from the master key by HMAC-SHA-256 over the purpose.
pub struct Secrets {
    access_codes: Key,
    audit: Key,
    codes: Key,
    counters: Key,
    drafts: Key,
    links: Key,
    passkeys: Key,
    pepper: Key,
    resets: Key,
    seals: Key,
    fingerprint: String,
}

/// A 256-bit key. `Debug` is not implemented on purpose.
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// HMAC-SHA-256 over `parts`, each preceded by its length, so that no two lists of parts give the same input.
    #[must_use]
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        // A key of any length is right for HMAC: this cannot fail, and an empty key would only be another key.
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_slice())
            .unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&[0; 64].into()));
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The key itself, for a library that takes it.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Secrets {
    /// Derives all keys.
    #[must_use]
    pub fn from_master(master: [u8; 32]) -> Self {
        let master = Key(Zeroizing::new(master));
        let derive = |purpose: &str| Key(Zeroizing::new(master.mac(&[b"vestibule", purpose.as_bytes()])));
        Self {
            access_codes: derive("access-codes"),
            audit: derive("audit"),
            codes: derive("codes"),
            counters: derive("counters"),
            drafts: derive("drafts"),
            links: derive("links"),
            passkeys: derive("passkeys"),
            pepper: derive("pepper"),
            resets: derive("resets"),
            seals: derive("seals"),
            fingerprint: hex(&derive("fingerprint").0[..16]),
        }
    }

    /// Reads the file; with `create`, makes it on first start (mode 0600).
    ///
    /// # Errors
    /// [`Fault::Io`] when it cannot be read or written, [`Fault::Internal`] when it is not a secrets file or is readable by others.
    pub fn load(path: &Path, create: bool, random: &Random) -> Outcome<Self> {
        if !path.exists() {
            if !create {
                return Err(Fault::internal(format!(
                    "there is no secrets file {}. With PostgreSQL every node needs the same one: copy it from the first node, or make it \
                     once with `openssl rand -hex 32 > {}` and mode 0600",
                    path.display(),
                    path.display()
                )));
            }
            Self::create(path, random)?;
        }
        Self::refuse_if_readable_by_others(path)?;
        let text = Zeroizing::new(fs::read_to_string(path).map_err(Fault::io(format!("reading {}", path.display())))?);
        let bytes = Zeroizing::new(unhex(text.trim()).unwrap_or_default());
        let master = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| Fault::internal(format!("{} must hold 64 hexadecimal digits and nothing else", path.display())))?;
        Ok(Self::from_master(master))
    }

    fn create(path: &Path, random: &Random) -> Outcome<()> {
        use std::os::unix::fs::OpenOptionsExt as _;
        let what = || format!("creating {}", path.display());
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir).map_err(Fault::io(what()))?;
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(Fault::io(what()))?;
        let text = Zeroizing::new(hex(&random.bytes::<32>()));
        writeln!(file, "{}", text.as_str()).and_then(|()| file.sync_all()).map_err(Fault::io(what()))
    }

    fn refuse_if_readable_by_others(path: &Path) -> Outcome<()> {
        use std::os::unix::fs::PermissionsExt as _;
        // The six lower bits are what group and others may do.
        let mode = fs::metadata(path).map_err(Fault::io(format!("reading {}", path.display())))?.permissions().mode();
        if mode.trailing_zeros() >= 6 {
            return Ok(());
        }
        Err(Fault::internal(format!(
            "{} can be read by others (mode {:o}). Run `chmod 600 {}`",
            path.display(),
            mode & 0o777,
            path.display()
        )))
    }

    /// The key from which Practice Access Codes are derived.
    #[must_use]
    pub fn access_codes(&self) -> &Key {
        &self.access_codes
    }

    /// The key of the audit chains.
    #[must_use]
    pub fn audit(&self) -> &Key {
        &self.audit
    }

    /// The key from which codes are derived: those of authenticator apps, and those by text and call.
    #[must_use]
    pub fn codes(&self) -> &Key {
        &self.codes
    }

    /// The key under which identifiers and networks are counted.
    #[must_use]
    pub fn counters(&self) -> &Key {
        &self.counters
    }

    /// The key from which browsers get the keys of half-typed forms.
    #[must_use]
    pub fn drafts(&self) -> &Key {
        &self.drafts
    }

    /// The key of links in messages, which are derived when a message is sent and stored nowhere.
    #[must_use]
    pub fn links(&self) -> &Key {
        &self.links
    }

    /// The key of passkeys' challenges and of the handles by which authenticators name people.
    #[must_use]
    pub fn passkeys(&self) -> &Key {
        &self.passkeys
    }

    /// The password pepper (NIST SP 800-63B-4 3.1.1.2: a keyed hash, key kept apart from the hashes).
    #[must_use]
    pub fn pepper(&self) -> &Key {
        &self.pepper
    }

    /// The key from which reset codes and the tokens of their next page are derived.
    #[must_use]
    pub fn resets(&self) -> &Key {
        &self.resets
    }

    /// The key under which a passphrase waits in the database for the work that it is for (`seal.rs`).
    #[must_use]
    pub fn seals(&self) -> &Key {
        &self.seals
    }

    /// What the database remembers of this key: says which key it is, nothing about it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}
