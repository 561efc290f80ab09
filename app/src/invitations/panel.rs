//! The invitation on a person's page, in the words of the administrator who looks.

use uuid::Uuid;

use super::model::{Panel, PanelForm};
use super::service::Waiting;
use super::store::{self, NewestRow};
use super::text;
use crate::i18n::{Locale, Text};
use crate::outbox::service as outbox;
use crate::password_reset::state::of_mail;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::access_code;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::service::full_name;

/// Whose page it is.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The person.
    pub user: Uuid,
    /// Given name.
    pub first_name: &'a str,
    /// The address on file; empty for none.
    pub email: &'a str,
    /// They have a password or a passkey.
    pub set_up: bool,
    /// They may log in, and are not who looks.
    pub offered: bool,
}

/// How the invitation of a person stands, and what can be done; none where there is nothing to say.
///
/// # Errors
/// A database fault.
pub async fn panel(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    of: Subject<'_>,
    (zone, locale): (&Zone, Locale),
) -> Outcome<Option<Panel>> {
    let newest = store::find_newest(tx, actor.practice, of.user).await?;
    let title = text::PANEL.of(locale).to_owned();
    let words = Words { of, zone, locale };
    if of.set_up || !of.offered {
        let accepted = newest.filter(|row| row.accepted_at.is_some());
        return Ok(accepted.map(|row| Panel { title, says: vec![words.fill(text::P_ACCEPTED, &row)], ..Panel::default() }));
    }
    let now = platform.clock.now();
    let open = newest.as_ref().filter(|row| row.accepted_at.is_none() && row.ended_at.is_none());
    let mut says = match &newest {
        Some(row) => words.standing(row, now),
        None => Vec::new(),
    };
    if let Some(row) = open.filter(|row| Waiting::of(row.tries, row.expires_at, now) == Waiting::Invited)
        && let Some(sent) = outbox::find_state(tx, row.id).await?
        && let Some(state) = of_mail(sent.state)
    {
        says.push(state.of(locale).to_owned());
    }
    let no_mail = platform.settings.no_mail;
    if no_mail {
        says.push(text::P_NO_MAIL.of(locale).to_owned());
    } else if of.email.is_empty() {
        says.push(text::P_NO_ADDRESS.of(locale).to_owned());
    } else if newest.is_none() {
        says.push(text::P_NEVER.with(locale, &[("name", of.first_name)]));
    }
    let code = access_code::find(platform, tx, actor.practice).await?.shown();
    let form = PanelForm {
        after: open.map(|row| row.id.simple().to_string()).unwrap_or_default(),
        label: text::P_EMAIL.of(locale).to_owned(),
        email: of.email.to_owned(),
        send: if open.is_some() { text::P_SEND_AGAIN } else { text::P_SEND }.of(locale).to_owned(),
        cancel: open.map(|_| text::P_CANCEL.of(locale).to_owned()).unwrap_or_default(),
    };
    let tell = [text::P_CODE.with(locale, &[("name", of.first_name)]), code, text::TELL.of(locale).to_owned()];
    Ok(Some(Panel { title, says, code: tell.to_vec(), form: Some(form).filter(|_| !no_mail) }))
}

struct Words<'a> {
    of: Subject<'a>,
    zone: &'a Zone,
    locale: Locale,
}

impl Words<'_> {
    fn fill(&self, text: Text, row: &NewestRow) -> String {
        let at = |time: Option<i64>| time.map(|at| self.zone.in_words(at)).unwrap_or_default();
        text.with(
            self.locale,
            &[
                ("name", self.of.first_name),
                ("made", &at(Some(row.created_at))),
                ("by", &full_name(&row.first_name, &row.last_name)),
                ("address", &row.address),
                ("until", &at(Some(row.expires_at))),
                ("opened", &at(row.opened_at)),
                ("accepted", &at(row.accepted_at)),
                ("n", &row.tries.to_string()),
            ],
        )
    }

    fn standing(&self, row: &NewestRow, now: i64) -> Vec<String> {
        if row.accepted_at.is_some() {
            return vec![self.fill(text::P_ACCEPTED, row)];
        }
        if row.ended_at.is_some() {
            return vec![self.fill(text::P_ENDED, row)];
        }
        match Waiting::of(row.tries, row.expires_at, now) {
            Waiting::Closed => vec![self.fill(text::P_CLOSED, row)],
            Waiting::Expired => vec![self.fill(text::P_EXPIRED, row)],
            Waiting::Invited | Waiting::Uninvited => {
                let opened = if row.opened_at.is_some() { text::P_OPENED } else { text::P_NOT_OPENED };
                let wrong = match row.tries {
                    0 => None,
                    1 => Some(text::P_WRONG_ONE),
                    _ => Some(text::P_WRONG),
                };
                [Some(text::P_SENT), Some(opened), wrong].into_iter().flatten().map(|text| self.fill(text, row)).collect()
            }
        }
    }
}
