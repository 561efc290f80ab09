//! Tables: each is a CSV file for people and spreadsheets, and the same rows as a line of JSON each for programs.

use std::io::{self, Seek, Write};

use serde_json::{Map, Value};

use super::Package;
use super::spool::Spool;

/// A row: a value for each column. Empty text where there is nothing to say.
pub type Row = Vec<Value>;

/// A byte order mark: by it spreadsheets know that a file is UTF-8.
pub const MARK: &str = "\u{feff}";

/// Writes both files of a table, and forgets the rows.
///
/// # Errors
/// Of the disk.
pub fn write<W: Write + Seek>(package: &mut Package<W>, name: &str, columns: &[&str], rows: &mut Spool<Row>) -> io::Result<()> {
    package.begin(&format!("{name}.csv"), false)?;
    package.write_all(MARK.as_bytes())?;
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *package);
    out.write_record(columns).map_err(io::Error::other)?;
    rows.each(|row| out.write_record(row.iter().map(|value| guarded(cell(value)))).map_err(io::Error::other))?;
    out.flush()?;
    drop(out);
    package.rows(rows.len());
    package.begin(&format!("{name}.ndjson"), false)?;
    rows.each(|row| {
        let object: Map<String, Value> = columns.iter().map(|name| (*name).to_owned()).zip(row).collect();
        serde_json::to_writer(&mut *package, &object)?;
        package.write_all(b"\n")
    })?;
    package.rows(rows.len());
    Ok(())
}

/// A value as it stands in a cell: text as it is, everything else as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"): an apostrophe before it, and before one that begins with an apostrophe, so
/// that [`unguarded`] gives back what it was. A `+` and digits is a phone, and computes nothing.
#[must_use]
pub fn guarded(cell: String) -> String {
    let is_phone = cell.strip_prefix('+').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && !is_phone { format!("'{cell}") } else { cell }
}

/// What a cell was before [`guarded`].
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use proptest::prelude::*;
    use serde_json::{Value, json};
    use zip::ZipArchive;

    use super::{MARK, Row, guarded, unguarded, write};
    use crate::spool::Spool;
    use crate::{Manifest, Package};

    fn both(rows: Vec<Row>) -> (String, String) {
        let mut package = Package::new(Cursor::new(Vec::new()), None);
        let mut spool = Spool::new().unwrap();
        for row in rows {
            spool.push(&row).unwrap();
        }
        write(&mut package, "t", &["name", "active", "more"], &mut spool).unwrap();
        let (out, manifest) = package.finish(Manifest::default()).unwrap();
        assert_eq!(manifest.files[0].rows, manifest.files[1].rows);
        let mut zip = ZipArchive::new(out).unwrap();
        let mut text = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        (text("t.csv"), text("t.ndjson"))
    }

    #[test]
    fn a_table_is_written_in_both_ways() {
        let (csv, ndjson) =
            both(vec![vec![json!("a, \"b\"\nc"), json!(true), json!({"x": "1"})], vec![json!("=1+1"), json!(false), json!("")]]);
        assert_eq!(
            csv,
            format!("{MARK}name,active,more\r\n\"a, \"\"b\"\"\nc\",true,\"{{\"\"x\"\":\"\"1\"\"}}\"\r\n'=1+1,false,\r\n")
        );
        assert_eq!(ndjson.lines().count(), 2);
        assert_eq!(serde_json::from_str::<Value>(ndjson.lines().nth(1).unwrap()).unwrap()["name"], "=1+1");
    }

    #[test]
    fn a_phone_stays_a_phone() {
        assert_eq!(guarded("+12065550123".to_owned()), "+12065550123");
        assert_eq!(guarded("+1-2".to_owned()), "'+1-2");
        assert_eq!(guarded("+".to_owned()), "'+");
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(cell in "\\PC{0,6}|[=+@'\\-\t\r0-9]{0,4}") {
            let safe = guarded(cell.clone());
            prop_assert!(!safe.starts_with(['=', '@', '-', '\t', '\r']));
            prop_assert_eq!(unguarded(&safe), cell);
        }
    }
}
