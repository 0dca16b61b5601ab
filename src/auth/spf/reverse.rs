//! The names that an address has, for `ptr` and `%{p}` (RFC 7208 §5.5 and §7.3).
//!
//! Whoever owns an address may write any name into its PTR record. So each name has to lead back: only one whose own
//! addresses include the caller's is validated.
//!
//! ```text
//!   192.0.2.25 ──PTR──► mail.a-corp.example ──A──► 192.0.2.25   validated
//!              ──PTR──► www.bank.example    ──A──► 203.0.113.9  not validated
//! ```

use hickory_proto::rr::{RData, RecordType};

use super::asker::Asked;
use super::evaluate::Evaluator;
use super::lookups::Lookups;
use super::mechanisms::address_type;
use super::{names, told};
use crate::trace::proof::spf::{Look, MOST_NAMES, Question};

/// What the address is called, asked once in an evaluation.
#[derive(Clone)]
pub(super) struct Reverse {
    /// The question for its names.
    pub(super) question: Question,
    named: Vec<Named>,
}

/// One of the names, and the question whether it leads back.
#[derive(Clone)]
struct Named {
    name: String,
    question: Question,
    validated: bool,
}

impl<L: Lookups> Evaluator<'_, L> {
    /// The names of the address; of more than ten, the first ten.
    pub(super) async fn reverse(&mut self) -> Reverse {
        if let Some(reverse) = &self.reverse {
            return reverse.clone();
        }
        let ip = self.subject.ip;
        let Asked { question, found } = self.asker.ask(&names::reverse(ip), RecordType::PTR).await;
        let mut reverse = Reverse { question, named: Vec::new() };
        let names = found.iter().filter_map(|record| match &record.data {
            RData::PTR(name) => Some(told::plain(&name.0)),
            _ => None,
        });
        for name in names.take(MOST_NAMES) {
            let Asked { question, found } = self.asker.ask(&name, address_type(ip)).await;
            let validated = found.iter().any(|record| record.data.ip_addr() == Some(ip));
            reverse.named.push(Named { name, question, validated });
        }
        self.reverse = Some(reverse.clone());
        reverse
    }

    /// What `%{p}` stands for: a validated name that is the domain itself, or lies within it, or any, or `unknown`.
    pub(super) async fn validated_name(&mut self, domain: &str, looks: &mut Vec<Look>) -> String {
        let reverse = self.reverse().await;
        reverse.tell(domain, looks);
        let validated = || reverse.validated();
        let name = validated().find(|name| name.eq_ignore_ascii_case(domain));
        let name = name.or_else(|| validated().find(|name| is_within(name, domain))).or_else(|| validated().next());
        name.unwrap_or("unknown").to_owned()
    }
}

impl Reverse {
    /// Whether a validated name lies within a domain, or is it.
    pub(super) fn has_name_within(&self, domain: &str) -> bool {
        self.validated().any(|name| is_within(name, domain))
    }

    /// Tells what was asked, and what it means for a domain.
    pub(super) fn tell(&self, domain: &str, looks: &mut Vec<Look>) {
        looks.push(Look::Asked(self.question.clone()));
        for Named { name, question, validated } in &self.named {
            looks.push(Look::Asked(question.clone()));
            let (name, within) = (told::text(name), is_within(name, domain));
            looks.push(Look::Named { name, validated: *validated, within });
        }
    }

    fn validated(&self) -> impl Iterator<Item = &str> {
        self.named.iter().filter(|named| named.validated).map(|named| named.name.as_str())
    }
}

fn is_within(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    name.strip_suffix(&domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_name_lies_within_a_domain_label_by_label() {
        assert!(is_within("Mail.A-Corp.example", "a-corp.Example"));
        assert!(is_within("a-corp.example", "a-corp.example"));
        assert!(!is_within("evil-a-corp.example", "a-corp.example"));
        assert!(!is_within("example", "a-corp.example"));
    }
}
