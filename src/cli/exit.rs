//! The exit codes of the program, for scripts and for CI.

/// All is well. A forged letter that is found out is well, too.
pub const FINE: u8 = 0;
/// The command line was not understood.
pub const USAGE: u8 = 1;
/// A scenario or a saved trace does not exist, or has mistakes in it.
pub const SCENARIO: u8 = 2;
/// The world could not be built, or something could not be written.
pub const NOT_RUN: u8 = 3;
/// An expectation failed.
pub const EXPECTATION: u8 = 4;
