//! Qimo.

fn main() {}
