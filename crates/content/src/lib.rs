//! From knowledge files to the bundle a browser loads, and back: reads and checks a knowledge folder,
//! turns Markdown into typed blocks, writes and opens bundles, and imports what people have elsewhere.
//! It knows files; it knows no network, no server and no terminal.

pub mod bundle;
mod check;
mod compile;
mod document;
mod failure;
pub mod import;
pub mod knowledge;
pub mod learn;
pub mod markdown;
mod name;
mod place;
mod related;
mod report;
mod vectors;

pub use bundle::{Bundle, Gain, Options, Summary, build, open};
pub use check::{Checks, check, check_with};
pub use failure::Failure;
pub use knowledge::flow::file::schema as flow_schema;
pub use place::{Place, SourceFile};
pub use report::{Mistake, Report, Rule, Severity};
pub use vectors::WordVectors;
