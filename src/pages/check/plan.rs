//! What a venture's plan computes, as evidence for its check. This is the one
//! place where the check reads a plan.

use crate::documents::Documents;
use documents::Id;
use venture::readiness::Figures;

/// The figures of the plan `id`; tracked. `None` where there is no such plan,
/// where it cannot be read, or where nothing in it can be computed.
pub fn figures(documents: Documents, id: &Id) -> Option<Figures> {
    let entries = documents.entries().ok()?;
    let entry = entries.into_iter().find(|entry| entry.id == *id)?;
    None
}
