//! Well-known passwords that the estimate does not know: the most used ones of published leaks, sayings, lines, phrases published as good
//! examples, and season with year (ASVS 6.2.4).
//!
//! A dictionary of leaked passwords hardly holds any of 15 characters and more, so such phrases are listed here: lower case, no accents,
//! spaces or punctuation.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::model::folded;

/// The most used passwords of eight characters and more, in lower case: over 8,000, where ASVS asks for 3,000. They are those of the list
/// that Django 5.2 ships, made by Royce Williams; its licence is in `most_used.license.txt`.
static MOST_USED: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("most_used.txt").lines().collect());

/// What may stand before or after a phrase without making it a new one: "1", "123", a year.
const DIGITS_ASIDE: usize = 4;

/// How many digits and symbols around one word are taken for a year and a full stop. More of them may be random.
const ASIDE: usize = 7;

const PHRASES: [&str; 73] = [
    "allyouneedislove",
    "amordemivida",
    "beammeupscotty",
    "bohemianrhapsody",
    "contrasenasegura",
    "correctbatteryhorsestaple",
    "correcthorsebatterystaple",
    "dioseselamor",
    "donttellanyone",
    "elsenoresmipastor",
    "enunlugardelamancha",
    "feliznavidad",
    "fourscoreandsevenyearsago",
    "godblessamerica",
    "godisgoodallthetime",
    "hastalavictoriasiempre",
    "hastalavistababy",
    "hellodarknessmyoldfriend",
    "houstonwehaveaproblem",
    "iamyourfather",
    "icandoallthings",
    "ihatepasswords",
    "ilovejesuschrist",
    "ilovemyboyfriend",
    "ilovemychildren",
    "ilovemyfamily",
    "ilovemygirlfriend",
    "ilovemyhusband",
    "ilovemypassword",
    "iloveyouforever",
    "iloveyousomuch",
    "inthebeginning",
    "jesucristoesmisenor",
    "jesuschristislord",
    "jesusismysavior",
    "keepcalmandcarryon",
    "letmeinplease",
    "lifeisbeautiful",
    "livefreeordie",
    "livelaughlove",
    "livelongandprosper",
    "lordoftherings",
    "losangeleslakers",
    "mamitequieromucho",
    "manchesterunited",
    "maytheforcebewithyou",
    "maythefourthbewithyou",
    "mysecretpassword",
    "nevergonnagiveyouup",
    "neversaymypassword",
    "newyorkyankees",
    "nuncatedejaredeamar",
    "onceuponatime",
    "openthepodbaydoors",
    "padrenuestroqueestasenelcielo",
    "perasperaadastra",
    "quetengasunbuendia",
    "seronoser",
    "seronosereslacuestion",
    "siempreteamare",
    "stairwaytoheaven",
    "supercalifragilisticexpialidocious",
    "tequieromucho",
    "thequickbrownfox",
    "thequickbrownfoxjumpsoverthelazydog",
    "thisismypassword",
    "tobeornottobe",
    "tobeornottobethatisthequestion",
    "twinkletwinklelittlestar",
    "wearethechampions",
    "welcometothejungle",
    "winteriscoming",
    "worldofwarcraft",
];

/// What people who must change a password every season put before the year: no estimate knows how usual that is.
const USUAL_WORDS: [&str; 61] = [
    "abril",
    "agosto",
    "april",
    "august",
    "autumn",
    "bienvenida",
    "bienvenido",
    "clinic",
    "clinica",
    "consultorio",
    "contrasena",
    "december",
    "diciembre",
    "doctor",
    "doctora",
    "domingo",
    "enero",
    "fall",
    "febrero",
    "february",
    "friday",
    "hospital",
    "invierno",
    "january",
    "jueves",
    "julio",
    "july",
    "june",
    "junio",
    "lunes",
    "march",
    "martes",
    "marzo",
    "may",
    "mayo",
    "medical",
    "miercoles",
    "monday",
    "november",
    "noviembre",
    "october",
    "octubre",
    "office",
    "oficina",
    "otono",
    "password",
    "primavera",
    "sabado",
    "saturday",
    "september",
    "septiembre",
    "spring",
    "summer",
    "sunday",
    "thursday",
    "tuesday",
    "verano",
    "viernes",
    "wednesday",
    "welcome",
    "winter",
];

/// Whether the whole password is one of the most used, in capitals or not.
#[must_use]
pub fn is_most_used(password: &str) -> bool {
    MOST_USED.contains(password.to_lowercase().trim())
}

/// Whether the whole password is one of the phrases, perhaps with other spacing, capitals, accents, or a few digits at its ends.
#[must_use]
pub fn is_known(password: &str) -> bool {
    let plain: String = folded(password).chars().filter(|c| c.is_alphanumeric()).collect();
    let core = plain.trim_matches(|c: char| c.is_ascii_digit());
    plain.len() - core.len() <= DIGITS_ASIDE && PHRASES.contains(&core)
}

/// Whether a password is one usual word beside digits and punctuation only, such as "Winter2026!".
#[must_use]
pub fn is_one_usual_word(password: &str) -> bool {
    let letters: String = folded(password).chars().filter(|c| c.is_alphabetic()).collect();
    password.chars().count() <= letters.len() + ASIDE && USUAL_WORDS.contains(&letters.as_str())
}
