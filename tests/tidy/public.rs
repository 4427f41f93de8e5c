//! The public surface: the README's tables and the element's script say what the code's tables say.

use crate::source::File;

type Rows = Vec<(String, String)>;

/// Each table of the README against its source: names in the same order, texts where the code has them.
pub fn tables(files: &[File]) -> Vec<String> {
    let Some(readme) = files.iter().find(|file| file.path == "README.md") else { return Vec::new() };
    let mut found = Vec::new();
    for (table, code) in [
        ("attributes", pairs(files, "src/embed/attributes.rs")),
        ("events", pairs(files, "src/embed/events.rs")),
        ("methods", methods(files)),
        ("tokens", tokens(files)),
        ("parts", parts(files)),
    ] {
        let Some(mut code) = code else { continue };
        let Some(mut written) = rows(&readme.text, table) else {
            found.push(format!("README.md: there is no table after `<!-- table: {table} -->`"));
            continue;
        };
        for (name, says) in &written {
            if says.is_empty() {
                found.push(format!("README.md: {table}: `{name}` is not explained"));
            }
        }
        if code.iter().all(|(_, says)| says.is_empty()) {
            written.iter_mut().for_each(|row| row.1.clear());
        }
        // Parts come from many files and have no order.
        if table == "parts" {
            code.sort();
            written.sort();
        }
        if code != written {
            found.push(format!("README.md: {table}: the table says {written:?}, the code {code:?}"));
        }
    }
    found
}

/// Every attribute is read by the element or its style, and the script's version is the package's.
pub fn element(files: &[File]) -> Vec<String> {
    let text =
        |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let script = text("src/embed/element.js");
    let styles: String = files
        .iter()
        .filter(|file| file.is(&["style/"], ".css"))
        .map(|file| file.text.as_str())
        .collect();
    let mut found = Vec::new();
    for (name, _) in pairs(files, "src/embed/attributes.rs").unwrap_or_default() {
        let read = script.contains(&format!("\"{name}\""))
            || [script, &styles].iter().any(|it| it.contains(&format!("[{name}")));
        if !read {
            found.push(format!("src/embed/element.js: the attribute `{name}` is read nowhere"));
        }
    }
    let version =
        |text: &str, before: &str| Some(text.split_once(before)?.1.split('"').next()?.to_owned());
    let (ours, package) =
        (version(script, "const VERSION = \""), version(text("Cargo.toml"), "version = \""));
    if ours.is_some() && ours != package {
        found.push(format!("src/embed/element.js: VERSION is {ours:?}, the package's is {package:?}"));
    }
    found
}

/// The rows below `<!-- table: name -->`: the first cell without backticks, and the second.
fn rows(readme: &str, table: &str) -> Option<Rows> {
    let (_, rest) = readme.split_once(&format!("<!-- table: {table} -->"))?;
    let lines = rest
        .lines()
        .skip(1)
        .skip_while(|line| line.is_empty())
        .take_while(|line| line.starts_with('|'));
    let cells = lines.skip(2).map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        let name = cells.next().unwrap_or_default().replace('`', "");
        (name, cells.next().unwrap_or_default())
    });
    Some(cells.collect())
}

/// The string pairs of a file's table.
fn pairs(files: &[File], path: &str) -> Option<Rows> {
    let file = files.iter().find(|file| file.path == path)?;
    let texts: Vec<_> =
        file.tokens().iter().filter_map(|token| token.text().map(str::to_owned)).collect();
    let pair = |pair: &[String]| (pair[0].clone(), pair[1].clone());
    Some(texts.chunks_exact(2).map(pair).collect())
}

/// Methods of the element's class that hosts may call: neither private nor the platform's own.
fn methods(files: &[File]) -> Option<Rows> {
    let file = files.iter().find(|file| file.path == "src/embed/element.js")?;
    let name = |line: &str| {
        let line = line.strip_prefix("  ")?.strip_suffix(" {")?;
        let line = line.strip_prefix("async ").unwrap_or(line);
        let (name, arguments) = line.split_once('(')?;
        let plain =
            !name.is_empty() && name.chars().all(char::is_alphanumeric) && arguments.ends_with(')');
        let platform = name.ends_with("Callback")
            || ["constructor", "if", "for", "while", "switch"].contains(&name);
        (plain && !platform).then(|| (line.to_owned(), String::new()))
    };
    Some(file.text.lines().filter_map(name).collect())
}

/// The custom properties that tokens.css defines for hosts.
fn tokens(files: &[File]) -> Option<Rows> {
    let file = files.iter().find(|file| file.path == "style/tokens.css")?;
    let mut found: Rows = Vec::new();
    for part in file.text.split("--wh-").skip(1) {
        let end = part.find(|it: char| !it.is_alphanumeric() && it != '-').unwrap_or(part.len());
        let row = (format!("--wh-{}", &part[..end]), String::new());
        if part[end..].trim_start().starts_with(':') && !found.contains(&row) {
            found.push(row);
        }
    }
    Some(found)
}

/// Values of `part` in views and in the element's script.
fn parts(files: &[File]) -> Option<Rows> {
    let mut found: Rows = Vec::new();
    let mut any = false;
    for file in
        files.iter().filter(|file| file.is(&["src/ui/"], ".rs") || file.path == "src/embed/element.js")
    {
        any = true;
        for before in ["part=\"", "part: \"", "\"part\", \""] {
            for rest in file.text.split(before).skip(1) {
                for part in rest.split('"').next().unwrap_or_default().split_whitespace() {
                    let row = (part.to_owned(), String::new());
                    if !found.contains(&row) {
                        found.push(row);
                    }
                }
            }
        }
    }
    any.then_some(found)
}
