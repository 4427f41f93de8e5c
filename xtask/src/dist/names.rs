//! Shorter names between the wasm and its glue: wasm-bindgen's end in sixteen digits each, which compress
//! badly. What nobody calls loses its name altogether, so that wasm-opt can leave it out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, Function, ImportSection, Module};
use wasmparser::{Export, FunctionBody, Import, ImportSectionReader, Parser, Payload, TypeRef};

use super::hollow;

/// Classes that the crate `wasm-streams` exports whether they are used or not.
const NOBODYS: &str = "IntoUnderlying";

/// Rewrites both files in place. `link` is the script that hands exports on to the second part.
pub fn shorten(wasm: &Path, glue: &Path, link: &Path) -> Result<()> {
    let bytes = fs::read(wasm).context("the wasm of wasm-bindgen")?;
    let mut script = without_nobodys(&fs::read_to_string(glue).context("the glue of wasm-bindgen")?);
    let link = fs::read_to_string(link)?;
    let mut names = Names { hollow: hollow::hollow(&bytes)?, ..Names::default() };
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    names.function += u32::from(matches!(import.ty, TypeRef::Func(_)));
                    if import.module.ends_with("_bg.js") {
                        names.import(import.name, &mut script)?;
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    names.export(export?.name, &mut script, &link);
                }
            }
            _ => {}
        }
    }
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), &bytes)
        .map_err(|error| anyhow!("rewriting the names of the wasm: {error}"))?;
    fs::write(wasm, module.finish())?;
    Ok(fs::write(glue, script)?)
}

/// Old names and new ones; an export without a new name goes.
#[derive(Default)]
struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
    /// Functions that lose their bodies.
    hollow: BTreeSet<u32>,
    /// The function whose body comes next.
    function: u32,
}

impl Names {
    fn import(&mut self, name: &str, script: &mut String) -> Result<()> {
        let (key, short) = (format!("\n        {name}: "), letters(self.imports.len()));
        ensure!(script.matches(&key).count() == 1, "the glue does not define {name} once");
        *script = script.replace(&key, &format!("\n        {short}: "));
        self.imports.insert(name.to_owned(), short);
        Ok(())
    }

    fn export(&mut self, name: &str, script: &mut String, link: &str) {
        let call = format!("wasm.{name}(");
        if name.contains("closures") && script.contains(&call) {
            let short = format!("_{}", letters(self.exports.len()));
            *script = script.replace(&call, &format!("wasm.{short}("));
            self.exports.insert(name.to_owned(), short);
        } else if script.contains(&format!("wasm.{name}")) || link.contains(name) {
            self.exports.insert(name.to_owned(), name.to_owned());
        }
    }
}

impl Reencode for Names {
    type Error = std::convert::Infallible;

    /// One by one: the grouped form would keep its names.
    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            self.parse_import(imports, import?)?;
        }
        Ok(())
    }

    fn parse_import(
        &mut self,
        imports: &mut ImportSection,
        import: Import<'_>,
    ) -> Result<(), Error<Self::Error>> {
        match self.imports.get(import.name).cloned() {
            Some(short) => utils::parse_import(self, imports, Import { name: &short, ..import }),
            None => utils::parse_import(self, imports, import),
        }
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        match self.exports.get(export.name).cloned() {
            Some(name) => utils::parse_export(self, exports, Export { name: &name, ..export }),
            None => Ok(()),
        }
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        self.function += 1;
        if !self.hollow.contains(&(self.function - 1)) {
            return utils::parse_function_body(self, code, body);
        }
        let mut empty = Function::new([]);
        empty.instructions().unreachable().end();
        code.function(&empty);
        Ok(())
    }
}

/// `a` to `z`, `aa` to `az` and so on.
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// The glue without the classes that nobody uses.
fn without_nobodys(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut end = None;
    for line in glue.lines() {
        if let Some(last) = end {
            // Members are indented; only the class's own brace stands at the margin.
            if line == last || (last != "}" && line.ends_with(last)) {
                end = None;
            }
        } else if line.starts_with(&format!("export class {NOBODYS}")) {
            end = Some("}");
        } else if line.starts_with(&format!("const {NOBODYS}")) {
            end = Some("));");
        } else if !line.contains(&format!("if (Symbol.dispose) {NOBODYS}")) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The glue without the imports that the shrunk wasm no longer has.
pub fn prune(wasm: &Path, glue: &Path) -> Result<()> {
    let (bytes, script) = (fs::read(wasm)?, fs::read_to_string(glue)?);
    let mut used = BTreeSet::new();
    for payload in Parser::new(0).parse_all(&bytes) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                used.insert(import?.name.to_owned());
            }
        }
    }
    let mut kept = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        let name =
            line.strip_prefix("        ").and_then(|it| it.split_once(": function")).map(|it| it.0);
        inside |= name.is_some_and(|it| !used.contains(it) && it.chars().all(char::is_alphabetic));
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= !line.starts_with("        },") && !line.ends_with("}, arguments); },");
    }
    Ok(fs::write(glue, kept)?)
}
