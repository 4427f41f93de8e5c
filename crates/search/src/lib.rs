//! Search over help articles: an index that is built once ([`build`]) and read in place ([`Index`]).
//! Pure: it knows no browser, no file, no clock, and nothing of any particular wallet.
//!
//! ```
//! # use help_search::{Index, build::{Builder, Source}};
//! let mut builder = Builder::new("en");
//! builder.add(Source { id: "withdraw/failed", title: "My withdrawal failed", topic: "withdraw", ..Source::default() });
//! let index = Index::open(builder.finish()).unwrap();
//! let results = index.search("withdrawel faild", &help_core::Context::default(), 5);
//! assert_eq!(results.hits.first().map(|hit| hit.article), Some(0));
//! ```

mod asked;
#[cfg(not(target_family = "wasm"))]
pub mod build;
mod context;
mod format;
mod han;
mod index;
mod marks;
mod near;
mod pairs;
mod query;
mod rank;
mod similar;
mod snippet;
mod table;
mod text;
mod trust;

pub use format::OpenError;
pub use index::{Entry, Index};
pub use query::{Hit, Results};
pub use snippet::Snippet;
