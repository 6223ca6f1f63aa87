//! Qimo.
