//! The one entrance to the project.

fn main() {}
