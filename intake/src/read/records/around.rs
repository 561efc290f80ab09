//! What FHIR says around a person: background, whom to call, who insures them, and what no field is for.

use serde_json::Value;

use super::person::{Person, joined};

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Every text, number and flag in a value.
fn leaves(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is) => is.to_string(),
        Value::Number(n) => n.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(all) => joined(all.iter().map(leaves), ", "),
        // Where a code is from says nothing to people.
        Value::Object(all) => {
            joined(all.iter().filter(|(name, _)| !matches!(name.as_str(), "system" | "url")).map(|(_, is)| leaves(is)), ", ")
        }
    }
}

/// A concept in words.
pub fn word(concept: &Value) -> String {
    let coding = &concept["coding"][0];
    let all = [text(&concept["text"]), text(&coding["display"]), text(&coding["code"])];
    all.into_iter().find(|word| !word.is_empty()).unwrap_or_default().to_owned()
}

pub fn last_part(url: &str) -> &str {
    url.rsplit(['/', ':']).next().unwrap_or(url)
}

/// Marital status, language, race and ethnicity (US Core), and every other extension.
pub fn background(is: &mut Person, patient: &Value) {
    is.say("Marital Status", &word(&patient["maritalStatus"]));
    let mut languages: Vec<&Value> = each(&patient["communication"]).collect();
    languages.sort_by_key(|one| one["preferred"] != true);
    for language in languages {
        is.say("Language", &word(&language["language"]));
    }
    for extension in each(&patient["extension"]) {
        let name = last_part(text(&extension["url"]));
        let column = match name {
            "us-core-race" => "Race",
            "us-core-ethnicity" => "Ethnicity",
            _ => {
                is.keep(name, &leaves(extension));
                continue;
            }
        };
        let said = each(&extension["extension"])
            .find(|part| text(&part["url"]) == "text")
            .map(|part| text(&part["valueString"]).to_owned());
        let coded = each(&extension["extension"]).filter_map(|part| part["valueCoding"]["display"].as_str()).collect::<Vec<_>>();
        is.say(column, &said.unwrap_or_else(|| joined(coded, ", ")));
    }
}

pub fn contact(is: &mut Person, one: &Value) {
    let name = if one["name"].is_array() { &one["name"][0] } else { &one["name"] };
    let given = each(&name["given"]).map(text).collect::<Vec<_>>().join(" ");
    let full = joined([given.as_str(), text(&name["family"])], " ");
    let full = if full.is_empty() { text(&name["text"]) } else { &full };
    let relations: Vec<String> = each(&one["relationship"]).map(word).collect();
    let phones: Vec<&str> = each(&one["telecom"]).map(|telecom| text(&telecom["value"])).collect();
    is.contact(full, &joined(relations, ", "), &phones);
}

/// Who insures them.
pub fn coverage(is: &mut Person, one: &Value, resources: &[&Value]) {
    let class = |wanted: &str| {
        let found = each(&one["class"]).find(|class| class["type"]["coding"][0]["code"] == wanted);
        found.map_or("", |class| {
            if text(&class["name"]).is_empty() || wanted == "group" { text(&class["value"]) } else { text(&class["name"]) }
        })
    };
    let reference = text(&one["payor"][0]["reference"]);
    let payer = resources.iter().find(|other| !reference.is_empty() && last_part(reference) == text(&other["id"]));
    let payer = payer.map_or_else(|| text(&one["payor"][0]["display"]), |payer| text(&payer["name"]));
    let member =
        if text(&one["subscriberId"]).is_empty() { text(&one["identifier"][0]["value"]) } else { text(&one["subscriberId"]) };
    if matches!(text(&one["status"]), "cancelled" | "entered-in-error" | "draft") {
        return is
            .keep(&format!("Insurance ({})", text(&one["status"])), &joined([payer, class("plan"), member, class("group")], ", "));
    }
    let subscriber = text(&one["subscriber"]["display"]);
    is.policy([payer, class("plan"), member, class("group"), &word(&one["relationship"]), subscriber, ""]);
}

/// What no line above reads. Pictures, narratives and what is about the record and not the person are none of it.
pub fn rest(is: &mut Person, patient: &Value) {
    const READ: [&str; 21] = [
        "resourceType",
        "id",
        "identifier",
        "name",
        "birthDate",
        "gender",
        "active",
        "deceasedBoolean",
        "deceasedDateTime",
        "telecom",
        "address",
        "maritalStatus",
        "communication",
        "extension",
        "generalPractitioner",
        "contact",
        "meta",
        "text",
        "contained",
        "photo",
        "implicitRules",
    ];
    for (name, value) in patient.as_object().into_iter().flatten().filter(|(name, _)| !READ.contains(&name.as_str())) {
        is.keep(name, &leaves(value));
    }
}
