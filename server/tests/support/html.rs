//! HTML as a browser reads it, and stricter: a mark that nobody wrote into a page shows as an element too many, an attribute that is none, or an end that
//! fits nothing.

use std::collections::BTreeMap;

/// Elements without an end.
const VOID: [&str; 12] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// An element's beginning.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

impl Tag {
    fn get(&self, name: &str) -> String {
        self.attributes.get(name).cloned().unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }
}

#[derive(Clone, Debug)]
enum Part {
    Begin(Tag),
    End(String),
    Text(String),
}

/// The character that an entity stands for, and everything else as it is.
pub fn decoded(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let name = after.split_once(';').map_or("", |(name, _)| name);
        let number =
            name.strip_prefix("#x").and_then(|n| u32::from_str_radix(n, 16).ok()).or_else(|| name.strip_prefix('#')?.parse().ok());
        let c = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "nbsp" => Some('\u{a0}'),
            _ => number.and_then(char::from_u32),
        };
        out.push(c.unwrap_or('&'));
        rest = if c.is_some() { &after[name.len() + 1..] } else { after };
    }
    out + rest
}

fn parts(html: &str) -> Result<Vec<Part>, String> {
    let near = |rest: &str| rest.chars().take(120).collect::<String>();
    let (mut all, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        if at > 0 {
            all.push(Part::Text(decoded(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").ok_or("a comment without end")?.1;
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>').ok_or("no end of <!")?.1;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').ok_or("no end of </")?;
            all.push(Part::End(name.to_owned()));
            rest = after;
        } else {
            let (tag, after) = tag(&rest[1..]).ok_or_else(|| format!("a mark that is none: {}", near(rest)))?;
            rest = after;
            // What is in these is no mark.
            if ["script", "style", "textarea", "title"].contains(&tag.name.as_str()) {
                let end = format!("</{}>", tag.name);
                let (inside, after) = rest.split_once(&end).ok_or_else(|| format!("no {end}"))?;
                let inside = if ["textarea", "title"].contains(&tag.name.as_str()) { decoded(inside) } else { inside.to_owned() };
                all.extend([Part::Begin(tag.clone()), Part::Text(inside), Part::End(tag.name)]);
                rest = after;
                continue;
            }
            all.push(Part::Begin(tag));
        }
    }
    Ok(all)
}

/// The tag behind a `<`, and what follows it.
fn tag(text: &str) -> Option<(Tag, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let cut = |text: &str| text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    let at = cut(text);
    let mut tag = Tag { name: text[..at].to_owned(), ..Tag::default() };
    let mut rest = &text[at..];
    if tag.name.is_empty() {
        return None;
    }
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
            return Some((tag, after));
        }
        let at = cut(rest);
        let name = rest[..at].to_owned();
        if name.is_empty() {
            return None;
        }
        rest = &rest[at..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let (is, after) = after.split_once('"')?;
            (value, rest) = (decoded(is), after);
        }
        if tag.attributes.insert(name, value).is_some() {
            return None;
        }
    }
}

/// Whether a page is whole: every element ends where it should, one title and one heading, and no mark that does something.
pub fn whole(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for part in parts(html)? {
        match part {
            Part::Begin(tag) => {
                *counts.entry(tag.name.clone()).or_default() += 1;
                for (name, value) in &tag.attributes {
                    if name.starts_with("on") || name == "style" || name == "srcdoc" {
                        return Err(format!("<{} {name}>", tag.name));
                    }
                    let leads = ["href", "src", "action", "formaction"].contains(&name.as_str());
                    if leads && (value.trim().to_lowercase().starts_with("javascript:") || value.starts_with("//")) {
                        return Err(format!("{name}={value}"));
                    }
                }
                if ["iframe", "object", "embed", "frame", "marquee", "naughty"].contains(&tag.name.as_str()) {
                    return Err(format!("<{}>", tag.name));
                }
                if tag.name == "script" && !tag.has("nonce") {
                    return Err("a script without nonce".to_owned());
                }
                if !VOID.contains(&tag.name.as_str()) {
                    open.push(tag.name);
                }
            }
            // Shapes may end in themselves, and then have no end; `tag` does not tell them apart.
            Part::End(name) => match open.iter().rposition(|one| *one == name) {
                Some(at) if open[at + 1..].iter().all(|inner| SHAPES.contains(&inner.as_str())) => open.truncate(at),
                _ => return Err(format!("</{name}> in {open:?}")),
            },
            Part::Text(_) => {}
        }
    }
    for one in ["html", "title", "h1", "main"] {
        if counts.get(one) != Some(&1) {
            return Err(format!("{:?} of <{one}>", counts.get(one)));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} without end")) }
}

const SHAPES: [&str; 8] = ["path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "use"];

/// Something of a form that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    pub name: String,
    /// The type of an input; `textarea` or `select`.
    pub kind: String,
    pub value: String,
    /// Sent without anybody doing anything.
    pub sent: bool,
}

impl Control {
    /// Whether somebody types into it.
    pub fn is_box(&self) -> bool {
        ["text", "search", "tel", "email", "url", "number", "date", "password", "textarea"].contains(&self.kind.as_str())
    }
}

/// A form.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub action: String,
    /// Not posted: what is typed goes into the address.
    pub asks: bool,
    pub with_files: bool,
    pub controls: Vec<Control>,
    /// Name and value of each button; both empty for one without a name.
    pub buttons: Vec<(String, String)>,
    id: String,
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let all = parts(html).unwrap();
    let mut forms: Vec<Form> = Vec::new();
    let (mut inside, mut loose) = (None, Vec::new());
    for (at, part) in all.iter().enumerate() {
        match part {
            Part::Begin(tag) if tag.name == "form" => {
                inside = Some(forms.len());
                let (asks, with_files) = (tag.get("method") != "post", tag.get("enctype") == "multipart/form-data");
                forms.push(Form { action: tag.get("action"), asks, with_files, id: tag.get("id"), ..Form::default() });
            }
            Part::End(name) if name == "form" => inside = None,
            Part::Begin(tag) if ["input", "textarea", "select", "button"].contains(&tag.name.as_str()) && !tag.has("disabled") => {
                let owner = if tag.has("form") { Err(tag.get("form")) } else { inside.ok_or(String::new()) };
                loose.push((owner, tag.clone(), &all[at + 1..]));
            }
            _ => {}
        }
    }
    for (owner, tag, behind) in loose {
        let form = match owner {
            Ok(at) => forms.get_mut(at),
            Err(id) => forms.iter_mut().find(|form| !id.is_empty() && form.id == id),
        };
        if let Some(form) = form {
            add(form, &tag, behind);
        }
    }
    for form in &mut forms {
        if form.buttons.is_empty() {
            form.buttons.push((String::new(), String::new()));
        }
    }
    forms
}

fn add(form: &mut Form, tag: &Tag, behind: &[Part]) {
    let name = tag.get("name");
    let kind = match tag.name.as_str() {
        "input" => tag.attributes.get("type").cloned().unwrap_or_else(|| "text".to_owned()),
        other => other.to_owned(),
    };
    if kind == "button" || kind == "submit" {
        if tag.get("type") != "button" {
            form.buttons.push((name, tag.get("value")));
        }
        return;
    }
    if name.is_empty() {
        return;
    }
    // Nobody types into these.
    let kind = if tag.has("readonly") { "hidden".to_owned() } else { kind };
    let inside = || behind.iter().take_while(|part| !matches!(part, Part::End(end) if *end == tag.name));
    let value = match kind.as_str() {
        "textarea" => inside().filter_map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None }).collect(),
        "select" => {
            let options: Vec<&Tag> = inside()
                .filter_map(|part| if let Part::Begin(tag) = part { (tag.name == "option").then_some(tag) } else { None })
                .collect();
            options
                .iter()
                .find(|option| option.has("selected"))
                .or(options.first())
                .map(|option| option.get("value"))
                .unwrap_or_default()
        }
        "checkbox" | "radio" if !tag.has("value") => "on".to_owned(),
        _ => tag.get("value"),
    };
    let sent = !["checkbox", "radio"].contains(&kind.as_str()) || tag.has("checked");
    form.controls.push(Control { name, kind, value, sent });
}
