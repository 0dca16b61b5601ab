//! The words of mistakes about hosts, addresses and names.

use super::super::quoted;
use super::NetworkMistake;
use crate::lang::Lang;
use crate::{text, words};

impl NetworkMistake {
    pub(in crate::scenario::diagnostic) fn message(&self, lang: Lang) -> String {
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

    pub(in crate::scenario::diagnostic) fn help(&self, lang: Lang) -> Option<String> {
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

    pub(in crate::scenario::diagnostic) fn nearest(&self) -> Option<&str> {
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
