//! A practice's policy, and the names of its forms.

/// The form of the idle lock.
pub const IDLE_FORM: &str = "idle-lock";
/// The input of the idle lock's minutes.
pub const IDLE_MINUTES: &str = "idle_minutes";
/// Shorter would lock people out while they read.
pub const SHORTEST_IDLE: i64 = 2;
/// Longer would be no lock (45 CFR 164.312(a)(2)(iii); NIST SP 800-63B-4 2.2.3: at most an hour).
pub const LONGEST_IDLE: i64 = 60;

/// What holds in a practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// A session left alone for so many minutes locks; none where the practice has not chosen.
    pub idle_minutes: Option<i64>,
    /// Counts changes; 0 when nothing was ever changed.
    pub version: i64,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityPage {
    /// What holds now.
    pub policy: Policy,
    /// Minutes of the idle lock, chosen or not.
    pub idle_minutes: i64,
    /// The longest that may be chosen.
    pub longest_idle: i64,
    /// Who changed it last, and when, in words; none when nobody has.
    pub changed: Option<(String, String)>,
}

/// Minutes as typed: `15`, `15 minutes`, ` 15 `.
#[must_use]
pub fn parse_minutes(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let end = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let unit = typed[end..].trim().trim_end_matches('.').to_lowercase();
    if !matches!(unit.as_str(), "" | "m" | "min" | "minute" | "minutes" | "minuto" | "minutos") {
        return None;
    }
    typed[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_minutes;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (typed, minutes) in [("15", Some(15)), (" 30 min. ", Some(30)), ("5 minutos", Some(5)), ("2m", Some(2))] {
            assert_eq!(parse_minutes(typed), minutes, "{typed}");
        }
        for wrong in ["", "a lot", "-5", "1.5", "2 h", "15 15", "99999999999999999999"] {
            assert_eq!(parse_minutes(wrong), None, "{wrong}");
        }
    }
}
