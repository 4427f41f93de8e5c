//! The rules of the sources: who may know whom, what stands where, what the README promises.
//!
//! A rule takes files and returns what is wrong, as `path:line: what, and what to do`. Each is run twice: over this
//! checkout, where it must find nothing, and over a small bad sample, where it must find something.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity
)]

#[path = "tidy/crates.rs"]
mod crates;
#[path = "tidy/public.rs"]
mod public;
#[path = "tidy/rust.rs"]
mod rust;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/text.rs"]
mod text;
#[path = "tidy/words.rs"]
mod words;

use source::File;

/// Runs a rule over the checkout and over samples that break it, each sample alone.
fn check(rule: fn(&[File]) -> Vec<String>, bad: &[&[(&str, &str)]]) {
    for sample in bad {
        let files: Vec<_> = sample.iter().map(|(path, text)| File::new(path, text)).collect();
        assert!(!rule(&files).is_empty(), "the rule overlooks {sample:?}");
    }
    let found = rule(&source::checkout());
    assert!(found.is_empty(), "{} broken rule(s):\n{}", found.len(), found.join("\n"));
}

#[test]
fn crates_know_only_the_crates_below_them() {
    check(
        crates::graph,
        &[
            &[(
                "crates/core/Cargo.toml",
                "[package]\nname = \"help-core\"\n[dependencies]\nhelp-search = {}\n",
            )],
            &[(
                "crates/session/Cargo.toml",
                "[package]\nname = \"help-session\"\n[dependencies]\nhelp-content.path = \"x\"\n",
            )],
            &[(
                "Cargo.toml",
                "[package]\nname = \"wallet-help\"\n[target.'cfg(unix)'.dependencies]\nhelp-support-api = {}\n",
            )],
        ],
    );
}

#[test]
fn pure_crates_depend_on_no_browser_server_or_database() {
    check(
        crates::pure_dependencies,
        &[
            &[(
                "crates/guard/Cargo.toml",
                "[package]\nname = \"help-guard\"\n[dependencies]\nweb-sys = \"0.3\"\n",
            )],
            &[(
                "crates/core/Cargo.toml",
                "[package]\nname = \"help-core\"\n[dependencies]\ndb = { package = \"rusqlite\" }\n",
            )],
        ],
    );
}

#[test]
fn pure_crates_name_no_browser_server_database_or_clock() {
    check(
        crates::pure_sources,
        &[
            &[("crates/session/src/a.rs", "fn a() { web_sys::window(); }")],
            &[("crates/core/src/a.rs", "use std::time::SystemTime;")],
            &[("crates/search/src/a.rs", "fn a() { let _ = std::fs::read(\"x\"); }")],
            &[("crates/guard/src/a.rs", "use std::{env, fmt};")],
        ],
    );
}

#[test]
fn sql_stands_only_in_the_store() {
    check(
        crates::sql,
        &[
            &[("crates/support-api/src/routes/a.rs", "const A: &str = \"SELECT id FROM tickets\";")],
            &[("crates/support-api/src/app.rs", "use rusqlite::Connection;")],
            &[("crates/cli/src/a.rs", "fn a() { run(\"PRAGMA journal_mode\") }")],
            &[("crates/content/src/a.sql", "")],
        ],
    );
}

#[test]
fn only_the_browser_folder_reaches_the_outside() {
    check(
        crates::outside,
        &[
            &[("src/ui/a.rs", "use gloo_net::http::Request;")],
            &[("src/desk.rs", "fn now() -> f64 { js_sys::Date::now() }")],
            &[("src/ui/a.rs", "fn a() { window().local_storage(); }")],
            &[("src/embed/a.rs", "use leptos::web_sys::{HtmlElement, Storage};")],
            &[("src/ui/a.rs", "fn a(x: web_sys::Window) {}")],
            &[("src/desk.rs", "fn a(x: web_sys::HtmlElement) {}")],
            &[("src/ui/a.rs", "use crate::browser::fetch;")],
        ],
    );
}

#[test]
fn screens_and_desk_know_only_what_is_below_them() {
    check(
        crates::layers,
        &[
            &[("src/desk.rs", "use crate::ui::home;")],
            &[("src/browser/fetch.rs", "use crate::desk::Desk;")],
            &[("src/ui/a.rs", "use crate::{embed::Help, desk::Desk};")],
            &[("src/strings/en.rs", "use super::super::desk::Desk; use crate::desk::Tell;")],
        ],
    );
}

#[test]
fn the_widget_never_panics_by_its_own_hand() {
    check(
        rust::panics,
        &[
            &[("src/a.rs", "fn a(x: Option<u8>) -> u8 { x.unwrap() }")],
            &[("src/a.rs", "fn a(x: Option<u8>) -> u8 { x.expect(\"y\") }")],
            &[("src/a.rs", "fn a() { panic!(\"no\") }")],
            &[("src/a.rs", "fn a() { todo!() }")],
            &[("src/a.rs", "fn a(x: &[u8], n: usize) -> u8 { x[n] }")],
            &[("src/a.rs", "fn a(x: &str, n: usize) -> &str { &x.trim()[n..] }")],
        ],
    );
}

#[test]
fn rules_of_panics_spare_tests_types_and_macros() {
    let fine = "fn a(x: [u8; 4]) -> Vec<u8> { let [b, ..] = x; vec![b; 2] }\n\
                #[derive(Clone)] struct A<'a>(&'a [u8]);\n\
                fn b() -> impl Iterator<Item = u8> { for x in [1, 2] { drop(x) } [1].into_iter() }\n\
                #[cfg(test)] mod tests { fn a(x: &[u8], n: usize) { x[n]; x.first().unwrap(); } }\n\
                fn c(x: Option<u8>) { x.unwrap_or(1); }";
    assert_eq!(rust::panics(&[File::new("src/a.rs", fine)]), Vec::<String>::new());
}

#[test]
fn no_markup_is_ever_parsed_from_text() {
    check(
        rust::markup,
        &[
            &[("src/ui/a.rs", "fn a() { view! { <p inner_html=x /> } }")],
            &[("crates/content/src/a.rs", "fn a(x: &Element) { x.set_inner_html(\"\") }")],
            &[("src/embed/element.js", "panel.innerHTML = text;")],
            &[("demo/a.js", "document.write(text)")],
        ],
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    check(rust::opening, &[&[("src/a.rs", "// what\nfn a() {}")], &[("crates/cli/src/b.rs", "")]]);
}

#[test]
fn what_people_read_stands_in_the_string_tables() {
    check(
        words::views,
        &[
            &[("src/ui/a.rs", "fn a() { p().add(\"Send the report\") }")],
            &[("src/ui/a.rs", "fn a() { p().add(\"nothing found\") }")],
            &[("src/ui/a.rs", "fn a() { button(\"Back\") }")],
            &[("src/desk.rs", "fn a() { say(\"提现\") }")],
        ],
    );
}

#[test]
fn class_lists_and_paths_are_no_sentences() {
    let fine = [
        File::new("style/a.css", ".icon-button{} .back{}"),
        File::new(
            "src/ui/a.rs",
            "fn a() { button(\"icon-button back\").attr(\"d\", \"M0 0 L 4 4\").on(\"Escape\") }",
        ),
        File::new("src/strings/zh.rs", "const A: &str = \"提现\";"),
    ];
    assert_eq!(words::views(&fine), Vec::<String>::new());
}

#[test]
fn every_custom_property_is_defined() {
    check(
        text::properties,
        &[
            &[("style/a.css", ".a { color: var(--wh-missing); }")],
            &[
                ("style/a.css", ":host{--wh-a:1px}"),
                ("src/embed/element.js", "`color:var(--wh-b,#fff)`"),
            ],
        ],
    );
}

#[test]
fn no_path_of_a_machine_is_written_down() {
    check(
        text::machine_paths,
        &[
            &[("src/a.rs", concat!("const A: &str = \"/ho", "me/ann/x\";"))],
            &[("README.md", concat!("see /ro", "ot/.cargo"))],
            &[("demo/a.js", concat!("C:\\", "Users\\ann"))],
        ],
    );
}

#[test]
fn lockfiles_name_no_registry() {
    check(
        text::lockfiles,
        &[&[("npm/tools/package-lock.json", "{\"resolved\": \"https://registry.example/a.tgz\"}")]],
    );
}

#[test]
fn the_readme_tables_equal_the_code() {
    let readme = |table: &str, row: &str| {
        format!("<!-- table: {table} -->\n| a | b |\n| --- | --- |\n| `{row}` | Text |\n")
    };
    let attributes =
        ("src/embed/attributes.rs", "const A: [(&str, &str); 1] = [(\"server\", \"Text\")];");
    let element = ("src/embed/element.js", "class A {\n  open() {\n  }\n}\n");
    check(
        public::tables,
        &[
            &[("README.md", &readme("attributes", "servant")), attributes],
            &[("README.md", &readme("methods", "close()")), element],
            &[
                ("README.md", &readme("tokens", "--wh-a")),
                ("style/tokens.css", ":host { --wh-b: 1px; }"),
            ],
            &[
                ("README.md", &readme("parts", "launcher")),
                ("src/ui/a.rs", "fn a() { x.attr(\"part\", \"panel\") }"),
            ],
            &[("README.md", "no table at all"), attributes],
        ],
    );
}

#[test]
fn the_element_reads_every_attribute_and_its_version_is_the_package() {
    check(
        public::element,
        &[
            &[
                ("src/embed/attributes.rs", "const A: [(&str, &str); 1] = [(\"server\", \"Text\")];"),
                ("src/embed/element.js", "getAttribute(\"servant\")"),
            ],
            &[
                ("Cargo.toml", "version = \"1.0.0\""),
                ("src/embed/element.js", "const VERSION = \"1.0.1\";"),
            ],
        ],
    );
}
