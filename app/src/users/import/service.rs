//! The rules of the import: what becomes of each row, and adding people.

use std::collections::HashSet;

use super::super::fold::{fold, keys};
use super::super::model::{Level, Profile, ProfileProblem, Username, UsernameProblem};
use super::super::namesakes::{Namesake, list_namesakes};
use super::super::service::{self as users, Created, NewUser};
use super::table::{Row, username_of, yes};
use crate::i18n::Locale;
use crate::invitations::service::{Invited, invite_in};
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::levels::text::level_name;
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// Numbers that a username made of a name may get where it is taken.
const NAMESAKES: usize = 20;

/// What becomes of a row.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// This person is added.
    Add(Box<NewUser>),
    /// Somebody of this name is there.
    Exists(String),
    /// The same person stands in the table above.
    Twice,
    /// What is wrong with it.
    Wrong(Vec<Mistake>),
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// As in the form that adds one person.
    Profile(ProfileProblem),
    /// No username can be made of the name.
    NoUsername,
    /// No level of this name.
    Level,
    /// Neither yes nor no.
    Administrator,
    /// In an emergency nobody is made administrator.
    AdministratorNotAllowed,
}

/// What becomes of each row, now. In the caller's transaction.
///
/// # Errors
/// A database fault.
pub async fn judge(tx: &mut Tx, actor: &Actor, rows: &[Row]) -> Outcome<Vec<Verdict>> {
    let bases: Vec<String> = rows.iter().map(|row| username_of(&row.first_name, &row.last_name)).collect();
    let names: Vec<String> = rows.iter().map(|row| keys(&row.first_name, &row.last_name).0).collect();
    let typed = rows.iter().map(|row| crate::doctor::normalise_username(&row.username)).filter(|name| !name.is_empty());
    let usernames: Vec<String> =
        bases.iter().filter(|base| !base.is_empty()).flat_map(|base| numbered(base)).chain(typed).collect();
    let there = list_namesakes(tx, actor.practice, &usernames, &names).await?;
    let mut taken: HashSet<String> = there.iter().map(|one| one.username.clone()).collect();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    let may = actor.person.may(Permission::Administrators);
    Ok(rows
        .iter()
        .zip(bases.iter().zip(&names))
        .map(|(row, (base, name))| {
            let verdict = match judge_one(row, (base, name), &there, &taken, &seen) {
                Verdict::Add(new) if new.administrator && !may => Verdict::Wrong(vec![Mistake::AdministratorNotAllowed]),
                verdict => verdict,
            };
            if let Verdict::Add(new) = &verdict {
                taken.insert(new.username.as_str().to_owned());
                seen.insert((name.clone(), fold(&row.email)));
            }
            verdict
        })
        .collect())
}

/// `ana.ruiz`, `ana.ruiz2`, …
fn numbered(base: &str) -> impl Iterator<Item = String> {
    [base.to_owned()].into_iter().chain((2..=NAMESAKES).map(move |n| format!("{base}{n}")))
}

fn judge_one(
    row: &Row,
    (base, name): (&str, &str),
    there: &[Namesake],
    taken: &HashSet<String>,
    seen: &HashSet<(String, String)>,
) -> Verdict {
    let level = if row.level.is_empty() { Some(Level::Staff) } else { level_of(&row.level) };
    let (first_name, last_name) = (row.first_name.clone(), row.last_name.clone());
    let (email, phone) = (row.email.clone(), row.phone.clone());
    let profile = Profile { first_name, last_name, email, phone, level: level.or(Some(Level::Staff)) };
    let (profile, problems) = profile.checked();
    let mut mistakes: Vec<Mistake> = problems.into_iter().map(Mistake::Profile).collect();
    if level.is_none() {
        mistakes.push(Mistake::Level);
    }
    let administrator = yes(&row.administrator);
    if administrator.is_none() {
        mistakes.push(Mistake::Administrator);
    }
    let username = if row.username.is_empty() { of_name(base, taken) } else { Username::parse(&row.username).map_err(of_username) };
    let username = match username {
        Ok(username) => username,
        Err(mistake) => {
            // Without a name, that is what is told.
            if mistake != Mistake::NoUsername || mistakes.is_empty() {
                mistakes.push(mistake);
            }
            return Verdict::Wrong(mistakes);
        }
    };
    if !mistakes.is_empty() {
        return Verdict::Wrong(mistakes);
    }
    let email = fold(&row.email);
    let is_there = |one: &&Namesake| {
        let theirs = one.email.as_deref().map(fold).unwrap_or_default();
        one.name_key == name && (theirs == email || theirs.is_empty() || email.is_empty())
    };
    let by_username = || there.iter().find(|one| !row.username.is_empty() && one.username == username.as_str());
    if let Some(one) = by_username().or_else(|| there.iter().find(is_there)) {
        return Verdict::Exists(one.username.clone());
    }
    if taken.contains(username.as_str()) || seen.contains(&(name.to_owned(), email)) {
        return Verdict::Twice;
    }
    let some = |text: String| (!text.is_empty()).then_some(text);
    Verdict::Add(Box::new(NewUser {
        username,
        first_name: profile.first_name,
        last_name: profile.last_name,
        email: some(profile.email),
        phone: some(profile.phone),
        level: level.unwrap_or(Level::Staff),
        administrator: administrator.unwrap_or_default(),
    }))
}

fn of_username(problem: UsernameProblem) -> Mistake {
    Mistake::Profile(match problem {
        UsernameProblem::Length => ProfileProblem::UsernameLength,
        UsernameProblem::Character => ProfileProblem::UsernameCharacter,
    })
}

/// The first username of a name that is free.
fn of_name(base: &str, taken: &HashSet<String>) -> Result<Username, Mistake> {
    let free = numbered(base).find(|name| !taken.contains(name));
    free.filter(|_| !base.is_empty()).and_then(|name| Username::parse(&name).ok()).ok_or(Mistake::NoUsername)
}

/// A level by its name in any language, or in URLs.
fn level_of(typed: &str) -> Option<Level> {
    let typed = fold(typed);
    let named = |level: &Level| level.as_str() == typed || Locale::ALL.iter().any(|l| fold(level_name(*level).of(*l)) == typed);
    Level::ALL.into_iter().find(named)
}

/// What was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// So many people.
    Done(usize),
    /// Nobody: rows that were to be added can't be any more.
    Missed,
    /// Who asked is no administrator any more.
    NotAllowed,
}

/// Adds everybody whose row is right now, with their invitations: all or nobody, and nobody where a row of the lines in `good` is not right any more.
///
/// # Errors
/// A database fault; then nobody was added.
pub async fn add(platform: &Platform, actor: &Actor, rows: &[Row], good: &[u64], locale: Locale) -> Outcome<Added> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Users).await? {
        return Ok(Added::NotAllowed);
    }
    let verdicts = judge(&mut tx, actor, rows).await?;
    if rows.iter().zip(&verdicts).any(|(row, verdict)| good.contains(&row.line) && !matches!(verdict, Verdict::Add(_))) {
        return Ok(Added::Missed);
    }
    let mut added = 0;
    for verdict in verdicts {
        let Verdict::Add(new) = verdict else { continue };
        let Created::Done(id) = users::create(platform, &mut tx, actor.practice, &new, Some(actor)).await? else { continue };
        added += 1;
        if let Some(target) = users::for_reset(&mut tx, actor, id).await? {
            // Whoever has no address is told a code later.
            let _: Invited = invite_in(platform, &mut tx, actor, &target, locale).await?;
        }
    }
    tx.commit().await?;
    Ok(Added::Done(added))
}
