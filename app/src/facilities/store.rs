//! The facilities' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, statements};

statements! {
    CREATE_FACILITY = "INSERT INTO facility (id, practice, name, name_key, address_1, address_2, city, state, zip, phone, fax, npi, clia, \
                       place_of_service, time_zone, hours, main, created_at, version) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)";
    SAVE_FACILITY = "UPDATE facility SET name = $3, name_key = $4, address_1 = $5, address_2 = $6, city = $7, state = $8, zip = $9, phone = $10, \
                     fax = $11, npi = $12, clia = $13, place_of_service = $14, time_zone = $15, hours = $16, version = version + 1 \
                     WHERE practice = $1 AND id = $2";
    FIND_FACILITY = "SELECT id, name, address_1, address_2, city, state, zip, phone, fax, npi, clia, place_of_service, time_zone, hours, main, \
                     deactivated_at, version FROM facility WHERE practice = $1 AND id = $2";
    LIST_FACILITIES = "SELECT id, name, address_1, address_2, city, state, zip, phone, fax, npi, clia, place_of_service, time_zone, hours, main, \
                       deactivated_at, version FROM facility WHERE practice = $1 \
                       ORDER BY CASE WHEN main THEN 0 WHEN deactivated_at IS NULL THEN 1 ELSE 2 END, name_key";
    FIND_FACILITY_OF_NAME = "SELECT id FROM facility WHERE practice = $1 AND name_key = $2";
    COUNT_FACILITIES = "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(CASE WHEN main THEN name END), '') FROM facility \
                        WHERE practice = $1 AND deactivated_at IS NULL";
    // Two statements in one transaction: never two primary ones, not for a moment.
    CLEAR_PRIMARY = "UPDATE facility SET main = FALSE, version = version + 1 WHERE practice = $1 AND main";
    SET_PRIMARY = "UPDATE facility SET main = TRUE, version = version + 1 WHERE practice = $1 AND id = $2";
    SET_FACILITY_DEACTIVATED = "UPDATE facility SET deactivated_at = $3, version = version + 1 WHERE practice = $1 AND id = $2";
    DELETE_FACILITY = "DELETE FROM facility WHERE practice = $1 AND id = $2";
}

/// A facility, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct FacilityRow {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub address_1: String,
    /// Suite, floor.
    pub address_2: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// 5 or 9 digits.
    pub zip: String,
    /// E.164.
    pub phone: String,
    /// E.164, or empty.
    pub fax: String,
    /// Ten digits, or empty.
    pub npi: String,
    /// Ten characters, or empty.
    pub clia: String,
    /// Two digits.
    pub place_of_service: String,
    /// IANA name.
    pub time_zone: String,
    /// JSON: seven days from Monday.
    pub hours: String,
    /// The practice's primary one.
    pub main: bool,
    /// Since when it is out of use.
    pub deactivated_at: Option<Millis>,
    /// Rises with each change.
    pub version: i64,
}

/// Which facility of which practice.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// The practice.
    pub practice: Uuid,
    /// The facility.
    pub id: Uuid,
}

/// Writes a new facility; `name_key` is its folded name.
pub async fn create(tx: &mut Tx, practice: Uuid, f: &FacilityRow, name_key: &str, now: Millis) -> Outcome<u64> {
    execute!(
        tx,
        CREATE_FACILITY,
        f.id,
        practice,
        &f.name,
        name_key,
        &f.address_1,
        &f.address_2,
        &f.city,
        &f.state,
        &f.zip,
        &f.phone,
        &f.fax,
        &f.npi,
        &f.clia,
        &f.place_of_service,
        &f.time_zone,
        &f.hours,
        f.main,
        now
    )
}

/// Writes a changed one.
pub async fn save(tx: &mut Tx, practice: Uuid, f: &FacilityRow, name_key: &str) -> Outcome<u64> {
    execute!(
        tx,
        SAVE_FACILITY,
        practice,
        f.id,
        &f.name,
        name_key,
        &f.address_1,
        &f.address_2,
        &f.city,
        &f.state,
        &f.zip,
        &f.phone,
        &f.fax,
        &f.npi,
        &f.clia,
        &f.place_of_service,
        &f.time_zone,
        &f.hours
    )
}

/// A facility of a practice.
pub async fn find(tx: &mut Tx, which: Which) -> Outcome<Option<FacilityRow>> {
    fetch_optional!(tx, FIND_FACILITY, which.practice, which.id)
}

/// All of a practice: the primary one first, those out of use last.
pub async fn list(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<FacilityRow>> {
    fetch_all!(tx, LIST_FACILITIES, practice)
}

/// Which facility has a folded name.
pub async fn find_by_name(tx: &mut Tx, practice: Uuid, name_key: &str) -> Outcome<Option<Uuid>> {
    let row: Option<(Uuid,)> = fetch_optional!(tx, FIND_FACILITY_OF_NAME, practice, name_key)?;
    Ok(row.map(|(id,)| id))
}

/// How many are in use, and the primary one's name; empty for none.
pub async fn count(tx: &mut Tx, practice: Uuid) -> Outcome<(i64, String)> {
    fetch_one!(tx, COUNT_FACILITIES, practice)
}

/// Makes one the primary facility, instead of the one before.
pub async fn set_primary(tx: &mut Tx, which: Which) -> Outcome<u64> {
    execute!(tx, CLEAR_PRIMARY, which.practice)?;
    execute!(tx, SET_PRIMARY, which.practice, which.id)
}

/// Takes one out of use, or back in.
pub async fn set_deactivated(tx: &mut Tx, which: Which, at: Option<Millis>) -> Outcome<u64> {
    execute!(tx, SET_FACILITY_DEACTIVATED, which.practice, which.id, at)
}

/// Deletes one.
pub async fn delete(tx: &mut Tx, which: Which) -> Outcome<u64> {
    execute!(tx, DELETE_FACILITY, which.practice, which.id)
}
