//! The number of the Drug Enforcement Administration: two letters, six digits and a check digit (21 CFR 1301; topic 51).

/// What is wrong with a text that should be a DEA number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeaProblem {
    /// So many characters instead of nine.
    Length(usize),
    /// The first character is no letter of a registrant's type.
    First(char),
    /// The second character is neither a letter nor 9.
    Second(char),
    /// A character that must be a digit and is none, and its place, from 1.
    Alien(char, usize),
    /// All digits are 0: the sum fits, and nobody has it.
    Empty,
    /// The check digit does not fit: one digit is wrong, or two neighbours are swapped. Where can't be told from it.
    Check,
}

/// Types of registrants in use: practitioners, hospitals, mid-level practitioners, distributors and others.
const TYPES: &str = "ABCDEFGHJKLMPRSTUX";

/// Two letters and seven digits as they are kept, from whatever spaces and dashes were typed between them. A supervised person's suffix (`-001AB`) stays.
///
/// # Errors
/// [`DeaProblem`]
pub fn parse(typed: &str) -> Result<String, DeaProblem> {
    let (number, suffix) = match typed.trim().char_indices().nth(9) {
        Some((at, '-')) if typed.trim().len() > at + 1 => typed.trim().split_at(at),
        _ => (typed, ""),
    };
    let bare: Vec<char> = number.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let [first, second, digits @ ..] = bare.as_slice() else { return Err(DeaProblem::Length(bare.len())) };
    if bare.len() != 9 {
        return Err(DeaProblem::Length(bare.len()));
    }
    if !TYPES.contains(*first) {
        return Err(DeaProblem::First(*first));
    }
    if !second.is_ascii_uppercase() && *second != '9' {
        return Err(DeaProblem::Second(*second));
    }
    if let Some((at, alien)) = digits.iter().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(DeaProblem::Alien(*alien, at + 3));
    }
    let d: Vec<u32> = digits.iter().filter_map(|c| c.to_digit(10)).collect();
    if d.iter().all(|digit| *digit == 0) {
        return Err(DeaProblem::Empty);
    }
    // Odd places once, even places twice; the last digit of that is the seventh.
    let sum: u32 = d.iter().take(6).enumerate().map(|(n, digit)| if n % 2 == 0 { *digit } else { 2 * digit }).sum();
    if sum % 10 != d[6] {
        return Err(DeaProblem::Check);
    }
    Ok(bare.into_iter().chain(suffix.to_ascii_uppercase().chars()).collect())
}

/// Whether the second letter is not the first one of the family name: a warning, since names change (topic 51).
#[must_use]
pub fn is_another_name_s(number: &str, last_name: &str) -> bool {
    let letter = number.chars().nth(1).unwrap_or('9');
    let own = last_name.trim().chars().next().and_then(|c| c.to_uppercase().next());
    letter != '9' && own.is_some_and(|own| own != letter)
}

#[cfg(test)]
mod tests {
    use super::{DeaProblem, is_another_name_s, parse};
    use crate::identifiers::npi;

    #[test]
    fn published_numbers_fit_and_wrong_ones_name_what_is_wrong() {
        for right in ["AP5836727", "F91234563", "AB1234563", "ab 123-4563"] {
            assert!(parse(right).is_ok(), "{right}");
        }
        assert_eq!(parse("ab1234563-001ab").as_deref(), Ok("AB1234563-001AB"));
        for (typed, problem) in [
            ("", DeaProblem::Length(0)),
            ("AB123456", DeaProblem::Length(8)),
            ("1B1234563", DeaProblem::First('1')),
            ("IB1234563", DeaProblem::First('I')),
            ("A81234563", DeaProblem::Second('8')),
            ("AB12E4563", DeaProblem::Alien('E', 5)),
            ("AB0000000", DeaProblem::Empty),
            ("AB4523763", DeaProblem::Check),
        ] {
            assert_eq!(parse(typed), Err(problem), "{typed}");
        }
        assert!(
            is_another_name_s("AB1234563", "Lee")
                && !is_another_name_s("AL1234563", "lee")
                && !is_another_name_s("A91234563", "Lee")
        );
    }

    /// A row of digits without an end: the same each time.
    fn digits(seed: &mut u64, n: usize) -> Vec<u32> {
        (0..n)
            .map(|_| {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                u32::try_from(*seed >> 33).unwrap_or_default() % 10
            })
            .collect()
    }

    /// One digit changed by `by`, or two neighbours swapped.
    fn spoilt(of: &[u32], n: usize) -> Vec<u32> {
        let mut wrong = of.to_vec();
        let at = 1 + n % (of.len() - 2);
        let blind = [(0, 9), (9, 0)].contains(&(wrong[at], wrong[at + 1]));
        if n.is_multiple_of(2) && wrong[at] != wrong[at + 1] && !blind {
            wrong.swap(at, at + 1);
        } else {
            wrong[at] = (wrong[at] + 3) % 10;
        }
        wrong
    }

    fn text(digits: &[u32]) -> String {
        digits.iter().map(ToString::to_string).collect()
    }

    /// By the rule as CMS prints it: every second digit from the right doubled, the digits of the products added, 24 more.
    fn npi_of(nine: &[u32]) -> u32 {
        let doubled: u32 = nine.iter().rev().step_by(2).map(|d| 2 * d / 10 + 2 * d % 10).sum();
        let others: u32 = nine.iter().rev().skip(1).step_by(2).sum();
        (10 - (doubled + others + 24) % 10) % 10
    }

    #[test]
    fn of_a_hundred_npis_and_a_hundred_dea_numbers_half_of_them_wrong_all_are_told_apart() {
        let mut seed = 51;
        for n in 0..100 {
            let mut npi = digits(&mut seed, 9);
            npi[0] = 1 + npi[0] % 2;
            npi.push(npi_of(&npi));
            let right = n % 2 == 0;
            let typed = if right { npi } else { spoilt(&npi, n / 2) };
            assert_eq!(npi::parse(&text(&typed)).is_ok(), right, "NPI {}", text(&typed));

            let mut dea = digits(&mut seed, 6);
            dea[0] = 1 + dea[0] % 9;
            let sum = dea[0] + dea[2] + dea[4] + 2 * (dea[1] + dea[3] + dea[5]);
            dea.push(sum % 10);
            let typed = if right { dea } else { spoilt(&dea, n / 2) };
            let typed = format!("BL{}", text(&typed));
            assert_eq!(parse(&typed).is_ok(), right, "DEA {typed}");
        }
    }

    #[test]
    fn the_sum_s_blind_spot_is_known() {
        // A digit in an even place that is off by five: its double is off by ten. The number's letter from the agency tells.
        assert!(parse("AB1234563").is_ok() && parse("AB1734563").is_ok());
    }
}
