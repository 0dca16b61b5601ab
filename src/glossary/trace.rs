//! Fields that servers write while a letter travels (RFC 5321 §4.4).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::field(
        "Return-Path",
        "RFC 5321 §4.4",
        "Return-Path: <kimura@a-corp.example>",
        [
            "The envelope From (MAIL FROM), written down by the server that delivered the letter.",
            "Bounces go there, and SPF checks its domain. It may be empty (<>), so that a bounce never answers a bounce. Compare it with From.",
        ],
        [
            "配送したサーバーが書き残した、エンベロープFrom (MAIL FROM) です。",
            "不達通知はここに届き、SPFはこのドメインを確かめます。不達通知自身では空 (<>) になります。Fromと比べてみてください。",
        ],
    ),
    Entry::field(
        "Received",
        "RFC 5321 §4.4",
        "Received: from mail.a-corp.example ([192.0.2.25]) by mx.school.example with ESMTPS; Tue, 24 Nov 2026 05:30:00 +0000",
        [
            "One server that the letter passed: from whom it got the letter, its own name, how, and when.",
            "Every server puts its line on top, so the newest comes first. Lines of your own servers can be believed; \
             those below came with the letter, and anyone may have written them.",
        ],
        [
            "経由したサーバーの記録です。誰から、どのサーバーが、どうやって、いつ受け取ったかが書かれています。",
            "各サーバーがいちばん上に書き足すので、新しいものほど上にあります。自分の側のサーバーの行は信頼できますが、その下は届いたときから付いていた行で、誰でも書けます。",
        ],
    ),
    Entry::field(
        "Delivered-To",
        "RFC 9228",
        "Delivered-To: aoi@school.example",
        [
            "The mailbox that the letter was delivered to.",
            "The delivering server writes it. It tells which of your addresses was used, and keeps forwarded letters \
             from going round in circles.",
        ],
        [
            "どのメールボックスに配送したかを示します。",
            "配送したサーバーが書きます。どのアドレスあてに届いたのかが分かり、転送が堂々巡りするのを防ぎます。",
        ],
    ),
    Entry::field(
        "X-Original-To",
        "Postfix",
        "X-Original-To: info@school.example",
        ["The recipient on the envelope, before aliases were resolved.", "Postfix writes it."],
        ["別名を解決する前の、封筒の宛先です。", "Postfixが書きます。"],
    ),
    Entry::field(
        "Envelope-To",
        "Exim",
        "Envelope-To: aoi@school.example",
        ["The recipient on the envelope (RCPT TO).", "Exim writes it at delivery."],
        ["封筒の宛先 (RCPT TO) です。", "Eximが配送のときに書きます。"],
    ),
    Entry::field(
        "X-Envelope-From",
        "custom",
        "X-Envelope-From: <kimura@a-corp.example>",
        [
            "The sender on the envelope, as some server or filter wrote it down.",
            "It means the same as Return-Path; look at that one first.",
        ],
        [
            "サーバーやフィルターが書き残した、封筒の差出人です。",
            "Return-Pathと同じ意味です。まずReturn-Pathを見てください。",
        ],
    ),
    Entry::field(
        "X-Received",
        "Google",
        "X-Received: by 2002:a05:6a00:1 with SMTP id d1; Mon, 23 Nov 2026 21:30:00 -0800 (PST)",
        [
            "A Received line from inside Google, between its own servers.",
            "It has another name so that programs that count Received lines are not led astray.",
        ],
        [
            "Googleの内部のサーバーどうしの受け渡しの記録です。",
            "Received行の数を数えるプログラムの邪魔にならないように、別の名前になっています。",
        ],
    ),
    Entry::field(
        "X-Originating-IP",
        "custom",
        "X-Originating-IP: [198.51.100.7]",
        [
            "The address of the machine on which the letter was written.",
            "Some web mailers write it. Unless your own provider did, it is only a claim.",
        ],
        [
            "メールを書いたパソコンのIPアドレスです。",
            "ウェブメールなどが書きます。自分の側のサーバーが書いたのでなければ、本当とは限りません。",
        ],
    ),
    Entry::field(
        "X-Forwarded-To",
        "Google",
        "X-Forwarded-To: aoi@home.example",
        [
            "The address that the letter was forwarded to automatically.",
            "Gmail writes it where a user's rule sends letters on.",
        ],
        ["自動転送の転送先です。", "Gmailの転送設定で送られたときに付きます。"],
    ),
    Entry::field(
        "X-Forwarded-For",
        "Google",
        "X-Forwarded-For: aoi@school.example aoi@home.example",
        [
            "From which address to which one the letter was forwarded automatically.",
            "A forwarded letter comes from the forwarder's server, so SPF often fails.",
        ],
        [
            "どのアドレスからどのアドレスへ自動転送されたかを示します。",
            "転送されたメールは転送元のサーバーから届くので、SPFが失敗しやすくなります。",
        ],
    ),
    Entry::field(
        "X-Apparently-To",
        "Yahoo",
        "X-Apparently-To: aoi@mail.example; Tue, 24 Nov 2026 05:30:00 +0000",
        ["The mailbox that the letter was for, and when it came.", "Yahoo writes it at delivery."],
        ["どのメールボックスあてに、いつ届いたかを示します。", "Yahooが配送のときに書きます。"],
    ),
    Entry::field(
        "Auto-Submitted",
        "RFC 3834 §5",
        "Auto-Submitted: auto-replied",
        [
            "Whether a program wrote the letter: auto-generated or auto-replied, or no for a person.",
            "Programs do not answer such letters. Otherwise two of them might answer each other for ever.",
        ],
        [
            "プログラムが自動で書いたメールかどうかを示します。",
            "auto-generated（自動作成）や auto-replied（自動返信）のメールには自動返信しません。返信の応酬が続くのを防ぎます。",
        ],
    ),
];
