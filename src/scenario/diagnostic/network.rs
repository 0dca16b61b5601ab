//! Mistakes about hosts, their addresses and users, and the names that DNS knows.

use std::net::IpAddr;

use super::quoted;
use crate::lang::Lang;
use crate::{text, words};

/// A mistake about hosts, addresses and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkMistake {
    /// A name that no host can have.
    BadHostName {
        /// The name.
        name: String,
    },
    /// A name that means something else.
    ReservedName {
        /// The name.
        name: String,
    },
    /// Not an IP address.
    BadAddress {
        /// What stands there.
        text: String,
    },
    /// An address that may belong to somebody.
    OutsideAddress {
        /// The address.
        ip: IpAddr,
    },
    /// An address that another host has.
    DoubledAddress {
        /// The address.
        ip: IpAddr,
        /// The host that has it.
        host: String,
    },
    /// A host that is not in the file.
    UnknownHost {
        /// Its name.
        name: String,
        /// The nearest name that is.
        nearest: Option<String>,
    },
    /// A PC where a server is needed.
    NotAServer {
        /// Its name.
        name: String,
    },
    /// A name that no user can have.
    BadUser {
        /// The name.
        user: String,
    },
    /// A user without a mailbox on that server, or on any.
    UnknownUser {
        /// The name.
        user: String,
        /// The nearest name that has one.
        nearest: Option<String>,
    },
    /// A PC whose user has no mailbox.
    NobodysPc {
        /// Its name.
        name: String,
    },
    /// A user with mailboxes on more than one server.
    AmbiguousUser {
        /// The name.
        user: String,
    },
    /// Not a domain.
    BadDomain {
        /// What stands there.
        text: String,
    },
    /// A zone for the second time.
    DoubledZone {
        /// Its name.
        name: String,
    },
    /// A domain that lies in no zone.
    NoZone {
        /// The domain.
        domain: String,
        /// The nearest zone.
        nearest: Option<String>,
    },
    /// A server that receives for no domain, although it has users.
    NoDomain {
        /// The server.
        host: String,
        /// The zone that its name nearly lies in.
        nearest: Option<String>,
    },
    /// A domain that has a key and no server that signs with it.
    NeverSigns {
        /// The domain.
        domain: String,
    },
    /// A domain that no server receives for.
    NoServerFor {
        /// The domain.
        domain: String,
        /// The nearest one that a server receives for.
        nearest: Option<String>,
    },
    /// An alias or a list with the address of a user.
    HasMailbox {
        /// The address.
        address: String,
        /// The server with the mailbox.
        host: String,
    },
    /// An alias of itself.
    ForwardsToItself {
        /// The address.
        address: String,
    },
    /// A list on a server without users.
    NobodyForBounces {
        /// The server.
        host: String,
    },
    /// A text of a list that becomes part of a header field, and has a line end in it.
    NotOneLine {
        /// Its key.
        key: String,
    },
    /// A machine in the middle that does not stand between two other hosts.
    NotBetween,
    /// Two machines in the middle of the same way.
    TwoInTheMiddle {
        /// One end.
        one: String,
        /// The other end.
        other: String,
    },
    /// A text that is looked for within one line, and has a line end in it.
    BeyondALine {
        /// Its key.
        key: String,
    },
    /// A list that signs for a domain without a key.
    NoKey {
        /// The domain.
        domain: String,
    },
    /// A name that has no records.
    UnknownName {
        /// The name.
        name: String,
        /// The nearest name that has some.
        nearest: Option<String>,
    },
    /// Not a name and a type.
    BadQuestion {
        /// What stands there.
        text: String,
    },
}

impl NetworkMistake {
    /// Whether something that was looked for is not there.
    pub(super) fn is_about_something_missing(&self) -> bool {
        matches!(
            self,
            Self::UnknownHost { .. }
                | Self::UnknownUser { .. }
                | Self::NoZone { .. }
                | Self::NoDomain { .. }
                | Self::NeverSigns { .. }
                | Self::NoServerFor { .. }
                | Self::NobodyForBounces { .. }
                | Self::NoKey { .. }
                | Self::UnknownName { .. }
        )
    }

    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::BadAddress { .. } | Self::OutsideAddress { .. } | Self::DoubledAddress { .. } => {
                self.address_message(lang)
            }
            Self::BadUser { .. } | Self::UnknownUser { .. } | Self::AmbiguousUser { .. } => self.user_message(lang),
            Self::BadHostName { name } | Self::ReservedName { name } => {
                let name = quoted(name);
                text!(lang, en: "a host cannot be called `{name}`", ja: "ホストの名前を `{name}` にはできません")
            }
            Self::UnknownHost { name, .. } => {
                let name = quoted(name);
                text!(lang, en: "there is no host `{name}`", ja: "`{name}` というホストはありません")
            }
            Self::NotAServer { name } => {
                let name = quoted(name);
                text!(lang, en: "`{name}` is not a server", ja: "`{name}` はサーバーではありません")
            }
            Self::NobodysPc { name } => {
                let name = quoted(name);
                text!(lang, en: "nobody reads mail on `{name}`", ja: "`{name}` でメールを読む人がいません")
            }
            Self::HasMailbox { .. }
            | Self::ForwardsToItself { .. }
            | Self::NobodyForBounces { .. }
            | Self::NotOneLine { .. } => self.hop_message(lang),
            Self::NotBetween | Self::TwoInTheMiddle { .. } | Self::BeyondALine { .. } => self.middle_message(lang),
            _ => self.domain_message(lang),
        }
    }

    fn hop_message(&self, lang: Lang) -> String {
        match self {
            Self::HasMailbox { address, host } => {
                let (address, host) = (quoted(address), quoted(host));
                text!(lang,
                    en: "`{address}` has a mailbox on `{host}`, so nothing is passed on",
                    ja: "`{address}` のメールボックスが `{host}` にあるため、転送は行われません")
            }
            Self::ForwardsToItself { address } => {
                let address = quoted(address);
                text!(lang, en: "`{address}` passes on to itself", ja: "`{address}` の転送先が自分自身になっています")
            }
            Self::NotOneLine { key } => {
                text!(lang, en: "`{key}` is more than one line", ja: "`{key}` は1行で書いてください")
            }
            Self::NobodyForBounces { host } => {
                let host = quoted(host);
                text!(lang,
                    en: "nobody on `{host}` reads the bounces of this list",
                    ja: "このメーリングリストの不達通知を読む人が `{host}` にいません")
            }
            _ => String::new(),
        }
    }

    fn middle_message(&self, lang: Lang) -> String {
        match self {
            Self::TwoInTheMiddle { one, other } => {
                let (one, other) = (quoted(one), quoted(other));
                text!(lang,
                    en: "there is a machine between `{one}` and `{other}` already",
                    ja: "`{one}` と `{other}` の間には、すでに別の機械がいます")
            }
            Self::BeyondALine { key } => {
                text!(lang, en: "`{key}` is more than one line", ja: "`{key}` は1行で書いてください")
            }
            _ => words!(lang,
                en: "a machine in the middle stands between two other hosts",
                ja: "途中の機械は、ほかの2つのホストの間に置きます")
            .to_owned(),
        }
    }

    fn address_message(&self, lang: Lang) -> String {
        match self {
            Self::OutsideAddress { ip } => text!(lang,
                en: "{ip} is not a documentation address",
                ja: "{ip} は文書用のIPアドレスではありません"),
            Self::DoubledAddress { ip, host } => {
                let host = quoted(host);
                text!(lang, en: "`{host}` has the address {ip} already", ja: "{ip} は `{host}` がすでに使っています")
            }
            Self::BadAddress { text } => {
                let text = quoted(text);
                text!(lang, en: "`{text}` is not an IP address", ja: "`{text}` はIPアドレスではありません")
            }
            _ => String::new(),
        }
    }

    fn user_message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownUser { user, .. } => {
                let user = quoted(user);
                text!(lang, en: "no server has a user `{user}`", ja: "`{user}` というユーザーのいるサーバーがありません")
            }
            Self::AmbiguousUser { user } => {
                let user = quoted(user);
                text!(lang,
                    en: "more than one server has a user `{user}`",
                    ja: "`{user}` というユーザーが複数のサーバーにいます")
            }
            Self::BadUser { user } => {
                let user = quoted(user);
                text!(lang, en: "a user cannot be called `{user}`", ja: "ユーザーの名前を `{user}` にはできません")
            }
            _ => String::new(),
        }
    }

    fn domain_message(&self, lang: Lang) -> String {
        match self {
            Self::DoubledZone { name } => {
                let name = quoted(name);
                text!(lang, en: "there are two zones `{name}`", ja: "`{name}` のゾーンが2つあります")
            }
            Self::NoZone { domain, .. } => {
                let domain = quoted(domain);
                text!(lang, en: "`{domain}` lies in no zone of this file", ja: "`{domain}` はどのゾーンにもありません")
            }
            Self::NoDomain { host, .. } => {
                let host = quoted(host);
                text!(lang,
                    en: "`{host}` receives for no domain: its name lies in no zone of this file",
                    ja: "`{host}` はどのゾーンにも属さないため、どのドメインあてのメールも受け取りません")
            }
            Self::NeverSigns { domain } => {
                let domain = quoted(domain);
                text!(lang,
                    en: "no server belongs to `{domain}`, so nothing is signed for it",
                    ja: "`{domain}` のサーバーがないため、署名は行われません")
            }
            Self::NoServerFor { domain, .. } => {
                let domain = quoted(domain);
                text!(lang, en: "no server receives for `{domain}`", ja: "`{domain}` あてのメールを受け取るサーバーがありません")
            }
            Self::NoKey { domain } => {
                let domain = quoted(domain);
                text!(lang, en: "`{domain}` has no key to sign with", ja: "`{domain}` には署名に使う鍵がありません")
            }
            Self::UnknownName { name, .. } => {
                let name = quoted(name);
                text!(lang, en: "`{name}` has no such record", ja: "`{name}` にそのレコードはありません")
            }
            Self::BadQuestion { text } => {
                let text = quoted(text);
                text!(lang, en: "`{text}` is not a name and a record type", ja: "`{text}` は名前とレコード型ではありません")
            }
            Self::BadDomain { text } => {
                let text = quoted(text);
                text!(lang, en: "`{text}` is not a domain name", ja: "`{text}` はドメイン名ではありません")
            }
            _ => String::new(),
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        let help = match self {
            Self::BadHostName { .. } => words!(lang,
                en: "a server has a DNS name such as mx.school.example, a PC a word such as aoi-pc",
                ja: "サーバーは mx.school.example のようなDNSの名前、PCは aoi-pc のような単語にします"),
            Self::ReservedName { .. } => {
                words!(lang, en: "this is what DNS itself is called", ja: "これはDNSそのものを指す名前です")
            }
            Self::BadAddress { .. } | Self::OutsideAddress { .. } => words!(lang,
                en: "expected an address in 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24 or 2001:db8::/32",
                ja: "使える範囲：192.0.2.0/24、198.51.100.0/24、203.0.113.0/24、2001:db8::/32"),
            Self::NoDomain { .. } => words!(lang,
                en: "write the zone, or `domains = [\"…\"]` with the domains that it receives for",
                ja: "ゾーンを書くか、`domains = [\"…\"]` に受け取るドメインを書いてください"),
            Self::UnknownUser { .. } => words!(lang,
                en: "a user is named in `users` of a server",
                ja: "ユーザーはサーバーの `users` に書きます"),
            Self::NobodysPc { .. } => words!(lang,
                en: "a PC whose name begins with a user's belongs to that user: aoi-pc to aoi",
                ja: "メールを読むのは、aoi-pc（aoi さんのPC）のように、ユーザーの名前で始まるPCです"),
            Self::BadUser { user } if user.contains('@') => words!(lang,
                en: "write only what stands before the @; the server's domain follows by itself",
                ja: "@ より前だけを書きます。ドメインはサーバーのものが付きます"),
            Self::BadUser { .. } => words!(lang,
                en: "expected what stands before the @ of an address, without blanks, such as aoi",
                ja: "aoi のように、アドレスの @ より前を、空白を入れずに書きます"),
            Self::AmbiguousUser { .. } => words!(lang,
                en: "say which one: `server = \"…\"`",
                ja: "`server = \"…\"` でどのサーバーかを書いてください"),
            Self::BadDomain { .. } => words!(lang,
                en: "expected letters, digits, `-` and `_` between dots, such as school.example",
                ja: "school.example のように、英数字と `-`、`_` を点で区切って書きます"),
            Self::BadQuestion { .. } => words!(lang,
                en: "expected such as \"_dmarc.a-corp.example TXT\"",
                ja: "\"_dmarc.a-corp.example TXT\" のように書きます"),
            Self::NoServerFor { .. } => words!(lang,
                en: "a server receives for the zone that its name lies in, and for what stands in its `domains`",
                ja: "サーバーが受け取るのは、名前が属するゾーンか、`domains` に書いたドメインあてのメールです"),
            Self::HasMailbox { .. } => words!(lang,
                en: "take it out of `users`, or take another address",
                ja: "`users` から外すか、別のアドレスにしてください"),
            Self::ForwardsToItself { .. } => words!(lang,
                en: "name the address where the letters are read",
                ja: "メールを実際に読むアドレスを書いてください"),
            Self::NobodyForBounces { .. } => words!(lang,
                en: "the first of a server's `users` looks after its lists: `users = [\"admin\"]`",
                ja: "サーバーの `users` の先頭の人が管理者になります。`users = [\"admin\"]` のように書きます"),
            Self::NotOneLine { .. } => words!(lang,
                en: "it becomes part of a header field, and a line end would begin another one",
                ja: "ヘッダーフィールドの一部になるので、改行があると別のフィールドになってしまいます"),
            Self::NotBetween => words!(lang,
                en: "expected such as between = [\"mail.a-corp.example\", \"mx.school.example\"]",
                ja: "between = [\"mail.a-corp.example\", \"mx.school.example\"] のように書きます"),
            Self::BeyondALine { .. } => words!(lang,
                en: "the machine reads the letter line by line; write one replacement for each line",
                ja: "メールは1行ずつ読まれます。書き換えは行ごとに分けて書いてください"),
            Self::NoKey { .. } => words!(lang,
                en: "write `[dkim.\"…\"]` with the list's domain, and a `selector` in it",
                ja: "メーリングリストのドメインについて `[dkim.\"…\"]` を書き、`selector` を入れてください"),
            _ => return None,
        };
        Some(help.to_owned())
    }

    pub(super) fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownHost { nearest, .. }
            | Self::UnknownUser { nearest, .. }
            | Self::NoZone { nearest, .. }
            | Self::NoDomain { nearest, .. }
            | Self::NoServerFor { nearest, .. }
            | Self::UnknownName { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}
