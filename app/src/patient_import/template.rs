//! The empty template: a column for each field that the import knows, by the name under which it is recognised without a question.

use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use intake::fields::{ACTIVE, FIELDS, FULL_ADDRESS, FULL_NAME, Field, INACTIVE, Kind, SOURCE_ID, SSN, WORK_EXTENSION};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{text, words};
use crate::i18n::Locale;
use crate::patients::model::{DETAILS, INSURANCE, Reads};
use crate::patients::rules::day_in_words;
use crate::platform::{Fault, Outcome};
use crate::web::table;

/// What has no column: other ways to say what another column says, and what is kept nowhere.
const LEFT_OUT: [&str; 4] = [FULL_NAME, FULL_ADDRESS, INACTIVE, SSN];

/// Somebody whom nobody takes for a patient. Days as they are kept; no phone number of this kind is anybody's, nor is the address.
const EXAMPLE: &[(&str, &str)] = &[
    (SOURCE_ID, "EXAMPLE-1"),
    ("chart_number", "000123"),
    ("title", "Ms."),
    ("first_name", "Example"),
    ("middle_name", "Made-up"),
    ("last_name", "Delete-This-Row"),
    ("suffix", "Jr."),
    ("preferred_name", "Exa"),
    ("birth_date", "1980-02-14"),
    ("sex", "F"),
    ("gender_identity", "Woman"),
    ("mobile_phone", "202-555-0142"),
    ("home_phone", "202-555-0143"),
    ("work_phone", "202-555-0144"),
    (WORK_EXTENSION, "007"),
    ("email", "example@elm.example"),
    ("language", "English"),
    ("address_1", "1 Nowhere Street"),
    ("address_2", "Apt 2"),
    ("city", "Portland"),
    ("state", "ME"),
    ("zip", "04101"),
    ("country", "US"),
    ("marital_status", "married"),
    ("race", "Declined"),
    ("ethnicity", "Declined"),
    ("employer", "Made-up Company"),
    ("primary_provider", "Dr. Example"),
    ("pharmacy", "Made-up Pharmacy"),
    ("deceased_date", ""),
    ("emergency_name", "Other Example"),
    ("emergency_phone", "202-555-0145"),
    ("emergency_relation", "Brother"),
    ("notes", "This row is an example: delete it"),
    (ACTIVE, "yes"),
    ("primary_payer", "Made-up Insurance"),
    ("primary_plan", "Silver"),
    ("primary_member_id", "0012345"),
    ("primary_group", "00789"),
    ("primary_relation", "spouse"),
    ("primary_subscriber", "Other Example"),
    ("primary_subscriber_birth_date", "1979-03-15"),
    ("primary_copay", "25.00"),
    ("secondary_payer", "Second Made-up Insurance"),
    ("secondary_plan", "Bronze"),
    ("secondary_member_id", "0054321"),
    ("secondary_group", "00987"),
    ("secondary_relation", "self"),
    ("secondary_subscriber", "Example Delete-This-Row"),
    ("secondary_subscriber_birth_date", "1980-02-14"),
    ("secondary_copay", "10.00"),
    ("guarantor_name", "Other Example"),
    ("guarantor_relation", "Husband"),
    ("guarantor_phone", "202-555-0146"),
    ("guarantor_address", "1 Nowhere Street, Portland, ME 04101"),
];

/// The fields that are columns, in their order.
fn columns() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| !LEFT_OUT.contains(&field.name))
}

/// The name of a column: the field's own, with one capital and spaces.
fn heading(field: &Field) -> String {
    let mut letters = field.name.chars().map(|c| if c == '_' { ' ' } else { c });
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn example(field: &Field) -> &'static str {
    EXAMPLE.iter().find(|(name, _)| *name == field.name).map_or("", |(_, value)| value)
}

/// As one types it.
fn typed(field: &Field) -> String {
    if matches!(field.kind, Kind::Day(_)) { day_in_words(example(field)) } else { example(field).to_owned() }
}

/// Whether no patient is made without it.
fn is_needed(field: &Field) -> bool {
    DETAILS.iter().any(|own| own.name == field.name && matches!(own.reads, Reads::Needed(_) | Reads::Day(true)))
}

/// How a field is written, in words.
fn form(field: &Field, locale: Locale) -> String {
    let own = DETAILS.iter().chain(INSURANCE).find(|own| own.name == field.name);
    if let Some(Reads::One(choices, _)) = own.map(|own| own.reads) {
        let values: Vec<String> = choices.iter().map(|(name, label)| format!("{name} ({})", label.of(locale))).collect();
        return text::T_ONE.with(locale, &[("values", &values.join(", "))]);
    }
    let words = match field.kind {
        Kind::Day(_) => text::T_DAY,
        Kind::State => text::T_STATE,
        Kind::Zip => text::T_ZIP,
        Kind::Phone => text::T_PHONE,
        Kind::Extension => text::T_EXTENSION,
        Kind::Email => text::T_EMAIL,
        Kind::Dollars => text::T_DOLLARS,
        Kind::Number | Kind::Ssn => text::T_NUMBER,
        Kind::Active(_) => text::T_ACTIVE,
        Kind::Text | Kind::Name | Kind::FullName | Kind::FullAddress | Kind::Sex | Kind::Marital | Kind::Relation => text::T_TEXT,
    };
    words.of(locale).to_owned()
}

/// The template as comma-separated values.
///
/// # Errors
/// A fault of the writer.
pub fn csv() -> Outcome<Response> {
    let heads: Vec<String> = columns().map(heading).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table::answer("patients-template.csv", &heads, &[columns().map(typed).collect()])
}

/// The template as a workbook: a sheet to fill in, and one that says what goes where.
///
/// # Errors
/// A fault of the writer.
pub fn xlsx(locale: Locale) -> Outcome<Response> {
    let bytes = workbook(locale).map_err(|e| Fault::internal(e.to_string()))?;
    let kind = HeaderValue::from_static("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let name = HeaderValue::from_static("attachment; filename=\"patients-template.xlsx\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], Bytes::from(bytes)).into_response())
}

fn workbook(locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The first sheet is the one that is read.
    fill_in(book.add_worksheet(), locale)?;
    explain(book.add_worksheet(), locale)?;
    book.save_to_buffer()
}

fn fill_in(sheet: &mut Worksheet, locale: Locale) -> Result<(), XlsxError> {
    let (head, day) = (Format::new().set_bold(), Format::new().set_num_format("mm/dd/yyyy"));
    // Text, so that no zero in front is lost and no number is rounded.
    let plain = Format::new().set_num_format("@");
    sheet.set_name(text::T_SHEET.of(locale))?.set_freeze_panes(1, 0)?;
    for (at, field) in (0_u16..).zip(columns()) {
        let is_day = matches!(field.kind, Kind::Day(_));
        sheet.set_column_width(at, 20)?.set_column_format(at, if is_day { &day } else { &plain })?;
        sheet.write_string_with_format(0, at, heading(field), &head)?;
        match example(field) {
            "" => {}
            value if is_day => drop(sheet.write_datetime_with_format(1, at, ExcelDateTime::parse_from_str(value)?, &day)?),
            value => drop(sheet.write_string_with_format(1, at, value, &plain)?),
        }
    }
    Ok(())
}

fn explain(sheet: &mut Worksheet, locale: Locale) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    sheet.set_name(text::T_RULES.of(locale))?.set_freeze_panes(1, 0)?;
    let heads = [(text::T_COLUMN, 30), (text::T_WHAT, 36), (text::T_IS_NEEDED, 12), (text::T_FORM, 70), (text::T_EXAMPLE, 36)];
    for (at, (label, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(at, width)?.write_string_with_format(0, at, label.of(locale), &head)?;
    }
    for (row, field) in (1_u32..).zip(columns()) {
        let needed = if is_needed(field) { text::T_YES } else { text::T_NO };
        let cells =
            [heading(field), words::field(field.name, locale), needed.of(locale).to_owned(), form(field, locale), typed(field)];
        for (at, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, at, cell)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use intake::columns::Counter;
    use intake::convert::{Code, Plan};
    use intake::guess::{Why, guess};
    use intake::questions::questions;
    use intake::systems;
    use jiff::civil::date;

    use super::{EXAMPLE, LEFT_OUT, columns, form, heading, is_needed, typed};
    use crate::i18n::Locale;
    use crate::patient_import::prepare::prepare;
    use crate::practice::states;

    /// The example, with a day where it has none.
    fn row() -> Vec<String> {
        columns().map(|field| if field.name == "deceased_date" { "11/20/2026".to_owned() } else { typed(field) }).collect()
    }

    #[test]
    fn every_column_is_taken_for_its_own_field_without_a_question_and_the_example_is_kept_whole() {
        let today = date(2026, 11, 27);
        let header: Vec<String> = columns().map(heading).collect();
        assert!(systems::recognise(&header).is_none(), "it is no system's");
        let mut counter = Counter::new(&header, today, &states::is_state);
        counter.see(&row());
        let seen = counter.done().0;
        let guesses = guess(&seen, systems::find(systems::OTHER));
        for (field, guess) in columns().zip(&guesses) {
            assert_eq!((guess.field.as_str(), &guess.why), (field.name, &Why::Name), "{}", heading(field));
        }
        let fields: Vec<String> = guesses.iter().map(|guess| guess.field.clone()).collect();
        assert_eq!(questions(&seen, &fields), []);
        let plan = Plan::new(&seen, fields, &std::collections::BTreeMap::new(), false, today);
        let kept = prepare(&plan, &(2, row()), &["US".to_owned()]).unwrap();
        let told: Vec<Code> = kept.told.iter().map(|told| told.code).collect();
        // Who has a day of death is no patient any more, whatever else the row says.
        assert!(told == [Code::Died] && !kept.patient.active, "{:?}", kept.told);
        assert!(kept.patient.extras.is_empty(), "{:?}", kept.patient.extras);
        assert_eq!((kept.patient.chart_number.as_str(), kept.patient.source_id.as_str()), ("000123", "EXAMPLE-1"));
        assert_eq!(kept.patient.details.get("zip").map(String::as_str), Some("04101"));
    }

    #[test]
    fn every_field_is_a_column_with_its_rule_and_its_example_or_left_out_on_purpose() {
        let names: Vec<&str> = columns().map(|field| field.name).collect();
        assert_eq!(names, EXAMPLE.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(names.len() + LEFT_OUT.len(), intake::fields::FIELDS.len());
        let needed: Vec<&str> = columns().filter(|field| is_needed(field)).map(|field| field.name).collect();
        assert_eq!(needed, ["first_name", "last_name", "birth_date"]);
        for locale in Locale::ALL {
            assert!(columns().all(|field| !form(field, locale).is_empty() && !form(field, locale).contains(['{', '}'])));
        }
    }
}
