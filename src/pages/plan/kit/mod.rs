//! The kit of fields. Each is bound to a place of the plan by its path and a
//! pair of functions ([`Lens`]); what is typed and what is kept meet in a codec.
//! The path is the id of the field's element and the name that findings give it.

mod choice;
mod codec;
mod computed;
mod field;
mod group;
mod lens;
mod money;
mod rows;
mod table;

pub use choice::{Check, Choice, Several};
pub use codec::{date, day, decimal, line, month, optional, optional_month, percent, text, whole};
pub use computed::{Computed, Result as Shown};
pub use field::Field;
pub use group::Group;
pub use lens::{Lens, ListLens, Row};
pub(super) use lens::{at, list, list_of_row, of_row};
pub use money::{MoneyField, money, optional_money, signed_money, unit_price};
pub use rows::Rows;
pub use table::{Line, LineKind, Table};
