//! What a learner reads: empty texts, equal answers, questions that are never asked.

use toml_spanner::Item;

use super::{File, Found, below};
use crate::lang::Lang;
use crate::scenario::diagnostic::Doubt;
use crate::scenario::{Moment, StepKind};
use crate::trace::Stage;

/// Of all texts.
pub(super) fn doubts(file: File<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = ["title", "goal"].iter().flat_map(|key| empty(file.root.get(key))).collect();
    for (at, ask) in file.scenario.asks.iter().enumerate() {
        found.extend(["text", "why"].iter().flat_map(|key| empty(file.nth("ask", at, &[key]))));
        found.extend(same_choices(file, at));
        found.extend(never(file, ask.before, ask.send, file.nth("ask", at, &["before"])));
    }
    for (at, say) in file.scenario.says.iter().enumerate() {
        found.extend(empty(file.nth("say", at, &["text"])));
        found.extend(never(file, say.at, say.send, file.nth("say", at, &["at"])));
    }
    found
}

fn empty(text: Option<&Item<'_>>) -> Vec<Found> {
    let Some(text) = text else { return Vec::new() };
    let languages = Lang::ALL.iter().filter_map(|lang| below(text, &[lang.tag()]));
    let is_empty = |item: &&Item<'_>| item.as_str().is_some_and(|text| text.trim().is_empty());
    languages.filter(is_empty).map(|item| (Doubt::EmptyText, item.span().range())).collect()
}

fn same_choices(file: File<'_>, at: usize) -> Option<Found> {
    let lists = Lang::ALL.iter().filter_map(|lang| file.nth("ask", at, &["choices", lang.tag()])?.as_array());
    let twice = lists.into_iter().find_map(|list| {
        let texts: Vec<Option<&str>> = list.iter().map(Item::as_str).collect();
        list.iter().enumerate().find(|(at, item)| texts.iter().take(*at).any(|earlier| *earlier == item.as_str()))
    });
    twice.map(|(_, item)| (Doubt::SameChoices, item.span().range()))
}

/// A server that sends by itself submits nothing.
fn never(file: File<'_>, moment: Moment, send: usize, place: Option<&Item<'_>>) -> Option<Found> {
    let step = file.scenario.steps.iter().filter(|step| step.kind.sends()).nth(send)?;
    let is_submitted = !matches!(&step.kind, StepKind::Send(send) if send.via.is_none());
    if moment != Moment::Stage(Stage::Submission) || is_submitted {
        return None;
    }
    Some((Doubt::NeverComes { moment: "submission" }, place?.span().range()))
}
