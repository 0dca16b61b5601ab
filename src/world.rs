//! (being built)

pub mod expect;
