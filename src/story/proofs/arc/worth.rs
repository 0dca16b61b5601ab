//! What a chain is worth to the receiver.

use crate::lang::Lang;
use crate::story::model::{Reason, Sign};
use crate::trace::DkimResult;
use crate::trace::proof::arc::{ArcProof, Link};
use crate::{text, words};

/// What a receiver may do with it (RFC 8617 §7.2, §9.4).
pub fn reason(lang: Lang, result: DkimResult, facts: &ArcProof) -> Reason {
    if result != DkimResult::Pass {
        let text = words!(
            lang,
            en: "Nothing in a broken chain counts, and no later server can repair it. The letter is judged as if the \
                 chain were not there.",
            ja: "壊れた鎖の中身は当てにできず、あとから直すこともできません。鎖がないものとして判断します。"
        );
        return Reason::new(Sign::Note, "ARC", text).clause("RFC 8617 §5.2.1");
    }
    let sealers = sealers(facts);
    let text = text!(
        lang,
        en: "An unbroken chain shows who has written what. It does not show that it is true. A receiver who trusts \
             all of them ({sealers}) may deliver a letter whose DMARC fails here, if the first of them saw it pass. \
             It need not.",
        ja: "鎖が壊れていなければ、誰が何を書いたかは確かですが、内容が本当かどうかは分かりません。全員 ({sealers}) \
             を信頼する受信者は、最初のサーバーで成功していれば、ここでDMARCに失敗した手紙を届けてもかまいません。\
             そうするかどうかは自由です。"
    );
    Reason::new(Sign::Note, "ARC", text).clause("RFC 8617 §7.2.1")
}

fn sealers(facts: &ArcProof) -> String {
    let domain = |link: &Link| link.seal.as_ref().and_then(|seal| seal.domain.clone());
    let mut names: Vec<String> = facts.links.iter().filter_map(domain).collect();
    names.dedup();
    names.join(", ")
}
