//! The tags that Microsoft's filter writes. They are documented by Microsoft, and change.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::tag(
        ("X-Forefront-Antispam-Report", "CIP"),
        "Microsoft",
        "CIP:198.51.100.25",
        ["The address that brought the letter.", "The one that SPF was checked for."],
        ["メールを届けたIPアドレスです。", "SPFはこのアドレスについて確かめます。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "CTRY"),
        "Microsoft",
        "CTRY:JP",
        ["The country of that address.", "As a two-letter code."],
        ["そのIPアドレスの国です。", "2文字の国名コードです。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "LANG"),
        "Microsoft",
        "LANG:ja",
        ["The language of the letter.", "As the filter guessed it."],
        ["メールの言語です。", "フィルターが推定したものです。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "SCL"),
        "Microsoft",
        "SCL:5",
        [
            "How sure the filter is that the letter is spam, from -1 to 9.",
            "-1: not filtered. 0, 1: no spam. 5, 6: spam. 7 to 9: certainly spam.",
        ],
        [
            "迷惑メールらしさです（-1から9）。",
            "-1 は確認なし、0と1は迷惑メールではない、5と6は迷惑メール、7から9は確実な迷惑メールです。",
        ],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "SRV"),
        "Microsoft",
        "SRV:BULK",
        ["Whether the letter was taken for bulk mail.", "BULK, or empty."],
        ["大量配信のメールと判断されたかどうかです。", "BULK か、空です。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "IPV"),
        "Microsoft",
        "IPV:NLI",
        ["Whether the address is on a list.", "NLI: on none. CAL: on the allowed one."],
        ["IPアドレスが名簿にあるかどうかです。", "NLI はどれにもない、CAL は許可の名簿にあることを示します。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "SFV"),
        "Microsoft",
        "SFV:NSPM",
        [
            "The verdict of the filter.",
            "NSPM: no spam. SPM: spam. SKN, SKA, SFE: let through without a look. SKS, SKB: blocked before.",
        ],
        [
            "フィルターの判定です。",
            "NSPM は迷惑メールではない、SPM は迷惑メール、SKN・SKA・SFE は確認せず通過、SKS・SKB は事前に拒否です。",
        ],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "H"),
        "Microsoft",
        "H:mail.a-corp.example",
        ["The name that the server gave in HELO or EHLO.", "It can claim any name."],
        ["相手のサーバーがHELO（EHLO）で名乗った名前です。", "どんな名前でも名乗れます。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "PTR"),
        "Microsoft",
        "PTR:mail.a-corp.example",
        ["The name that DNS knows for the address.", "InfoDomainNonexistent where there is none."],
        ["DNSでの、そのIPアドレスの名前です。", "なければ InfoDomainNonexistent です。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "CAT"),
        "Microsoft",
        "CAT:NONE",
        [
            "What kind of harm the filter saw.",
            "NONE, SPM spam, PHSH phishing, HPHSH surely phishing, SPOOF forged, BULK, MALW malware, UIMP or DIMP somebody imitated.",
        ],
        [
            "見つかった危険の種類です。",
            "NONE はなし、SPM は迷惑メール、PHSH・HPHSH はフィッシング、SPOOF は偽装、BULK は大量配信、MALW はウイルス、UIMP・DIMP はなりすましです。",
        ],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "DIR"),
        "Microsoft",
        "DIR:INB",
        ["Which way the letter went.", "INB: in. OUT: out. INT: inside."],
        ["メールの向きです。", "INB は受信、OUT は送信、INT は内部です。"],
    ),
    Entry::tag(
        ("X-Forefront-Antispam-Report", "SFS"),
        "Microsoft",
        "SFS:(13230040)",
        ["Which rules of the filter matched.", "Numbers that only Microsoft knows."],
        ["当てはまったフィルターの規則です。", "番号の意味はMicrosoftだけが知っています。"],
    ),
    Entry::tag(
        ("X-Microsoft-Antispam", "BCL"),
        "Microsoft",
        "BCL:0",
        [
            "How much the letter looks like bulk mail, from 0 to 9.",
            "0: no bulk mail. 4 to 7: some complaints. 8, 9: many.",
        ],
        [
            "大量配信のメールらしさです（0から9）。",
            "0 は大量配信ではない、4から7は苦情が少し、8と9は苦情が多い送信者です。",
        ],
    ),
    Entry::tag(
        ("X-Microsoft-Antispam", "ARA"),
        "Microsoft",
        "ARA:13230040",
        ["Which rules of the filter matched.", "Numbers that only Microsoft knows."],
        ["当てはまったフィルターの規則です。", "番号の意味はMicrosoftだけが知っています。"],
    ),
];
