//! The rules of authenticator apps.

use subtle::ConstantTimeEq as _;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::model::{Authenticator, Setup};
use super::store;
use crate::platform::clock::{HOUR, SECOND};
use crate::platform::secrets::Secrets;
use crate::platform::{Fault, Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::security_codes::model::digits_in;
use crate::sessions::service::Actor;

/// Who the app says the code is for.
const ISSUER: &str = "Vestibule";
/// How long one code is shown, in seconds.
const STEP: i64 = 30;
/// Steps to each side that are accepted: the clocks of phones differ (RFC 6238 5.2).
const ACCEPTED: i64 = 1;
/// Steps to each side in which a right code tells how wrong the clock is: ten minutes.
const TOLD: i64 = 20;
/// How long a set-up may take.
const SETUP: Millis = HOUR;
/// Bytes of a secret: RFC 4226 4 recommends 160 bits.
const SECRET: usize = 20;

/// What a typed code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Right, and used up.
    Right,
    /// Another.
    Wrong,
    /// Right, and used before.
    Used,
    /// Right for another time: the phone's clock is so many seconds ahead (below zero: behind).
    ClockOff(i64),
    /// Not six digits.
    NotDigits,
    /// The person has no app.
    Nothing,
}

/// Since when a person has an app in use; none when none is.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, user: Uuid) -> Outcome<Option<Millis>> {
    Ok(store::find(tx, user).await?.map(|(_, since)| since))
}

/// What the person's page shows.
///
/// # Errors
/// A database fault.
pub async fn find_own(platform: &Platform, actor: &Actor) -> Outcome<Authenticator> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let since = find(&mut tx, actor.user).await?.map(|at| zone.in_words(at));
    let name = format!("{} ({})", actor.person.practice, actor.person.username);
    Ok(Authenticator { since, setup: find_setup(platform, &mut tx, actor.user, &name).await? })
}

/// What a person has begun to set up; `name` tells it from others in the app.
///
/// # Errors
/// A database fault.
pub async fn find_setup(platform: &Platform, tx: &mut Tx, user: Uuid, name: &str) -> Outcome<Option<Setup>> {
    let pending = store::find_pending(tx, user, platform.clock.now() - SETUP).await?;
    pending.map(|id| setup(platform, id, name)).transpose()
}

/// Begins a set-up in the caller's transaction. What was begun before is dropped, what is in use stays.
///
/// # Errors
/// A database fault.
pub async fn begin(platform: &Platform, tx: &mut Tx, user: Uuid) -> Outcome<()> {
    let now = platform.clock.now();
    store::delete_pending(tx, user).await?;
    store::create(tx, platform.random.id(now), user, now).await?;
    Ok(())
}

/// Ends a set-up with a code from the app, in the caller's transaction: from now on it is the person's app, instead of another.
///
/// # Errors
/// A database fault.
pub async fn confirm(platform: &Platform, tx: &mut Tx, user: Uuid, typed: &str) -> Outcome<Checked> {
    let now = platform.clock.now();
    let Some(id) = store::find_pending(tx, user, now - SETUP).await? else { return Ok(Checked::Nothing) };
    let step = match compare(&platform.secrets, id, typed, now) {
        Ok(step) => step,
        Err(checked) => return Ok(checked),
    };
    store::delete_confirmed(tx, user).await?;
    Ok(if store::confirm(tx, id, now, step).await? == 1 { Checked::Right } else { Checked::Used })
}

/// Compares a code with a person's app in the caller's transaction; a right one is used up.
///
/// # Errors
/// A database fault.
pub async fn check(platform: &Platform, tx: &mut Tx, user: Uuid, typed: &str) -> Outcome<Checked> {
    let Some((id, _)) = store::find(tx, user).await? else { return Ok(Checked::Nothing) };
    Ok(match compare(&platform.secrets, id, typed, platform.clock.now()) {
        Ok(step) if store::use_step(tx, id, step).await? == 1 => Checked::Right,
        Ok(_) => Checked::Used,
        Err(checked) => checked,
    })
}

/// Takes a person's app away in the caller's transaction; says whether there was one in use.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, user: Uuid) -> Outcome<bool> {
    let had = store::find(tx, user).await?.is_some();
    store::delete_all(tx, user).await?;
    Ok(had)
}

/// Forgets set-ups that were never ended. Run now and then; returns how many.
///
/// # Errors
/// A database fault.
pub async fn sweep(platform: &Platform) -> Outcome<u64> {
    let mut tx = platform.db.write().await?;
    let gone = store::delete_old_pending(&mut tx, platform.clock.now() - SETUP).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The step that a code belongs to, when that is now.
fn compare(secrets: &Secrets, id: Uuid, typed: &str, now: Millis) -> Result<i64, Checked> {
    let digits = digits_in(typed).ok_or(Checked::NotDigits)?;
    let now = now / SECOND / STEP;
    let app = app_of(secrets, id, "").map_err(|_| Checked::Wrong)?;
    let mut found = None;
    // All of them, so that the time says nothing about where the right one is.
    for away in (-TOLD..=TOLD).rev() {
        let code = app.generate(u64::try_from((now + away) * STEP).unwrap_or_default()).to_string();
        let nearer = found.is_none_or(|f: i64| away.abs() < f.abs());
        if bool::from(code.as_bytes().ct_eq(digits.as_bytes())) && nearer {
            found = Some(away);
        }
    }
    match found {
        None => Err(Checked::Wrong),
        Some(away) if away.abs() > ACCEPTED => Err(Checked::ClockOff(away * STEP)),
        Some(away) => Ok(now + away),
    }
}

/// What the app knows: derived from the row's id, under a key that is not in the database.
fn secret_of(secrets: &Secrets, id: Uuid) -> Secret {
    Secret::from(&secrets.codes().mac(&[b"totp", id.as_bytes()])[..SECRET])
}

fn app_of(secrets: &Secrets, id: Uuid, name: &str) -> Outcome<Totp> {
    // A colon divides issuer and account in the app's link.
    let account = name.replace(':', " ");
    Builder::new()
        .with_secret(secret_of(secrets, id))
        .with_account_name(account)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|e| Fault::internal(format!("an authenticator app: {e}")))
}

fn setup(platform: &Platform, id: Uuid, name: &str) -> Outcome<Setup> {
    let app = app_of(&platform.secrets, id, name)?;
    let broken = |e: &dyn std::fmt::Display| Fault::internal(format!("setting an authenticator app up: {e}"));
    let link = app.to_url().map_err(|e| broken(&e))?;
    let picture = qrcode::QrCode::new(&link)
        .map_err(|e| broken(&e))?
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    let key = secret_of(&platform.secrets, id).to_base32();
    let groups: Vec<&str> = (0..key.len()).step_by(4).filter_map(|at| key.get(at..(at + 4).min(key.len()))).collect();
    Ok(Setup { picture, key: groups.join(" "), link })
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    use std::process::Command;

    use super::{SECOND, compare, secret_of};
    use crate::platform::Random;
    use crate::platform::secrets::Secrets;

    /// What another implementation of RFC 6238, OATH Toolkit's, shows at a time.
    fn shown_elsewhere(key: &str, seconds: i64) -> String {
        let out = Command::new("oathtool").args(["--totp", "--base32", "--now", &format!("@{seconds}"), key]).output();
        let out = out.expect("oathtool is not here: `scripts/setup test` installs it");
        assert!(out.status.success(), "oathtool: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    }

    #[test]
    fn oathtool_agrees_over_1_000_random_secrets_and_times() {
        let seed = RandomState::new().build_hasher().finish();
        println!("seed {seed}");
        let random = Random::seeded(seed);
        for n in 0..1_000 {
            let (secrets, id) = (Secrets::from_master(random.bytes()), random.id(0));
            // Up to the year 2242.
            let seconds = i64::from_be_bytes(random.bytes()) & 0x1_ffff_ffff;
            let code = shown_elsewhere(&secret_of(&secrets, id).to_base32(), seconds);
            let what = format!("secret {n} at {seconds} s: {code} (seed {seed})");
            assert_eq!(compare(&secrets, id, &code, seconds * SECOND), Ok(seconds / 30), "{what}");
            let other = (code.as_bytes()[5] - b'0' + 1) % 10;
            let wrong = format!("{}{other}", &code[..5]);
            assert_ne!(compare(&secrets, id, &wrong, seconds * SECOND), Ok(seconds / 30), "{what}");
        }
    }
}
