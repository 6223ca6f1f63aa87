//! The text of lessons and of the library. It isn't in the program: it is
//! taken out of the prerendered page, or fetched from the page navigated to.

mod load;
mod view;

pub use load::{Prose, Source, blocks_of};
pub use view::{Bindings, ProseView};

/// A piece of a text, in document order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Finished HTML, made at build time from our own Markdown.
    Html(String),
    /// An explorable stands here.
    Explorable {
        /// Its name in the registry.
        name: String,
        /// Its first state, as a query.
        state: String,
    },
}
