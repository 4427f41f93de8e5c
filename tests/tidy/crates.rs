//! Who may know whom: the crates of the workspace, and the folders of the widget.

use toml::{Table, Value};

use crate::source::{File, Kind, Token};

/// Each package and the packages of ours it may depend on. What only its tests use is its own affair.
const GRAPH: [(&str, &[&str]); 10] = [
    ("help-core", &[]),
    ("help-search", &["help-core"]),
    ("help-guard", &["help-core"]),
    ("help-session", &["help-core", "help-search", "help-guard"]),
    ("help-content", &["help-core", "help-search"]),
    ("help-support-api", &["help-core", "help-search", "help-guard"]),
    ("help-cli", &["help-core", "help-search", "help-guard", "help-content", "help-support-api"]),
    ("wallet-help", &["help-core", "help-session"]),
    ("xtask", &[]),
    ("help-guard-bench", &["help-guard"]),
];

/// Crates without browser, server, disk and clock.
const PURE: [&str; 4] = ["crates/core/", "crates/search/", "crates/guard/", "crates/session/"];

/// Packages that are a browser, a server, a runtime or a database.
const IMPURE: [&str; 20] = [
    "leptos",
    "reactive_graph",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "js-sys",
    "gloo-net",
    "gloo-storage",
    "gloo-timers",
    "axum",
    "hyper",
    "tower",
    "tower-http",
    "tokio",
    "reqwest",
    "rusqlite",
    "sqlx",
    "libsqlite3-sys",
    "postgres",
    "chrono",
];

/// Modules of std that reach the disk, the network, the environment or other processes.
const STD: [&str; 4] = ["fs", "net", "env", "process"];

pub fn graph(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, package, dependencies) in manifests(files) {
        let Some((_, allowed)) = GRAPH.iter().find(|(name, _)| *name == package) else {
            found.push(format!(
                "{}: `{package}` is new: say in tests/tidy/crates.rs what it may know",
                file.path
            ));
            continue;
        };
        for (_, dependency) in dependencies {
            let ours = GRAPH.iter().any(|(name, _)| *name == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                found.push(format!("{}: `{package}` must not know `{dependency}`", file.path));
            }
        }
    }
    found
}

pub fn pure_dependencies(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, package, dependencies) in manifests(files) {
        let pure = PURE.iter().any(|folder| file.path.starts_with(folder));
        for (_, dependency) in dependencies.iter().filter(|(kind, _)| pure && kind == "dependencies") {
            if IMPURE.contains(&dependency.as_str()) {
                found.push(format!(
                    "{}: `{package}` is pure; `{dependency}` belongs to the edges",
                    file.path
                ));
            }
        }
    }
    found
}

pub fn pure_sources(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is(&PURE, ".rs") && file.path.contains("/src/")) {
        let tokens = file.tokens();
        for (index, token) in tokens.iter().enumerate() {
            let Some(name) = token.name() else { continue };
            let impure = IMPURE.iter().any(|package| package.replace('-', "_") == name);
            if impure || ["SystemTime", "Instant"].contains(&name) {
                found.push(at(file, token, &format!("`{name}` in a pure crate; pass its result in")));
            }
            if name == "std" {
                let inner = first_names(&tokens[index + 1..]);
                for (token, name) in inner.into_iter().filter(|(_, name)| STD.contains(name)) {
                    found.push(at(
                        file,
                        token,
                        &format!("`std::{name}` in a pure crate; pass its result in"),
                    ));
                }
            }
        }
    }
    found
}

pub fn sql(files: &[File]) -> Vec<String> {
    const STORE: &str = "crates/support-api/src/store";
    let speaks = |text: &str| {
        let has = |word: &str| text.contains(word);
        (has("SELECT ") && has(" FROM "))
            || (has("UPDATE ") && has(" SET "))
            || ["INSERT INTO", "INSERT OR", "DELETE FROM", "CREATE TABLE", "CREATE INDEX", "PRAGMA "]
                .into_iter()
                .any(has)
    };
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.path.starts_with(STORE)) {
        if file.path.ends_with(".sql") {
            found.push(format!("{}: SQL belongs to {STORE}", file.path));
        }
        if !file.is(&["src/", "crates/"], ".rs") || !file.path.contains("src/") {
            continue;
        }
        let tokens = file.tokens();
        for (index, token) in tokens.iter().enumerate() {
            let driver = token.name().is_some_and(|name| ["rusqlite", "sqlx"].contains(&name));
            // What went wrong in the store may be passed on by others.
            let error = first_names(&tokens[index + 1..]).iter().all(|(_, name)| *name == "Error");
            if (driver && !error) || token.text().is_some_and(speaks) {
                found.push(at(file, token, &format!("SQL belongs to {STORE}; add a function there")));
            }
        }
    }
    found
}

/// Only `src/browser` fetches, stores, reads the clock or files; views may name elements and events.
pub fn outside(files: &[File]) -> Vec<String> {
    const REACHING: [&str; 18] = [
        "gloo_net",
        "gloo_storage",
        "gloo_timers",
        "wasm_bindgen_futures",
        "Date",
        "Performance",
        "SystemTime",
        "Instant",
        "local_storage",
        "session_storage",
        "indexed_db",
        "caches",
        "FileReader",
        "Request",
        "Response",
        "window",
        "navigator",
        "set_timeout",
    ];
    let mut found = Vec::new();
    for file in
        files.iter().filter(|file| file.is(&["src/"], ".rs") && !file.is(&["src/browser/"], ".rs"))
    {
        let views = file.is(&["src/ui/", "src/embed/"], ".rs");
        let tokens = file.tokens();
        for (index, token) in tokens.iter().enumerate() {
            let Some(name) = token.name() else { continue };
            if REACHING.contains(&name) {
                found.push(at(
                    file,
                    token,
                    &format!("`{name}` reaches the outside; let src/browser do it"),
                ));
            }
            let after = &tokens[index + 1..];
            let allowed: fn(&str) -> bool = match name {
                "web_sys" if views || file.is(&["src/desk/"], ".rs") => |name| {
                    name == "self"
                        || name.ends_with("Element")
                        || name.ends_with("Event")
                        || NODES.contains(&name)
                },
                // A property of a node or a callback is no way out.
                "js_sys" if views => |name| ["Function", "Reflect"].contains(&name),
                "web_sys" | "js_sys" => |_| false,
                "browser" if file.is(&["src/ui/"], ".rs") => |name| ["clock", "device"].contains(&name),
                _ => continue,
            };
            for (token, inner) in first_names(after).into_iter().filter(|(_, name)| !allowed(name)) {
                found.push(at(
                    file,
                    token,
                    &format!("`{name}::{inner}` is not for this folder; ask the desk"),
                ));
            }
        }
    }
    found
}

/// Types of the document tree, which views hold in their hands.
const NODES: [&str; 6] =
    ["Node", "Text", "EventTarget", "ShadowRoot", "DocumentFragment", "DomTokenList"];

/// `browser <- desk <- ui <- embed`: each folder names only those before it. All may name the string tables.
pub fn layers(files: &[File]) -> Vec<String> {
    const ABOVE: [(&str, &[&str]); 4] = [
        ("src/browser", &["desk", "ui", "embed", "strings"]),
        ("src/strings", &["browser", "desk", "ui", "embed"]),
        ("src/desk", &["ui", "embed"]),
        ("src/ui", &["embed"]),
    ];
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is(&["src/"], ".rs")) {
        let Some((_, above)) = ABOVE.iter().find(|(folder, _)| file.path.starts_with(folder)) else {
            continue;
        };
        let tokens = file.tokens();
        for (index, _) in tokens.iter().enumerate().filter(|(_, token)| token.name() == Some("crate")) {
            for (token, name) in first_names(&tokens[index + 1..]) {
                if above.contains(&name) {
                    found.push(at(
                        file,
                        token,
                        &format!("this folder must not know `{name}`, which stands above it"),
                    ));
                }
            }
        }
    }
    found
}

/// The names that directly follow `::` or stand first in the branches of `::{…}`.
fn first_names(after: &[Token]) -> Vec<(&Token, &str)> {
    let [first, second, rest @ ..] = after else { return Vec::new() };
    if (&first.kind, &second.kind) != (&Kind::Sign(':'), &Kind::Sign(':')) {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for token in rest {
        match &token.kind {
            Kind::Open('{') => depth += 1,
            Kind::Close('}') => depth -= 1,
            Kind::Sign(',') if depth == 1 => begins = true,
            Kind::Name(name) if begins => {
                names.push((token, name.as_str()));
                begins = false;
            }
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    names
}

/// Packages with what they depend on when built: (table, package name).
fn manifests(files: &[File]) -> Vec<(&File, String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    for file in
        files.iter().filter(|file| file.path == "Cargo.toml" || file.path.ends_with("/Cargo.toml"))
    {
        let manifest: Table =
            file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let Some(package) =
            manifest.get("package").and_then(|it| it.get("name")).and_then(Value::as_str)
        else {
            continue;
        };
        // Fuzz targets are a workspace of their own and know what they fuzz.
        if file.path.starts_with("fuzz/") {
            continue;
        }
        let targets = manifest.get("target").and_then(Value::as_table);
        let targets = targets.into_iter().flat_map(|it| it.values()).filter_map(Value::as_table);
        let mut dependencies = Vec::new();
        for table in std::iter::once(&manifest).chain(targets) {
            for kind in ["dependencies", "build-dependencies"] {
                for (key, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                    let renamed = value.get("package").and_then(Value::as_str).unwrap_or(key);
                    dependencies.push((kind.to_owned(), renamed.to_owned()));
                }
            }
        }
        found.push((file, package.to_owned(), dependencies));
    }
    found
}

fn at(file: &File, token: &Token, what: &str) -> String {
    format!("{}:{}: {what}", file.path, token.line)
}
