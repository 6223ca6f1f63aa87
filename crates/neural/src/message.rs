//! The messages between a page and the program that runs a session, in
//! postcard.

use crate::session::{Command, Event, Frame};
use serde::{Deserialize, Serialize};

/// What the page sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Incoming {
    /// A command for the session.
    Command(Command),
    /// The last frame is about to be drawn: the next one may come.
    Acknowledge,
}

/// What the engine's program sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outgoing {
    /// It has started and takes commands.
    Started,
    /// Something happened in the session.
    Event(Event),
    /// A snapshot of the run.
    Frame(Box<Frame>),
    /// It met a fault and is about to stop.
    Fault(String),
}
