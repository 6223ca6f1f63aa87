//! The readiness check as the app ships it, and what it refuses to load.
#![allow(clippy::unwrap_used)]

mod bridge;
mod cases;
mod change;
mod content;
mod documents;
mod evidence;
mod flow;
mod gaps;
mod gates;
mod levels;
mod monotone;
mod problems;
mod series;
mod share;
mod support;
mod tasks;
