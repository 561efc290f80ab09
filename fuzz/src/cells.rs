//! From cells to values, and who is the same person.

use std::collections::{BTreeMap, BTreeSet};

use intake::alike::compare;
use intake::cabinet::Cabinet;
use intake::columns::Counter;
use intake::convert::{Converted, Plan, convert};
use intake::guess::guess;
use intake::questions::questions;
use intake::record::{Of, Record};
use intake::systems::recognise;
use jiff::civil::date;

use crate::text;

/// A table: the first line names its columns. Then the same table under the names of all fields, so that each reader of cells sees each cell.
pub fn cells(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let mut lines = text.split('\n').take(40).map(|line| line.split('\t').take(60).map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let rows: Vec<Vec<String>> = lines.map(|row| filled(row, header.len())).collect();
    let guessed = table(&header, &rows, None);
    let mut cabinet = Cabinet::default();
    let records: Vec<Record> = guessed.iter().map(record).collect();
    for record in &records {
        cabinet.put(record.clone());
        assert!(compare(record, record) == compare(&record.clone(), record));
    }
    cabinet.pairs(0);
    for skip in 0..FIELDS.len().div_ceil(header.len().max(1)) {
        let fields = FIELDS.iter().cycle().skip(skip * header.len()).take(header.len()).map(|field| (*field).to_owned()).collect();
        table(&header, &rows, Some(fields));
    }
}

/// Readers give a row a cell for each column, or more.
fn filled(mut row: Vec<String>, width: usize) -> Vec<String> {
    row.resize(row.len().max(width), String::new());
    row
}

/// Some.
const STATES: &[(&str, &str)] = &[("ME", "Maine"), ("NV", "Nevada"), ("NY", "New York"), ("PR", "Puerto Rico")];

fn is_state(text: &str) -> bool {
    STATES.iter().any(|(code, _)| *code == text)
}

const FIELDS: [&str; 20] = [
    "first_name",
    "last_name",
    "full_name",
    "full_address",
    "birth_date",
    "sex",
    "marital_status",
    "state",
    "zip",
    "home_phone",
    "work_phone",
    "email",
    "chart_number",
    "source_id",
    "ssn",
    "active",
    "inactive",
    "primary_copay",
    "primary_relation",
    "deceased_date",
];

fn table(header: &[String], rows: &[Vec<String>], fields: Option<Vec<String>>) -> Vec<Converted> {
    let today = date(2026, 11, 27);
    let mut counter = Counter::new(header, today, &is_state);
    for row in rows {
        counter.see(row);
    }
    let (columns, _) = counter.done();
    let guesses = guess(&columns, recognise(header));
    assert_eq!(guesses.len(), header.len());
    let fields = fields.unwrap_or_else(|| guesses.iter().map(|guess| guess.field.clone()).collect());
    let mut all = Vec::new();
    let asked = questions(&columns, &fields);
    for answer in 0..2 {
        let key = |question: &intake::questions::Question| format!("{}:{}", question.asks.as_str(), question.column);
        let answers: BTreeMap<String, String> =
            asked.iter().map(|question| (key(question), question.asks.answers()[answer].to_owned())).collect();
        let plan = Plan::new(&columns, fields.clone(), &answers, answer == 0, today);
        all = rows.iter().map(|row| one(&plan, row)).collect();
    }
    all
}

/// Nothing that was in a row is silently gone: a value, beside the fields, or told. And nothing that is kept is beyond what a form would take.
fn one(plan: &Plan, row: &[String]) -> Converted {
    let converted = convert(plan, row, STATES);
    assert_eq!(converted.empty, row.iter().all(|cell| cell.trim().is_empty()));
    let kept: BTreeSet<&String> = converted.values.values().chain(converted.extras.values()).collect();
    for value in kept {
        assert!(!value.is_empty() && !value.chars().any(char::is_control), "{value:?}");
    }
    for field in ["birth_date", "deceased_date"] {
        assert!(converted.values.get(field).is_none_or(|day| day.parse::<jiff::civil::Date>().is_ok()), "a day that is none");
    }
    assert!(converted.ssn.is_empty() || converted.ssn.len() == 9);
    assert!(converted.told.iter().all(|told| told.from.chars().count() <= 80 && told.to.chars().count() <= 80));
    converted
}

fn record(row: &Converted) -> Record {
    let value = |field: &str| row.values.get(field).map(String::as_str).unwrap_or_default();
    Record::new(Of {
        first: value("first_name"),
        middle: value("middle_name"),
        last: value("last_name"),
        suffix: value("suffix"),
        born: value("birth_date"),
        sex: value("sex"),
        phones: [value("home_phone"), value("work_phone"), value("mobile_phone")],
        email: value("email"),
        address: value("address_1"),
        zip: value("zip"),
        ssn: &row.ssn,
    })
}
