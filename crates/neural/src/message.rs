//! The messages between a page and the program that runs a session, in
//! postcard.

use crate::job::{Job, Report};
use crate::session::{Command, Event, Frame};
use serde::{Deserialize, Serialize};

/// What the page sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Incoming {
    /// A command for the session.
    Command(Command),
    /// The last frame is about to be drawn: the next one may come.
    Acknowledge,
    /// A job, under a number of the page's choice.
    Start {
        /// The number by which the reports name it.
        id: u32,
        /// What is to be done.
        job: Box<Job>,
    },
    /// A job is not wanted any more.
    Cancel {
        /// Its number.
        id: u32,
    },
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
    /// News of a job.
    Job(Box<Report>),
    /// It met a fault and is about to stop.
    Fault(String),
}
