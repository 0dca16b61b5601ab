//! What a check has looked at on its way to a verdict, so that the story can show why it came out as it did.
//!
//! A proof is a fact like any other: names, values and octets, without prose, and never without bounds. It is optional
//! wherever it hangs, because traces that were saved without it still tell their story.

pub mod dkim;
