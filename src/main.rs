//! The custom element's WebAssembly: the library and nothing else. A target of its own, because only
//! for a program does the compiler look at all code at once and leave out what is never used.

// In WebAssembly nothing is to be begun: the page calls what it needs.
#![cfg_attr(target_family = "wasm", no_main)]

use wallet_help as _;

/// A quarter of the code of the allocator that the standard library brings for this target.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(not(target_family = "wasm"))]
fn main() {}
