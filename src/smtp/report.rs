//! A receiver reports to the owners of domains what it has seen in their names (RFC 9990).
//!
//! ```text
//!   each letter ──► Ledger ──── the day ends ───► one report for each domain whose record asks for it (rua=)
//!                                                   │  elsewhere? DNS has to say that they want it there:
//!                                                   │  a-corp.example._report._dmarc.reports.example TXT "v=DMARC1"
//!                                                   └─► a letter like any other, through queue, DNS and SMTP
//! ```
//!
//! Without that question anybody could have reports about their domain poured over an innocent address.

mod letter;

use letter::Covering;

use hickory_proto::rr::{RData, RecordType};

use super::ledger::Page;
use super::server::{Server, Taken};
use crate::auth::aggregate::{Report, addresses};
use crate::dns::{Context, Outcome};
use crate::trace::{Address, Draft, Envelope, EventId, Fact, Stage, Writing};

/// To how many addresses one report is sent.
const MOST_ADDRESSES: usize = 10;

impl Server {
    /// The day ends: everybody who asked for it is told what this server has seen since the last time.
    pub async fn report(&self, began: EventId) {
        for page in self.ledger.close() {
            self.report_on(page, began).await;
        }
    }

    async fn report_on(&self, page: Page, began: EventId) {
        let mut because = page.because.clone();
        because.push(began);
        let mut to = Vec::new();
        for address in addresses(&page.record).into_iter().take(MOST_ADDRESSES) {
            let (wanted, asked) = self.wants(&address, &page, began).await;
            if wanted {
                because.extend(asked);
                to.push(address);
            } else {
                let fact = Fact::NotReported { domain: page.domain.clone(), to: address };
                self.recorder().record(Draft::new(self.name(), fact).because(asked).because([began]));
            }
        }
        if !to.is_empty() {
            self.send_report(page, to, because);
        }
    }

    /// Whether reports about the domain may go to that address: within its organization always; elsewhere where DNS says
    /// so there (RFC 9990, verifying external destinations).
    async fn wants(&self, address: &Address, page: &Page, began: EventId) -> (bool, Vec<EventId>) {
        let (there, home) = (address.domain().to_ascii_lowercase(), page.organization.as_str());
        if there == home || there.strip_suffix(home).is_some_and(|rest| rest.ends_with('.')) {
            return (true, Vec::new());
        }
        let context = Context { stage: None, letter: None, because: vec![began] };
        let name = format!("{}._report._dmarc.{there}", page.domain);
        let lookup = self.setup.resolver.asking(context).lookup(&name, RecordType::TXT).await;
        let says_yes = |data: &RData| matches!(data, RData::TXT(txt) if txt.txt_data.concat().starts_with(b"v=DMARC1"));
        let wanted = match &lookup.outcome {
            Outcome::Found(records) => records.iter().any(|record| says_yes(&record.data)),
            _ => false,
        };
        (wanted, lookup.events)
    }

    fn send_report(&self, page: Page, to: Vec<Address>, because: Vec<EventId>) {
        let Some(own) = self.setup.domains.first() else { return };
        let (letter, now) = (self.recorder().new_letter(), self.recorder().now());
        let from = Address(format!("postmaster@{own}"));
        let report = Report {
            id: format!("{}.{}", now.0, letter.0),
            receiver: own.clone(),
            email: from.0.clone(),
            domain: page.domain,
            policy: page.policy,
            begin: page.begin,
            end: now,
            rows: page.rows,
        };
        let covering = Covering { host: self.name(), letter, from: &from, to: &to, report: &report, now };
        let Ok(source) = covering.compose(&page.record) else { return };
        let (letters, sources) = (report.letters(), report.sources());
        let fact = Fact::Reported { domain: report.domain.clone(), letters, sources };
        let reported = self.record(Stage::Transfer, letter, fact, because);
        let envelope = Envelope { from, to };
        let (written, supplied) = (source.clone().into(), Vec::new());
        let fact = Fact::Written { envelope: envelope.clone(), source: written, supplied, how: Writing::Composed };
        let written = self.record(Stage::Transfer, letter, fact, [reported]);
        let mut sheet = self.sheet(Stage::Transfer, letter, source);
        self.sign(&mut sheet, &envelope, written);
        self.enqueue(Taken { letter, because: written, named: Some(written) }, envelope, sheet.source);
    }
}
