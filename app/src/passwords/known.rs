//! Well-known long passwords that the estimate does not know: sayings, lines, and phrases published as good examples.
//!
//! A dictionary of leaked passwords hardly holds any of 15 characters and more, so they are listed here (ASVS 6.2.4), in lower case,
//! without accents, spaces or punctuation.

use super::model::folded;

/// What may stand before or after a phrase without making it a new one: "1", "123", a year.
const DIGITS_ASIDE: usize = 4;

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

/// Whether the whole password is one of the phrases, perhaps with other spacing, capitals, accents, or a few digits at its ends.
#[must_use]
pub fn is_known(password: &str) -> bool {
    let plain: String = folded(password).chars().filter(|c| c.is_alphanumeric()).collect();
    let core = plain.trim_matches(|c: char| c.is_ascii_digit());
    plain.len() - core.len() <= DIGITS_ASIDE && PHRASES.contains(&core)
}
