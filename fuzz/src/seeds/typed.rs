//! What the fuzzers of `app` begin with.

use std::io::Cursor;

use super::bytes;
use crate::folder::{packed, read, written};

/// Right, mistyped, with labels.
pub fn practice_id() -> Vec<Vec<u8>> {
    let right = app::practice::id::PracticeId::from_data([1, 2, 3, 4, 5]).display();
    bytes(&[
        &right,
        &right.to_lowercase(),
        &format!("Practice ID: \u{201c}{right}\u{201d}"),
        "ABC-120-B",
        "abc 1O0 l",
        "АВС-120-В",
        "ABC-120-BB",
        &right.replace('-', "\u{2011}"),
    ])
}

/// A little of everything, two texts each.
pub fn identifiers() -> Vec<Vec<u8>> {
    bytes(&[
        "Nurse.Kim\u{1f}x",
        "Mar\u{ed}a Jos\u{e9}\u{1f}",
        "ana@elm.example\u{1f}",
        "1234567893\u{1f}",
        "AB1234563\u{1f}Baker",
        "04101-2345\u{1f}",
        "2/11/1980\u{1f}2026-11-27",
        "203.0.113.0/24, 2001:db8::1\u{1f}203.0.113.9",
        "America/New_York\u{1f}2026-03-08",
        "=1+1\u{1f}",
        "how do I reset a password\u{1f}",
        "PO Box 7\u{1f}",
        "\u{130}stanbul\u{1f}",
        "correct horse battery\u{1f}horse",
    ])
}

/// As people of several countries write them.
pub fn phone() -> Vec<Vec<u8>> {
    bytes(&[
        "(213) 555-0142",
        "+1 213 555 0142 ext. 7",
        "1-800-234-5678",
        "+44 20 7946 0958",
        "787 234 5678",
        "tel:213-555-0142;ext=3",
        "1-800-FLOWERS",
        "+52 1 55 1234 5678",
    ])
}

/// A device of nothing, and one of everything.
pub fn doctor() -> Vec<Vec<u8>> {
    let typed = [
        "ABC-120-B\u{1f}Nurse.Kim \u{1f}secret word \u{1f}",
        "nurse.kim\u{1f}ABC-120-B\u{1f}pass\u{1f}",
        "ABC-120-B/nurse.kim\u{1f}\u{1f}\u{1f}ana@elm.example",
        "а@b.example\u{1f}ｋｉｍ\u{1f}“x”\u{1f}",
    ];
    let devices = [[0_u8; 64], [4; 64], [8; 64], std::array::from_fn(|at| u8::try_from(at).unwrap())];
    typed.iter().flat_map(|typed| devices.map(|device| [&device[..], typed.as_bytes()].concat())).collect()
}

/// Right, wrong, opened before, with files.
pub fn form() -> Vec<Vec<u8>> {
    bytes(&[
        "first_name=Maria++Jos%C3%A9&last_name=Gomez&birth_date=2%2F11%2F1980&sex=F&mobile_phone=213.555.0142&zip=041012345&notes=a%0D%0Ab&email=a%40b.example",
        "first_name=&version=3&was=%7B%22first_name%22%3A%22Ana%22%7D&city=%F0%9F%98%80",
        "practice_id=ABC-120-B&username=kim&password=x&device=%7B%22dpr%22%3A1.5%7D&next=%2Fhome&repair=swap-fields",
        "primary_payer=A&primary_copay=%2425.5&primary_holder_birth_date=1-1-1980",
        "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n",
    ])
}

/// Headers of browsers.
pub fn cookies() -> Vec<Vec<u8>> {
    bytes(&[
        "__Host-session=abc; __Host-language=es;__Host-practice=ABC-120-B\n__Host-theme=dark",
        "es-MX,es;q=0.9,en;q=0.5",
        "a=b=c; =; ;;x",
    ])
}

/// Paths, and what tries to look like one.
pub fn next() -> Vec<Vec<u8>> {
    bytes(&[
        "/home",
        "/settings/users?q=a%20b&state=locked#x",
        "//evil.example",
        "/\\evil.example",
        "/..//evil.example",
        "/./login",
        "/%2e%2e/",
        "https://evil.example",
        "/a/../unlock?next=/",
    ])
}

/// Lists in four ways.
pub fn people() -> Vec<Vec<u8>> {
    let list = "First name,Last name,Username,E-mail,Phone,Level,Administrator\r\nAna,Ruiz,,ana@elm.example,213 555 0142,Nurse,yes\r\nBo,\"Lee, Jr\",bo,,,,no\r\n";
    let mut all = bytes(&[list, &list.replace(',', ";"), &list.replace(',', "\t"), "Nombre;Apellidos\rJosé;Muñoz\r"]);
    all.push([b"\xff\xfe".to_vec(), list.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat());
    all.push(b"first,last\nJos\xe9,Mu\xf1oz\n".to_vec());
    all
}

/// Pictures of two kinds, and documents.
pub fn picture() -> Vec<Vec<u8>> {
    let picture = image::DynamicImage::new_rgb8(9, 7);
    let of = |format| {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    };
    let mut all = vec![of(image::ImageFormat::Png), of(image::ImageFormat::Jpeg)];
    all.extend(bytes(&[
        "report.bat\nhello",
        "%PDF-1.7\n",
        "<?xml version=\"1.0\"?>\n<ClinicalDocument></ClinicalDocument>",
        "../x\u{202e}fdp.exe\nplain",
    ]));
    let office = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")];
    all.extend(packed(&read(&written(&office)), false));
    all
}
