//! Many rows at once into `PostgreSQL`: the text that its COPY reads.

use sqlx::PgConnection;

use super::fault::Outcome;

/// Lines for a COPY, each with a value for each column.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// Adds a row. Whatever is in a value stays in it.
    pub fn add<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) {
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.0.push('\t');
            }
            for letter in value.chars() {
                match letter {
                    '\\' => self.0.push_str("\\\\"),
                    '\t' => self.0.push_str("\\t"),
                    '\n' => self.0.push_str("\\n"),
                    '\r' => self.0.push_str("\\r"),
                    other => self.0.push(other),
                }
            }
        }
        self.0.push('\n');
    }

    /// Writes them by a `COPY … FROM STDIN`.
    ///
    /// # Errors
    /// A database fault.
    pub async fn copy(self, to: &mut PgConnection, statement: &str) -> Outcome<()> {
        let mut into = to.copy_in_raw(statement).await?;
        into.send(self.0.into_bytes()).await?;
        into.finish().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_value_can_not_end_its_column_or_its_row() {
        let mut lines = Lines::default();
        lines.add(["a\tb", "c\nd\re", "\\.", ""]);
        lines.add(["\\N"]);
        assert_eq!(lines.0, "a\\tb\tc\\nd\\re\t\\\\.\t\n\\\\N\n");
    }
}
