//! From bytes to rows: encodings, separators and names of columns as spreadsheets and people write them.

use super::super::fold::fold;

/// A row as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file.
    pub line: u64,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Empty: made from the name.
    pub username: String,
    /// Empty for none.
    pub email: String,
    /// Empty for none.
    pub phone: String,
    /// In words; empty for the lowest.
    pub level: String,
    /// Yes or no, in words.
    pub administrator: String,
}

/// Why a table can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// The first line has no columns for given and family name.
    NoColumns,
    /// Quotes that do not end, or the like.
    Broken,
}

const FIRST_NAME: usize = 0;
const LAST_NAME: usize = 1;

/// The columns, and what people call them: in English and Spanish, folded.
const COLUMNS: [&[&str]; 7] = [
    &["first name", "given name", "first", "given", "firstname", "forename", "nombre", "nombres", "nombre de pila"],
    &["last name", "family name", "surname", "last", "family", "lastname", "apellido", "apellidos"],
    &["username", "user name", "user", "login", "log in", "usuario", "nombre de usuario"],
    &["email", "e mail", "email address", "e mail address", "mail", "correo", "correo electronico", "direccion de correo"],
    &["phone", "phone number", "telephone", "mobile", "telefono", "movil", "celular"],
    &["edit level", "level", "access level", "role", "nivel", "nivel de edicion", "nivel de acceso", "rol"],
    &["administrator", "admin", "practice administrator", "administrador", "administradora", "es administrador"],
];

/// The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252, as old spreadsheets write it.
#[must_use]
pub fn decoded(bytes: &[u8]) -> String {
    let wide = |of: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|b| windows_1252(*b)).collect(), str::to_owned),
    }
}

fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// The rows of a text whose first line names its columns. Empty rows are left out.
///
/// # Errors
/// Why it can't be read.
pub fn rows(text: &str) -> Result<Vec<Row>, Unreadable> {
    // One kind of line end: else lines are counted wrongly.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(&text))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| record.map_err(|_| Unreadable::Broken));
    let head = records.next().ok_or(Unreadable::Empty)??;
    let places = COLUMNS.map(|names| head.iter().position(|cell| names.contains(&named(cell).as_str())));
    if places[FIRST_NAME].is_none() || places[LAST_NAME].is_none() {
        return Err(Unreadable::NoColumns);
    }
    let mut rows = Vec::new();
    for record in records {
        let record = record?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let cell = |n: usize| places[n].and_then(|place| record.get(place)).unwrap_or_default().to_owned();
        rows.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            first_name: cell(FIRST_NAME),
            last_name: cell(LAST_NAME),
            username: cell(2),
            email: cell(3),
            phone: cell(4),
            level: cell(5),
            administrator: cell(6),
        });
    }
    if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(rows) }
}

/// The name of a column, as [`COLUMNS`] has it.
fn named(cell: &str) -> String {
    fold(&cell.replace(['_', '-', '*', ':', '.'], " "))
}

/// What stands most often in the first line, outside of quotes.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(*separator == byte && !quoted);
        }
    }
    // The first of those that are as frequent.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

/// A username of a name, without a number: "Ana María", "Ruiz Gómez" → `ana.ruiz`. Empty where no letter of it can be in one.
#[must_use]
pub fn username_of(first_name: &str, last_name: &str) -> String {
    let word = |name: &str| {
        let folded = fold(name);
        let first = folded.split([' ', '-']).next().unwrap_or_default().to_owned();
        first.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).collect::<String>()
    };
    [word(first_name), word(last_name)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// Yes or no in words; none for anything else. Nothing is no.
#[must_use]
pub fn yes(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "" | "no" | "n" | "false" | "0" | "non-admin" => Some(false),
        "yes" | "y" | "si" | "s" | "true" | "1" | "x" | "admin" | "administrator" | "administrador" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, decoded, rows, username_of, yes};

    #[test]
    fn a_table_is_read_as_spreadsheets_write_it() {
        let ana = |text: &str| {
            let all = rows(text).unwrap();
            (all.len(), all[0].line, all[0].first_name.clone(), all[0].last_name.clone(), all[0].email.clone())
        };
        let expected = (1, 2, "Ana".to_owned(), "Ruiz, Jr.".to_owned(), "ana@elm.example".to_owned());
        assert_eq!(ana("First Name,Last Name,E-mail\r\nAna,\"Ruiz, Jr.\",ana@elm.example\r\n,,\r\n"), expected);
        assert_eq!(ana("\u{feff}Nombre;Apellidos;Correo electrónico\n Ana ;\"Ruiz, Jr.\"; ana@elm.example "), expected);
        assert_eq!(ana("email\tSURNAME\tgiven_name\tshoe size\nana@elm.example\tRuiz, Jr.\tAna\t38"), expected);
        assert_eq!(rows(""), Err(Unreadable::Empty));
        assert_eq!(rows("first name,last name\n"), Err(Unreadable::Empty));
        assert_eq!(rows("Ana,Ruiz\nBea,Paz"), Err(Unreadable::NoColumns));
        assert_eq!(rows("first name,last name\nAna").unwrap()[0].last_name, "", "a short row is a row");
    }

    #[test]
    fn old_encodings_are_read() {
        assert_eq!(decoded("Núñez".as_bytes()), "Núñez");
        assert_eq!(decoded(b"\xEF\xBB\xBFN\xC3\xBA"), "Nú");
        assert_eq!(decoded(b"N\xFA\xF1ez \x96 O\x92Brien"), "Núñez – O’Brien");
        assert_eq!(decoded(b"\xFF\xFEN\0\xFA\0"), "Nú");
    }

    #[test]
    fn usernames_and_answers_are_made_of_what_people_write() {
        for (first, last, name) in
            [("Ana María", "Ruiz Gómez", "ana.ruiz"), ("Seán", "O’Brien", "sean.obrien"), ("李", "小龍", ""), ("Ana", "", "ana")]
        {
            assert_eq!(username_of(first, last), name);
        }
        assert_eq!((yes("Sí"), yes(""), yes("X"), yes("perhaps")), (Some(true), Some(false), Some(true), None));
    }
}
