//! What is legal and probably not what its author means: warnings, all of them.

use std::net::IpAddr;

use super::quoted;
use crate::lang::Lang;
use crate::{text, words};

/// Something to look at twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A recipient for whose domain no server receives.
    NobodyReceives {
        /// The domain.
        domain: String,
        /// The nearest one that a server receives for.
        nearest: Option<String>,
    },
    /// A recipient whom the server of the domain does not know.
    UnknownRecipient {
        /// The address.
        address: String,
        /// The nearest one that there is.
        nearest: Option<String>,
    },
    /// A sender on an envelope whose domain is in no zone, and nearly is one.
    UnknownSender {
        /// The domain.
        domain: String,
        /// The zone.
        nearest: Option<String>,
    },
    /// A PC that logs in where its user has no mailbox.
    LoginFails {
        /// The PC.
        pc: String,
        /// The server.
        server: String,
    },
    /// A letter without From.
    NoAuthor {
        /// A field that nearly is one.
        nearest: Option<String>,
    },
    /// A user who neither sends nor receives.
    IdleUser {
        /// The user.
        user: String,
    },
    /// A host that takes part in nothing.
    IdleHost {
        /// The host.
        host: String,
    },
    /// An alias or a list to which nobody writes.
    IdleAlias {
        /// The address.
        address: String,
    },
    /// Rules of a server that gets no letter.
    IdleRules {
        /// The server.
        host: String,
    },
    /// A zone of a domain that nothing else in the file names.
    IdleZone {
        /// The domain.
        zone: String,
    },
    /// A key of a domain whose servers send nothing.
    IdleKey {
        /// The domain.
        domain: String,
    },
    /// An MX that leads to a name without an address.
    MxWithoutAddress {
        /// The name.
        name: String,
        /// The nearest name that has one.
        nearest: Option<String>,
    },
    /// An MX whose address no host has.
    MxElsewhere {
        /// The name.
        name: String,
        /// Its address.
        ip: IpAddr,
        /// The address of the host of that name, where there is one.
        own: Option<IpAddr>,
    },
    /// A record that begins nearly as one of SPF or DMARC.
    NotRead {
        /// How it must begin.
        mark: &'static str,
    },
    /// A DMARC record at a name at which nobody looks.
    Misplaced {
        /// Where it is looked for.
        name: String,
    },
    /// Two SPF records of one name.
    TwoSpf,
    /// Terms of an SPF record behind `all`.
    BehindAll,
    /// A term of an SPF record that is none.
    UnknownTerm {
        /// The term.
        term: String,
        /// The nearest one.
        nearest: Option<String>,
    },
    /// A policy that DMARC does not know; or none.
    UnknownPolicy {
        /// What stands there.
        policy: String,
        /// The nearest one.
        nearest: Option<String>,
    },
    /// A letter without expectations in a file in which others have some.
    NothingExpected,
    /// A moment that the letter does not get to.
    NeverComes {
        /// The moment.
        moment: &'static str,
    },
    /// A text with nothing in it.
    EmptyText,
    /// Two answers that are the same.
    SameChoices,
}

impl Doubt {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::NobodyReceives { .. }
            | Self::UnknownRecipient { .. }
            | Self::UnknownSender { .. }
            | Self::LoginFails { .. } => self.letter_message(lang),
            Self::MxWithoutAddress { .. }
            | Self::MxElsewhere { .. }
            | Self::NotRead { .. }
            | Self::Misplaced { .. }
            | Self::UnknownTerm { .. }
            | Self::UnknownPolicy { .. } => self.record_message(lang),
            Self::NeverComes { moment } => text!(lang,
                en: "this letter does not get to `{moment}`, so this is never shown",
                ja: "このメールに `{moment}` の場面はないため、表示されません"),
            Self::IdleUser { .. }
            | Self::IdleHost { .. }
            | Self::IdleAlias { .. }
            | Self::IdleRules { .. }
            | Self::IdleZone { .. }
            | Self::IdleKey { .. } => self.idle_message(lang),
            _ => self.plain_message(lang).to_owned(),
        }
    }

    fn letter_message(&self, lang: Lang) -> String {
        match self {
            Self::NobodyReceives { domain, .. } => {
                let domain = quoted(domain);
                text!(lang, en: "no server here receives for `{domain}`", ja: "`{domain}` あてのメールを受け取るサーバーがありません")
            }
            Self::UnknownRecipient { address, .. } => {
                let address = quoted(address);
                text!(lang, en: "nobody has the address `{address}`", ja: "`{address}` というアドレスの人はいません")
            }
            Self::UnknownSender { domain, .. } => {
                let domain = quoted(domain);
                text!(lang, en: "`{domain}` lies in no zone of this file", ja: "`{domain}` はどのゾーンにもありません")
            }
            Self::LoginFails { pc, server } => {
                let (pc, server) = (quoted(pc), quoted(server));
                text!(lang,
                    en: "the user of `{pc}` has no mailbox on `{server}`, so the login fails",
                    ja: "`{pc}` を使う人のメールボックスが `{server}` にないため、ログインに失敗します")
            }
            _ => String::new(),
        }
    }

    fn record_message(&self, lang: Lang) -> String {
        match self {
            Self::MxWithoutAddress { name, .. } => {
                let name = quoted(name);
                text!(lang, en: "the MX leads to `{name}`, which has no address", ja: "MXが指す `{name}` にIPアドレスがありません")
            }
            Self::MxElsewhere { name, ip, .. } => {
                let name = quoted(name);
                text!(lang,
                    en: "`{name}` is at {ip}, and no host of this file is there",
                    ja: "`{name}` は {ip} ですが、そのアドレスのホストがありません")
            }
            Self::NotRead { mark } => text!(lang,
                en: "nobody reads this record: it must begin with `{mark}`",
                ja: "このレコードは読まれません。`{mark}` で始まる必要があります"),
            Self::Misplaced { name } => {
                let name = quoted(name);
                text!(lang, en: "DMARC is looked for at `{name}`, not here", ja: "DMARCのレコードは、ここではなく `{name}` で探されます")
            }
            Self::UnknownTerm { term, .. } => {
                let term = quoted(term);
                text!(lang, en: "SPF knows no `{term}`: the result is permerror", ja: "SPFに `{term}` という項目はなく、permerror（設定エラー）になります")
            }
            Self::UnknownPolicy { policy, .. } if policy.is_empty() => {
                words!(lang, en: "this DMARC record has no policy `p=`", ja: "このDMARCレコードにはポリシー p= がありません").to_owned()
            }
            Self::UnknownPolicy { policy, .. } => {
                let policy = quoted(policy);
                text!(lang, en: "DMARC knows no policy `{policy}`", ja: "DMARCに `{policy}` というポリシーはありません")
            }
            _ => String::new(),
        }
    }

    fn idle_message(&self, lang: Lang) -> String {
        match self {
            Self::IdleUser { user } => {
                let user = quoted(user);
                text!(lang, en: "`{user}` neither sends nor receives anything", ja: "`{user}` は送りも受け取りもしません")
            }
            Self::IdleHost { host } => {
                let host = quoted(host);
                text!(lang, en: "`{host}` takes part in nothing", ja: "`{host}` は何にも使われていません")
            }
            Self::IdleAlias { address } => {
                let address = quoted(address);
                text!(lang, en: "nobody writes to `{address}`", ja: "`{address}` に送る人がいません")
            }
            Self::IdleRules { host } => {
                let host = quoted(host);
                text!(lang, en: "no letter comes to `{host}`, so its rules change nothing", ja: "`{host}` に届くメールがないため、この決まりは使われません")
            }
            Self::IdleZone { zone } => {
                let zone = quoted(zone);
                text!(lang, en: "nothing else in this file names `{zone}`", ja: "`{zone}` は、このファイルのほかの場所に出てきません")
            }
            Self::IdleKey { domain } => {
                let domain = quoted(domain);
                text!(lang, en: "no server of `{domain}` sends anything, so this key never signs", ja: "`{domain}` のサーバーは何も送らないため、この鍵で署名することはありません")
            }
            _ => String::new(),
        }
    }

    fn plain_message(&self, lang: Lang) -> &'static str {
        match self {
            Self::NoAuthor { .. } => {
                words!(lang, en: "this letter has no From", ja: "このメールには From がありません")
            }
            Self::TwoSpf => words!(lang,
                en: "this name has another SPF record: the result is permerror",
                ja: "同じ名前にSPFレコードが2つあるため、permerror（設定エラー）になります"),
            Self::BehindAll => words!(lang,
                en: "what stands behind `all` is never looked at",
                ja: "`all` より後ろの項目は調べられません"),
            Self::NothingExpected => words!(lang,
                en: "other letters of this file have an `expect`, this one has none",
                ja: "ほかのメールには `expect` がありますが、このメールにはありません"),
            Self::EmptyText => words!(lang, en: "this text is empty", ja: "文が空です"),
            _ => words!(lang, en: "two of the answers are the same", ja: "同じ選択肢が2つあります"),
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        if let Self::MxElsewhere { name, own: Some(own), .. } = self {
            let name = quoted(name);
            return Some(text!(lang, en: "the host `{name}` has {own}", ja: "ホスト `{name}` のアドレスは {own} です"));
        }
        let help = match self {
            Self::NobodyReceives { .. } | Self::UnknownRecipient { .. } => words!(lang,
                en: "if that is the lesson, expect it: `folder = \"none\"`",
                ja: "届かないことを示すレッスンなら、`folder = \"none\"` を期待に書いてください"),
            Self::LoginFails { .. } => words!(lang,
                en: "send through the server that names the user in `users`; if it is to fail, expect `folder = \"none\"`",
                ja: "その人が `users` にいるサーバーを使います。失敗させるレッスンなら `folder = \"none\"` を期待に書いてください"),
            Self::NoAuthor { .. } => words!(lang,
                en: "write `header.From = \"…\"`; if it is to be missing, say what DMARC makes of it: `expect.dmarc`",
                ja: "`header.From = \"…\"` を書いてください。ないことを示すレッスンなら、`dmarc` の期待を書いてください"),
            Self::IdleUser { .. } => words!(lang,
                en: "write a letter from or to them, or leave them out",
                ja: "その人が送るか受け取るメールを書くか、この名前を消してください"),
            Self::IdleHost { host } if !host.contains('.') => words!(lang,
                en: "a PC belongs to the user whom its name begins with (aoi-pc), or who stands in `user`",
                ja: "PCは、名前の先頭の人（aoi-pc なら aoi）か、`user` に書いた人のものになります"),
            Self::IdleRules { .. } => words!(lang,
                en: "`[receivers]` is about the server that gets the letter, not about the one that sends it",
                ja: "`[receivers]` には、送る側ではなく受け取る側のサーバーを書きます"),
            Self::MxWithoutAddress { .. } => words!(lang,
                en: "write its A record into its zone, such as `mail A 192.0.2.25`",
                ja: "`mail A 192.0.2.25` のように、ゾーンにAレコードを書いてください"),
            Self::NotRead { .. } => words!(lang,
                en: "SPF: \"v=spf1 …\" at the domain itself; DMARC: \"v=DMARC1; p=…\" at _dmarc",
                ja: "SPFはドメイン自身に \"v=spf1 …\"、DMARCは _dmarc に \"v=DMARC1; p=…\" と書きます"),
            Self::UnknownPolicy { .. } => words!(lang,
                en: "expected none, quarantine or reject",
                ja: "書けるもの：none、quarantine、reject"),
            Self::UnknownTerm { .. } => words!(lang,
                en: "expected all, include:, a, mx, ip4:, ip6:, exists: or redirect=",
                ja: "書けるもの：all、include:、a、mx、ip4:、ip6:、exists:、redirect="),
            Self::TwoSpf => words!(lang, en: "put all terms into one record", ja: "1つのレコードにまとめてください"),
            Self::NeverComes { .. } => words!(lang,
                en: "take a moment that comes: `decision`, or a letter that gets there (`send = …`)",
                ja: "`decision` など、実際にある場面にするか、`send = …` で別のメールを選んでください"),
            _ => return None,
        };
        Some(help.to_owned())
    }

    pub(super) fn nearest(&self) -> Option<&str> {
        match self {
            Self::NobodyReceives { nearest, .. }
            | Self::UnknownRecipient { nearest, .. }
            | Self::UnknownSender { nearest, .. }
            | Self::NoAuthor { nearest }
            | Self::MxWithoutAddress { nearest, .. }
            | Self::UnknownTerm { nearest, .. }
            | Self::UnknownPolicy { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}
