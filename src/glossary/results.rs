//! What stands inside `Authentication-Results` (RFC 8601 §2.7, §6).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::tag(
        ("Authentication-Results", "spf"),
        "RFC 8601 §2.7.2",
        "spf=pass smtp.mailfrom=a-corp.example",
        [
            "Whether the server that connected may send for the domain on the envelope.",
            "pass, fail, softfail, neutral, none, temperror or permerror.",
        ],
        [
            "接続してきたサーバーが、封筒の差出人のドメインから送ってよいかの結果です。",
            "pass、fail、softfail、neutral、none、temperror、permerror のどれかです。",
        ],
    ),
    Entry::tag(
        ("Authentication-Results", "dkim"),
        "RFC 8601 §2.7.1",
        "dkim=pass header.d=a-corp.example",
        ["Whether a signature holds.", "One for each signature that was checked."],
        ["署名が正しいかの結果です。", "確かめた署名ごとに1つあります。"],
    ),
    Entry::tag(
        ("Authentication-Results", "dmarc"),
        "RFC 9989",
        "dmarc=fail header.from=a-corp.example",
        [
            "Whether SPF or DKIM speaks for the domain in From.",
            "The only one of the three that looks at what the reader sees.",
        ],
        [
            "ヘッダーFromのドメインを、SPFかDKIMが保証しているかの結果です。",
            "読む人に見える差出人を確かめるのは、これだけです。",
        ],
    ),
    Entry::tag(
        ("Authentication-Results", "arc"),
        "RFC 8617 §5.2",
        "arc=pass",
        [
            "Whether the chain of seals holds.",
            "If it does, a receiver may accept a letter from a mailing list although DMARC failed.",
        ],
        [
            "ARCの鎖が壊れていないかの結果です。",
            "メーリングリストなどでDMARCが失敗しても、これを見て受け取ることがあります。",
        ],
    ),
    Entry::tag(
        ("Authentication-Results", "auth"),
        "RFC 8601 §2.7.4",
        "auth=pass smtp.auth=kimura",
        ["Whether the sender had logged in.", "Written by the server that took the letter from a mail client."],
        ["送信者がログインしていたかの結果です。", "メールソフトから受け取ったサーバーが書きます。"],
    ),
    Entry::tag(
        ("Authentication-Results", "iprev"),
        "RFC 8601 §2.7.3",
        "iprev=pass",
        [
            "Whether address and name of the server that connected fit each other in DNS.",
            "Where they do not, it may be a home computer that somebody has taken over.",
        ],
        [
            "接続してきたIPアドレスと名前が、DNSで対応しているかの結果です。",
            "対応しないサーバーは、乗っ取られたパソコンのこともあります。",
        ],
    ),
    Entry::tag(
        ("Authentication-Results", "bimi"),
        "draft-brand-indicators-for-message-identification",
        "bimi=pass",
        ["Whether the sender's logo may be shown.", "Only where DMARC passed and the domain has published one."],
        ["差出人のロゴを表示してよいかの結果です。", "DMARCに成功し、ドメインがロゴを登録しているときだけです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "compauth"),
        "Microsoft",
        "compauth=pass reason=100",
        [
            "Microsoft's own verdict on everything together.",
            "It also guesses where a domain has published nothing. reason= says why, in Microsoft's numbers.",
        ],
        ["Microsoftによる総合判定です。", "設定のないドメインも推測で判断します。reason= は理由の番号です。"],
    ),
    Entry::tag(
        ("Authentication-Results", "smtp.mailfrom"),
        "RFC 8601 §2.7.2",
        "smtp.mailfrom=kimura@a-corp.example",
        ["The envelope From (MAIL FROM) that SPF was checked for.", "Compare it with header.from."],
        ["SPFで確かめたエンベロープFrom (MAIL FROM) です。", "header.from と比べてみてください。"],
    ),
    Entry::tag(
        ("Authentication-Results", "smtp.helo"),
        "RFC 8601 §2.7.2",
        "smtp.helo=mail.a-corp.example",
        ["The name in HELO or EHLO that SPF was checked for.", "It counts where the envelope From is empty."],
        ["SPFで確かめたHELO（EHLO）の名前です。", "エンベロープFromが空のときに使われます。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.from"),
        "RFC 9989",
        "header.from=a-corp.example",
        ["The domain in From that DMARC was checked for.", "This is what the reader sees."],
        ["DMARCで確かめたヘッダーFromのドメインです。", "読む人に見えるのはこちらです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.d"),
        "RFC 8601 §2.7.1",
        "header.d=a-corp.example",
        ["The domain that signed.", "d= of the signature."],
        ["署名したドメインです。", "署名の d= と同じです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.i"),
        "RFC 8601 §2.7.1",
        "header.i=@a-corp.example",
        ["For whom the domain signed.", "i= of the signature."],
        ["誰のための署名かを示します。", "署名の i= と同じです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.s"),
        "RFC 8601 §2.7.1",
        "header.s=s1",
        ["Which key of the domain.", "s= of the signature."],
        ["どの鍵かを示します。", "署名の s= と同じです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.a"),
        "RFC 8601 §2.7.1",
        "header.a=rsa-sha256",
        ["The algorithm of the signature.", "a= of the signature."],
        ["署名の方式です。", "署名の a= と同じです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "header.b"),
        "RFC 6008",
        "header.b=dzdVyOfA",
        [
            "The beginning of the signature that this result is about.",
            "It tells several signatures of one domain apart.",
        ],
        ["どの署名かを示す、署名の先頭部分です。", "同じドメインの署名が複数あるときに見分けられます。"],
    ),
    Entry::tag(
        ("Authentication-Results", "policy.dmarc"),
        "RFC 8601 §2.7.5",
        "policy.dmarc=reject",
        ["Which policy of the domain applied.", "none, quarantine or reject."],
        ["適用されたドメインのポリシーです。", "none、quarantine、reject のどれかです。"],
    ),
    Entry::tag(
        ("Authentication-Results", "action"),
        "Microsoft",
        "action=oreject",
        ["What Exchange did about a failed DMARC.", "oreject and o.reject: it should have been refused and was not."],
        ["DMARCの失敗に対するExchangeの扱いです。", "oreject は、拒否すべきところを受け取ったという意味です。"],
    ),
    Entry::tag(
        ("Authentication-Results", "smtp.remote-ip"),
        "RFC 8601 §2.7.3",
        "smtp.remote-ip=192.0.2.25",
        ["The address that called.", "The one that SPF was checked for."],
        ["接続してきたIPアドレスです。", "SPFはこのアドレスについて確かめます。"],
    ),
    Entry::tag(
        ("Authentication-Results", "client-ip"),
        "RFC 7208 §9.1",
        "client-ip=192.0.2.25",
        ["The address that called.", "Inside Received-SPF."],
        ["接続してきたIPアドレスです。", "Received-SPFの中に書かれます。"],
    ),
    Entry::tag(
        ("Authentication-Results", "receiver"),
        "RFC 7208 §9.1",
        "receiver=mx.school.example",
        ["Which server checked SPF.", "Inside Received-SPF."],
        ["SPFを確かめたサーバーです。", "Received-SPFの中に書かれます。"],
    ),
];
