//! The story of traces that are written down by hand, fact by fact as the servers record them.

mod arbitrary;
mod dkim;
mod facts;
mod lesson;
mod places;
mod provenance;
mod structure;
mod tape;
mod troubles;
