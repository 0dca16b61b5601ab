//! Fields of mailing lists and newsletters (RFC 2369, RFC 2919, RFC 8058).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::field(
        "List-Id",
        "RFC 2919",
        "List-Id: Parents <parents.school.example>",
        [
            "Which mailing list the letter came through.",
            "Useful for sorting letters. A list often changes subject or body, so the author's DKIM signature breaks.",
        ],
        [
            "どのメーリングリストを通ったかを示します。",
            "振り分けに便利です。リストは件名や本文を変えることが多く、元のDKIMの署名は壊れます。",
        ],
    ),
    Entry::field(
        "List-Unsubscribe",
        "RFC 2369 §3.2",
        "List-Unsubscribe: <mailto:leave@news.example>, <https://news.example/leave?u=1>",
        [
            "How to get no more letters of this kind.",
            "Mail clients make a button of it. Use it only for senders you know; it tells the others that somebody \
             reads your mail.",
        ],
        [
            "配信を止める方法です。",
            "メールソフトが「登録解除」ボタンにします。知っている送信者にだけ使ってください。知らない相手には、読まれていることを教えるだけです。",
        ],
    ),
    Entry::field(
        "List-Unsubscribe-Post",
        "RFC 8058",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        [
            "Says that one click is enough to get no more such letters.",
            "The mail client sends the request itself. Large providers ask bulk senders for it, and the DKIM signature must cover it.",
        ],
        [
            "1回のクリックで配信を止められるという印です。",
            "メールソフトが代わりに手続きします。大手の事業者は大量送信者にこれを求め、DKIMの署名に含めることも必要です。",
        ],
    ),
    Entry::field(
        "List-Post",
        "RFC 2369 §3.4",
        "List-Post: <mailto:parents@school.example>",
        ["Where to write to reach the whole list.", "NO means that only some may write."],
        ["リスト全体に送るときの宛先です。", "NO と書かれていれば、誰でも投稿できるわけではありません。"],
    ),
    Entry::field(
        "List-Help",
        "RFC 2369 §3.1",
        "List-Help: <mailto:parents-request@school.example?subject=help>",
        ["Where to learn how the list works.", "A mail address or a web page."],
        ["リストの使い方を知るための連絡先です。", "メールアドレスかウェブページです。"],
    ),
    Entry::field(
        "List-Subscribe",
        "RFC 2369 §3.3",
        "List-Subscribe: <mailto:parents-join@school.example>",
        ["How to join the list.", "A mail address or a web page."],
        ["リストに参加する方法です。", "メールアドレスかウェブページです。"],
    ),
    Entry::field(
        "List-Owner",
        "RFC 2369 §3.5",
        "List-Owner: <mailto:parents-owner@school.example>",
        ["Who runs the list.", "Write there where something is wrong with the list."],
        ["リストの管理者です。", "リストに問題があるときの連絡先です。"],
    ),
    Entry::field(
        "List-Archive",
        "RFC 2369 §3.6",
        "List-Archive: <https://school.example/parents/>",
        ["Where old letters of the list can be read.", "Often a web page."],
        ["過去の投稿を読める場所です。", "ウェブページであることが多いです。"],
    ),
    Entry::field(
        "Mailing-list",
        "custom (Google Groups, ezmlm)",
        "Mailing-list: list parents@groups.example; contact parents+owners@groups.example",
        ["Which mailing list the letter came through.", "Older than List-Id, and not a standard."],
        ["どのメーリングリストを通ったかを示します。", "List-Idより古い、標準ではない書き方です。"],
    ),
    Entry::field(
        "Precedence",
        "custom (RFC 3834 §3.1.8 advises against it)",
        "Precedence: bulk",
        [
            "Says that the letter went to many: bulk, list or junk.",
            "It keeps programs such as holiday notices from answering.",
        ],
        ["大勢に送られたメールだという印です。", "不在通知などの自動返信を防ぎます。値は bulk、list、junk などです。"],
    ),
    Entry::field(
        "X-Mailman-Version",
        "Mailman",
        "X-Mailman-Version: 3.3.9",
        [
            "Says that Mailman runs the mailing list.",
            "Mailman often changes From (“via”) so that DMARC passes with the list's own domain.",
        ],
        [
            "メーリングリストのソフトMailmanの版です。",
            "Mailmanは、DMARCがリスト自身のドメインで成功するように、Fromを「〜 via リスト名」に変えることがあります。",
        ],
    ),
    Entry::field(
        "X-BeenThere",
        "Mailman",
        "X-BeenThere: parents@school.example",
        ["Says that the letter has been through this list already.", "It keeps a letter from going round in circles."],
        ["このリストをすでに通ったという印です。", "メールが堂々巡りするのを防ぎます。"],
    ),
    Entry::field(
        "Feedback-ID",
        "Google (Feedback Loop)",
        "Feedback-ID: autumn:42:newsletter:mailservice",
        [
            "For the sender's statistics: campaign, customer, kind of letter, and last the sender.",
            "Gmail reports to the mailing service how many readers said “spam” for each of them.",
        ],
        [
            "送信者の統計のための印です。配信名、顧客、メールの種類、最後に送信元が入ります。",
            "「迷惑メール」と報告された割合を、Gmailが配信サービスに知らせるために使います。",
        ],
    ),
    Entry::field(
        "X-Auto-Response-Suppress",
        "Microsoft [MS-OXCMAIL]",
        "X-Auto-Response-Suppress: OOF, AutoReply",
        ["Which automatic answers Exchange should not send.", "OOF is the holiday notice; All means none at all."],
        ["Exchangeに送ってほしくない自動返信の種類です。", "OOF は不在通知、All はすべてです。"],
    ),
    Entry::field(
        "X-CSA-Complaints",
        "Certified Senders Alliance",
        "X-CSA-Complaints: csa-complaints@mailservice.example",
        [
            "Where to complain about a bulk sender that has joined a code of conduct.",
            "Only a claim, unless the sender is on the list.",
        ],
        [
            "送信の決まりに参加している大量送信者についての、苦情の送り先です。",
            "名簿で確かめるまでは、本人の主張にすぎません。",
        ],
    ),
];
