//! The register of facts: what the law or a standard says, as of a day.
//!
//! There is one, the list of `fact` in `content/readiness.toml`, with the words
//! and sources that the check shows. The plan's obligations rest on its entries;
//! this table is written from it when the crate is built.

use serde::Serialize;

use crate::date::Date;

/// An entry of the register. Its words and sources are the check's, by the same
/// id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// A stable name.
    pub id: &'static str,
    /// The day it is stated for.
    pub as_of: Date,
    /// The day by which it must be looked at again.
    pub review_by: Date,
    /// Whether the reader is told to check it first: the source is secondary, or
    /// the rule is changing.
    pub check: bool,
}

/// The register, in its order.
pub const REGISTER: &[Fact] = include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The entry of that name. A name that the register lacks stops the compiler:
/// obligations are constants.
pub(crate) const fn fact(id: &str) -> Fact {
    let mut at = 0;
    while at < REGISTER.len() {
        if same(REGISTER[at].id, id) {
            return REGISTER[at];
        }
        at += 1;
    }
    panic!("content/readiness.toml has no fact of this id")
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The day as of which all of the register is stated: that of its oldest entry.
pub const fn as_of() -> Date {
    let mut oldest = REGISTER[0].as_of;
    let mut at = 1;
    while at < REGISTER.len() {
        if REGISTER[at].as_of.days() < oldest.days() {
            oldest = REGISTER[at].as_of;
        }
        at += 1;
    }
    oldest
}

/// The day by which the first of its entries must be looked at again.
pub const fn review_by() -> Date {
    let mut first = REGISTER[0].review_by;
    let mut at = 1;
    while at < REGISTER.len() {
        if REGISTER[at].review_by.days() < first.days() {
            first = REGISTER[at].review_by;
        }
        at += 1;
    }
    first
}
