//! `check_host()` (RFC 7208 §4): from a domain to its record, and through the terms of the record to a result.
//!
//! ```text
//!   domain ──fit for DNS? §4.3──► TXT §4.4 ──one record? §4.5──► all terms read §4.6 ──► one term after the other
//!                                                                                        │ the first match decides §4.6.2
//!      ◄────────────────────────── include, redirect: the same again ◄──────────────────┤
//!                                                                                        └ none: redirect §6.1, neutral §4.7
//! ```

use futures_util::future::BoxFuture;
use hickory_proto::rr::{RData, Record, RecordType};

use super::asker::{Asker, trouble};
use super::domain_spec::DomainSpec;
use super::lookups::Lookups;
use super::query::{Query, Subject};
use super::record::{self, Written};
use super::reverse::Reverse;
use super::term::{self, Term};
use super::{names, told};
use crate::trace::SpfResult;
use crate::trace::proof::spf::{Branch, Evaluation, Ground, Kind, Outcome, Problem, Term as Told};

/// Evaluates `check_host()`. It has to be called inside a tokio runtime with time.
pub async fn evaluate<L: Lookups>(lookups: &L, query: Query<'_>) -> Evaluation {
    let subject = Subject::of(&query);
    let mut evaluator = Evaluator { asker: Asker::new(lookups), subject: &subject, reverse: None };
    let Checked { branch, exp } = evaluator.check_host(subject.domain.clone()).await;
    let explanation = match exp {
        Some(exp) if branch.result == SpfResult::Fail => Some(evaluator.explain(exp).await),
        _ => None,
    };
    Evaluation { ip: subject.ip, branch, explanation }
}

/// What one evaluation carries from branch to branch.
pub(super) struct Evaluator<'a, L> {
    pub(super) asker: Asker<'a, L>,
    pub(super) subject: &'a Subject<'a>,
    /// The names of the address, once they were asked for.
    pub(super) reverse: Option<Reverse>,
}

/// One `check_host()`, done.
pub(super) struct Checked {
    pub(super) branch: Branch,
    /// The `exp=` that goes with its result.
    exp: Option<Exp>,
}

/// Where an explanation is to be found.
pub(super) struct Exp {
    pub(super) text: String,
    pub(super) spec: DomainSpec,
    /// The domain of the record that it stands in.
    pub(super) domain: String,
}

impl<L: Lookups> Evaluator<'_, L> {
    pub(super) fn check_host(&mut self, domain: String) -> BoxFuture<'_, Checked> {
        Box::pin(async move {
            let mut branch = begun(domain);
            let exp = match self.find_record(&mut branch).await {
                Ok(record) => self.evaluate_record(&mut branch, &record).await,
                Err(ground) => {
                    branch.result = result_of(&ground);
                    branch.ground = ground;
                    None
                }
            };
            told::shorten(&mut branch);
            Checked { branch, exp }
        })
    }

    /// The one record of the domain.
    async fn find_record(&mut self, branch: &mut Branch) -> Result<String, Ground> {
        if let Some(flaw) = names::flaw(&branch.domain) {
            return Err(Ground::Malformed { flaw });
        }
        let asked = self.asker.ask(&branch.domain, RecordType::TXT).await;
        let answer = trouble(&asked.question);
        branch.asked = Some(asked.question);
        match answer {
            Ok(()) => select(&asked.found, branch),
            Err(Problem::TooLate) => Err(Ground::TooLate),
            Err(_) => Err(Ground::NoAnswer),
        }
    }

    /// Goes through the terms, and hands back the `exp=` that goes with the result.
    async fn evaluate_record(&mut self, branch: &mut Branch, record: &str) -> Option<Exp> {
        let written = record::terms(record);
        branch.terms = written.iter().map(unreached).collect();
        if written.iter().any(|term| term.read.is_err()) {
            (branch.ground, branch.result) = (Ground::Mistake, SpfResult::Permerror);
            return None;
        }
        let domain = branch.domain.clone();
        for (term, told) in written.iter().zip(&mut branch.terms) {
            let Ok(Term::Directive(gives, mechanism)) = &term.read else { continue };
            let came_out = self.matches(mechanism, &domain, told).await;
            told.budget = Some(self.asker.budget);
            match came_out {
                Ok(false) => told.outcome = Outcome::NotMatched,
                Ok(true) => {
                    told.outcome = Outcome::Matched;
                    (branch.ground, branch.result) = (Ground::Matched, *gives);
                    return exp_of(&written, &domain);
                }
                Err(problem) => {
                    (branch.ground, branch.result) = (Ground::Problem, problem.result());
                    told.outcome = Outcome::Problem { problem };
                    return None;
                }
            }
        }
        self.unmatched(branch, &written).await
    }

    /// No term matched: `redirect`, or neutral.
    async fn unmatched(&mut self, branch: &mut Branch, written: &[Written<'_>]) -> Option<Exp> {
        let terms = written.iter().zip(&mut branch.terms);
        let mut redirects = terms.filter_map(|(term, told)| match &term.read {
            Ok(Term::Redirect(spec)) => Some((spec, told)),
            _ => None,
        });
        let Some((spec, told)) = redirects.next() else {
            (branch.ground, branch.result) = (Ground::Default, SpfResult::Neutral);
            return None;
        };
        let led = self.redirect(spec, &branch.domain, told).await;
        told.budget = Some(self.asker.budget);
        match led {
            Ok((result, exp)) => {
                told.outcome = Outcome::Matched;
                (branch.ground, branch.result) = (Ground::Redirected, result);
                exp
            }
            Err(problem) => {
                (branch.ground, branch.result) = (Ground::Problem, problem.result());
                told.outcome = Outcome::Problem { problem };
                None
            }
        }
    }

    /// RFC 7208 §6.1: the result of the other domain, with its explanation; a domain without a record is an error.
    async fn redirect(
        &mut self,
        spec: &DomainSpec,
        domain: &str,
        told: &mut Told,
    ) -> Result<(SpfResult, Option<Exp>), Problem> {
        self.asker.spend()?;
        let target = self.target(Some(spec), domain, told).await;
        let Checked { branch, exp } = self.check_host(target).await;
        let result = branch.result;
        told.branch = Some(Box::new(branch));
        if result == SpfResult::None { Err(Problem::NoRecord) } else { Ok((result, exp)) }
    }
}

fn begun(domain: String) -> Branch {
    Branch {
        domain,
        result: SpfResult::None,
        ground: Ground::NoRecord,
        asked: None,
        records: Vec::new(),
        terms: Vec::new(),
        left_out: 0,
    }
}

fn result_of(ground: &Ground) -> SpfResult {
    match ground {
        Ground::Malformed { .. } | Ground::NoRecord => SpfResult::None,
        Ground::NoAnswer | Ground::TooLate => SpfResult::Temperror,
        _ => SpfResult::Permerror,
    }
}

/// RFC 7208 §4.5: the one text that is an SPF record, its strings joined (§3.3), and nothing but ASCII in it (§3.1).
fn select(found: &[Record], branch: &mut Branch) -> Result<String, Ground> {
    let texts = found.iter().filter_map(|record| match &record.data {
        RData::TXT(txt) => Some(txt.txt_data.concat()),
        _ => None,
    });
    let mut records: Vec<Vec<u8>> = texts.filter(|text| record::is_spf(text)).collect();
    let told = |octets: &Vec<u8>| told::beginning(&String::from_utf8_lossy(octets), told::LONGEST_RECORD);
    branch.records = records.iter().take(told::MOST_RECORDS).map(told).collect();
    match (records.pop(), records.is_empty()) {
        (None, _) => Err(Ground::NoRecord),
        (Some(_), false) => Err(Ground::SeveralRecords),
        (Some(record), true) => {
            String::from_utf8(record).ok().filter(|record| record.is_ascii()).ok_or(Ground::NotAscii)
        }
    }
}

/// A term before anything came of it.
fn unreached(written: &Written<'_>) -> Told {
    let kind = term::kind(written.text);
    let outcome = match (&written.read, kind) {
        (Err((at, mistake)), _) => {
            Outcome::Problem { problem: Problem::Mistake { at: told::count(*at), mistake: *mistake } }
        }
        (Ok(_), Kind::Exp | Kind::OtherModifier) => Outcome::Noted,
        _ => Outcome::NotReached,
    };
    Told {
        text: told::text(written.text),
        kind,
        gives: term::gives(written.text),
        outcome,
        target: None,
        looks: Vec::new(),
        left_out: 0,
        branch: None,
        budget: None,
    }
}

fn exp_of(written: &[Written<'_>], domain: &str) -> Option<Exp> {
    written.iter().find_map(|term| match &term.read {
        Ok(Term::Exp(spec)) => Some(Exp { text: told::text(term.text), spec: spec.clone(), domain: domain.to_owned() }),
        _ => None,
    })
}
