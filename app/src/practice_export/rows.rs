//! From what is kept to what stands in a row of an export.

use jiff::Timestamp;
use serde_json::{Value, json};
use takeout::Patient;
use takeout::table::Row;
use uuid::Uuid;

use super::source_store as source;
use crate::patient_documents::kinds::ending_of;
use crate::patients::bulk::{self, WholeRow};
use crate::patients::model::CHART_NUMBER;
use crate::platform::Millis;
use crate::users::service::full_name;

/// The moment as RFC 3339 writes it, in UTC; empty for none.
#[must_use]
pub fn moment(at: Option<Millis>) -> String {
    at.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| at.to_string()).unwrap_or_default()
}

pub(super) fn id(id: Option<Uuid>) -> Value {
    json!(id.map(|id| id.to_string()).unwrap_or_default())
}

/// A patient as they go out.
#[must_use]
pub fn patient(row: &WholeRow) -> Patient {
    let (mut details, mut insurance) = bulk::values_of(row);
    details.remove(CHART_NUMBER);
    // What a form kept as empty is as good as not there.
    details.retain(|_, value| !value.is_empty());
    insurance.retain(|_, value| !value.is_empty());
    Patient {
        id: row.record.to_string(),
        chart_number: row.chart_number.clone(),
        active: row.active,
        source_system: row.source_system.clone(),
        source_id: row.source_id.clone(),
        details,
        insurance,
        extras: serde_json::from_str(&row.extras).unwrap_or_default(),
    }
}

/// Where an attachment is in the archive.
pub(super) fn file_of(record: Uuid, media_type: &str) -> String {
    let ending = ending_of(media_type).unwrap_or("bin");
    format!("documents/{record}.{ending}")
}

pub(super) fn user(u: source::UserOut) -> Row {
    vec![
        id(Some(u.id)),
        json!(u.username),
        json!(u.address.unwrap_or_default()),
        json!(u.first_name),
        json!(u.last_name),
        json!(u.email.unwrap_or_default()),
        json!(u.phone.unwrap_or_default()),
        json!(u.level),
        json!(u.administrator),
        json!(u.emergency_designated),
        json!(moment(Some(u.created_at))),
        json!(moment(u.last_log_in_at)),
        json!(moment(u.deactivated_at)),
    ]
}

pub(super) fn emergency(e: source::EmergencyOut) -> Row {
    vec![
        id(Some(e.id)),
        id(Some(e.user_id)),
        json!(e.reason),
        json!(moment(Some(e.started_at))),
        json!(moment(e.ended_at)),
        json!(e.end_kind),
        id(e.ended_by),
        json!(e.actions),
        json!(moment(e.reviewed_at)),
        id(e.reviewed_by),
        json!(e.outcome),
        json!(e.note),
    ]
}

pub(super) fn entry(e: source::AuditOut) -> Row {
    let detail: Value = serde_json::from_str(&e.detail).unwrap_or_default();
    let detail = if detail.is_null() { json!("") } else { detail };
    vec![
        json!(moment(Some(e.at))),
        json!(e.chain),
        json!(e.seq),
        json!(e.kind),
        id(e.actor),
        json!(full_name(e.first_name.as_deref().unwrap_or_default(), e.last_name.as_deref().unwrap_or_default()).trim()),
        id(e.subject),
        json!(e.network),
        detail,
    ]
}
