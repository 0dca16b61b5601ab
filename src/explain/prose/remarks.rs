//! What is worth a look, in a sentence or two.

use super::{length, outcome};
use crate::explain::remark::Remark;
use crate::explain::tricks::foreign;
use crate::lang::Lang;
use crate::story::{report_lines, safe};
use crate::text;

/// The remark in words.
pub(crate) fn remark(lang: Lang, remark: &Remark) -> String {
    saved(lang, remark)
        .or_else(|| broken(lang, remark))
        .or_else(|| way(lang, remark))
        .or_else(|| dates(lang, remark))
        .or_else(|| names(lang, remark))
        .or_else(|| senders(lang, remark))
        .or_else(|| results(lang, remark))
        .or_else(|| signatures(lang, remark))
        .unwrap_or_default()
}

fn saved(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::ByteOrderMark => text!(
            lang,
            en: "An editor has put a byte order mark before the letter. It was left out.",
            ja: "ファイルの先頭にエディターの印（BOM）がありました。除いて読みました。"
        ),
        Remark::MboxLine => text!(
            lang,
            en: "The file begins with the “From ” line of an mbox. It is not part of the letter.",
            ja: "ファイルは mbox 形式の「From 」行で始まっています。これはメールの一部ではありません。"
        ),
        Remark::CarriageReturns => text!(
            lang,
            en: "The lines end in CR alone, as on old Macintoshes.",
            ja: "行の終わりがCRだけです（昔のMacintoshの形式です）。"
        ),
        Remark::Quoted => text!(
            lang,
            en: "Every line was quoted (“> ”). The marks were taken off, so places in the file are not exact.",
            ja: "各行に引用の印（> ）が付いていました。除いて読んだので、ファイル内の位置は正確ではありません。"
        ),
        Remark::AggregateReport { report } => {
            let intro = text!(
                lang,
                en: "This letter carries a DMARC aggregate report.",
                ja: "DMARCの集計レポートが添付されています。"
            );
            let between = if lang == Lang::En { " " } else { "" };
            std::iter::once(intro).chain(report_lines(report, lang)).collect::<Vec<_>>().join(between)
        }
        Remark::HeaderOnly => text!(
            lang,
            en: "This is a header without a body. That is enough to read it, but a DKIM signature covers the body too and cannot be checked.",
            ja: "ヘッダーだけで、本文がありません。読むには十分ですが、DKIMの署名は本文も含むので確かめられません。"
        ),
        _ => return None,
    })
}

fn broken(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::BrokenFold { line } => {
            let line = line + 1;
            text!(
                lang,
                en: "Line {line} is no header field, and not indented. It was read as part of the field above it; copying may have taken the indentation away.",
                ja: "{line}行目はヘッダーフィールドの形ではなく、字下げもありません。上の行の続きとして読みました。コピーのときに字下げが消えたのかもしれません。"
            )
        }
        Remark::LongField { name, octets } => {
            let name = safe::line(name);
            text!(
                lang,
                en: "{name} is {octets} octets long. Only its beginning was read.",
                ja: "{name} は{octets}バイトもあります。始めの部分だけを読みました。"
            )
        }
        Remark::ControlCharacters { name, .. } => {
            let name = safe::line(name);
            text!(
                lang,
                en: "{name} contains control characters, which no ordinary mail program writes. They are shown \
                     as \\x00.",
                ja: "{name} に制御文字が入っています。普通のメールソフトは書きません。\\x00 のように表示します。"
            )
        }
        Remark::Doubled { name, .. } => text!(
            lang,
            en: "{name} is there twice, but only one is allowed (RFC 5322 §3.6). Programs differ in which one they \
                 show.",
            ja: "{name} が2つあります。1つしか許されません (RFC 5322 §3.6)。どちらを表示するかはソフトによって違います。"
        ),
        Remark::Missing { name: "Message-ID" } => text!(
            lang,
            en: "There is no Message-ID. A letter should have one (RFC 5322 §3.6.4); many spam programs write none.",
            ja: "Message-IDがありません。付けるべきものですが (RFC 5322 §3.6.4)、迷惑メールのプログラムは付けないことがよくあります。"
        ),
        Remark::Missing { name } => text!(
            lang,
            en: "There is no {name}, which every letter must have (RFC 5322 §3.6).",
            ja: "{name} がありません。どのメールにも必要なものです (RFC 5322 §3.6)。"
        ),
        _ => return None,
    })
}

fn way(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::NoReceived => text!(
            lang,
            en: "No Received line: nothing tells how the letter came, so no line of it can be believed.",
            ja: "Received行がありません。どう届いたのか分からないので、どの行も信頼できません。"
        ),
        Remark::TrustNotFound { host } => {
            let host = safe::line(host);
            text!(
                lang,
                en: "The topmost Received line is not by {host}. Is the name after --trust right?",
                ja: "いちばん上のReceived行は {host} が書いたものではありません。--trust の名前は正しいですか。"
            )
        }
        Remark::OwnNameBelow { by, .. } => {
            let by = safe::line(by);
            text!(
                lang,
                en: "Below the trust boundary, a Received line claims to be by {by}. Either the letter had been there \
                     before and was forwarded, or the line is forged.",
                ja: "信頼できる境目より下に、{by} が書いたというReceived行があります。一度届いて転送されたか、偽の行です。"
            )
        }
        Remark::NotEncrypted { .. } => text!(
            lang,
            en: "The letter was not encrypted on its way into the receiver's organization.",
            ja: "相手のサーバーから受信側のサーバーまで、暗号化されずに届きました。"
        ),
        Remark::TimeGoesBack { hop, seconds, .. } => {
            let length = length(lang, *seconds);
            text!(
                lang,
                en: "Time goes back by {length} at Received line {hop}: a clock is wrong, or the lines below are forged.",
                ja: "上から{hop}番目のReceived行で、時刻が{length}戻っています。時計のずれか、その下が偽の行です。"
            )
        }
        Remark::LongWait { hop, seconds, .. } => {
            let length = length(lang, *seconds);
            text!(
                lang,
                en: "Before Received line {hop} the letter waited {length}: greylisting, a full queue, or a server that was down.",
                ja: "上から{hop}番目のReceived行の前で、{length}待っています。グレイリスティング、送信待ちの列、サーバーの停止などです。"
            )
        }
        _ => return None,
    })
}

fn dates(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::DateUnclear { .. } => text!(
            lang,
            en: "Date cannot be read as a date.",
            ja: "Dateの日付を読み取れません。"
        ),
        Remark::DateInFuture { seconds, .. } => {
            let length = length(lang, *seconds);
            text!(
                lang,
                en: "Date is {length} later than the arrival. The sender writes Date; a date in the future keeps a \
                     letter on top of the inbox.",
                ja: "Dateが到着より{length}も先です。Dateは差出人が書きます。未来の日付にすると、受信トレイのいちばん上に残ります。"
            )
        }
        Remark::DateLongAgo { seconds, .. } => {
            let length = length(lang, *seconds);
            text!(
                lang,
                en: "Date is {length} before the arrival.",
                ja: "Dateは到着の{length}前です。"
            )
        }
        _ => return None,
    })
}

fn names(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::AddressInName { address, real, .. } => {
            let (address, real) = (safe::line(address), safe::line(real));
            text!(
                lang,
                en: "The display name in From is an address, {address}, but the letter is from {real}. Many mail clients show only the name.",
                ja: "Fromの表示名に {address} というアドレスが書かれていますが、本当のアドレスは {real} です。表示名しか見せないメールソフトが多いので注意してください。"
            )
        }
        Remark::DomainInName { domain, real, .. } => {
            let (domain, real) = (safe::line(domain), safe::line(real));
            text!(
                lang,
                en: "The display name in From speaks of {domain}, but the address is {real}.",
                ja: "Fromの表示名に {domain} とありますが、アドレスは {real} です。"
            )
        }
        Remark::MixedScripts { text, .. } => {
            let foreign: Vec<String> = foreign(text).map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect();
            let (text, foreign) = (safe::line(text), foreign.join(", "));
            text!(
                lang,
                en: "“{text}” in From mixes letters of several alphabets that may look alike: {foreign}. Nobody types that by accident.",
                ja: "Fromの「{text}」には、見た目の似た別の文字体系の文字が混ざっています：{foreign}。偶然には起こりません。"
            )
        }
        Remark::LooksLike { domain, like, .. } => {
            let (domain, like) = (safe::line(domain), safe::line(like));
            text!(
                lang,
                en: "The domain in From, {domain}, looks like {like}, but it is another one.",
                ja: "Fromのドメイン {domain} は {like} に似ていますが、別のドメインです。"
            )
        }
        Remark::International { domain, ascii, .. } => {
            let (domain, ascii) = (safe::line(domain), safe::line(ascii));
            text!(
                lang,
                en: "The domain in From has characters beyond ASCII: {domain}, which DNS knows as {ascii}.",
                ja: "Fromのドメインに、半角の英数字以外の文字があります。表示は {domain}、DNSでの名前は {ascii} です。"
            )
        }
        Remark::Invisible { name, .. } => text!(
            lang,
            en: "{name} contains characters that cannot be seen, or that reverse the direction of writing. They are \
                 used to deceive filters and readers.",
            ja: "{name} に、見えない文字や、文字の向きを変える文字が入っています。フィルターや読む人の目をごまかすために使われます。"
        ),
        _ => return None,
    })
}

fn senders(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::SeveralFrom { .. } => text!(
            lang,
            en: "There are several From fields. One may be checked and another one shown: a known trick to get around \
                 DMARC.",
            ja: "Fromが複数あります。確かめるものと表示するものが食い違うことを狙った、DMARC逃れの手口です。"
        ),
        Remark::SeveralAuthors { count, .. } => text!(
            lang,
            en: "From names {count} authors. That is allowed, and rare; a mail client may show only one.",
            ja: "Fromに{count}人の差出人がいます。許されていますが珍しく、1人しか表示しないメールソフトもあります。"
        ),
        Remark::GroupInFrom { .. } => text!(
            lang,
            en: "From is written as a group (Name: addresses;). That is rare, and DMARC may find no author in it.",
            ja: "Fromがグループの形（名前: アドレス;）で書かれています。珍しい書き方で、DMARCが差出人を見つけられないことがあります。"
        ),
        Remark::FromWithoutAddress { .. } => text!(
            lang,
            en: "From has no address that can be read.",
            ja: "Fromからアドレスを読み取れません。"
        ),
        Remark::NullReturnPath { .. } => text!(
            lang,
            en: "Return-Path is empty (<>): a notice written by a server, such as a bounce. SPF then checks the name in HELO.",
            ja: "Return-Pathが空 (<>) です。不達通知のように、サーバーが書いたメールです。SPFはHELOの名前を確かめます。"
        ),
        Remark::ForgedReturnPath { checked, .. } => {
            let checked = safe::line(checked);
            text!(
                lang,
                en: "Return-Path came with the letter: the receiver's own server has checked another envelope From, {checked}. The sender probably wrote it.",
                ja: "Return-Pathは、手紙と一緒に届いたものです。受信側のサーバーが確かめたエンベロープFromは、別の {checked} です。送信者が書いた偽物でしょう。"
            )
        }
        Remark::OtherReturnPath { other, from, .. } => {
            let (other, from) = (safe::line(other), safe::line(from));
            text!(
                lang,
                en: "The envelope is from {other}, the letter from {from}: two domains. That is so with mailing \
                     services and lists, too. SPF then says nothing about From; only a DKIM signature aligned with \
                     From makes DMARC pass.",
                ja: "封筒の差出人は {other}、便せんの差出人は {from} で、ドメインが違います。配信サービスやメーリングリストでもそうなります。このときSPFはFromについて何も示さず、DMARCの成功にはFromと一致するDKIMの署名が必要です。"
            )
        }
        Remark::OtherReplyTo { other, from, .. } => {
            let (other, from) = (safe::line(other), safe::line(from));
            text!(
                lang,
                en: "An answer goes to {other}, not to {from}. Look twice before you answer.",
                ja: "返信すると、{from} ではなく {other} に届きます。返信する前によく確かめてください。"
            )
        }
        Remark::OtherSender { other, from, .. } => {
            let (other, from) = (safe::line(other), safe::line(from));
            text!(
                lang,
                en: "{other} sent it on behalf of {from}.",
                ja: "{from} に代わって {other} が送っています。"
            )
        }
        Remark::MailingList { .. } => text!(
            lang,
            en: "It came through a mailing list or a mailing service (List- fields).",
            ja: "メーリングリストや配信サービスを通ったメールです（List-で始まる行があります）。"
        ),
        _ => return None,
    })
}

fn results(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::Result { outcome: found, .. } => outcome(lang, found),
        Remark::NoResults { unbelieved: 0 } => text!(
            lang,
            en: "No server has written down whether SPF, DKIM and DMARC passed.",
            ja: "SPF・DKIM・DMARCの結果は、どのサーバーも書き残していません。"
        ),
        Remark::NoResults { unbelieved } => text!(
            lang,
            en: "Results of SPF, DKIM or DMARC are there ({unbelieved}), but none by a server that can be believed. If one of them is yours, name it with --trust.",
            ja: "SPF・DKIM・DMARCの結果は{unbelieved}個ありますが、信頼できるサーバーが書いたものはありません。自分の側のサーバーのものがあれば --trust で指定してください。"
        ),
        Remark::ForgedResults { server, .. } => {
            let server = safe::line(server);
            text!(
                lang,
                en: "An Authentication-Results field claims to be by {server}, but it is not where that server would \
                     have written it. It is probably forged.",
                ja: "{server} が書いたという認証の結果がありますが、そのサーバーが書くはずの場所ではありません。\
                     おそらく偽物です。"
            )
        }
        Remark::FilterSaysSpam { name, .. } => {
            let name = safe::line(name);
            text!(
                lang,
                en: "A filter took the letter for spam: {name}. If this line is below the trust boundary, anyone may \
                     have written it.",
                ja: "フィルターが迷惑メールと判断しています（{name}）。信頼できる境目より下の行なら、誰でも書けます。"
            )
        }
        _ => return None,
    })
}

fn signatures(lang: Lang, remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::NotSigned => text!(
            lang,
            en: "There is no DKIM signature: no domain vouches for the content.",
            ja: "DKIMの署名がありません。内容に責任を持つドメインがありません。"
        ),
        Remark::OtherSigner { domain, author, .. } => {
            let (domain, author) = (safe::line(domain), safe::line(author));
            text!(
                lang,
                en: "{domain} has signed, but not {author}, the domain in From. Such a signature does not speak for From.",
                ja: "署名したのは {domain} で、Fromのドメイン {author} ではありません。この署名はFromについて何も示しません。"
            )
        }
        Remark::FromNotSigned { domain, .. } => {
            let domain = safe::line(domain);
            text!(
                lang,
                en: "The signature of {domain} does not cover From (h=). Such a signature is not valid.",
                ja: "{domain} の署名はFromを含んでいません (h=)。この署名は無効です。"
            )
        }
        Remark::BodyLength { domain, .. } => {
            let domain = safe::line(domain);
            text!(
                lang,
                en: "The signature of {domain} covers only the beginning of the body (l=). Anyone may have added something behind it.",
                ja: "{domain} の署名は本文の始めの部分だけです (l=)。その後ろには、誰でも書き足せます。"
            )
        }
        Remark::WeakAlgorithm { domain, .. } => {
            let domain = safe::line(domain);
            text!(
                lang,
                en: "{domain} signs with rsa-sha1, which must not be used any more (RFC 8301).",
                ja: "{domain} の署名は rsa-sha1 です。もう使ってはいけない方式です (RFC 8301)。"
            )
        }
        Remark::Expired { domain, seconds, .. } => {
            let (domain, length) = (safe::line(domain), length(lang, *seconds));
            text!(
                lang,
                en: "The signature of {domain} had expired {length} before the letter arrived (x=). An old letter may have been sent again.",
                ja: "{domain} の署名は、到着の{length}前に期限が切れています (x=)。古いメールが送り直されたのかもしれません。"
            )
        }
        _ => return None,
    })
}
