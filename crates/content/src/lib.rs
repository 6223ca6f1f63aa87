//! The compiler from `content/` to what the app and the prerenderer need.
//!
//! Lessons are Markdown with TOML front matter, one file per language; the
//! structure, the glossary and the sources are TOML. [`Site::load`] reads the
//! folder, [`Site::compile`] does the same from strings alone. Either returns
//! every lesson as HTML that carries no style, no script and no URL that only
//! works at the root, or every problem found, each with its file, its line and
//! what to do about it.
//!
//! # The HTML
//!
//! Links inside the site start with the literal `{root}`, which
//! [`resolve_root`] replaces by the way back to the root of the site. Values
//! bound to an explorable are `<output class="live" data-live="…">`, which
//! [`fill_live`] fills in. An author's text cannot forge either.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod element;
mod escape;
mod front_matter;
mod glossary;
mod index;
mod kind;
mod labels;
mod lang;
mod lesson;
mod library;
mod link;
mod math;
mod page;
mod problem;
mod question;
mod reader;
mod registry;
mod render;
mod segment;
mod site;
mod sources;
mod structure;
mod table;
mod target;
mod text;
mod twins;

pub use front_matter::Meta;
pub use glossary::{Glossary, Term};
pub use kind::Kind;
pub use lang::Lang;
pub use lesson::{Block, Heading, Lesson};
pub use page::{fill_live, resolve_root};
pub use problem::{Problem, Severity};
pub use registry::{Registry, Unchecked};
pub use site::{Files, Site};
pub use sources::{Source, Sources};
pub use structure::{LessonPlace, Part, Structure};
