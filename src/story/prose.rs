//! Every sentence of the story, in both languages, and nothing else.
//!
//! Whoever wants to explain something better changes it here, one file for each part of the way; no line of the engine
//! has to be read for that. A text gets its names and addresses as arguments and decides nothing but its words. Terms
//! stand beside the word of the RFC where they come up.

mod checks;
mod decision;
mod dmarc;
mod doubt;
mod ending;
mod fact;
mod forward;
mod middle;
mod mistake;
mod origin;
mod parts;
mod places;
mod policy;
mod report;
mod resolution;
mod retrieval;
mod spf;
mod submission;
mod transfer;
mod waiting;
mod words;
mod world;

use crate::lang::Lang;
use crate::{text, words};

pub use self::spf::spf;
pub use checks::{arc, dkim, dkim2};
pub use decision::{Refusing, Taken, decision, filed, question, refusal, rule, why};
pub use dmarc::{Passed, dmarc, policy};
pub use doubt::{unsigned_below, unsigned_from, warned, warning_added};
pub use ending::{Row, Way, advice, agree_in_vain, created, kept, kept_dkim, label, outcome, senders, user_on};
pub use fact::fact;
pub use forward::{alias, changed, footer, list, list_fields, no_footer, returned, rewritten, sealed};
pub use middle::{
    letter_changed, line_answered, line_changed, line_removed, machine_changed, machine_left_out, machine_reads,
    passes_machine, starttls_answered, starttls_removed, through_machine,
};
pub use mistake::mistake;
pub use origin::{
    brought, came_along, delivered_to_added, field_added, field_changed, list_field_added, received_added,
    received_added_at_home, results_added, return_path_added, seal_added, signature_added, signature_came_along,
    supplied, typed, written_by_server,
};
pub use parts::{Clause, clause, nobody_in_mail_from, result, results_by, said_in_mail_from, unproven};
pub use places::{first_try, next_try, place};
pub use policy::{
    policy_broken, policy_failed, policy_fetched, policy_kept, policy_none, policy_obeyed, policy_says, policy_unknown,
};
pub use report::{
    not_reported, report_begins, report_conclusion, report_counts, report_dkim, report_policy, report_question,
    report_read, report_row, report_spf, reported,
};
pub use resolution::{Found, address, mx, no_route, other};
pub use retrieval::{fetch, login as mailbox_login, opened, read};
pub use submission::{Again, encrypt, encrypt_for_visitor, login, submitted, typed_by_hand, write, write_again};
pub use transfer::{added, another_recipient, data, envelope, greeting, removed};
pub use waiting::{Afterwards, bounce, deferral, given_up};
pub use words::{
    actor, another_pc, another_server, duration, forwarder, gloss, join, machine_on_the_way, mailing_list,
};
pub use world::{
    DnsChange, answer_is_forged, dns_changed, dns_forged, emptied, forged_answer, host_changed, name_answers,
    name_failing, name_silent, no_answer as nobody_answers, records_gone, tidying, time_passed,
};

use std::net::IpAddr;

use crate::trace::{Rcode, Service, SpfResult};

/// What a step says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// A few words.
    pub title: String,
    /// What happens this time, in a sentence or two.
    pub text: String,
    /// What that means whenever it happens; a story tells it once. May be empty.
    pub meaning: String,
}

impl Prose {
    /// What happens, without a word on what it means.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), meaning: String::new() }
    }

    /// One more sentence on what happens.
    #[must_use]
    pub fn also(mut self, lang: Lang, text: &str) -> Self {
        self.text = join(lang, &[&self.text, text]);
        self
    }

    /// Says what it means as well.
    #[must_use]
    pub fn meaning(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = meaning.into();
        self
    }
}

/// Stands after what has happened before in just this way.
pub fn as_before(lang: Lang) -> &'static str {
    words!(lang, en: "As before.", ja: "前と同じです。")
}

/// Text that did not fit on the screen.
pub fn left_out(lang: Lang, lines: usize) -> String {
    text!(lang, en: "… {lines} more lines", ja: "…（このあと{lines}行を省略）")
}

/// Stands beside a line whose secret part is hidden.
pub fn masked(lang: Lang) -> &'static str {
    words!(lang, en: "The secret part is masked here.", ja: "パスワードにあたる部分は伏せています。")
}

/// A connection begins.
pub fn connection_made(lang: Lang, host: &str, ip: IpAddr, port: u16) -> String {
    text!(lang, en: "Connected to {host} [{ip}], port {port}", ja: "{host} ({ip}) のポート{port}に接続")
}

/// A connection could not be made.
pub fn connection_failed(lang: Lang, ip: IpAddr, service: Service, refused: bool) -> String {
    let port = service.port();
    if refused {
        text!(lang, en: "[{ip}], port {port}: connection refused", ja: "{ip} のポート{port}：接続を拒否されました")
    } else {
        text!(lang, en: "[{ip}], port {port}: no answer", ja: "{ip} のポート{port}：応答がありません")
    }
}

/// TLS begins.
pub fn tls_begins(lang: Lang, version: &str, cipher: &str) -> String {
    text!(lang, en: "TLS begins: {version}, {cipher}", ja: "ここから暗号化 (TLS)：{version}, {cipher}")
}

/// A connection ends.
pub fn connection_ends(lang: Lang, client: u64, server: u64) -> String {
    text!(
        lang,
        en: "Connection closed: {client} octets from the client, {server} from the server",
        ja: "接続終了：クライアントから{client}バイト、サーバーから{server}バイト"
    )
}

/// SPF was asked about the name in EHLO as well.
pub fn helo_checked(lang: Lang, domain: &str, result: SpfResult) -> String {
    text!(
        lang,
        en: "SPF for the name in EHLO, {domain}: {result}. It counts only where the envelope names no sender.",
        ja: "EHLO で名乗った {domain} のSPF：{result}。これを使うのは、封筒の差出人が空のときだけです。"
    )
}

/// DMARC asks about a name above as well.
pub fn tree_walk(lang: Lang) -> &'static str {
    words!(
        lang,
        en: "DMARC asks at the name above as well, to see which domains belong together (tree walk).",
        ja: "どこまでが同じ組織のドメインかを知るために、DMARCは1つ上の名前も調べます（ツリーウォーク）。"
    )
}

/// DNS stayed silent.
pub fn no_answer(lang: Lang) -> &'static str {
    words!(lang, en: "No answer came.", ja: "応答がありませんでした。")
}

/// DNS answered, with nothing in the answer.
pub fn empty_answer(lang: Lang, rcode: Rcode) -> &'static str {
    match rcode {
        Rcode::NoError => words!(
            lang,
            en: "The name exists, but has no record of this type.",
            ja: "名前はありますが、この種類のレコードはありません。"
        ),
        Rcode::NxDomain => words!(lang, en: "There is no such name.", ja: "この名前は存在しません。"),
        Rcode::ServFail | Rcode::Other => {
            words!(lang, en: "The DNS server could not answer.", ja: "DNSサーバーは答えられませんでした。")
        }
    }
}
