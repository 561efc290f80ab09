//! What people type into one box.

use app::addresses::model::is_address;
use app::doctor::normalise_username;
use app::i18n::Locale;
use app::identifiers::{dea, npi};
use app::passwords::model::{Rules, Words, check_here, notes};
use app::patients::keys::wanted;
use app::patients::rules::{day_in_words, parse_day};
use app::phones::number;
use app::platform::message_settings::MessageSettings;
use app::practice::access_code::Typed;
use app::practice::contact;
use app::practice::id::{self, IdProblem, PracticeId};
use app::practice::time::Zone;
use app::security_policy::model::NetworkRules;
use app::security_policy::networks;
use app::users::fold::fold;
use app::users::model::Username;
use app::web::table::safe;

use crate::parts::texts;
use crate::text;

/// Practice IDs: whatever is proposed is right, and what is right stays what it is.
pub fn practice_id(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    let folded = id::fold(typed);
    assert_eq!(id::fold(&folded), folded, "folded twice");
    let suggestion = match PracticeId::parse(typed) {
        Ok(is) => {
            assert_eq!(PracticeId::parse(&is.display()), Ok(is));
            assert_eq!(PracticeId::parse(is.as_str()), Ok(is));
            assert!(is.as_str().len() == id::LENGTH && is.as_str().bytes().all(|b| id::ALPHABET.contains(&b)));
            None
        }
        Err(problem) => {
            let _ = problem.to_string();
            match problem {
                IdProblem::Alien { suggestion, position, .. } => {
                    assert!(position < folded.chars().count());
                    suggestion
                }
                IdProblem::Check { suggestion } => suggestion,
                IdProblem::Empty | IdProblem::Length { .. } => None,
            }
        }
    };
    if let Some(suggestion) = suggestion {
        assert!(PracticeId::parse(&suggestion.text).is_ok(), "proposed an ID that is none");
    }
    if let Some(one) = PracticeId::without_one_extra(typed) {
        assert!(PracticeId::parse(&one.display()).is_ok());
    }
    let bytes: [u8; 5] = std::array::from_fn(|at| data.get(at).copied().unwrap_or_default());
    let made = PracticeId::from_data(bytes);
    assert_eq!(PracticeId::parse(&made.display()), Ok(made));
}

/// Everything else that names somebody or something.
pub fn identifiers(data: &[u8]) {
    let Some([typed, other]) = texts(data) else { return };
    let name = normalise_username(typed);
    assert_eq!(normalise_username(&name), name, "normalised twice");
    if let Ok(username) = Username::parse(typed) {
        assert_eq!(Username::parse(username.as_str()).as_ref(), Ok(&username));
    }
    let key = fold(typed);
    assert_eq!(fold(&key), key, "folded twice: {typed:?}");
    if is_address(typed) {
        assert!(!typed.chars().any(char::is_whitespace), "an address with a space");
    }
    for kept in [npi::parse(typed).ok(), dea::parse(typed).ok()].into_iter().flatten() {
        assert!(npi::parse(&kept).as_ref() == Ok(&kept) || dea::parse(&kept).as_ref() == Ok(&kept), "kept and not read again");
        let _ = dea::is_another_name_s(&kept, other);
    }
    for kept in [contact::state(typed), contact::zip(typed), contact::npi(typed)].into_iter().flatten() {
        assert!(contact::state(&kept).or(contact::zip(&kept)).or(contact::npi(&kept)).is_ok());
    }
    let _ = (contact::is_po_box(typed), day_in_words(typed), wanted(typed));
    if let Some(day) = parse_day(typed) {
        assert_eq!(parse_day(&day_in_words(&day.to_string())), Some(day), "a day that is shown is read again");
    }
    let _ = Typed::read(typed);
    if let Ok(list) = networks::read(typed) {
        assert_eq!(networks::read(&list).as_ref(), Ok(&list), "networks that are kept are read again");
        let _ = networks::is_outside(&NetworkRules { list, administrators_too: true }, true, other);
    }
    let zone = Zone::parse(typed).unwrap_or_default();
    let _ = (zone.moments(other), zone.in_words(i64::from_le_bytes(std::array::from_fn(|at| *data.get(at).unwrap_or(&0)))));
    let _ = (app::help::search::find(typed), app::settings::search::find(typed, Locale::Es));
    let _ = (check_here(typed, Rules::alone(), &Words::new([other])), notes(typed));
    let cell = safe(typed);
    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a formula");
    assert_eq!(takeout::table::unguarded(&takeout::table::guarded(typed.to_owned())), typed, "guarded, and not as it was");
}

/// Phone numbers: what is kept is E.164, and what is shown of it is the same number.
pub fn phone(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    let regions = MessageSettings::default().regions;
    if let Ok((kept, _)) = number::parse(typed, &regions) {
        assert!(kept.starts_with('+') && kept.len() <= 16 && kept[1..].bytes().all(|b| b.is_ascii_digit()), "{kept}");
        assert_eq!(number::parse(&kept, &regions).map(|(again, _)| again).as_ref(), Ok(&kept));
        assert_eq!(number::parse(&number::shown(&kept), &regions).map(|(again, _)| again).as_ref(), Ok(&kept));
    }
    if let Some(kept) = number::contact(typed, &regions) {
        assert_eq!(number::contact(&kept, &regions).as_ref(), Some(&kept));
        assert_eq!(number::contact(&number::shown(&kept), &regions).as_ref(), Some(&kept), "shown otherwise than kept");
    }
    let _ = number::shown(typed);
}
