//! Variables of the environment on top of the file.

use serde::Deserialize as _;
use toml::{Table, Value};

use super::{Config, ConfigError, error};

/// What our variables begin with.
pub(super) const PREFIX: &str = "VESTIBULE__";
/// Keys whose values are texts, whatever they look like.
const SECRETS: [&str; 3] = ["password", "auth_token", "secret"];

/// Puts one variable into the table. Its type is read from the text: `true`, numbers, `["a", "b"]`, anything else is a text.
pub(super) fn overlay(table: &mut Table, name: &str, text: &str) -> Result<(), ConfigError> {
    let path = name.trim_start_matches(PREFIX).to_lowercase();
    let mut sections: Vec<&str> = path.split("__").collect();
    let key = sections.pop().unwrap_or_default();
    if sections.is_empty() {
        return Err(error(name, "must be VESTIBULE__SECTION__KEY, such as VESTIBULE__SERVER__ADDR"));
    }
    let value = Some(format!("x = {text}"))
        // A secret of digits is still a text.
        .filter(|_| !SECRETS.contains(&key))
        .and_then(|line| line.parse::<Table>().ok())
        .and_then(|mut t| t.remove("x"))
        .filter(|v| !v.is_datetime())
        .unwrap_or_else(|| Value::String(text.to_owned()));
    let mut at = &mut *table;
    for section in sections {
        match at.entry(section.to_owned()).or_insert_with(|| Value::Table(Table::new())) {
            Value::Table(section) => at = section,
            _ => return Err(error(name, "is not in a section")),
        }
    }
    at.insert(key.to_owned(), value);
    Config::deserialize(table.clone()).map(|_| ()).map_err(|e| error(name, e.to_string().trim()))
}
