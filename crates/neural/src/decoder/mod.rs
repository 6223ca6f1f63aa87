//! The state machine behind a page that looks inside a language model: it reads
//! texts, shows every value on the way, changes some, and writes on.
//!
//! A [`Decoder`] takes [`Incoming`] messages and gives [`Outgoing`] ones. It knows
//! no page, no clock and no file: whoever hosts it fetches the model's bytes and
//! says how long it may work.

mod desk;
mod edits;
mod look;
mod message;
mod reading;

pub use desk::Decoder;
pub use edits::{Edit, PatchSite, With};
pub use look::{HeadView, Heads, Lens, Look, MlpView, TokenView, View};
pub use message::{Incoming, Loaded, Outgoing, Trouble};
pub use reading::{Cut, Next, Prediction, Prompt, Reading, Token};
