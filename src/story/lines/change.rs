//! What a `dns` step of the scenario changes, record by record.

use hickory_proto::rr::RData;

use super::{Line, LineKind, Speaker, note};
use crate::lang::Lang;
use crate::scenario::{DnsStep, ZoneRecord};
use crate::story::{prose, safe};
use crate::trace::EventId;

/// The new records as answers will show them; for all else that changes a remark.
pub fn of(step: &DnsStep, event: EventId, lang: Lang) -> Vec<Line> {
    let new = step.set.iter().chain(&step.forge).map(|new| Line {
        speaker: Speaker::Server,
        kind: LineKind::Dns,
        text: safe::line(&record(new)),
        secret: false,
        event,
    });
    let gone = step.remove.iter().map(|(name, rtype)| prose::records_gone(lang, name, rtype.as_deref()));
    let silent = step.timeout.iter().map(|name| prose::name_silent(lang, name));
    let failing = step.servfail.iter().map(|name| prose::name_failing(lang, name));
    let well = step.answer.iter().map(|name| prose::name_answers(lang, name));
    let remarks = gone.chain(silent).chain(failing).chain(well).map(|remark| note(event, &remark));
    new.chain(remarks).take(safe::MOST_LINES).collect()
}

fn record(new: &ZoneRecord) -> String {
    let record = &new.value;
    let name = record.name.to_ascii();
    let data = match &record.data {
        RData::TXT(txt) => {
            txt.txt_data.iter().map(|text| format!("\"{}\"", safe::octet_line(text))).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    };
    format!("{} {} IN {} {data}", name.trim_end_matches('.'), record.ttl, record.record_type())
}
