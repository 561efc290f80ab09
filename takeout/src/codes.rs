//! From the words that people type to the codes of standards, where a word leaves no doubt. The words go along in any case.

/// A code: system, code, what it says.
pub type Coding = (&'static str, &'static str, &'static str);

/// CDC race and ethnicity, also the system of the OMB categories (US Core).
pub const RACES: &str = "urn:oid:2.16.840.1.113883.6.238";

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The OMB category of a race.
pub fn race(text: &str) -> Option<Coding> {
    let (code, display) = match folded(text).as_str() {
        "white" | "caucasian" | "2106-3" => ("2106-3", "White"),
        "black" | "african american" | "black or african american" | "2054-5" => ("2054-5", "Black or African American"),
        "asian" | "2028-9" => ("2028-9", "Asian"),
        "american indian or alaska native" | "american indian" | "alaska native" | "native american" | "1002-5" => {
            ("1002-5", "American Indian or Alaska Native")
        }
        "native hawaiian or other pacific islander" | "native hawaiian" | "pacific islander" | "2076-8" => {
            ("2076-8", "Native Hawaiian or Other Pacific Islander")
        }
        _ => return None,
    };
    Some((RACES, code, display))
}

/// The OMB category of an ethnicity.
pub fn ethnicity(text: &str) -> Option<Coding> {
    let (code, display) = match folded(text).as_str() {
        "hispanic or latino" | "hispanic" | "latino" | "2135-2" => ("2135-2", "Hispanic or Latino"),
        "not hispanic or latino" | "non-hispanic" | "not hispanic" | "non hispanic" | "2186-5" => {
            ("2186-5", "Not Hispanic or Latino")
        }
        _ => return None,
    };
    Some((RACES, code, display))
}

/// A language's tag (BCP 47).
pub fn language(text: &str) -> Option<Coding> {
    let (code, display) = match folded(text).as_str() {
        "english" | "en" | "eng" | "en-us" => ("en", "English"),
        "spanish" | "es" | "spa" | "español" | "espanol" => ("es", "Spanish"),
        "chinese" | "zh" | "chi" | "zho" | "mandarin" | "cantonese" => ("zh", "Chinese"),
        "vietnamese" | "vi" | "vie" => ("vi", "Vietnamese"),
        "tagalog" | "filipino" | "tl" | "tgl" => ("tl", "Tagalog"),
        "korean" | "ko" | "kor" => ("ko", "Korean"),
        "russian" | "ru" | "rus" => ("ru", "Russian"),
        "arabic" | "ar" | "ara" => ("ar", "Arabic"),
        "french" | "fr" | "fre" | "fra" => ("fr", "French"),
        "portuguese" | "pt" | "por" => ("pt", "Portuguese"),
        "haitian creole" | "haitian" | "creole" | "ht" | "hat" => ("ht", "Haitian Creole"),
        "polish" | "pl" | "pol" => ("pl", "Polish"),
        "german" | "de" | "ger" | "deu" => ("de", "German"),
        "italian" | "it" | "ita" => ("it", "Italian"),
        "japanese" | "ja" | "jpn" => ("ja", "Japanese"),
        _ => return None,
    };
    Some(("urn:ietf:bcp:47", code, display))
}

/// A marital status, of those that the product has.
pub fn marital(name: &str) -> Option<Coding> {
    let (code, display) = match name {
        "single" => ("S", "Never Married"),
        "married" => ("M", "Married"),
        "partner" => ("T", "Domestic partner"),
        "separated" => ("L", "Legally Separated"),
        "divorced" => ("D", "Divorced"),
        "widowed" => ("W", "Widowed"),
        _ => return None,
    };
    Some(("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", code, display))
}

/// FHIR's name of a sex.
pub fn gender(sex: &str) -> &'static str {
    match sex {
        "F" => "female",
        "M" => "male",
        "X" => "other",
        _ => "unknown",
    }
}
