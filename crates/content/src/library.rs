//! What a lesson's text may refer to.

use crate::{Glossary, Registry, Sources};

/// Everything outside a lesson that its links are checked against.
#[derive(Clone, Copy)]
pub(crate) struct Library<'a> {
    pub(crate) glossary: &'a Glossary,
    pub(crate) sources: &'a Sources,
    /// Slugs of the lessons there are.
    pub(crate) slugs: &'a [String],
    pub(crate) registry: &'a dyn Registry,
}
