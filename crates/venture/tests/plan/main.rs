//! The plan's models against golden cases, an independent computation and
//! properties.

#![allow(clippy::unwrap_used)]

mod captable;
mod compute;
mod finance;
mod margin;
mod money;
mod properties;
mod register;
mod simulation;
