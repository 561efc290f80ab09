//! A practice's time zone, and times in words. Every page that names a time goes through [`Zone::in_words`].
//!
//! Rules: the zone's abbreviation always stands beside the time, so that the hour that comes twice in November is told apart (`01:30 EDT`,
//! `01:30 EST`); what is stored is always UTC.

use jiff::civil::Date;
use jiff::tz::{self, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan as _};

use crate::platform::Millis;

/// The zone of a practice that never said one.
pub const DEFAULT: &str = "America/New_York";

/// A time zone by its IANA name.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self::parse(DEFAULT).unwrap_or(Self(TimeZone::UTC))
    }
}

/// A day of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Its first moment.
    pub start: Millis,
    /// The first moment of the next one.
    pub end: Millis,
    /// In short: `11/23`.
    pub label: String,
}

/// There is no time zone of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a time zone.{}", hint(self))]
pub struct UnknownZone {
    /// What was asked for.
    pub name: String,
    /// One that looks like it; none when nothing does.
    pub suggestion: Option<String>,
}

fn hint(unknown: &UnknownZone) -> String {
    let usual = "America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, America/Anchorage, \
                 Pacific/Honolulu, America/Puerto_Rico";
    match &unknown.suggestion {
        Some(name) => format!(" Did you mean {name}?"),
        None => format!(" It takes an IANA name, such as {usual}."),
    }
}

impl Zone {
    /// The zone of an IANA name, in whatever case it is typed.
    ///
    /// # Errors
    /// [`UnknownZone`], with a zone that may be meant.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let name = name.trim();
        // The system's rules first, which its updates keep young; then those compiled in, for a machine that has none.
        let found = tz::db().get(name).or_else(|_| TimeZoneDatabase::bundled().get(name));
        found
            .ok()
            .filter(|zone| zone.iana_name().is_some())
            .map(Self)
            .ok_or_else(|| UnknownZone { name: name.to_owned(), suggestion: suggestion(name) })
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or(DEFAULT)
    }

    /// The time of the day: `08:02`, for a span whose day and zone stand beside it. Empty for a time that no calendar has.
    #[must_use]
    pub fn time_of_day(&self, at: Millis) -> String {
        let Ok(time) = Timestamp::from_millisecond(at) else { return String::new() };
        time.to_zoned_datetime(self.0.clone()).strftime("%H:%M").to_string()
    }

    /// The time of the day with the zone: `08:02 EST`. Empty for a time that no calendar has.
    #[must_use]
    pub fn clock(&self, at: Millis) -> String {
        let Ok(time) = Timestamp::from_millisecond(at) else { return String::new() };
        time.to_zoned_datetime(self.0.clone()).strftime("%H:%M %Z").to_string()
    }

    /// The last `n` days, today the last of them: from midnight to midnight in the zone, so that a day in spring has 23 hours and one in autumn
    /// 25. Empty for a time that no calendar has.
    #[must_use]
    pub fn days(&self, now: Millis, n: u16) -> Vec<Day> {
        let Ok(time) = Timestamp::from_millisecond(now) else { return Vec::new() };
        let today = time.to_zoned_datetime(self.0.clone()).date();
        let midnight = |date: Date| date.to_zoned_datetime(self.0.clone()).ok().map(|at| at.timestamp().as_millisecond());
        let day = |ago: u16| {
            let date = today.checked_sub(i64::from(ago).days()).ok()?;
            let (start, end) = (midnight(date)?, midnight(date.tomorrow().ok()?)?);
            Some(Day { start, end, label: date.strftime("%m/%d").to_string() })
        };
        (0..n).rev().filter_map(day).collect()
    }

    /// The day of a time, as a browser's date box holds it: `2026-11-23`. Empty for a time that no calendar has.
    #[must_use]
    pub fn day_of(&self, at: Millis) -> String {
        let Ok(time) = Timestamp::from_millisecond(at) else { return String::new() };
        time.to_zoned_datetime(self.0.clone()).strftime("%Y-%m-%d").to_string()
    }

    /// The first moment of a day, and of the day after it; none for a text that is no day.
    #[must_use]
    pub fn moments(&self, day: &str) -> Option<(Millis, Millis)> {
        let date: Date = day.parse().ok()?;
        let midnight = |date: Date| date.to_zoned_datetime(self.0.clone()).ok().map(|at| at.timestamp().as_millisecond());
        Some((midnight(date)?, midnight(date.tomorrow().ok()?)?))
    }

    /// A time in words: `11/23/2026 08:02 EST`. Month first in both languages: in one practice, 03/04 must not be March on one screen and
    /// April on the next. Empty for a time that no calendar has.
    #[must_use]
    pub fn in_words(&self, at: Millis) -> String {
        let Ok(time) = Timestamp::from_millisecond(at) else { return String::new() };
        time.to_zoned_datetime(self.0.clone()).strftime("%m/%d/%Y %H:%M %Z").to_string()
    }
}

/// The zone whose city was typed alone or in another region (`New York`, `US/Chicago`).
fn suggestion(name: &str) -> Option<String> {
    let city = |name: &str| name.rsplit('/').next().unwrap_or_default().replace(' ', "_").to_lowercase();
    let asked = city(name);
    let far = |known: &String| !known.starts_with("America/") && !known.starts_with("US/");
    let same = |known: &String| !asked.is_empty() && city(known) == asked;
    TimeZoneDatabase::bundled().available().map(|known| known.to_string()).filter(same).min_by_key(far)
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT, Zone};

    /// Milliseconds of a time in UTC.
    fn at(utc: &str) -> i64 {
        utc.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_time_is_told_in_the_practice_s_zone_and_says_which() {
        let morning = at("2026-11-23T13:02:00Z");
        for (zone, words) in [
            (DEFAULT, "11/23/2026 08:02 EST"),
            ("America/Los_Angeles", "11/23/2026 05:02 PST"),
            ("america/phoenix", "11/23/2026 06:02 MST"),
            ("Pacific/Honolulu", "11/23/2026 03:02 HST"),
            ("UTC", "11/23/2026 13:02 UTC"),
        ] {
            assert_eq!(Zone::parse(zone).unwrap().in_words(morning), words);
        }
        assert_eq!(Zone::parse(DEFAULT).unwrap().in_words(at("2026-07-01T12:00:00Z")), "07/01/2026 08:00 EDT");
        assert_eq!(Zone::parse(DEFAULT).unwrap().in_words(i64::MAX), "");
    }

    #[test]
    fn the_hour_that_comes_twice_is_told_apart() {
        let zone = Zone::parse(DEFAULT).unwrap();
        assert_eq!(zone.in_words(at("2026-11-01T05:30:00Z")), "11/01/2026 01:30 EDT");
        assert_eq!(zone.in_words(at("2026-11-01T06:30:00Z")), "11/01/2026 01:30 EST");
    }

    #[test]
    fn the_hour_that_is_left_out_never_shows() {
        let zone = Zone::parse(DEFAULT).unwrap();
        let night = at("2026-03-08T04:00:00Z");
        let told: Vec<String> = (0..480).map(|minute| zone.in_words(night + minute * 60_000)).collect();
        assert!(told.contains(&"03/08/2026 01:59 EST".to_owned()) && told.contains(&"03/08/2026 03:00 EDT".to_owned()));
        assert!(!told.iter().any(|words| words.contains(" 02:")), "two o'clock does not exist that night");
    }

    #[test]
    fn every_zone_of_a_facility_over_both_days_when_clocks_change() {
        // Noon UTC of the day before, of the day and of the day after; in 2026 clocks go forward on March 8 and back on November 1.
        let spring = ["2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z", "2026-11-01T12:00:00Z"];
        for (zone, told) in [
            ("America/New_York", ["07:00 EST", "08:00 EDT", "07:00 EST"]),
            ("America/Chicago", ["06:00 CST", "07:00 CDT", "06:00 CST"]),
            ("America/Denver", ["05:00 MST", "06:00 MDT", "05:00 MST"]),
            ("America/Los_Angeles", ["04:00 PST", "05:00 PDT", "04:00 PST"]),
            ("America/Anchorage", ["03:00 AKST", "04:00 AKDT", "03:00 AKST"]),
            ("America/Adak", ["02:00 HST", "03:00 HDT", "02:00 HST"]),
            ("America/Phoenix", ["05:00 MST", "05:00 MST", "05:00 MST"]),
            ("Pacific/Honolulu", ["02:00 HST", "02:00 HST", "02:00 HST"]),
            ("America/Puerto_Rico", ["08:00 AST", "08:00 AST", "08:00 AST"]),
            ("Pacific/Guam", ["22:00 CHST", "22:00 CHST", "22:00 CHST"]),
            ("Pacific/Pago_Pago", ["01:00 SST", "01:00 SST", "01:00 SST"]),
        ] {
            let parsed = Zone::parse(zone).unwrap();
            for (time, told) in spring.iter().zip(told) {
                let words = parsed.in_words(at(time));
                assert!(words.ends_with(told), "{zone} {time}: {words}");
            }
            let hours = |noon: &str| {
                let days = parsed.days(at(noon), 2);
                days.iter().map(|day| (day.end - day.start) / 3_600_000).collect::<Vec<_>>()
            };
            let moves = told[0] != told[1];
            assert_eq!(hours("2026-03-08T20:00:00Z"), if moves { [24, 23] } else { [24, 24] }, "{zone}");
            assert_eq!(hours("2026-11-01T20:00:00Z"), if moves { [24, 25] } else { [24, 24] }, "{zone}");
        }
    }

    #[test]
    fn days_go_from_midnight_to_midnight_whatever_the_clocks_do() {
        let hours = |zone: &str, now: &str, n: u16| {
            let days = Zone::parse(zone).unwrap().days(at(now), n);
            for pair in days.windows(2) {
                assert_eq!(pair[0].end, pair[1].start, "no gap and no overlap");
            }
            assert!(days.last().is_some_and(|day| day.start <= at(now) && at(now) < day.end));
            days.iter().map(|day| format!("{} {}", day.label, (day.end - day.start) / 3_600_000)).collect::<Vec<_>>()
        };
        assert_eq!(hours(DEFAULT, "2026-11-02T12:00:00Z", 3), ["10/31 24", "11/01 25", "11/02 24"]);
        assert_eq!(hours(DEFAULT, "2026-03-08T12:00:00Z", 2), ["03/07 24", "03/08 23"]);
        // Late in the evening of a zone it is tomorrow in UTC.
        assert_eq!(hours("Pacific/Honolulu", "2026-11-24T09:59:00Z", 1), ["11/23 24"]);
        // Here midnight itself is left out once a year.
        assert_eq!(hours("America/Havana", "2026-03-08T12:00:00Z", 2), ["03/07 24", "03/08 23"]);
        assert_eq!(hours("UTC", "2026-03-01T00:00:00Z", 90).len(), 90);
        assert!(Zone::default().days(i64::MAX, 7).is_empty());
    }

    #[test]
    fn an_unknown_zone_is_refused_with_the_one_that_may_be_meant() {
        for (typed, hint) in [
            ("New York", "Did you mean America/New_York?"),
            ("US/Los_Angeles", "Did you mean America/Los_Angeles?"),
            ("eastern", "Did you mean US/Eastern?"),
            ("Gotham", "America/Chicago"),
            ("", "America/Chicago"),
            ("EST5EDT,M3.2.0,M11.1.0", "America/Chicago"),
        ] {
            let refusal = Zone::parse(typed).unwrap_err().to_string();
            assert!(refusal.contains(hint), "{typed}: {refusal}");
        }
    }
}
