//! `[zones]`: what DNS knows.

use toml_spanner::Item;

use super::unquoted;
use crate::scenario::diagnostic::{Findings, NetworkMistake};
use crate::scenario::place::Place;
use crate::scenario::{Zone, limits, reader, values, zone};

/// All zones, in the order of the file.
pub(super) fn read(item: &Item<'_>, findings: &mut Findings<'_>) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for entry in reader::entries(item, limits::ZONES, findings) {
        if !unquoted::report(entry, &[], findings).is_empty() {
            continue;
        }
        let (key, value) = entry;
        let span = key.span.range();
        let Some(origin) = values::domain(key.name, span.clone(), findings) else { continue };
        if let Some(first) = zones.iter().find(|zone| zone.origin == origin) {
            findings.report_beside(NetworkMistake::DoubledZone { name: origin }, span, first.span.clone());
            continue;
        }
        let Some(text) = reader::text(value, findings) else { continue };
        let place = Place::of(findings.source(), value.span().range(), text);
        let records = zone::read(text, &place, &origin, &origin, findings);
        if let Some(name) = zone::absolute(&origin) {
            zone::check_records(&name, &records, findings);
        }
        zones.push(Zone { origin, records, span });
    }
    zone::check_loops(&zones, findings);
    zones
}
