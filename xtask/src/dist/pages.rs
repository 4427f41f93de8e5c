//! Lays out `dist/demo` as a wallet would host it: its page and files, and beside them the widget in its own
//! folder, minified, each file named with its digest in the element's script.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::split;
use super::widget::Built;
use crate::files;
use crate::project::Project;

/// File names of the widget as delivered.
pub const GLUE: &str = "wallet-help.js";
/// The wasm.
pub const WASM: &str = "wallet-help_bg.wasm";
/// The second part of the program, fetched with the form.
pub const FORM: &str = "wallet-help-form.wasm";
/// All of `style/`.
pub const STYLE: &str = "wallet-help.css";
/// The only file a host names.
pub const ELEMENT: &str = "element.js";

/// Sheets of `style/` that are no part of the first style.
const LATE: [&str; 4] = ["form.css", "pictures.css", "thread.css", "reach.css"];

/// The line of `src/embed/element.js` that this module writes anew.
const FILES_LINE: &str = "const FILES = ";

/// Writes the folder afresh; takes well under a second.
pub fn assemble(project: &Project, built: &Built) -> Result<()> {
    println!("dist: the pages");
    files::replace(&project.demo(), |fresh| {
        fs::write(fresh.join("index.html"), page(project)?)?;
        files::copy(&project.root.join("demo"), &fresh.join("demo"))?;
        let widget = fresh.join("wallet-help");
        fs::create_dir_all(&widget)?;
        fs::copy(&built.wasm, widget.join(WASM)).context("the shrunk wasm")?;
        fs::copy(&built.form, widget.join(FORM)).context("the shrunk second part")?;
        glue(project, built, &widget)?;
        minify(project, Language::Css, &style(project)?, &widget.join(STYLE))?;
        let element = element(project, &widget)?;
        minify(project, Language::Js, &element, &widget.join(ELEMENT))
    })
}

/// One file of the glue and what it imports. The second part is fetched under its delivered name, and only
/// when it has the digest of the file that lies beside.
fn glue(project: &Project, built: &Built, widget: &Path) -> Result<()> {
    let folder = built.glue.parent().context("the glue lies in no folder")?;
    let link = fs::read_to_string(&built.link).context("the script that fetches the second part")?;
    let plain = format!("fetch(new URL(\"./{}\", import.meta.url))", split::FORM);
    ensure!(link.matches(&plain).count() == 1, "{} does not fetch the second part once", split::LINK);
    let digest = integrity(&widget.join(FORM))?;
    let checked =
        format!("fetch(new URL(\"./{FORM}\", import.meta.url), {{ integrity: \"{digest}\" }})");
    fs::write(&built.link, link.replace(&plain, &checked))?;
    let name = built.glue.file_name().unwrap_or_default().to_string_lossy();
    let entry = format!("export {{ default, mount }} from \"./{name}\";");
    let bundled = esbuild(project, Language::Js, &entry, &["--bundle"], folder);
    fs::write(&built.link, link)?;
    Ok(fs::write(widget.join(GLUE), bundled?)?)
}

fn integrity(file: &Path) -> Result<String> {
    Ok(format!("sha256-{}", BASE64.encode(&Sha256::digest(fs::read(file)?))))
}

/// The demo's page without the lines that are orders to Trunk.
fn page(project: &Project) -> Result<String> {
    let page = fs::read_to_string(project.root.join("index.html"))?;
    Ok(page.lines().filter(|line| !line.contains("data-trunk")).flat_map(|line| [line, "\n"]).collect())
}

/// Tokens first, then the components by name.
fn style(project: &Project) -> Result<String> {
    let folder = project.root.join("style");
    let mut sheets = files::walk(&folder)?;
    sheets.retain(|sheet| sheet.extension().is_some_and(|ending| ending == "css"));
    // The widget's program carries these itself, in the part that it fetches with the form.
    sheets.retain(|sheet| !LATE.iter().any(|late| sheet.ends_with(late)));
    ensure!(!sheets.is_empty(), "style/ holds no style sheets");
    sheets.sort_by_key(|sheet| (!sheet.ends_with("tokens.css"), sheet.clone()));
    let mut all = String::new();
    for sheet in sheets {
        all.push_str(&fs::read_to_string(&sheet).with_context(|| sheet.display().to_string())?);
    }
    Ok(all)
}

/// The element's script with the delivered files' names and digests in place of the ones for development.
fn element(project: &Project, widget: &Path) -> Result<String> {
    let path = "src/embed/element.js";
    let source = fs::read_to_string(project.root.join(path)).context(path)?;
    let files = serde_json::json!({
        "glue": format!("./{GLUE}"),
        "wasm": format!("./{WASM}"),
        "style": format!("./{STYLE}"),
        "integrity": {
            "glue": integrity(&widget.join(GLUE))?,
            "wasm": integrity(&widget.join(WASM))?,
            "style": integrity(&widget.join(STYLE))?,
        },
        "version": env!("CARGO_PKG_VERSION"),
    });
    let lines = source.lines().filter(|line| line.starts_with(FILES_LINE)).count();
    ensure!(
        lines == 1,
        "{path} must hold exactly one line that begins `{FILES_LINE}`; it holds {lines}"
    );
    let rewrite = |line: &str| match line.starts_with(FILES_LINE) {
        true => format!("{FILES_LINE}{files};\n"),
        false => format!("{line}\n"),
    };
    Ok(source.lines().map(rewrite).collect())
}

enum Language {
    Js,
    Css,
}

fn minify(project: &Project, language: Language, source: &str, to: &Path) -> Result<()> {
    Ok(fs::write(to, esbuild(project, language, source, &[], &project.root)?)?)
}

/// What esbuild makes of a source; its imports are looked for in `folder`.
fn esbuild(
    project: &Project,
    language: Language,
    source: &str,
    also: &[&str],
    folder: &Path,
) -> Result<Vec<u8>> {
    let mut esbuild = project.node("esbuild/bin/esbuild");
    match language {
        Language::Js => esbuild.args(["--loader=js", "--format=esm", "--target=es2022"]),
        Language::Css => esbuild.arg("--loader=css"),
    };
    esbuild
        .args(["--minify", "--legal-comments=none", "--log-level=warning", "--charset=utf8"])
        .args(also)
        .current_dir(folder);
    let mut child =
        esbuild.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting esbuild")?;
    child.stdin.take().context("esbuild takes no input")?.write_all(source.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "esbuild could not read what is to be delivered; it says why above"
    );
    Ok(output.stdout)
}
