//! What a receiver remembers of the letters of a day, until it reports on them.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::auth::aggregate::{Done, MOST_ROWS, Row};
use crate::auth::verify::Findings;
use crate::trace::{Address, Disposition, DispositionReason, DmarcCheck, DmarcResult, EventId, Policy, Time};

/// How many domains are remembered; what comes beyond is in no report.
const MOST_PAGES: usize = 1_000;

/// The most facts that a report names as its causes.
const MOST_CAUSES: usize = 1_000;

/// The memory of one server.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<Vec<Page>>);

/// All that was seen of one domain.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// The domain whose record was applied.
    pub(super) domain: String,
    /// Its record, as it was last seen.
    pub(super) record: String,
    /// The Organizational Domain that it belongs to.
    pub(super) organization: String,
    /// What the record asks for.
    pub(super) policy: Policy,
    /// When the first letter came.
    pub(super) begin: Time,
    /// Letters that are alike share a row.
    pub(super) rows: Vec<Row>,
    /// The decisions about them.
    pub(super) because: Vec<EventId>,
}

/// A letter that has been decided on.
pub(super) struct Seen<'a> {
    pub(super) ip: IpAddr,
    pub(super) from: &'a Address,
    pub(super) findings: &'a Findings,
    pub(super) disposition: Disposition,
    pub(super) reason: &'a DispositionReason,
    pub(super) decided: EventId,
    pub(super) now: Time,
}

impl Ledger {
    /// Takes note of a letter. One whose author has no policy record is nobody's business; one that is to come again has
    /// not been decided on.
    pub(super) fn note(&self, seen: &Seen<'_>) {
        let Some(dmarc) = seen.findings.dmarc() else { return };
        let (Some(domain), Some(record)) = (&dmarc.record_domain, &dmarc.record) else { return };
        if seen.disposition == Disposition::Defer {
            return;
        }
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = pages.iter().position(|page| page.domain == *domain).unwrap_or(pages.len());
        if at == MOST_PAGES {
            return;
        }
        if at == pages.len() {
            pages.push(Page::new(domain, dmarc, seen.now));
        }
        let Some(page) = pages.get_mut(at) else { return };
        page.record.clone_from(record);
        page.policy = dmarc.policy.unwrap_or(Policy::None);
        page.add(seen.row(dmarc), seen.decided);
    }

    /// Hands out all of it and begins anew.
    pub(super) fn close(&self) -> Vec<Page> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Page {
    fn new(domain: &str, dmarc: &DmarcCheck, begin: Time) -> Self {
        let walk = dmarc.proof.as_ref().and_then(|proof| proof.walks.first());
        let organization = walk.and_then(|walk| walk.organization.as_ref()).map(|one| one.domain.clone());
        Self {
            domain: domain.to_owned(),
            record: String::new(),
            organization: organization.unwrap_or_else(|| domain.to_owned()),
            policy: Policy::None,
            begin,
            rows: Vec::new(),
            because: Vec::new(),
        }
    }

    fn add(&mut self, row: Row, decided: EventId) {
        if let Some(like) = self.rows.iter_mut().find(|other| other.is_like(&row)) {
            like.letters = like.letters.saturating_add(1);
        } else if self.rows.len() < MOST_ROWS {
            self.rows.push(row);
        } else {
            return;
        }
        if self.because.len() < MOST_CAUSES {
            self.because.push(decided);
        }
    }
}

impl Seen<'_> {
    fn row(&self, dmarc: &DmarcCheck) -> Row {
        let spf = self.findings.spf();
        let signed = self
            .findings
            .dkim()
            .filter_map(|dkim| Some((dkim.domain.clone()?, dkim.selector.clone().unwrap_or_default(), dkim.result)));
        Row {
            ip: Some(self.ip),
            letters: 1,
            done: done(self.disposition, dmarc.result),
            overridden: !matches!(self.reason, DispositionReason::Nothing | DispositionReason::DmarcPolicy { .. }),
            dkim_aligned: dmarc.dkim_aligned,
            spf_aligned: dmarc.spf_aligned,
            header_from: dmarc.author_domain.clone(),
            envelope_from: self.from.domain().to_owned(),
            dkim: signed.collect(),
            spf: spf.map(|spf| (spf.domain.clone(), spf.result)),
        }
    }
}

fn done(disposition: Disposition, result: DmarcResult) -> Done {
    match disposition {
        Disposition::Junk => Done::Quarantined,
        Disposition::Reject | Disposition::Defer => Done::Rejected,
        Disposition::Inbox | Disposition::Forward | Disposition::Queue if result == DmarcResult::Pass => Done::Passed,
        Disposition::Inbox | Disposition::Forward | Disposition::Queue => Done::Nothing,
    }
}
