//! Whom rows are about in the end.

use std::collections::HashMap;

use uuid::Uuid;

use super::match_store::{self, MatchRow};
use super::model::Decision;
use super::store::RunRow;
use crate::platform::{Outcome, Tx};

/// Of each row the patient whom it goes to as it is decided, or whom it becomes. A row that goes into another row is about whoever that one is about. Whether
/// they are there is another question: that row may have been left out.
///
/// # Errors
/// A database fault.
pub async fn whom(tx: &mut Tx, run: &RunRow, rows: &[i64]) -> Outcome<HashMap<i64, Uuid>> {
    let mut whom = HashMap::new();
    // Of each row the one where its trace has come to.
    let mut traces: Vec<(i64, i64)> = rows.iter().map(|row| (*row, *row)).collect();
    // Each step is to an earlier row: there is an end.
    while !traces.is_empty() {
        let ends: Vec<i64> = traces.iter().map(|(_, end)| *end).collect();
        let merged: HashMap<i64, MatchRow> = match_store::find_matches(tx, run.id, &ends)
            .await?
            .into_iter()
            .filter(|one| Decision::parse(&one.decision) == Some(Decision::Merge))
            .map(|one| (one.row_no, one))
            .collect();
        let mut further = Vec::new();
        for (row, end) in traces {
            match merged.get(&end).map(|one| (one.patient, one.other)) {
                Some((None, Some(other))) => further.push((row, other)),
                Some((Some(patient), _)) => drop(whom.insert(row, patient)),
                _ => drop(whom.insert(row, run.patient_of(end))),
            }
        }
        traces = further;
    }
    Ok(whom)
}
