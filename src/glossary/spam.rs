//! Fields in which filters write what they made of a letter: spam, viruses. No standard binds them.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::field(
        "X-Warning",
        "custom",
        "X-Warning: SPF softfail: 198.51.100.25 is probably no server of a-corp.example",
        [
            "A doubt that the receiver's server had, although it took the letter.",
            "No standard says what stands there: here it is a softfail of SPF, or a signature that covers only a part of the body.",
        ],
        [
            "受信者のメールサーバーが、受け取りはしたものの、気になった点です。",
            "書き方に決まりはありません。このプログラムでは、SPFの softfail（弱い失敗）と、本文の一部だけの署名について書きます。",
        ],
    ),
    Entry::field(
        "X-MS-Exchange-Organization-SCL",
        "Microsoft",
        "X-MS-Exchange-Organization-SCL: 5",
        [
            "How sure Exchange is that the letter is spam, from -1 to 9.",
            "-1: not filtered, because somebody trusts the sender. 0 and 1: no spam. 5 and 6: spam. 7 to 9: certainly spam.",
        ],
        [
            "Exchangeが判断した迷惑メールらしさです（-1から9）。",
            "-1 は信頼した送信者なので確認なし、0と1は迷惑メールではない、5と6は迷惑メール、7から9は確実な迷惑メールです。",
        ],
    ),
    Entry::field(
        "X-Forefront-Antispam-Report",
        "Microsoft",
        "X-Forefront-Antispam-Report: CIP:198.51.100.25;CTRY:;SCL:5;SFV:SPM;CAT:PHSH;",
        [
            "What Microsoft's filter found: address, country, verdict and reason.",
            "The tags are explained one by one: CIP, CTRY, SCL, SFV, CAT and others.",
        ],
        [
            "Microsoftのフィルターが調べた結果です。IPアドレス、国、判定、理由などが入ります。",
            "CIP、CTRY、SCL、SFV、CAT などの項目を1つずつ説明します。",
        ],
    ),
    Entry::field(
        "X-Microsoft-Antispam",
        "Microsoft",
        "X-Microsoft-Antispam: BCL:0;",
        [
            "How much the letter looks like bulk mail (BCL, 0 to 9).",
            "0: no bulk mail. 7 and more: from a bulk sender with many complaints.",
        ],
        ["大量配信のメールらしさ（BCL、0から9）です。", "0 は大量配信ではない、7以上は苦情の多い大量送信者です。"],
    ),
    Entry::field(
        "X-Microsoft-Antispam-*",
        "Microsoft",
        "X-Microsoft-Antispam-Message-Info: abc…",
        ["A note of Microsoft's filter for its own use.", "It can be read by Microsoft only."],
        ["Microsoftのフィルターが自分のために書いた行です。", "Microsoft以外は読めません。"],
    ),
    Entry::field(
        "X-Spam-Flag",
        "SpamAssassin",
        "X-Spam-Flag: YES",
        [
            "Whether a filter took the letter for spam.",
            "SpamAssassin and many that followed it. Below the trust boundary it means nothing.",
        ],
        [
            "フィルターが迷惑メールと判断したかどうかです。",
            "SpamAssassinなどが書きます。信頼できる境目より下にあれば意味がありません。",
        ],
    ),
    Entry::field(
        "X-Spam-Status",
        "SpamAssassin",
        "X-Spam-Status: No, score=-2.1 required=5.0 tests=DKIM_VALID,SPF_PASS",
        [
            "The filter's verdict, its points, and the rules that gave them.",
            "With “required” points or more it is spam. Each name after tests= is a rule that matched.",
        ],
        [
            "フィルターの判定、点数、当てはまった規則です。",
            "点数が required 以上なら迷惑メールです。tests= の後ろに規則の名前が並びます。",
        ],
    ),
    Entry::field(
        "X-Spam-Score",
        "SpamAssassin, rspamd",
        "X-Spam-Score: 6.3",
        [
            "The points of a spam filter; the more, the more like spam.",
            "The limit depends on the filter; often it is 5.",
        ],
        [
            "迷惑メールフィルターの点数です。高いほど迷惑メールらしいことになります。",
            "基準はフィルターによって違い、5点のことが多いです。",
        ],
    ),
    Entry::field(
        "X-Spam-Level",
        "SpamAssassin",
        "X-Spam-Level: ******",
        [
            "The points of a spam filter as a row of stars.",
            "Made for simple rules: six stars are easier to look for than 6.3.",
        ],
        ["迷惑メールフィルターの点数を、星の数で表したものです。", "振り分けの規則を書きやすくするためのものです。"],
    ),
    Entry::field(
        "X-Spam-*",
        "SpamAssassin and others",
        "X-Spam-Report: …",
        ["What a spam filter found.", "SpamAssassin began with these names; others took them over."],
        ["迷惑メールフィルターが書いた結果です。", "SpamAssassinが始めた名前で、ほかのソフトも使っています。"],
    ),
    Entry::field(
        "X-Spamd-Result",
        "rspamd",
        "X-Spamd-Result: default: False [1.2 / 15.0]; DMARC_POLICY_ALLOW(-0.50)[a-corp.example]",
        [
            "The verdict of rspamd: its points, the limit, and the rules that matched.",
            "After each rule come its points in round brackets and its reason in square ones.",
        ],
        [
            "rspamdの判定です。点数、基準、当てはまった規則が並びます。",
            "規則ごとに、丸かっこの中が点数、角かっこの中が理由です。",
        ],
    ),
    Entry::field(
        "X-Virus-Scanned",
        "amavis, ClamAV",
        "X-Virus-Scanned: amavis at mx.school.example",
        ["Says that a program looked for viruses.", "Only a claim, unless your own server wrote it."],
        ["ウイルス検査をしたという印です。", "自分の側のサーバーが書いたのでなければ、本当とは限りません。"],
    ),
    Entry::field(
        "X-Proofpoint-*",
        "Proofpoint",
        "X-Proofpoint-Spam-Details: rule=notspam policy=default score=0",
        ["What Proofpoint's filter found.", "rule= is the verdict; score= goes from 0 to 100."],
        ["Proofpointのフィルターが調べた結果です。", "rule= が判定、score= が0から100の点数です。"],
    ),
    Entry::field(
        "X-Mimecast-*",
        "Mimecast",
        "X-Mimecast-Spam-Score: 1",
        ["What Mimecast's filter found.", "The more points, the more like spam."],
        ["Mimecastのフィルターが調べた結果です。", "点数が高いほど迷惑メールらしいことになります。"],
    ),
    Entry::field(
        "X-Barracuda-*",
        "Barracuda",
        "X-Barracuda-Spam-Score: 0.50",
        ["What Barracuda's filter found.", "The more points, the more like spam."],
        ["Barracudaのフィルターが調べた結果です。", "点数が高いほど迷惑メールらしいことになります。"],
    ),
    Entry::field(
        "X-IronPort-*",
        "Cisco",
        "X-IronPort-AV: E=Sophos;i=\"6.10\"",
        ["What Cisco's mail gateway noted.", "Versions of its scanners and numbers of its own."],
        ["Ciscoのメール装置が書いた行です。", "検査ソフトの版や、装置が付けた番号などです。"],
    ),
];
