//! What has been read when the steps come: they may speak of nothing else.

use super::hosts::Hosts;
use crate::scenario::{DkimSigner, Middle, Zone};

/// What the steps may speak of.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) hosts: &'a Hosts,
    pub(super) zones: &'a [Zone],
    pub(super) dkim: &'a [DkimSigner],
    pub(super) middles: &'a [Middle],
}
