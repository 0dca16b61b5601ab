//! The parts of SPF records (RFC 7208 §5, §6) and the tags of DMARC records (RFC 9989 §4.7).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::tag(
        ("SPF", "v"),
        "RFC 7208 §4.5",
        "v=spf1 ip4:192.0.2.25 -all",
        ["The beginning of every SPF record: v=spf1.", "A domain may have only one such record; two are an error."],
        ["SPFレコードの始まり（v=spf1）です。", "1つのドメインに1つだけです。2つあると設定エラーになります。"],
    ),
    Entry::tag(
        ("SPF", "all"),
        "RFC 7208 §5.1",
        "-all",
        [
            "Every address. It comes last, for all that matched nothing before it.",
            "-all: nobody else may send. ~all: probably not. ?all: nothing is said.",
        ],
        [
            "すべてのアドレスに当てはまる項目です。最後に書きます。",
            "-all はほかからの送信を認めない、~all はおそらく認めない、?all は何も言わないという意味です。",
        ],
    ),
    Entry::tag(
        ("SPF", "ip4"),
        "RFC 7208 §5.6",
        "ip4:192.0.2.0/24",
        ["An IPv4 address, or a network of them.", "/24 says that the first 24 bits of the address must agree."],
        ["IPv4アドレス、またはその範囲です。", "/24 は、先頭の24ビットが一致すればよいという意味です。"],
    ),
    Entry::tag(
        ("SPF", "ip6"),
        "RFC 7208 §5.6",
        "ip6:2001:db8::/32",
        ["An IPv6 address, or a network of them.", "Written as ip4 is, with longer addresses."],
        ["IPv6アドレス、またはその範囲です。", "ip4と同じ書き方です。"],
    ),
    Entry::tag(
        ("SPF", "a"),
        "RFC 7208 §5.3",
        "a:mail.a-corp.example",
        ["The addresses of a name.", "Without a name: of the domain itself. It counts as one lookup."],
        ["その名前のIPアドレスです。", "名前を省略すると、そのドメイン自身です。DNS問い合わせ1回と数えます。"],
    ),
    Entry::tag(
        ("SPF", "mx"),
        "RFC 7208 §5.4",
        "mx",
        [
            "The addresses of the domain's mail servers (MX).",
            "It counts as one lookup. At most ten of the servers are looked up.",
        ],
        [
            "そのドメインのメールサーバー (MX) のIPアドレスです。",
            "DNS問い合わせ1回と数えます。調べるサーバーは10台までです。",
        ],
    ),
    Entry::tag(
        ("SPF", "ptr"),
        "RFC 7208 §5.5",
        "ptr",
        ["Addresses whose name in DNS is in the domain.", "Slow and unreliable: it should not be used."],
        [
            "DNSでの名前が、そのドメインに含まれるIPアドレスです。",
            "遅くて不確かなので、使わないように勧められています。",
        ],
    ),
    Entry::tag(
        ("SPF", "exists"),
        "RFC 7208 §5.7",
        "exists:%{i}._spf.a-corp.example",
        [
            "Matches if the name exists in DNS. The name is usually made from the address by a macro.",
            "For large senders that decide case by case.",
        ],
        [
            "その名前がDNSにあれば当てはまります。",
            "マクロでIPアドレスなどから名前を作り、1通ごとに判断する大きな送信者が使います。",
        ],
    ),
    Entry::tag(
        ("SPF", "include"),
        "RFC 7208 §5.2",
        "include:_spf.mailservice.example",
        [
            "The addresses that another domain's record lets pass.",
            "For a mailing service that sends in your name. It counts as one lookup, plus those inside that record.",
        ],
        [
            "別のドメインのレコードで成功するIPアドレスです。",
            "配信サービスに送信を任せるときに使います。DNS問い合わせは、その1回に、中の項目の分も加えて数えます。",
        ],
    ),
    Entry::tag(
        ("SPF", "redirect"),
        "RFC 7208 §6.1",
        "redirect=_spf.a-corp.example",
        ["The record to use instead where nothing matched.", "It has no effect beside all."],
        ["どれにも当てはまらないとき、代わりに使うレコードです。", "all があるときは使われません。"],
    ),
    Entry::tag(
        ("SPF", "exp"),
        "RFC 7208 §6.2",
        "exp=why.a-corp.example",
        [
            "Where the domain's explanation for those who fail is found.",
            "The text is written by the sending domain, not by the receiver.",
        ],
        ["失敗した相手に見せる説明文のありかです。", "書いたのは送信側のドメインです。"],
    ),
    Entry::tag(
        ("DMARC", "v"),
        "RFC 9989 §4.7",
        "v=DMARC1",
        ["The beginning of every DMARC record.", "It is in DNS at _dmarc. followed by the domain."],
        ["DMARCレコードの始まりです。", "DNSの「_dmarc.ドメイン名」にあります。"],
    ),
    Entry::tag(
        ("DMARC", "p"),
        "RFC 9989 §4.7",
        "p=reject",
        [
            "What the domain asks receivers to do with letters that fail.",
            "none: nothing, only report. quarantine: into the junk folder. reject: refuse.",
        ],
        [
            "失敗したメールをどう扱ってほしいかです（ポリシー）。",
            "none は何もしない、quarantine は迷惑メールへ、reject は拒否です。",
        ],
    ),
    Entry::tag(
        ("DMARC", "sp"),
        "RFC 9989 §4.7",
        "sp=quarantine",
        ["The same, for names below the domain.", "Where it is missing, p= counts for them too."],
        ["サブドメイン（下のドメイン）についてのポリシーです。", "なければ p= と同じです。"],
    ),
    Entry::tag(
        ("DMARC", "np"),
        "RFC 9989 §4.7",
        "np=reject",
        ["The same, for names below the domain that do not exist.", "Forgers like to invent such names."],
        ["実在しないサブドメインについてのポリシーです。", "偽装では、実在しない名前がよく使われます。"],
    ),
    Entry::tag(
        ("DMARC", "adkim"),
        "RFC 9989 §4.7",
        "adkim=s",
        [
            "How closely d= of a signature must agree with From.",
            "r (relaxed): the same organization. s (strict): the same name.",
        ],
        ["DKIMのドメイン (d=) とFromの一致の厳しさです。", "r は同じ組織ならよく、s は完全に同じ名前だけです。"],
    ),
    Entry::tag(
        ("DMARC", "aspf"),
        "RFC 9989 §4.7",
        "aspf=r",
        [
            "How closely the envelope From must agree with the header From.",
            "r (relaxed): the same organization. s (strict): the same name.",
        ],
        ["エンベロープFromとヘッダーFromの一致の厳しさです。", "r は同じ組織ならよく、s は完全に同じ名前だけです。"],
    ),
    Entry::tag(
        ("DMARC", "rua"),
        "RFC 9989 §4.7",
        "rua=mailto:dmarc@a-corp.example",
        [
            "Where daily summaries go: who sent in the domain's name, and how it came out.",
            "They hold addresses and numbers, no letters.",
        ],
        ["集計レポートの送り先です。", "誰がこのドメインの名前で送り、結果がどうだったかの集計が、毎日届きます。"],
    ),
    Entry::tag(
        ("DMARC", "ruf"),
        "RFC 9989 §4.7",
        "ruf=mailto:fail@a-corp.example",
        ["Where reports about single letters that failed go.", "Few receivers send them, for privacy."],
        ["失敗したメール1通ごとのレポートの送り先です。", "個人情報のため、送る受信側は多くありません。"],
    ),
    Entry::tag(
        ("DMARC", "fo"),
        "RFC 9989 §4.7",
        "fo=1",
        [
            "For which failures reports about single letters are wanted.",
            "0: only where both SPF and DKIM gave no aligned pass. 1: where either did not.",
        ],
        [
            "1通ごとのレポートがほしい条件です。",
            "0 はSPFとDKIMがどちらも成功しなかったとき、1 はどちらかが成功しなかったときです。",
        ],
    ),
    Entry::tag(
        ("DMARC", "t"),
        "RFC 9989 §4.7",
        "t=y",
        ["Whether the domain is only testing its policy.", "With y, receivers apply the next milder one."],
        ["ポリシーを試しているだけかどうかです。", "y なら、受信側は1段階緩い扱いにします。"],
    ),
    Entry::tag(
        ("DMARC", "psd"),
        "RFC 9989 §4.7",
        "psd=n",
        [
            "Whether the domain is a registry's own (y), an organization's (n), or not said (u).",
            "It ends the tree walk.",
        ],
        [
            "登録機関のドメイン (y) か、組織のドメイン (n) か、不明 (u) かを示します。",
            "組織のドメインを探す手がかりになります。",
        ],
    ),
    Entry::tag(
        ("DMARC", "pct"),
        "RFC 7489 §6.3",
        "pct=20",
        [
            "The share of the letters that the policy was to be applied to, in percent.",
            "Given up in RFC 9989; t= took its place.",
        ],
        ["ポリシーを適用する割合（%）です。", "RFC 9989で廃止され、代わりに t= ができました。"],
    ),
    Entry::tag(
        ("DMARC", "rf"),
        "RFC 7489 §6.3",
        "rf=afrf",
        ["The form of reports about single letters.", "Given up in RFC 9989: there is only one form."],
        ["1通ごとのレポートの形式です。", "RFC 9989で廃止されました。形式は1つだけです。"],
    ),
    Entry::tag(
        ("DMARC", "ri"),
        "RFC 7489 §6.3",
        "ri=86400",
        ["How often summaries were wanted, in seconds.", "Given up in RFC 9989: they come once a day or so."],
        ["集計レポートがほしい間隔（秒）です。", "RFC 9989で廃止されました。ふつう1日に1回届きます。"],
    ),
];
