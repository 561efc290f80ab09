//! XML: a record is the element that comes again and again, its fields are the elements and attributes in it.

use std::collections::HashMap;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

use super::ccda;
use crate::read::encoding::{Encoding, Utf8};
use crate::read::{Event, Format, LONGEST_CELL, MOST_COLUMNS, Opened, Refusal, Row, Sink};

/// How deep elements may stand in each other.
const DEEPEST: usize = 64;
/// Records that are looked at before it is said which element is one.
const LOOKED_AT: usize = 50_000;

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Its name, without the prefix.
    pub name: String,
    /// Its attributes, by name.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// An attribute; empty for none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(is, _)| is == name).map_or("", |(_, value)| value)
    }

    /// The elements of this name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first of them.
    pub fn first(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first along a path of names.
    pub fn find(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.first(name))
    }
}

/// Reads it.
pub fn read(path: &Path, encoding: Encoding, sink: Sink<'_>) -> Result<(), Refusal> {
    let Some((record, is_clinical)) = record_of(path, encoding)? else { return Err(Refusal::NoRows) };
    if is_clinical {
        return ccda::read(path, sink);
    }
    let mut columns: Vec<String> = Vec::new();
    walk(path, encoding, &record, &mut |element, _| {
        for (name, _) in flat(&element) {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
        if columns.len() > MOST_COLUMNS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if columns.len() > MOST_COLUMNS {
        return Err(Refusal::TooWide);
    }
    let opened = Opened {
        format: Format::Xml,
        encoding: encoding.name().to_owned(),
        dialect: String::new(),
        sheet: record.clone(),
        other_sheets: Vec::new(),
        header: columns.clone(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
        unread: Vec::new(),
    };
    if sink(Event::Opened(&opened)).is_break() {
        return Ok(());
    }
    walk(path, encoding, &record, &mut |element, number| {
        let mut cells = vec![String::new(); columns.len()];
        for (name, value) in flat(&element) {
            if let Some(at) = columns.iter().position(|column| *column == name) {
                cells[at] = value;
            }
        }
        sink(Event::Row(Row { number, cells }))
    })
}

/// Each value of a record by its name: `LastName`, and `Address.City` where an element holds others. What comes again is numbered: `Phone 2`, `Address 2.City`.
fn flat(element: &Element) -> Vec<(String, String)> {
    fn put(name: &str, value: &str, out: &mut Vec<(String, String)>) {
        // One more than there may be is enough to refuse it.
        if out.len() > MOST_COLUMNS {
            return;
        }
        // An attribute and an element of one name.
        let named = |n: usize| if n == 1 { name.to_owned() } else { format!("{name} {n}") };
        let is_free = |name: &String| out.iter().all(|(other, _)| other != name);
        if let Some(name) = (1..=out.len() + 1).map(named).find(is_free) {
            out.push((name, value.to_owned()));
        }
    }
    fn into(element: &Element, path: &str, out: &mut Vec<(String, String)>) {
        let named = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for (name, value) in &element.attributes {
            // What only says how the text is to be read.
            if !matches!(name.as_str(), "type" | "nil" | "schemaLocation") {
                put(&named(name), value, out);
            }
        }
        let text = element.text.trim();
        if !text.is_empty() {
            put(if path.is_empty() { &element.name } else { path }, text, out);
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for child in &element.children {
            let n = times.entry(&child.name).or_default();
            *n += 1;
            let name = if *n == 1 { child.name.clone() } else { format!("{} {n}", child.name) };
            into(child, &named(&name), out);
        }
    }
    let mut out = Vec::new();
    into(element, "", &mut out);
    out
}

/// The name of the element that is a record, and whether the file is a clinical document.
fn record_of(path: &Path, encoding: Encoding) -> Result<Option<(String, bool)>, Refusal> {
    // Name, how often, how many fields in all; by depth.
    let mut seen: Vec<(String, usize, usize, usize)> = Vec::new();
    let mut stack: Vec<(String, usize)> = Vec::new();
    let mut clinical = false;
    let mut n = 0_usize;
    events(path, encoding, &mut |step| {
        match step {
            Step::Start(element) => {
                clinical |= stack.is_empty() && element.name == "ClinicalDocument";
                if let Some((_, fields)) = stack.last_mut() {
                    *fields += 1;
                }
                stack.push((element.name, element.attributes.len()));
            }
            Step::Text(_) => {}
            Step::End => {
                n += 1;
                let depth = stack.len();
                if let Some((name, fields)) = stack.pop() {
                    match seen.iter_mut().find(|(is, .., at)| *is == name && *at == depth) {
                        Some((_, times, all, _)) => (*times, *all) = (*times + 1, *all + fields),
                        None => seen.push((name, 1, fields, depth)),
                    }
                }
            }
        }
        if clinical || n > LOOKED_AT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if clinical {
        return Ok(Some((String::new(), true)));
    }
    let named = |name: &str| {
        let name = name.to_lowercase();
        ["patient", "demographic", "demographics", "person", "patientdemographics", "client", "patientrecord"]
            .contains(&name.as_str())
    };
    let with_fields = |entry: &&(String, usize, usize, usize)| entry.2 >= entry.1 * 2;
    let best = seen.iter().filter(with_fields).filter(|(name, ..)| named(name)).max_by_key(|(_, times, fields, _)| fields / times);
    let best =
        best.or_else(|| seen.iter().filter(with_fields).filter(|(_, times, ..)| *times > 1).max_by_key(|(_, times, ..)| *times));
    Ok(best.map(|(name, ..)| (name.clone(), false)))
}

/// Hands on each record, with its number. A record within a record belongs to it.
fn walk(
    path: &Path,
    encoding: Encoding,
    record: &str,
    take: &mut dyn FnMut(Element, u64) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let (mut open, mut number): (Vec<Element>, u64) = (Vec::new(), 0);
    events(path, encoding, &mut |step| {
        match step {
            Step::Start(element) => {
                if !open.is_empty() || element.name == record {
                    open.push(element);
                }
            }
            Step::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Step::End => match (open.pop(), open.last_mut()) {
                (Some(element), Some(parent)) => parent.children.push(element),
                (Some(element), None) => {
                    number += 1;
                    return take(element, number);
                }
                (None, _) => {}
            },
        }
        ControlFlow::Continue(())
    })
}

/// A step through a document.
pub enum Step {
    /// An element begins.
    Start(Element),
    /// Text, unescaped.
    Text(String),
    /// The newest element ends.
    End,
}

/// Walks through a document. Declarations of entities are refused: no file of a practice needs one, and a bomb does.
pub fn events(path: &Path, encoding: Encoding, take: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(BufReader::new(Utf8::open(path, encoding)?));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer).map_err(|_| Refusal::Broken(0))?;
        let step = match event {
            Xml::Eof if depth == 0 => return Ok(()),
            Xml::Eof => return Err(Refusal::Broken(0)),
            Xml::DocType(declared) if declared.contains("ENTITY") => return Err(Refusal::Entities),
            Xml::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal::Broken(0));
                }
                Some(Step::Start(begun(&start)?))
            }
            Xml::End(_) => {
                depth = depth.saturating_sub(1);
                Some(Step::End)
            }
            Xml::Text(text) => Some(Step::Text(text.xml10_content().into_owned())),
            Xml::CData(text) => Some(Step::Text(text.xml10_content().into_owned())),
            Xml::GeneralRef(name) => {
                let known = match name.resolve_char_ref().map_err(|_| Refusal::Broken(0))? {
                    Some(c) => c.to_string(),
                    None => match &*name.xml10_content() {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        "apos" => "'".to_owned(),
                        _ => return Err(Refusal::Entities),
                    },
                };
                Some(Step::Text(known))
            }
            _ => None,
        };
        if reader.buffer_position() - at > LONGEST_CELL as u64 {
            return Err(Refusal::CellTooLong(0));
        }
        if let Some(step) = step
            && take(step).is_break()
        {
            return Ok(());
        }
        buffer.clear();
    }
}

fn begun(start: &BytesStart<'_>) -> Result<Element, Refusal> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut element = Element { name: local(start.name().as_ref()), ..Element::default() };
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Broken(0))?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") {
            continue;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|_| Refusal::Entities)?;
        element.attributes.push((local(name), value.into_owned()));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    #[test]
    fn elements_and_attributes_are_columns() {
        let elements = "<?xml version='1.0'?><Export><Patient><KeyId>7</KeyId><LastName>O&apos;Neil &amp; Co</LastName><BirthDate type=\"date\">1980-02-11</BirthDate></Patient>\
                        <Patient><KeyId>8</KeyId><FirstName><![CDATA[Bo]]></FirstName><LastName>Lee</LastName></Patient></Export>";
        let (opened, rows, _) = all(elements.as_bytes()).unwrap();
        assert_eq!((opened.format, opened.header.join(",")), (Format::Xml, "KeyId,LastName,BirthDate,FirstName".to_owned()));
        assert_eq!(rows[0].cells, ["7", "O'Neil & Co", "1980-02-11", ""]);
        assert_eq!(rows[1].cells, ["8", "Lee", "", "Bo"]);
        let attributes = "<EHI><Demographic patientid=\"7\" firstname=\"Ana\" lastname=\"Ruiz\" dateofbirth=\"19800211\"><Addresses><Current zip=\"04101\"/></Addresses></Demographic></EHI>";
        let (opened, rows, _) = all(attributes.as_bytes()).unwrap();
        assert_eq!(opened.header, ["patientid", "firstname", "lastname", "dateofbirth", "Addresses.Current.zip"]);
        assert_eq!(rows[0].cells[4], "04101");
    }

    #[test]
    fn what_comes_again_is_numbered_and_nothing_is_lost() {
        let text = "<x><Patient id=\"7\"><id>8</id><Phone>1</Phone><Phone>2</Phone><Phone/><Phone>4</Phone>\
                    <Address><Street>Elm</Street></Address><Address><Street>Oak</Street><City>Bath</City></Address><Note>call <b>first</b></Note></Patient>\
                    <Patient id=\"9\"><Phone>5</Phone></Patient></x>";
        let (opened, rows, _) = all(text.as_bytes()).unwrap();
        let names =
            ["id", "id 2", "Phone", "Phone 2", "Phone 4", "Address.Street", "Address 2.Street", "Address 2.City", "Note", "Note.b"];
        assert_eq!(opened.header, names);
        assert_eq!(rows[0].cells, ["7", "8", "1", "2", "4", "Elm", "Oak", "Bath", "call", "first"]);
        assert_eq!(rows[1].cells[..3], ["9", "", "5"]);
        let of = |n: usize| {
            let fields: Vec<String> = (0..n).map(|at| format!("<A{at}>x</A{at}>")).collect();
            all(format!("<x><Patient>{}</Patient></x>", fields.concat()).as_bytes())
        };
        assert_eq!(of(1_000).unwrap().0.header.len(), 1_000);
        assert_eq!(of(1_001).unwrap_err(), Refusal::TooWide);
    }

    #[test]
    fn bombs_and_breaks_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x><Patient><LastName>&b;</LastName><FirstName>x</FirstName></Patient></x>";
        assert_eq!(all(bomb.as_bytes()).unwrap_err(), Refusal::Entities);
        let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x><Patient><A>&a;</A><B>x</B></Patient></x>";
        assert_eq!(all(outside.as_bytes()).unwrap_err(), Refusal::Entities);
        assert_eq!(all(b"<x><Patient><A>1</A><B>&nope;</B></Patient></x>").unwrap_err(), Refusal::Entities);
        assert_eq!(all(b"<x><Patient><A>1</A><B>2</B>").unwrap_err(), Refusal::Broken(0));
        assert_eq!(all("<a>".repeat(100).as_bytes()).unwrap_err(), Refusal::Broken(0));
        assert_eq!(all(b"<x></x>").unwrap_err(), Refusal::NoRows);
    }
}
