//! Tables to take along: comma-separated values, as spreadsheets open them.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::platform::{Fault, Outcome};

/// The answer that a browser saves under a name: RFC 4180 in UTF-8, with a mark in front by which spreadsheets know it.
///
/// # Errors
/// A fault of the writer.
pub fn answer(name: &str, heads: &[&str], rows: &[Vec<String>]) -> Outcome<Response> {
    let bytes = bytes(heads, rows)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn bytes(heads: &[&str], rows: &[Vec<String>]) -> Outcome<Vec<u8>> {
    let wrong = |e: csv::Error| Fault::internal(e.to_string());
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(heads).map_err(wrong)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| safe(cell))).map_err(wrong)?;
    }
    out.into_inner().map_err(|e| Fault::internal(e.to_string()))
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").
#[must_use]
pub fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{bytes, safe};

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_kept() {
        assert_eq!((safe("=1+1").as_str(), safe("Ana").as_str()), ("'=1+1", "Ana"));
        let row = vec!["=HYPERLINK(\"x\")".to_owned(), "a, \"b\"".to_owned()];
        let text = String::from_utf8(bytes(&["one", "two"], &[row]).unwrap()).unwrap();
        assert!(
            text.starts_with('\u{feff}') && text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains("\"a, \"\"b\"\"\""),
            "{text}"
        );
    }
}
