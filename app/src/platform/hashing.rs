//! Passwords into hashes: argon2id on a bounded pool of workers with a bounded queue.
//!
//! Each worker keeps its memory blocks, which makes a hash about a fifth faster than allocating them anew. A full queue answers
//! [`Fault::Busy`] at once: hashing without a bound would let anybody stop the machine (OWASP, password storage).

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq as _;
use tokio::sync::{mpsc, oneshot};
use unicode_normalization::UnicodeNormalization as _;

use super::background;
use super::fault::{Fault, Outcome};
use super::random::Random;
use super::secrets::Secrets;
use super::settings::PasswordSettings;

/// A password as typed, in Unicode NFC and otherwise untouched: never trimmed, never folded (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.8).
/// `Debug` shows nothing.
#[derive(Clone, Debug)]
pub struct Password(SecretString);

impl Password {
    /// Takes a password as it came.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(SecretString::from(typed.nfc().collect::<String>()))
    }

    /// The text, for the rules that look at it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not this password, or no such account: the same work was done.
    Wrong,
    /// Right.
    Right {
        /// The same password hashed with today's parameters, when they have risen since.
        rehash: Option<String>,
    },
}

/// The pool. Cheap to clone; the workers end when the last clone is gone.
#[derive(Clone)]
pub struct HashPool {
    jobs: mpsc::Sender<Job>,
    random: Random,
    runs: Arc<AtomicU64>,
    times: Arc<Mutex<Vec<Duration>>>,
}

/// Times that are kept until somebody takes them.
const TIMES: usize = 8_192;

struct Job {
    password: Password,
    work: Work,
    reply: oneshot::Sender<Outcome<Answer>>,
}

enum Work {
    Hash { salt: [u8; 16] },
    Verify { stored: Option<String>, salt: [u8; 16] },
}

enum Answer {
    Hashed(String),
    Compared(Verdict),
}

impl HashPool {
    /// Starts the workers.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the parameters are below the minimum of ASVS Appendix C or unknown to argon2, [`Fault::Io`] when a thread
    /// can't be started.
    pub fn start(settings: &PasswordSettings, secrets: &Arc<Secrets>, random: &Random) -> Outcome<Self> {
        let params = parameters(settings)?;
        let workers = match settings.workers {
            0 => thread::available_parallelism().map_or(2, usize::from),
            n => n,
        };
        let (jobs, queue) = mpsc::channel(settings.queue.max(1));
        let queue = Arc::new(Mutex::new(queue));
        let (runs, times) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Vec::new())));
        for n in 0..workers {
            let (queue, secrets, params) = (Arc::clone(&queue), Arc::clone(secrets), params.clone());
            let (runs, times) = (Arc::clone(&runs), Arc::clone(&times));
            thread::Builder::new()
                .name(format!("hash-{n}"))
                .spawn(move || work(&queue, &secrets, &params, (&runs, &times)))
                .map_err(Fault::io("starting a hash worker"))?;
        }
        Ok(Self { jobs, random: random.clone(), runs, times })
    }

    /// How often argon2 ran since the start.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    /// Passwords that wait for a worker now.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// How long argon2 took each time since the last call; at most the first 8,192.
    #[must_use]
    pub fn take_times(&self) -> Vec<Duration> {
        std::mem::take(&mut *self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Hashes a new password; returns its PHC string.
    ///
    /// # Errors
    /// [`Fault::Busy`] when the queue is full.
    pub async fn hash(&self, password: Password) -> Outcome<String> {
        match self.run(password, Work::Hash { salt: self.random.bytes() }).await? {
            Answer::Hashed(phc) => Ok(phc),
            Answer::Compared(_) => Err(Fault::internal("a hash worker answered another question")),
        }
    }

    /// Compares a password with a stored PHC string. With none (no such account) a hash of equal cost is made and thrown away.
    ///
    /// # Errors
    /// [`Fault::Busy`] when the queue is full.
    pub async fn verify(&self, password: Password, stored: Option<String>) -> Outcome<Verdict> {
        match self.run(password, Work::Verify { stored, salt: self.random.bytes() }).await? {
            Answer::Compared(verdict) => Ok(verdict),
            Answer::Hashed(_) => Err(Fault::internal("a hash worker answered another question")),
        }
    }

    async fn run(&self, password: Password, work: Work) -> Outcome<Answer> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(Job { password, work, reply }).map_err(|_| Fault::Busy)?;
        answer.await.map_err(|_| Fault::internal("a hash worker died"))?
    }
}

fn parameters(settings: &PasswordSettings) -> Outcome<Params> {
    if settings.memory_kib < 19 * 1024 || settings.passes < 2 {
        return Err(Fault::internal("[passwords] needs at least memory_kib = 19456 and passes = 2 (ASVS 5.0 Appendix C)"));
    }
    Params::new(settings.memory_kib, settings.passes, settings.lanes, None)
        .map_err(|e| Fault::internal(format!("[passwords]: argon2 refuses these parameters: {e}")))
}

fn work(queue: &Mutex<mpsc::Receiver<Job>>, secrets: &Secrets, params: &Params, measured: (&AtomicU64, &Mutex<Vec<Duration>>)) {
    // A flood of log-ins must not slow down who is in.
    background::last_in_line();
    let mut worker = Worker { secrets, params, runs: measured.0, times: measured.1, memory: Vec::new() };
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(job) = job else { return };
        // The person may have gone away while the job waited; then nobody needs the answer.
        if !job.reply.is_closed() {
            let _ = job.reply.send(worker.answer(&job.password, job.work));
        }
    }
}

struct Worker<'a> {
    secrets: &'a Secrets,
    params: &'a Params,
    runs: &'a AtomicU64,
    times: &'a Mutex<Vec<Duration>>,
    memory: Vec<Block>,
}

impl Worker<'_> {
    fn answer(&mut self, password: &Password, work: Work) -> Outcome<Answer> {
        match work {
            Work::Hash { salt } => self.phc(password, salt).map(Answer::Hashed),
            Work::Verify { stored: None, salt } => {
                self.raw(password, &salt, &self.params.clone())?;
                Ok(Answer::Compared(Verdict::Wrong))
            }
            Work::Verify { stored: Some(stored), salt } => self.compare(password, &stored, salt).map(Answer::Compared),
        }
    }

    fn compare(&mut self, password: &Password, stored: &str, salt: [u8; 16]) -> Outcome<Verdict> {
        let unreadable = |_| Fault::internal("a stored password hash can't be read");
        let hash = PasswordHash::new(stored).map_err(unreadable)?;
        let params = Params::try_from(&hash).map_err(|_| Fault::internal("a stored password hash has no parameters"))?;
        let (Some(old_salt), Some(expected)) = (hash.salt, hash.hash) else {
            return Err(Fault::internal("a stored password hash is cut short"));
        };
        let computed = self.raw(password, old_salt.as_ref(), &params)?;
        if !bool::from(computed.as_slice().ct_eq(expected.as_bytes())) {
            return Ok(Verdict::Wrong);
        }
        let same = (params.m_cost(), params.t_cost(), params.p_cost())
            == (self.params.m_cost(), self.params.t_cost(), self.params.p_cost());
        let rehash = if same { None } else { Some(self.phc(password, salt)?) };
        Ok(Verdict::Right { rehash })
    }

    fn phc(&mut self, password: &Password, salt: [u8; 16]) -> Outcome<String> {
        let output = self.raw(password, &salt, &self.params.clone())?;
        let broken = |e: &dyn std::fmt::Display| Fault::internal(format!("writing a PHC string: {e}"));
        Ok(PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(self.params).map_err(|e| broken(&e))?,
            salt: Some(Salt::new(&salt).map_err(|e| broken(&e))?),
            hash: Some(Output::new(&output).map_err(|e| broken(&e))?),
        }
        .to_string())
    }

    fn raw(&mut self, password: &Password, salt: &[u8], params: &Params) -> Outcome<[u8; 32]> {
        let failed = |e: argon2::Error| Fault::internal(format!("argon2: {e}"));
        let argon2 = Argon2::new_with_secret(self.secrets.pepper().expose(), Algorithm::Argon2id, Version::V0x13, params.clone())
            .map_err(failed)?;
        if self.memory.len() < params.block_count() {
            self.memory.resize(params.block_count(), Block::new());
        }
        let mut output = [0; 32];
        self.runs.fetch_add(1, Ordering::Relaxed);
        let begun = Instant::now();
        argon2
            .hash_password_into_with_memory(
                password.expose().as_bytes(),
                salt,
                &mut output,
                &mut self.memory[..params.block_count()],
            )
            .map_err(failed)?;
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        if times.len() < TIMES {
            times.push(begun.elapsed());
        }
        Ok(output)
    }
}

#[cfg(test)]
mod tests {
    use super::{HashPool, Password, Verdict};
    use crate::platform::random::Random;
    use crate::platform::secrets::Secrets;
    use crate::platform::settings::PasswordSettings;
    use std::sync::Arc;

    fn pool(settings: &PasswordSettings, master: u8) -> HashPool {
        HashPool::start(settings, &Arc::new(Secrets::from_master([master; 32])), &Random::seeded(1)).unwrap()
    }

    #[tokio::test]
    async fn the_right_password_is_right_in_either_unicode_form_and_no_other_is() {
        let pool = pool(&PasswordSettings::default(), 1);
        let stored = pool.hash(Password::new("caf\u{e9} with spaces ")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        for (typed, right) in [
            ("caf\u{e9} with spaces ", true),
            ("cafe\u{301} with spaces ", true),
            ("caf\u{e9} with spaces", false),
            ("Caf\u{e9} with spaces ", false),
            ("", false),
        ] {
            let verdict = pool.verify(Password::new(typed), Some(stored.clone())).await.unwrap();
            assert_eq!(verdict == Verdict::Right { rehash: None }, right, "{typed:?}");
        }
        assert_eq!(pool.verify(Password::new("x"), None).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn raised_parameters_rehash_at_the_next_right_password() {
        let old = pool(&PasswordSettings::default(), 1);
        let new = pool(&PasswordSettings { passes: 3, ..Default::default() }, 1);
        let stored = old.hash(Password::new("correct horse")).await.unwrap();
        let Verdict::Right { rehash: Some(phc) } = new.verify(Password::new("correct horse"), Some(stored)).await.unwrap() else {
            panic!("no rehash");
        };
        assert!(phc.contains("t=3"));
        assert_eq!(new.verify(Password::new("correct horse"), Some(phc)).await.unwrap(), Verdict::Right { rehash: None });
    }

    #[tokio::test]
    async fn without_the_pepper_a_stolen_hash_matches_nothing() {
        let stored = pool(&PasswordSettings::default(), 1).hash(Password::new("p")).await.unwrap();
        let other = pool(&PasswordSettings::default(), 2);
        assert_eq!(other.verify(Password::new("p"), Some(stored)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once() {
        let pool = pool(&PasswordSettings { workers: 1, queue: 1, ..Default::default() }, 1);
        let all = futures::future::join_all((0..20).map(|_| pool.verify(Password::new("x"), None))).await;
        assert!(all.iter().any(Result::is_err), "nobody was turned away");
        assert!(all.iter().any(Result::is_ok), "nobody was served");
    }

    #[test]
    fn parameters_below_the_minimum_are_refused() {
        let secrets = Arc::new(Secrets::from_master([1; 32]));
        for (memory_kib, passes) in [(19_455, 2), (19_456, 1)] {
            let settings = PasswordSettings { memory_kib, passes, ..Default::default() };
            assert!(HashPool::start(&settings, &secrets, &Random::seeded(1)).is_err());
        }
    }
}
