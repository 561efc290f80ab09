//! The SQL of what an export reads of other domains' tables: whole, and never a secret.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{fetch_all, fetch_optional, statements};

statements! {
    LIST_USERS_OUT = "SELECT users.id, users.username, users.first_name, users.last_name, users.email, users.phone, users.level, users.administrator, users.emergency_designated, \
                      users.created_at, users.last_log_in_at, users.deactivated_at, log_in_address.address FROM users LEFT JOIN log_in_address ON log_in_address.user_id = users.id \
                      AND log_in_address.verified_at IS NOT NULL AND log_in_address.released_at IS NULL WHERE users.practice = $1 AND users.id > $2 ORDER BY users.id LIMIT $3";
    LIST_IDENTIFIERS_OUT = "SELECT user_id, kind, number, state, expires_on FROM medical_identifier WHERE practice = $1 ORDER BY user_id, kind, state, number";
    LIST_AGREEMENTS_OUT = "SELECT agreement_consent.user_id, agreement_consent.version, agreement_consent.agreed_at, agreement_consent.for_practice, agreement_consent.language \
                           FROM users JOIN agreement_consent ON agreement_consent.user_id = users.id WHERE users.practice = $1 ORDER BY agreement_consent.user_id, agreement_consent.version";
    LIST_EMERGENCIES_OUT = "SELECT id, user_id, reason, started_at, ended_at, end_kind, ended_by, actions, reviewed_at, reviewed_by, outcome, note FROM emergency_access \
                            WHERE practice = $1 ORDER BY started_at, id";
    FIND_POLICY_OUT = "SELECT idle_minutes, second_step, grace_days, trust_days, password_length, password_days, security_question, networks, administrators_too \
                       FROM security_policy WHERE practice = $1";
    FIND_GRANTS_OUT = "SELECT grants FROM level_matrix WHERE practice = $1";
    LIST_DOCUMENTS_OUT = "SELECT patient_document.id, patient_document.record, COALESCE(patient.record, patient.id) FROM patient_document JOIN patient ON patient.id = patient_document.patient \
                          WHERE patient_document.practice = $1 AND patient_document.record > $2 ORDER BY patient_document.record LIMIT $3";
    LIST_DOCUMENTS_OF_OUT = "SELECT patient_document.id, patient_document.record, COALESCE(patient.record, patient.id) FROM patient_document JOIN patient ON patient.id = patient_document.patient \
                             WHERE patient_document.practice = $1 AND patient_document.patient = $4 AND patient_document.record > $2 ORDER BY patient_document.record LIMIT $3";
    COUNT_PATIENTS_OUT = "SELECT CAST(COUNT(*) AS BIGINT) FROM patient WHERE practice = $1";
    LIST_AUDIT_OUT = "SELECT audit_entry.at, audit_entry.chain, audit_entry.seq, audit_entry.kind, audit_entry.actor, COALESCE(patient.record, audit_entry.subject) AS subject, \
                      audit_entry.network, audit_entry.detail, users.first_name, users.last_name FROM audit_entry LEFT JOIN patient ON patient.id = audit_entry.subject \
                      LEFT JOIN users ON users.id = audit_entry.actor \
                      WHERE audit_entry.practice = $1 AND (audit_entry.at, audit_entry.seq, audit_entry.chain) > ($2, $3, $4) AND audit_entry.at <= $5 \
                      ORDER BY audit_entry.at, audit_entry.seq, audit_entry.chain LIMIT $6";
    LIST_AUDIT_OF_OUT = "SELECT audit_entry.at, audit_entry.chain, audit_entry.seq, audit_entry.kind, audit_entry.actor, patient.record AS subject, \
                         audit_entry.network, audit_entry.detail, users.first_name, users.last_name FROM audit_entry JOIN patient ON patient.id = audit_entry.subject \
                         LEFT JOIN users ON users.id = audit_entry.actor \
                         WHERE audit_entry.practice = $1 AND audit_entry.subject = $7 AND (audit_entry.at, audit_entry.seq, audit_entry.chain) > ($2, $3, $4) AND audit_entry.at <= $5 \
                         ORDER BY audit_entry.at, audit_entry.seq, audit_entry.chain LIMIT $6";
}

/// A person.
#[derive(Clone, Debug, FromRow)]
pub struct UserOut {
    /// Its id.
    pub id: Uuid,
    /// Folded.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Contact address.
    pub email: Option<String>,
    /// Contact number.
    pub phone: Option<String>,
    /// Edit level.
    pub level: String,
    /// Looks after accounts.
    pub administrator: bool,
    /// May use emergency access.
    pub emergency_designated: bool,
    /// When.
    pub created_at: Millis,
    /// The last log-in.
    pub last_log_in_at: Option<Millis>,
    /// Set when they may not log in any more.
    pub deactivated_at: Option<Millis>,
    /// What they log in with, where it is an address.
    pub address: Option<String>,
}

/// A number that an authority gave.
#[derive(Clone, Debug, FromRow)]
pub struct IdentifierOut {
    /// Whose.
    pub user_id: Uuid,
    /// Of which kind.
    pub kind: String,
    /// As it is.
    pub number: String,
    /// Two letters; empty for none.
    pub state: String,
    /// The last day; empty for none.
    pub expires_on: String,
}

/// Somebody agreed to something.
#[derive(Clone, Debug, FromRow)]
pub struct AgreementOut {
    /// Whose.
    pub user_id: Uuid,
    /// Of the agreement.
    pub version: String,
    /// When.
    pub agreed_at: Millis,
    /// For the practice too.
    pub for_practice: bool,
    /// In which language.
    pub language: String,
}

/// Emergency access.
#[derive(Clone, Debug, FromRow)]
pub struct EmergencyOut {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub user_id: Uuid,
    /// Why.
    pub reason: String,
    /// When.
    pub started_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// How.
    pub end_kind: String,
    /// By whom.
    pub ended_by: Option<Uuid>,
    /// What was done with it, counted.
    pub actions: i64,
    /// When somebody looked back on it.
    pub reviewed_at: Option<Millis>,
    /// Who.
    pub reviewed_by: Option<Uuid>,
    /// What they found.
    pub outcome: String,
    /// What they said.
    pub note: String,
}

/// What a practice has chosen under *Security*; none: as the operator's configuration says.
#[derive(Clone, Debug, Default, FromRow)]
pub struct PolicyOut {
    /// Minutes to the lock.
    pub idle_minutes: Option<i64>,
    /// Of whom a second step is asked.
    pub second_step: Option<String>,
    /// Days without it.
    pub grace_days: Option<i64>,
    /// Days that a browser is trusted.
    pub trust_days: Option<i64>,
    /// Shortest password.
    pub password_length: Option<i64>,
    /// Days that a password may last.
    pub password_days: Option<i64>,
    /// Whether resets ask it.
    pub security_question: Option<String>,
    /// From where people may work.
    pub networks: String,
    /// Administrators as well.
    pub administrators_too: bool,
}

/// An entry of the trail.
#[derive(Clone, Debug, FromRow)]
pub struct AuditOut {
    /// When.
    pub at: Millis,
    /// Its chain.
    pub chain: String,
    /// Its number there.
    pub seq: i64,
    /// Of which kind.
    pub kind: String,
    /// By whom.
    pub actor: Option<Uuid>,
    /// Of whom.
    pub subject: Option<Uuid>,
    /// From where.
    pub network: String,
    /// JSON.
    pub detail: String,
    /// Given name of who did it.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
}

/// People after one of them.
pub async fn list_users(tx: &mut Tx, practice: Uuid, after: Uuid, limit: i64) -> Outcome<Vec<UserOut>> {
    fetch_all!(tx, LIST_USERS_OUT, practice, after, limit)
}

/// All numbers that authorities gave to its people.
pub async fn list_identifiers(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<IdentifierOut>> {
    fetch_all!(tx, LIST_IDENTIFIERS_OUT, practice)
}

/// Who agreed to what.
pub async fn list_agreements(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<AgreementOut>> {
    fetch_all!(tx, LIST_AGREEMENTS_OUT, practice)
}

/// Every use of emergency access.
pub async fn list_emergencies(tx: &mut Tx, practice: Uuid) -> Outcome<Vec<EmergencyOut>> {
    fetch_all!(tx, LIST_EMERGENCIES_OUT, practice)
}

/// What it has chosen for its people.
pub async fn find_policy(tx: &mut Tx, practice: Uuid) -> Outcome<PolicyOut> {
    Ok(fetch_optional!(tx, FIND_POLICY_OUT, practice)?.unwrap_or_default())
}

/// Its matrix of levels as JSON; none: as recommended.
pub async fn find_grants(tx: &mut Tx, practice: Uuid) -> Outcome<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, FIND_GRANTS_OUT, practice)?;
    Ok(row.map(|(grants,)| grants))
}

/// Attachments after a record, in the order of records; of one patient where one is given: id, record, the patient's record.
pub async fn list_documents(
    tx: &mut Tx,
    practice: Uuid,
    patient: Option<Uuid>,
    after: Uuid,
    limit: i64,
) -> Outcome<Vec<(Uuid, Uuid, Uuid)>> {
    if let Some(patient) = patient {
        return fetch_all!(tx, LIST_DOCUMENTS_OF_OUT, practice, after, limit, patient);
    }
    fetch_all!(tx, LIST_DOCUMENTS_OUT, practice, after, limit)
}

/// How many patients there are, those who left counted too.
pub async fn count_patients(tx: &mut Tx, practice: Uuid) -> Outcome<i64> {
    let row: Option<(i64,)> = fetch_optional!(tx, COUNT_PATIENTS_OUT, practice)?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Entries after a place (moment, number, chain) and up to a moment, by time; of one patient where one is given.
pub async fn list_audit(
    tx: &mut Tx,
    practice: Uuid,
    patient: Option<Uuid>,
    after: (Millis, i64, &str),
    before: Millis,
    limit: i64,
) -> Outcome<Vec<AuditOut>> {
    let (at, seq, chain) = after;
    if let Some(patient) = patient {
        return fetch_all!(tx, LIST_AUDIT_OF_OUT, practice, at, seq, chain, before, limit, patient);
    }
    fetch_all!(tx, LIST_AUDIT_OUT, practice, at, seq, chain, before, limit)
}
