//! `[zones]`: what DNS knows.

use std::ops::Range;

use toml_spanner::{Item, Key};

use super::unquoted;
use crate::scenario::diagnostic::{Findings, NetworkMistake};
use crate::scenario::place::Place;
use crate::scenario::{Zone, limits, reader, values, zone};

/// All zones, in the order of the file.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for entry in reader::entries(item, limits::ZONES, findings) {
        let Some((origin, span)) = origin_of(entry, findings) else { continue };
        if let Some(first) = zones.iter().find(|zone| zone.origin == origin) {
            findings.report_beside(NetworkMistake::DoubledZone { name: origin }, span, first.span.clone());
            continue;
        }
        let Some(text) = reader::text(&entry.1, findings) else { continue };
        let place = Place::of(findings.source(), entry.1.span().range(), text);
        let records = zone::read(text, &place, &origin, &origin, findings);
        if let Some(name) = zone::absolute(&origin) {
            zone::check_records(&name, &records, findings);
        }
        zones.push(Zone { origin, records, span });
    }
    zone::check_loops(&zones, findings);
    zones
}

/// The domain that an entry with zone text is about, and where it is named.
pub(super) fn origin_of(entry: &(Key<'_>, Item<'_>), findings: &mut Findings<'_>) -> Option<(String, Range<usize>)> {
    if !unquoted::report(entry, &[], findings).is_empty() {
        return None;
    }
    let span = entry.0.span.range();
    Some((values::domain(entry.0.name, span.clone(), findings)?, span))
}
