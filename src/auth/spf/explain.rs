//! What the domain says to those who fail: `exp=` (RFC 7208 §6.2).
//!
//! It is looked up when the result stands, so it counts against no limit, and nothing that goes wrong with it changes the
//! result.

use hickory_proto::rr::{RData, RecordType};

use super::asker::Asked;
use super::evaluate::{Evaluator, Exp};
use super::lookups::Lookups;
use super::macro_string::{MacroString, Setting};
use super::told;
use crate::trace::proof::spf::{Ending, Explanation, Look};

/// How much of an explanation is taken, in octets: two lines of a reply would do.
const LONGEST: usize = 1_000;

impl<L: Lookups> Evaluator<'_, L> {
    pub(super) async fn explain(&mut self, exp: Exp) -> Explanation {
        let mut looks = Vec::new();
        let (name, target) = self.expanded(&exp.spec, &exp.domain, &mut looks).await;
        let Asked { question, found } = self.asker.ask(&name, RecordType::TXT).await;
        looks.push(Look::Asked(question));
        let texts: Vec<Vec<u8>> = found
            .iter()
            .filter_map(|record| match &record.data {
                RData::TXT(txt) => Some(txt.txt_data.concat()),
                _ => None,
            })
            .collect();
        let ending = match texts.as_slice() {
            [] => Ending::NotFound,
            [text] if !text.is_ascii() => Ending::NotAscii,
            [text] => self.said(&String::from_utf8_lossy(text), &exp.domain, &mut looks).await,
            _ => Ending::Several,
        };
        Explanation { text: exp.text, target, looks, ending }
    }

    async fn said(&mut self, published: &str, domain: &str, looks: &mut Vec<Look>) -> Ending {
        let string = match MacroString::parse(published, Setting::Explanation) {
            Ok(string) => string,
            Err((at, mistake)) => return Ending::Mistake { at: told::count(at), mistake },
        };
        let (text, _) = self.filled_in(&string, domain, looks).await;
        Ending::Given { published: told::beginning(published, LONGEST), text: told::beginning(&text, LONGEST) }
    }
}
