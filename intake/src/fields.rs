//! The fields that a column may be, and by what names other systems know them.

use serde::{Deserialize, Serialize};

/// How the cells of a field are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Text as it is.
    Text,
    /// Part of a name.
    Name,
    /// A whole name: `Ruiz, Ana M` or `Ana M Ruiz`.
    FullName,
    /// A whole address in one cell.
    FullAddress,
    /// A day; `true`: the birth date, which is never in the future.
    Day(bool),
    /// Sex.
    Sex,
    /// Marital status.
    Marital,
    /// Who the policy is on.
    Relation,
    /// A state.
    State,
    /// A ZIP code.
    Zip,
    /// A phone number.
    Phone,
    /// What is dialled after a phone number.
    Extension,
    /// An e-mail address.
    Email,
    /// An amount of dollars.
    Dollars,
    /// A number that names somebody: text, whatever it looks like.
    Number,
    /// A Social Security number.
    Ssn,
    /// Whether they are still a patient; `true`: the cell says that they are not.
    Active(bool),
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name: the product's own, where it keeps one of this name.
    pub name: &'static str,
    /// How its cells are read.
    pub kind: Kind,
    /// Names that other systems give it: letters and digits of lower case only ([`bare`]).
    pub aliases: &'static [&'static str],
}

const fn field(name: &'static str, kind: Kind, aliases: &'static [&'static str]) -> Field {
    Field { name, kind, aliases }
}

/// The number by which the other system knows the patient.
pub const SOURCE_ID: &str = "source_id";
/// Everything of a name in one cell.
pub const FULL_NAME: &str = "full_name";
/// Everything of an address in one cell.
pub const FULL_ADDRESS: &str = "full_address";
/// Still a patient.
pub const ACTIVE: &str = "active";
/// Not a patient any more.
pub const INACTIVE: &str = "inactive";
/// Looked at to find the same person twice, and kept nowhere.
pub const SSN: &str = "ssn";
/// Dialled after the work phone.
pub const WORK_EXTENSION: &str = "work_extension";
/// Birth date.
pub const BIRTH_DATE: &str = "birth_date";

/// Every field, in the order of the product's form. Aliases: the columns that systems are known to export, and what people call theirs
/// (`docs/IMPORT.md`, with the sources).
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    field(SOURCE_ID, Kind::Number, &[
        "patientid", "patid", "patientidentifier", "patientrecordnumber", "prn", "patientnumber", "patientno", "accountnumber", "accountno", "acctno",
        "acct", "account", "patientaccount", "idnum", "id", "code", "externalid", "keyid", "pid", "pubpid", "patientpracticeguid", "clientidentifier",
        "controlno", "sourceid", "uid", "patientguid", "clientid", "referenceno",
    ]),
    field("chart_number", Kind::Number, &[
        "chartnumber", "chart", "chartid", "chartno", "mrn", "medicalrecordnumber", "mrnumber", "recordnumber", "medrecno",
    ]),
    field("title", Kind::Text, &["title", "salutation", "prefix", "nameprefix"]),
    field("first_name", Kind::Name, &[
        "firstname", "fname", "patientfirstname", "fristname", "first", "given", "givenname", "ufname", "forename", "patfirstname", "namefirst", "firstnm",
    ]),
    field("middle_name", Kind::Name, &[
        "middleinitial", "mi", "middlename", "middle", "mname", "uminitial", "patientmiddlename", "middleinit", "namemiddle", "patientmi",
    ]),
    field("last_name", Kind::Name, &[
        "lastname", "lname", "surname", "patientlastname", "last", "family", "familyname", "ulname", "patientsurname", "patlastname", "namelast", "lastnm",
    ]),
    field("suffix", Kind::Text, &["suffix", "namesuffix", "generation"]),
    field("preferred_name", Kind::Name, &["preferredname", "nickname", "aliasnickname", "alias", "goesby", "knownas"]),
    field(FULL_NAME, Kind::FullName, &[
        "patient", "patientname", "name", "patientlastfirst", "fullname", "patientname1", "patientfullname", "lastfirst", "client", "clientname",
    ]),
    field(BIRTH_DATE, Kind::Day(true), &[
        "dateofbirth", "birthdate", "dob", "birthday", "ptdob", "patientdob", "patientbirthdate", "birth", "birthdt", "dateofbirthmmddyyyy", "bdate",
        "borndate",
    ]),
    field("sex", Kind::Sex, &["sex", "gender", "patientsex", "patientgender", "sexatbirth", "emrsex", "gendercode", "sexcode", "administrativegender"]),
    field("gender_identity", Kind::Text, &["genderidentity"]),
    field("mobile_phone", Kind::Phone, &[
        "mobilephone", "cell", "cellphone", "mobile", "umobileno", "mobileno", "cellno", "phonecell", "mobilenumber", "cellnumber", "cellularphone",
        "phone3", "patientcellphone", "preferredphone1", "preferredphone",
    ]),
    field("home_phone", Kind::Phone, &[
        "homephone", "phone", "phone1", "primaryphone", "phonehome", "hometelephone", "telephone", "upphone", "home", "homeno", "phonenumber",
        "patientprimaryphone", "patientphone", "homephonenumber", "tel",
    ]),
    field("work_phone", Kind::Phone, &["workphone", "officephone", "phonebiz", "phone2", "businessphone", "work", "workno", "workphonenumber", "dayphone"]),
    field(WORK_EXTENSION, Kind::Extension, &["workextension", "workext", "officephoneextension", "workphoneextension", "workphoneext", "extension", "ext"]),
    field("email", Kind::Email, &[
        "email", "emailaddress", "homeemail", "workemail", "uemail", "mail", "patientemail", "emailaddr", "email1", "personalemail",
    ]),
    field("language", Kind::Text, &["language", "preferredlanguage", "languagepreference", "primarylanguage", "lang", "patientlanguage"]),
    field("address_1", Kind::Text, &[
        "address1", "addressline1", "street", "street1", "streetaddress", "line1", "straddress", "upaddress", "addr1", "homeaddress", "homeaddress1",
        "patientaddress1", "mailingaddress", "streetaddress1", "addresscurrentstreetaddress",
    ]),
    field("address_2", Kind::Text, &[
        "address2", "addressline2", "street2", "streetaddress2", "line2", "upaddress2", "addr2", "apt", "unit", "homeaddress2", "patientaddress2",
    ]),
    field("city", Kind::Text, &["city", "addresscity", "upcity", "patientcity", "town", "homecity"]),
    field("state", Kind::State, &["state", "statecode", "addressstate", "upstate", "patientstate", "st", "province", "homestate", "stateprovince"]),
    field("zip", Kind::Zip, &[
        "zip", "zipcode", "postalcode", "addresszipcode", "zipcode1", "pcode", "patientzipcode", "patientzip", "zippostalcode", "homezip", "postcode",
    ]),
    field(FULL_ADDRESS, Kind::FullAddress, &["address", "patientaddress", "fulladdress", "addressfull"]),
    field("country", Kind::Text, &["country", "countrycode", "addresscountry"]),
    field("marital_status", Kind::Marital, &["maritalstatus", "marital", "maritalstat", "patientmaritalstatus"]),
    field("race", Kind::Text, &["race", "patientrace", "racedisplay"]),
    field("ethnicity", Kind::Text, &["ethnicity", "patientethnicity", "ethnicgroup", "hispanic"]),
    field("employer", Kind::Text, &["employer", "employername", "employment", "company"]),
    field("primary_provider", Kind::Text, &[
        "primaryprovider", "assignedprovider", "provider", "primaryphysician", "preferredphysician", "pcp", "doctor", "physician", "renderingprovider",
        "doctorid",
    ]),
    field("pharmacy", Kind::Text, &["pharmacy", "preferredpharmacy", "pharmacyname"]),
    field("deceased_date", Kind::Day(false), &["dateofdeath", "deathdate", "deceaseddate", "datedeceased", "dod"]),
    field("emergency_name", Kind::Text, &[
        "emergencycontactname", "emergencycontact", "emergencyname", "emergcontact", "contactname", "icename", "nextofkin", "emergencycontact1name",
    ]),
    field("emergency_phone", Kind::Phone, &[
        "emergencycontactphone", "emergencyphone", "contactphone", "emergphone", "emergencycontactnumber", "emergencycontact1phone",
    ]),
    field("emergency_relation", Kind::Text, &[
        "emergencycontactrelation", "emergencyrelation", "emergencyrelationship", "emergencycontactrelationship", "contactrelation", "relationtopatient",
    ]),
    field("notes", Kind::Text, &["notes", "comments", "comment", "note", "memo", "patientcomment", "unpinnednote", "remarks"]),
    field(ACTIVE, Kind::Active(false), &["active", "isactive", "patientstatus", "activestatus", "status"]),
    field(INACTIVE, Kind::Active(true), &["inactive", "isinactive", "archived", "deleted", "delflag"]),
    field(SSN, Kind::Ssn, &[
        "socialsecuritynumber", "ssn", "socsec", "identityno", "socialsecurity", "socsecid", "ss", "ssno", "socialsecurityno", "patientssn",
    ]),
    field("primary_payer", Kind::Text, &[
        "primaryinsurance", "insurance1", "insname", "insurancecompany", "primarypayer", "payer", "payername", "carrier1", "primaryinsurancename",
        "insurance", "insurancename", "carrier", "insurancecompanyname", "insurancecode1", "primarycarrier",
    ]),
    field("primary_plan", Kind::Text, &["primaryplan", "planname", "plan", "primaryplanname", "insuranceplan", "managedplan"]),
    field("primary_member_id", Kind::Number, &[
        "memberid", "policynumber", "primarymemberid", "policy1", "subscriberno", "insuredid", "inssubscriberno", "primarypolicynumber",
        "insuranceinsuredid1", "primarysubscriberno", "subscriberid", "policyno", "memberno", "primarypolicyno", "insuranceid", "primaryinsuranceid",
    ]),
    field("primary_group", Kind::Number, &[
        "groupnumber", "groupid", "primarygroup", "groupno", "insgroupno", "primarygroupnumber", "insurancegroupnumber1", "group", "primarygroupno",
    ]),
    field("primary_relation", Kind::Relation, &[
        "subscriberrelation", "relationtoinsured", "primaryrelation", "relationshiptoinsured", "insuranceinsuredrelation1", "patientrelationtoinsured",
    ]),
    field("primary_subscriber", Kind::Text, &[
        "subscribername", "insuredname", "primarysubscriber", "policyholder", "policyholdername", "subscriber", "insured", "primaryinsuredname",
    ]),
    field("primary_subscriber_birth_date", Kind::Day(false), &[
        "subscriberdob", "insureddob", "subscriberbirthdate", "primarysubscriberbirthdate", "insuredbirthdate", "policyholderdob",
    ]),
    field("primary_copay", Kind::Dollars, &["copay", "inscopay", "primarycopay", "copayamount", "copayfixedamount"]),
    field("secondary_payer", Kind::Text, &[
        "secondaryinsurance", "insurance2", "insname2", "secondarypayer", "carrier2", "secondaryinsurancename", "insurancecode2", "secondarycarrier",
    ]),
    field("secondary_plan", Kind::Text, &["secondaryplan", "secondaryplanname"]),
    field("secondary_member_id", Kind::Number, &[
        "secondarymemberid", "policy2", "inssubscriberno2", "secondarypolicynumber", "insuranceinsuredid2", "secondarysubscriberno", "secondaryinsuranceid",
    ]),
    field("secondary_group", Kind::Number, &["secondarygroup", "insgroupno2", "secondarygroupnumber", "insurancegroupnumber2"]),
    field("secondary_relation", Kind::Relation, &["secondaryrelation", "insuranceinsuredrelation2"]),
    field("secondary_subscriber", Kind::Text, &["secondarysubscriber", "secondaryinsuredname"]),
    field("secondary_subscriber_birth_date", Kind::Day(false), &["secondarysubscriberbirthdate", "secondarysubscriberdob"]),
    field("secondary_copay", Kind::Dollars, &["inscopay2", "secondarycopay"]),
    field("guarantor_name", Kind::Text, &["guarantorname", "guarantor", "responsibleparty", "responsible", "responsiblepartyname"]),
    field("guarantor_relation", Kind::Text, &["guarantorrelation", "guarantorrelationship", "grrel", "responsiblepartyrelation"]),
    field("guarantor_phone", Kind::Phone, &["guarantorphone", "responsiblepartyphone", "guarantorhomephone"]),
    field("guarantor_address", Kind::Text, &["guarantoraddress", "guarantoraddress1", "responsiblepartyaddress"]),
];

/// A field by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// Letters and digits of lower case: what is compared of a column's name.
#[must_use]
pub fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The field that some system calls so.
#[must_use]
pub fn known_as(name: &str) -> Option<&'static str> {
    let name = bare(name);
    FIELDS.iter().find(|field| bare(field.name) == name || field.aliases.contains(&name.as_str())).map(|field| field.name)
}

/// Whether some system calls a column so.
#[must_use]
pub fn is_known(name: &str) -> bool {
    known_as(name).is_some()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{FIELDS, bare};

    #[test]
    fn an_alias_is_of_one_field_and_written_bare() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for field in FIELDS {
            for alias in field.aliases {
                if let Some(other) = seen.insert(alias, field.name) {
                    panic!("{alias} is both {other} and {}", field.name);
                }
                assert_eq!(bare(alias), *alias, "{}", field.name);
            }
        }
    }
}
