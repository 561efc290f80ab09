//! The National Provider Identifier: ten digits, the first of them 1 or 2, the last one a check digit (45 CFR 162.406).

/// What is wrong with a text that should be an NPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NpiProblem {
    /// A character that is no digit, and its place, from 1.
    Alien(char, usize),
    /// So many digits instead of ten.
    Length(usize),
    /// The first digit is neither 1 nor 2.
    First,
    /// The check digit does not fit: one digit is wrong, or two neighbours are swapped. Where can't be told from it.
    Check,
}

/// Ten digits as they are kept, from whatever spaces and dashes were typed between them.
///
/// # Errors
/// [`NpiProblem`]
pub fn parse(typed: &str) -> Result<String, NpiProblem> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if let Some((at, alien)) = bare.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(NpiProblem::Alien(alien, at + 1));
    }
    if bare.len() != 10 {
        return Err(NpiProblem::Length(bare.len()));
    }
    if !bare.starts_with(['1', '2']) {
        return Err(NpiProblem::First);
    }
    if fits(&bare) { Ok(bare) } else { Err(NpiProblem::Check) }
}

/// The Luhn sum over `80840` (health, United States) and the ten digits ends in 0.
fn fits(digits: &str) -> bool {
    // What the prefix alone adds.
    const PREFIX: u32 = 24;
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(n, digit)| {
            let digit = u32::from(digit - b'0') * if n % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    (sum + PREFIX).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{NpiProblem, parse};

    #[test]
    fn known_numbers_fit_and_each_wrong_digit_and_most_swaps_do_not() {
        for right in ["1234567893", "1245319599", "1003000126", "2123456784"] {
            assert_eq!(parse(right).as_deref(), Ok(right), "{right}");
            for place in 1..10 {
                for digit in '0'..='9' {
                    let mut wrong: Vec<char> = right.chars().collect();
                    if wrong[place] == digit {
                        continue;
                    }
                    wrong[place] = digit;
                    let wrong: String = wrong.into_iter().collect();
                    assert_eq!(parse(&wrong), Err(NpiProblem::Check), "{wrong}");
                }
                let mut swapped: Vec<char> = right.chars().collect();
                if place < 9 && swapped[place] != swapped[place + 1] {
                    swapped.swap(place, place + 1);
                    let pair = [swapped[place], swapped[place + 1]];
                    let swapped: String = swapped.into_iter().collect();
                    // Luhn's one blind spot.
                    let blind = pair == ['0', '9'] || pair == ['9', '0'];
                    assert_eq!(parse(&swapped).is_ok(), blind, "{swapped}");
                }
            }
        }
    }

    #[test]
    fn what_is_typed_is_read_kindly_and_its_fault_is_named() {
        assert_eq!(parse(" 123-456 7893 ").as_deref(), Ok("1234567893"));
        for (typed, problem) in [
            ("", NpiProblem::Length(0)),
            ("123456789", NpiProblem::Length(9)),
            ("12345678931", NpiProblem::Length(11)),
            ("3234567893", NpiProblem::First),
            ("12345O7893", NpiProblem::Alien('O', 6)),
        ] {
            assert_eq!(parse(typed), Err(problem), "{typed}");
        }
    }
}
