//! The table, and a page with bars: `target/bench/index.html`, without a script.

use std::fmt::Write as _;

use serde_json::Value;

use crate::report::{folder, line, read};

/// What rows are about, by how their ids begin; in the order of the page.
const SECTIONS: [(&str, &str); 11] = [
    ("log-in-", "Log-ins a second"),
    ("step-", "Where the time of a log-in goes"),
    ("flood-", "Pages while five times as many log in as can"),
    ("page-", "A page behind the session check"),
    ("asset-", "Files"),
    ("growth-", "When there is more"),
    ("trail-", "The audit trail in the long run"),
    ("size-", "Size, start, memory"),
    ("login-page-", "/login in a browser"),
    ("peer-", "Others on the same machine"),
    ("import-", "A million patients on their way in"),
];

const STYLE: &str = "body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2430;background:#fff}\
    table{border-collapse:collapse;width:100%}td{padding:.15rem .6rem .15rem 0;vertical-align:middle}td.v{text-align:right;white-space:nowrap}\
    td.b{width:30%}svg{display:block;width:100%;height:.9rem}rect{fill:#7b8794}rect.ok{fill:#2f7d4f}rect.missed{fill:#b3261e}\
    line{stroke:#1c2430;stroke-width:.6}.m{color:#b3261e;font-weight:600}small{color:#5b6673}\
    @media(prefers-color-scheme:dark){body{color:#e6e9ee;background:#14181f}rect{fill:#6b7684}rect.ok{fill:#5fb585}rect.missed{fill:#f0887f}\
    line{stroke:#e6e9ee}.m{color:#f0887f}small{color:#9aa4b2}}";

/// Prints everything that was measured as one table and writes the page; whether every aim was met.
pub fn show() -> bool {
    let report = read();
    let rows = report["rows"].as_array().cloned().unwrap_or_default();
    let (machine, date) = (text(&report, "machine"), text(&report, "date"));
    println!("\n{machine}, {date}");
    let mut html = String::new();
    for (begins, title) in SECTIONS {
        let of: Vec<&Value> = rows.iter().filter(|row| section(row) == Some(begins)).collect();
        if !of.is_empty() {
            println!("{title}");
            for row in &of {
                println!("{}", line(row));
            }
            html += &part(title, &of);
        }
    }
    for row in report["left_out"].as_array().into_iter().flatten() {
        println!("  {}: not measured: {}", text(row, "what"), text(row, "why"));
        let _ = write!(html, "<p>{}: not measured: {}</p>", escaped(text(row, "what")), escaped(text(row, "why")));
    }
    let missed = rows.iter().filter(|row| row["ok"] == false).count();
    let aims = rows.iter().filter(|row| !text(row, "aim").is_empty()).count();
    let sum = format!("{} numbers, {} of {aims} aims met", rows.len(), aims - missed);
    println!("{sum}");
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Vestibule, measured</title>\
         <style>{STYLE}</style><h1>Vestibule, measured</h1><p>{}, {}. {sum}. The line across a bar is its aim.</p>{html}</html>\n",
        escaped(machine),
        escaped(date)
    );
    let path = folder().join("index.html");
    std::fs::create_dir_all(folder()).unwrap();
    std::fs::write(&path, page).unwrap();
    println!("{}", path.display());
    missed == 0 && !rows.is_empty()
}

/// Which section a row belongs to: the longest beginning that fits.
fn section(row: &Value) -> Option<&'static str> {
    SECTIONS
        .iter()
        .map(|(begins, _)| *begins)
        .filter(|begins| text(row, "id").starts_with(begins))
        .max_by_key(|begins| begins.len())
}

fn part(title: &str, rows: &[&Value]) -> String {
    let mut html = format!("<h2>{}</h2><table>", escaped(title));
    for row in rows {
        let (value, unit, aim) = (row["value"].as_f64().unwrap_or_default(), text(row, "unit"), text(row, "aim"));
        let class = match (aim.is_empty(), row["ok"] == true) {
            (true, _) => "",
            (_, true) => "ok",
            (_, false) => "missed",
        };
        let at = aim.rsplit(' ').next().and_then(|aim| aim.parse::<f64>().ok());
        // Bars of one unit can be compared with each other.
        let same = rows.iter().filter(|other| text(other, "unit") == unit);
        let most = same.filter_map(|other| other["value"].as_f64()).chain(at).fold(f64::MIN_POSITIVE, f64::max);
        let mark = at.map(|at| format!("<line x1={0:.1} x2={0:.1} y1=0 y2=10 />", at / most * 100.0)).unwrap_or_default();
        let n = row["n"].as_u64().map(|n| format!("n = {n}")).unwrap_or_default();
        let _ = write!(
            html,
            "<tr><td>{}<td class=v>{value:.2} {}<td class=b><svg viewBox=\"0 0 100 10\" preserveAspectRatio=none role=presentation>\
             <rect class=\"{class}\" width={:.1} height=10 />{mark}</svg><td class={}>{} {}<td><small>{n}</small>",
            escaped(text(row, "what")),
            escaped(unit),
            value / most * 100.0,
            if class == "missed" { "m" } else { "o" },
            if class == "missed" { "MISSED" } else { class },
            escaped(aim)
        );
    }
    html + "</table>"
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
