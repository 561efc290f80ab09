//! Workbooks by hand, for kinds that nothing here writes.

/// What stands for the end of a chain of sectors.
const END: u32 = 0xffff_fffe;

/// Records of Excel before 2007, in the container that they come in ([MS-CFB]): a table of sectors, a directory, one stream.
pub fn contained(records: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // Shorter streams would be elsewhere.
    let length = records.len().max(4096);
    let sectors = length.div_ceil(SECTOR);
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    let number = |n: usize| u32::try_from(n).unwrap();
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.extend([0; 16]);
    for n in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        out.extend(n.to_le_bytes());
    }
    for n in [0, number(tables), number(tables), 0, 4096, END, 0, END, 0] {
        out.extend(n.to_le_bytes());
    }
    for at in 0..109 {
        out.extend(if at < tables { number(at) } else { u32::MAX }.to_le_bytes());
    }
    let mut table: Vec<u32> = vec![0xffff_fffd; tables];
    table.push(END);
    table.extend((1..sectors).map(|at| number(tables + 1 + at)));
    table.push(END);
    table.resize(tables * SECTOR / 4, u32::MAX);
    out.extend(table.iter().flat_map(|n| n.to_le_bytes()));
    for (name, kind, start, size) in [("Root Entry", 5, END, 0), ("Workbook", 2, number(tables + 1), number(length))] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let named = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(named.to_le_bytes());
        entry.extend([kind, 1]);
        let child = if kind == 5 { 1 } else { u32::MAX };
        entry.extend([u32::MAX, u32::MAX, child].into_iter().flat_map(u32::to_le_bytes));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(size.to_le_bytes());
        entry.resize(128, 0);
        out.extend(entry);
    }
    out.resize(out.len() + 256, 0);
    out.extend(records);
    out.resize(out.len() + sectors * SECTOR - records.len(), 0);
    out
}

/// A record of Excel before 2007.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

fn short(text: &str) -> Vec<u8> {
    [&[u8::try_from(text.len()).unwrap(), 0], text.as_bytes()].concat()
}

/// Records of a workbook with one sheet; cells by row and column, a number where the text is one.
pub fn records(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[0x0600_u16, kind, 0x0dbb, 0x07cc, 0, 0, 0, 6].map(u16::to_le_bytes).concat());
    let texts: Vec<&str> = cells.iter().map(|cell| cell.2).filter(|text| text.parse::<f64>().is_err()).collect();
    let count = u32::try_from(texts.len()).unwrap().to_le_bytes();
    let mut shared = [count, count].concat();
    for text in &texts {
        shared.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
        shared.push(0);
        shared.extend(text.as_bytes());
    }
    let head = [begin(5), record(0x0042, &1200_u16.to_le_bytes())].concat();
    let tail = [record(0x00fc, &shared), record(0x000a, &[])].concat();
    let sheet = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0], &short("Patients")].concat());
    let begins = u32::try_from(head.len() + sheet(0).len() + tail.len()).unwrap();
    let mut out = [head, sheet(begins), tail, begin(0x10)].concat();
    let (rows, columns) = cells.iter().fold((0, 0), |(r, c), cell| (r.max(u32::from(cell.0) + 1), c.max(cell.1 + 1)));
    let dimensions = [&0_u32.to_le_bytes()[..], &rows.to_le_bytes(), &[0, 0], &columns.to_le_bytes(), &[0, 0]].concat();
    out.extend(record(0x0200, &dimensions));
    let mut at = 0_u32;
    for (row, column, text) in cells {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        if let Ok(n) = text.parse::<f64>() {
            out.extend(record(0x0203, &[&place[..], &n.to_le_bytes()].concat()));
        } else {
            out.extend(record(0x00fd, &[&place[..], &at.to_le_bytes()].concat()));
            at += 1;
        }
    }
    out.extend(record(0x000a, &[]));
    out
}

/// A record of Excel's binary kind.
fn wide_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 {
        vec![u8::try_from(kind).unwrap()]
    } else {
        vec![u8::try_from(kind & 0x7f).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]
    };
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap();
        length >>= 7;
        out.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    out.extend(data);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&u32::try_from(units.len() / 2).unwrap().to_le_bytes()[..], &units].concat()
}

/// The parts of a workbook of Excel's binary kind with one sheet.
pub fn binary(cells: &[(u32, u32, &str)]) -> Vec<(&'static str, Vec<u8>)> {
    let numbers = |all: &[u32]| all.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let bundle = [numbers(&[0, 1]), wide("rId1"), wide("Patients")].concat();
    let book =
        [wide_record(131, &[]), wide_record(143, &[]), wide_record(156, &bundle), wide_record(144, &[]), wide_record(132, &[])];
    let last = cells.iter().map(|cell| cell.0).max().unwrap_or_default();
    let mut sheet = [wide_record(129, &[]), wide_record(148, &numbers(&[0, last, 0, 4])), wide_record(145, &[])].concat();
    let mut row = None;
    for (at, column, text) in cells {
        if row != Some(*at) {
            row = Some(*at);
            sheet.extend(wide_record(0, &[numbers(&[*at, 0, 0, 0]), vec![0]].concat()));
        }
        let place = numbers(&[*column, 0]);
        sheet.extend(match text.parse::<f64>() {
            Ok(n) => wide_record(5, &[place, n.to_le_bytes().to_vec()].concat()),
            Err(_) => wide_record(6, &[place, wide(text)].concat()),
        });
    }
    sheet.extend([wide_record(146, &[]), wide_record(130, &[])].concat());
    let relation = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    vec![
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/_rels/workbook.bin.rels", relation.as_bytes().to_vec()),
        ("xl/workbook.bin", book.concat()),
        ("xl/worksheets/sheet1.bin", sheet),
    ]
}

/// The parts of an open document's spreadsheet; `more` stands in each of its cells' tags.
pub fn open_document(rows: &[&[&str]], more: &str) -> Vec<(&'static str, Vec<u8>)> {
    let cell =
        |text: &&str| format!("<table:table-cell {more} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let rows: String = rows
        .iter()
        .map(|row| format!("<table:table-row {more}>{}</table:table-row>", row.iter().map(cell).collect::<String>()))
        .collect();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"Patients\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest =
        "<manifest:manifest xmlns:manifest=\"m\"><manifest:file-entry manifest:full-path=\"content.xml\"/></manifest:manifest>";
    vec![
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml", manifest.as_bytes().to_vec()),
        ("content.xml", content.into_bytes()),
    ]
}
