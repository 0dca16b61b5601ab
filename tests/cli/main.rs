//! The built program, as a user has it: what it prints, what it complains about, how it ends.

mod arguments;
mod check;
mod command;
mod docs;
mod explain;
mod golden;
mod input;
mod run;
mod saved;
mod typed;
