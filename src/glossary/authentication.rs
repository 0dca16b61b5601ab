//! Fields about who really sent a letter.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::field(
        "Authentication-Results",
        "RFC 8601",
        "Authentication-Results: mx.school.example; spf=pass smtp.mailfrom=a-corp.example; dmarc=pass header.from=a-corp.example",
        [
            "What a server found when it checked SPF, DKIM and DMARC.",
            "The first word names the server. Believe only the one that your own server wrote: a sender can put such a line into the letter as well.",
        ],
        [
            "サーバーがSPF・DKIM・DMARCを確かめた結果です。",
            "最初の語がサーバーの名前です。信頼できるのは自分の側のサーバーが書いたものだけです。送信者が同じような行を書いて送ることもできます。",
        ],
    ),
    Entry::field(
        "Received-SPF",
        "RFC 7208 §9.1",
        "Received-SPF: pass (mx.school.example: domain of kimura@a-corp.example designates 192.0.2.25 as permitted sender)",
        [
            "What a server found when it checked SPF, in the older form.",
            "It says which address called and which envelope From was checked. As with Authentication-Results, only that of your own server counts.",
        ],
        [
            "サーバーがSPFを確かめた結果です（古い形式）。",
            "どのIPアドレスが、どのエンベロープFromで送ってきたかも書かれています。信頼できるのは自分の側のサーバーが書いたものだけです。",
        ],
    ),
    Entry::field(
        "DKIM-Signature",
        "RFC 6376 §3.5",
        "DKIM-Signature: v=1; a=rsa-sha256; d=a-corp.example; s=s1; h=from:to:subject; bh=…; b=…",
        [
            "The signature of a domain over the body and some header fields.",
            "Anyone can fetch the key from DNS and check whether the signed parts have changed. It proves who signed \
             (d=), not that the signer is the author in From.",
        ],
        [
            "ドメインが本文と一部のヘッダーに付けた電子署名です。",
            "誰でもDNSから鍵を取り、署名された部分が変わっていないか確かめられます。証明するのは署名したドメイン (d=) で、Fromの差出人と同じとは限りません。",
        ],
    ),
    Entry::field(
        "DKIM2-Signature",
        "draft-ietf-dkim-dkim2-spec",
        "DKIM2-Signature: i=1; d=a-corp.example; …",
        [
            "The signature of one hop, in the planned successor of DKIM (still a draft).",
            "It covers the envelope too, so it can be checked later who passed the letter on to whom.",
        ],
        [
            "DKIMの次の規格（策定中）の、1区間ごとの署名です。",
            "封筒の宛先と差出人も署名されるので、誰から誰へ渡したのかを後から確かめられます。",
        ],
    ),
    Entry::field(
        "DomainKey-Signature",
        "RFC 4870",
        "DomainKey-Signature: a=rsa-sha1; d=a-corp.example; s=s1; …",
        ["The forerunner of DKIM.", "It was given up in 2007; nobody checks it any more."],
        ["DKIMの前身の署名です。", "2007年に廃止され、今は確かめられていません。"],
    ),
    Entry::field(
        "ARC-Seal",
        "RFC 8617 §4.1.3",
        "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; s=s1; b=…",
        [
            "The seal of a server that passed the letter on: it covers all ARC fields so far.",
            "i= counts the links, cv= says whether the chain was whole when it came in. One broken seal makes the \
             whole chain worthless.",
        ],
        [
            "転送したサーバーの封印です。それまでのARCの行をまとめて封じます。",
            "i= は何番目か、cv= は受け取ったときに鎖が壊れていなかったかを示します。1つでも破れていれば、\
             鎖全体を信頼できません。",
        ],
    ),
    Entry::field(
        "ARC-Message-Signature",
        "RFC 8617 §4.1.2",
        "ARC-Message-Signature: i=1; a=rsa-sha256; d=list.example; h=from:subject; bh=…; b=…",
        [
            "The signature of a server that passed the letter on, made like a DKIM signature.",
            "A mailing list often changes subject and body, which breaks the author's signature. This one shows the \
             letter as it left the list.",
        ],
        [
            "転送したサーバーが送り出したときのメールへの署名です。形はDKIMと同じです。",
            "メーリングリストが件名や本文を変えると元の署名は壊れます。この署名は、リストを出たときの内容を示します。",
        ],
    ),
    Entry::field(
        "ARC-Authentication-Results",
        "RFC 8617 §4.1.1",
        "ARC-Authentication-Results: i=1; list.example; spf=pass; dmarc=pass",
        [
            "What a server that passed the letter on had found, kept for later servers.",
            "It counts only where the chain holds and you trust the servers that sealed it.",
        ],
        [
            "転送したサーバーが確かめた結果の写しです。",
            "鎖が壊れておらず、封印したサーバーを信頼できるときにだけ意味があります。",
        ],
    ),
    Entry::field(
        "X-Google-DKIM-Signature",
        "Google",
        "X-Google-DKIM-Signature: v=1; a=rsa-sha256; d=1e100.net; s=20230601; …",
        ["Google's signature for its own use.", "It lets Google recognize its own letters when they come back."],
        ["Googleが自分で使うための署名です。", "自分のメールが戻ってきたときに見分けるために使います。"],
    ),
    Entry::field(
        "Authentication-Results-Original",
        "Microsoft",
        "Authentication-Results-Original: mx.other.example; spf=pass",
        [
            "A result that somebody else wrote, set aside under another name.",
            "Exchange renames the results of others so that nobody takes them for its own.",
        ],
        [
            "ほかのサーバーが書いた結果を、別の名前で残したものです。",
            "Exchangeが、自分の結果と間違えられないように名前を変えます。",
        ],
    ),
    Entry::field(
        "X-Original-Authentication-Results",
        "Google Groups",
        "X-Original-Authentication-Results: mx.google.example; dkim=pass",
        [
            "What Google Groups found when it took the letter, before it sent it on.",
            "A copy; it is not checked by anybody later.",
        ],
        ["Googleグループが、転送する前に確かめた結果の写しです。", "写しなので、後のサーバーは確かめません。"],
    ),
    Entry::field(
        "BIMI-Selector",
        "draft-brand-indicators-for-message-identification",
        "BIMI-Selector: v=BIMI1; s=default",
        ["Which of the sender's logos a mail client may show.", "Only where DMARC passes."],
        ["メールソフトに表示してよいロゴの指定です。", "DMARCに成功したときだけ使われます。"],
    ),
    Entry::field(
        "BIMI-*",
        "draft-brand-indicators-for-message-identification",
        "BIMI-Location: v=BIMI1; l=https://a-corp.example/logo.svg",
        [
            "About the sender's logo (BIMI): where it is, or what it looks like.",
            "The receiver's server writes it after DMARC passed, and should remove any that came with the letter.",
        ],
        [
            "差出人のロゴ（BIMI）についての行です。",
            "DMARCの成功後に受信側のサーバーが書きます。届いたときから付いているものは取り除くべきとされています。",
        ],
    ),
    Entry::field(
        "DKIM-Filter",
        "OpenDKIM",
        "DKIM-Filter: OpenDKIM Filter v2.11.0 mx.school.example 4F3C7",
        ["Says that OpenDKIM looked at the letter on this server.", "It says nothing about the result."],
        ["そのサーバーでOpenDKIMが動いたことを示します。", "結果は書かれていません。"],
    ),
];
