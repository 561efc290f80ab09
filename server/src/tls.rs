//! TLS by ourselves: the certificate and its key from two PEM files, read anew when they change.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use app::platform::clock::{HOUR, Millis};
use app::platform::mailer::host_of;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{Error, ServerConfig};
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// Less than this left is worth a line in the log.
pub const SOON: Millis = 14 * 24 * HOUR;

/// A certificate that is good now.
#[derive(Clone)]
struct Loaded {
    config: Arc<ServerConfig>,
    /// What the files held.
    pem: (Vec<u8>, Vec<u8>),
    ends: Millis,
}

/// The certificate in use. New connections get the newest one; those that are open keep theirs.
pub struct Tls {
    cert: PathBuf,
    key: PathBuf,
    host: String,
    current: RwLock<Loaded>,
}

/// What a look at the files came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing has changed.
    Same,
    /// New connections get another certificate from now on.
    New,
    /// The files have changed, and what is in them can't be used: the certificate before stays.
    Unusable(String),
}

impl Tls {
    /// Reads both files. `base_url` says for which name the certificate must be.
    ///
    /// # Errors
    /// A sentence with the file and the remedy: missing, not PEM, a key of another certificate, expired, for another name.
    pub fn load(cert: &Path, key: &Path, base_url: &str, now: Millis) -> Result<Self, String> {
        let host = host_of(base_url).to_owned();
        let current = RwLock::new(load(cert, key, &host, now)?);
        Ok(Self { cert: cert.to_owned(), key: key.to_owned(), host, current })
    }

    /// What takes the next connection.
    #[must_use]
    pub fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.now().config)
    }

    /// When the certificate in use ends.
    #[must_use]
    pub fn ends(&self) -> Millis {
        self.now().ends
    }

    /// Looks whether the files have changed.
    pub fn look(&self, now: Millis) -> Look {
        let same = pem(&self.cert, &self.key).is_ok_and(|pem| pem == self.now().pem);
        if same {
            return Look::Same;
        }
        match load(&self.cert, &self.key, &self.host, now) {
            Ok(loaded) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = loaded;
                Look::New
            }
            Err(why) => Look::Unusable(why),
        }
    }

    fn now(&self) -> Loaded {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn pem(cert: &Path, key: &Path) -> Result<(Vec<u8>, Vec<u8>), String> {
    let read = |name: &str, path: &Path| std::fs::read(path).map_err(|e| format!("[tls] {name} = \"{}\": {e}", path.display()));
    Ok((read("cert", cert)?, read("key", key)?))
}

fn load(cert: &Path, key: &Path, host: &str, now: Millis) -> Result<Loaded, String> {
    let pem = pem(cert, key)?;
    let (cert, key) = (cert.display(), key);
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&pem.0)
        .collect::<Result<_, _>>()
        .map_err(|e| format!("[tls] cert = \"{cert}\" is not PEM: {e}"))?;
    let Some(own) = chain.first() else { return Err(format!("[tls] cert = \"{cert}\" holds no certificate (BEGIN CERTIFICATE)")) };
    let ends = judge(own, host, now).map_err(|why| format!("[tls] cert = \"{cert}\" {why}"))?;
    refuse_if_open(key)?;
    let key_is = key.display();
    let private =
        PrivateKeyDer::from_pem_slice(&pem.1).map_err(|e| format!("[tls] key = \"{key_is}\" holds no usable private key: {e}"))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, private))
        .map_err(|e| match e {
            Error::InconsistentKeys(_) => format!("[tls] key = \"{key_is}\" is not the key of the certificate in {cert}"),
            e => format!("[tls] {cert} and {key_is} can't be used: {e}"),
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Loaded { config: Arc::new(config), pem, ends })
}

/// When the certificate ends, if it is good now and for this name.
fn judge(own: &CertificateDer<'_>, host: &str, now: Millis) -> Result<Millis, String> {
    let (_, parsed) = X509Certificate::from_der(own).map_err(|_| "holds no certificate that can be read".to_owned())?;
    let validity = parsed.validity();
    let (from, until) = (validity.not_before.timestamp() * 1_000, validity.not_after.timestamp() * 1_000);
    if until <= now {
        return Err(format!("expired on {}: renew it", validity.not_after));
    }
    if from > now {
        return Err(format!("begins only on {}: look at the computer's clock, or wait", validity.not_before));
    }
    let name = ServerName::try_from(host).map_err(|_| format!("can't be for `{host}`, the name in base_url"))?;
    let fits = ParsedCertificate::try_from(own).is_ok_and(|c| verify_server_name(&c, &name).is_ok());
    if fits { Ok(until) } else { Err(format!("is not for {host}, the name in [server] base_url")) }
}

fn refuse_if_open(key: &Path) -> Result<(), String> {
    let mode = std::fs::metadata(key).map_err(|e| format!("[tls] key = \"{}\": {e}", key.display()))?.permissions().mode();
    // The three lowest bits are what everybody may do.
    if mode.trailing_zeros() >= 3 {
        return Ok(());
    }
    Err(format!("[tls] key = \"{}\" can be read by everybody on this computer. Run `chmod o= {0}`", key.display()))
}
