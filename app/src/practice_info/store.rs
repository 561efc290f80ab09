//! The SQL of what a practice says of itself.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_one, fetch_optional, statements};

statements! {
    FIND_INFO = "SELECT practice_id, name, time_zone, details, version FROM practice WHERE id = $1";
    FIND_LOGO = "SELECT png FROM practice_logo WHERE practice = $1";
    SAVE_LOGO = "INSERT INTO practice_logo (practice, png, width, height, digest, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                 ON CONFLICT (practice) DO UPDATE SET png = $2, width = $3, height = $4, digest = $5, changed_at = $6, changed_by = $7";
    FIND_LOGO_SIZE = "SELECT width, height, digest FROM practice_logo WHERE practice = $1";
    DELETE_LOGO = "DELETE FROM practice_logo WHERE practice = $1";
    SAVE_INFO = "UPDATE practice SET name = $2, time_zone = $3, details = $4, version = version + 1 WHERE id = $1";
}

/// A practice, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct InfoRow {
    /// The 7 characters of its Practice ID.
    pub practice_id: String,
    /// Its name.
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// JSON, by input.
    pub details: String,
    /// Rises with each change.
    pub version: i64,
}

/// What a practice says of itself.
pub async fn find(tx: &mut Tx, practice: Uuid) -> Outcome<InfoRow> {
    fetch_one!(tx, FIND_INFO, practice)
}

/// Writes it: name, time zone, and the rest as JSON.
pub async fn save(tx: &mut Tx, practice: Uuid, (name, time_zone, details): (&str, &str, &str)) -> Outcome<u64> {
    execute!(tx, SAVE_INFO, practice, name, time_zone, details)
}

/// A practice's logo as a PNG file.
pub async fn find_logo(tx: &mut Tx, practice: Uuid) -> Outcome<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = fetch_optional!(tx, FIND_LOGO, practice)?;
    Ok(row.map(|(png,)| png))
}

/// Its width and height in pixels, and what names it.
pub async fn find_logo_size(tx: &mut Tx, practice: Uuid) -> Outcome<Option<(i64, i64, String)>> {
    fetch_optional!(tx, FIND_LOGO_SIZE, practice)
}

/// A picture to be kept.
#[derive(Clone, Copy, Debug)]
pub struct LogoRow<'a> {
    /// The file.
    pub png: &'a [u8],
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// Names this picture in addresses.
    pub digest: &'a str,
}

/// Keeps a practice's logo, by whom and when.
pub async fn save_logo(tx: &mut Tx, practice: Uuid, logo: LogoRow<'_>, (by, at): (Uuid, Millis)) -> Outcome<u64> {
    execute!(tx, SAVE_LOGO, practice, logo.png, logo.width, logo.height, logo.digest, at, by)
}

/// Takes it away; 0 when there is none.
pub async fn delete_logo(tx: &mut Tx, practice: Uuid) -> Outcome<u64> {
    execute!(tx, DELETE_LOGO, practice)
}
