//! The way between two servers: who stands on it, what is encrypted there, and who finds out.

mod cast;
mod forged;
mod middle;
mod sts;
mod web;
