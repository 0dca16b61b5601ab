//! The name that a term is about (RFC 7208 §4.8): the domain of the record, or the term's own with the macros filled in.

use super::domain_spec::DomainSpec;
use super::evaluate::Evaluator;
use super::expand::Values;
use super::lookups::Lookups;
use super::macro_string::{Letter, MacroString};
use super::{names, told};
use crate::trace::proof::spf::{Expansion, Look, Target, Term as Told};

impl<L: Lookups> Evaluator<'_, L> {
    /// The name for a term, which is told with it.
    pub(super) async fn target(&mut self, spec: Option<&DomainSpec>, domain: &str, told: &mut Told) -> String {
        let (name, target) = match spec {
            None => (domain.to_owned(), Target { name: told::text(domain), ..Target::default() }),
            Some(spec) => self.expanded(spec, domain, &mut told.looks).await,
        };
        told.target = Some(target);
        name
    }

    /// A domain with its macros filled in, and the looks at DNS that `%{p}` needed.
    pub(super) async fn expanded(
        &mut self,
        spec: &DomainSpec,
        domain: &str,
        looks: &mut Vec<Look>,
    ) -> (String, Target) {
        let DomainSpec(string) = spec;
        let (text, expansions) = self.filled_in(string, domain, looks).await;
        let (name, cut) = names::shortened(&text);
        let target = Target { spec: told::text(&string.written), name: told::text(name), expansions, cut };
        (name.to_owned(), target)
    }

    /// Text that stands in a record of `domain`, with its macros filled in.
    pub(super) async fn filled_in(
        &mut self,
        string: &MacroString,
        domain: &str,
        looks: &mut Vec<Look>,
    ) -> (String, Vec<Expansion>) {
        let names_it = string.names(Letter::ValidatedName);
        let validated = if names_it { self.validated_name(domain, looks).await } else { String::new() };
        Values { subject: self.subject, domain, validated: &validated }.expand(string)
    }
}
