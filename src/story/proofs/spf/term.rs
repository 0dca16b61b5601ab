//! One term: what it means, and why it matched or not.

mod meaning;
mod outcome;
mod problem;

use std::net::IpAddr;

use super::{bits, branch, looks, mistakes, words};
use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::trace::proof::spf::{Branch, Kind, Look, Outcome, Problem, Term};

/// A term of this branch, evaluated for this address.
pub(super) fn reason(term: &Term, of: &Branch, ip: IpAddr, lang: Lang) -> Reason {
    let said = match &term.outcome {
        Outcome::NotReached => outcome::not_reached(term, of, lang),
        Outcome::Problem { problem } => {
            words::join(lang, &[&meaning::of(term, lang), &problem::of(problem, term, lang), &spent(term, lang)])
        }
        Outcome::Matched | Outcome::NotMatched | Outcome::Noted => {
            words::join(lang, &[&meaning::of(term, lang), &outcome::of(term, ip, lang), &spent(term, lang)])
        }
    };
    let mut reason = Reason::new(sign(term), &term.text, said).clause(term.clause());
    reason.exhibits.extend(term.target.as_ref().and_then(|target| looks::macros(target, lang)));
    if let Outcome::Problem { problem: Problem::Mistake { at, .. } } = term.outcome {
        reason.exhibits.push(mistakes::place(&term.text, at, lang));
    }
    // An ip4 or ip6 compares at once; the others compare with what DNS answered.
    let own = term.looks.iter().map_while(|look| if let Look::Compared(one) = look { Some(one) } else { None });
    reason.exhibits.extend(own.filter_map(|one| bits::exhibit(ip, one, lang)));
    reason.reasons = looks::reasons(&term.looks, term.left_out, term.kind, ip, lang);
    reason.because = term.looks.iter().filter_map(Look::question).flat_map(|asked| asked.events.clone()).collect();
    if let Some(inner) = &term.branch {
        reason.reasons.extend(branch::reasons(inner, ip, lang));
    }
    reason
}

fn sign(term: &Term) -> Sign {
    match term.outcome {
        Outcome::Matched => Sign::Yes,
        Outcome::NotMatched => Sign::No,
        Outcome::NotReached => Sign::Skipped,
        Outcome::Noted if meaning::looks_like_a_mechanism(term) => Sign::Warn,
        Outcome::Noted => Sign::Note,
        Outcome::Problem { .. } => Sign::Error,
    }
}

/// The limits, where the term has something to do with them.
fn spent(term: &Term, lang: Lang) -> String {
    let asks = !matches!(term.kind, Kind::All | Kind::Ip4 | Kind::Ip6);
    term.budget.filter(|_| asks).map(|budget| words::budget(lang, budget)).unwrap_or_default()
}
