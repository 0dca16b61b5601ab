//! The parts of SPF records (RFC 7208 §5, §6) and the tags of DMARC records (RFC 9989 §4.7).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::tag(
        ("SPF", "v"),
        "RFC 7208 §4.5",
        "v=spf1 ip4:192.0.2.25 -all",
        ["The beginning of every SPF record: v=spf1.", "A domain may have one such record only; two are an error."],
        ["SPFレコードの始まり（v=spf1）です。", "1つのドメインに1つだけです。2つあると設定エラーになります。"],
    ),
    Entry::tag(
        ("SPF", "all"),
        "RFC 7208 §5.1",
        "-all",
        [
            "Every address. It stands last, for all that nothing before it matched.",
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
        ["An IPv4 address, or a network of them.", "/24 says how many bits of the address must agree."],
        ["IPv4アドレス、またはその範囲です。", "/24 は、先頭から何ビットが一致すればよいかを示します。"],
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
        ["The addresses of a name.", "Without a name: of the domain itself. It costs one lookup."],
        ["その名前のIPアドレスです。", "名前を省略すると、そのドメイン自身です。DNS問い合わせを1回使います。"],
    ),
    Entry::tag(
        ("SPF", "mx"),
        "RFC 7208 §5.4",
        "mx",
        ["The addresses of the domain's mail servers (MX).", "It costs one lookup, and one for each server."],
        ["そのドメインのメールサーバー（MX）のIPアドレスです。", "DNS問い合わせを1回と、サーバーごとに1回使います。"],
    ),
    Entry::tag(
        ("SPF", "ptr"),
        "RFC 7208 §5.5",
        "ptr",
        ["A host whose name in DNS lies in the domain.", "Slow and unreliable: it should not be used."],
        ["IPアドレスの名前がそのドメインにあるホストです。", "遅くて不確かなので、使わないことになっています。"],
    ),
    Entry::tag(
        ("SPF", "exists"),
        "RFC 7208 §5.7",
        "exists:%{i}._spf.a-corp.example",
        [
            "A name that exists, usually made from the address by a macro.",
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
            "What another domain's record lets pass.",
            "For a mailing service that sends in your name. It costs one lookup, and those inside.",
        ],
        [
            "別のドメインのレコードで成功するアドレスです。",
            "配信サービスに送信を任せるときに使います。DNS問い合わせを、その中身の分も使います。",
        ],
    ),
    Entry::tag(
        ("SPF", "redirect"),
        "RFC 7208 §6.1",
        "redirect=_spf.a-corp.example",
        ["Another record is to be used instead, where nothing matched.", "It has no effect beside all."],
        ["どれにも当てはまらないとき、代わりに使うレコードです。", "all があるときは使われません。"],
    ),
    Entry::tag(
        ("SPF", "exp"),
        "RFC 7208 §6.2",
        "exp=why.a-corp.example",
        [
            "Where the domain explains to those who fail why they do.",
            "The text is the sender's; a receiver shows it as such.",
        ],
        ["失敗した相手に見せる説明文のありかです。", "書いたのは送信側のドメインです。"],
    ),
    Entry::tag(
        ("DMARC", "v"),
        "RFC 9989 §4.7",
        "v=DMARC1",
        ["The beginning of every DMARC record.", "It stands in DNS at _dmarc. below the domain."],
        ["DMARCレコードの始まりです。", "DNSの _dmarc.ドメイン にあります。"],
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
        ["The same for names below the domain.", "Where it is missing, p= counts for them too."],
        ["下のドメインについてのポリシーです。", "なければ p= と同じです。"],
    ),
    Entry::tag(
        ("DMARC", "np"),
        "RFC 9989 §4.7",
        "np=reject",
        ["The same for names below the domain that do not exist.", "Forgers like to invent some."],
        ["存在しない下のドメインについてのポリシーです。", "偽装では、存在しない名前が作られることがよくあります。"],
    ),
    Entry::tag(
        ("DMARC", "adkim"),
        "RFC 9989 §4.7",
        "adkim=s",
        [
            "How exactly d= of a signature must agree with From.",
            "r (relaxed): the same organization. s (strict): the same name.",
        ],
        ["DKIMのドメイン (d=) とFromの一致の厳しさです。", "r は同じ組織ならよく、s は完全に同じ名前だけです。"],
    ),
    Entry::tag(
        ("DMARC", "aspf"),
        "RFC 9989 §4.7",
        "aspf=r",
        [
            "How exactly the envelope From must agree with From.",
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
        ["集計レポートの送り先です。", "だれがこのドメインの名前で送り、結果がどうだったかの集計が、毎日届きます。"],
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
        ["For which failures reports about single letters are wanted.", "0: only where all failed. 1: where any did."],
        ["1通ごとのレポートがほしい条件です。", "0 はすべて失敗したとき、1 はどれかが失敗したときです。"],
    ),
    Entry::tag(
        ("DMARC", "t"),
        "RFC 9989 §4.7",
        "t=y",
        ["Whether the domain is only testing its policy.", "With y, receivers apply the next milder one."],
        ["ポリシーを試しているだけかどうかです。", "y なら、受信側は1段階ゆるい扱いにします。"],
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
            "To which part of the letters the policy was to be applied, in percent.",
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
