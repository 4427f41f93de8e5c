//! Empties functions that nobody can reach and that the linker keeps all the same, because the table of functions
//! names them: what only they use then falls to wasm-opt.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Futures of the streams that `wasm-streams` would make from Rust's. Their classes are taken out of the glue, and
/// nothing else begins them; they come with the crate `leptos`, whose server functions need them.
const NOBODYS: [&str; 2] = ["js_sys", "wasm_streams"];
/// So many futures there are; another number says that names or crates have changed.
const FUTURES: usize = 10;
/// Shorter functions may be shared with others that are needed: equal ones are merged under one name.
const SHARED: usize = 300;

/// The indices of functions whose bodies go.
pub fn hollow(wasm: &[u8]) -> Result<BTreeSet<u32>> {
    let (mut found, mut sizes, mut imported) = (BTreeSet::new(), Vec::new(), 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for part in names {
                    let Name::Function(names) = part? else { continue };
                    for named in names {
                        let named = named?;
                        let size =
                            named.index.checked_sub(imported).and_then(|at| sizes.get(at as usize));
                        let future = named.name.starts_with(NOBODYS[0])
                            && named.name.contains("::future_to_promise::<")
                            && named.name.contains(NOBODYS[1]);
                        if future && size.is_some_and(|size| *size >= SHARED) {
                            found.insert(named.index);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(
        found.len() == FUTURES,
        "{} futures of wasm-streams are in the widget, not {FUTURES}; look at xtask/src/dist/hollow.rs",
        found.len()
    );
    Ok(found)
}
