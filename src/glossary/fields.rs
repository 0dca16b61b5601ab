//! Fields that the author and the mail client write (RFC 5322 §3.6), and those of MIME (RFC 2045).

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::field(
        "From",
        "RFC 5322 §3.6.2",
        "From: A社 木村 <kimura@a-corp.example>",
        [
            "The author, as the sender wrote it: what a mail client shows. Anyone can write anything here.",
            "Mail servers do not look at it when they pass a letter on. Only DMARC asks whether somebody with a right to its domain has sent the letter.",
        ],
        [
            "差出人が自分で書いた名前とアドレスです。メールソフトに表示されますが、誰でも自由に書けます。",
            "サーバーは配送のときにこの行を見ません。このドメインの持ち主が本当に送ったのかを確かめるのは、DMARCだけです。",
        ],
    ),
    Entry::field(
        "Sender",
        "RFC 5322 §3.6.2",
        "Sender: office@a-corp.example",
        [
            "Who sent the letter, where that is somebody other than the author.",
            "Written by an assistant who sends for somebody, or by a mailing list. Some mail clients show it as “on \
             behalf of”. DMARC does not look at it.",
        ],
        [
            "差出人（From）と実際の送り手が違うときの、送り手のアドレスです。",
            "代理で送る人やメーリングリストが書きます。「代理送信」と表示するメールソフトもあります。DMARCはこの行を見ません。",
        ],
    ),
    Entry::field(
        "Reply-To",
        "RFC 5322 §3.6.2",
        "Reply-To: support@a-corp.example",
        [
            "Where an answer goes, instead of to From.",
            "Useful for a newsletter whose From address nobody reads. In a fraud it leads the answer to the attacker, \
             while From looks right.",
        ],
        [
            "返信の宛先です。これがあると、返信はFromではなくこちらに届きます。",
            "返信用の窓口を別にするときに使います。詐欺では、Fromを本物らしく見せたまま返信だけを攻撃者に届けるために使われます。",
        ],
    ),
    Entry::field(
        "To",
        "RFC 5322 §3.6.3",
        "To: aoi@school.example",
        [
            "To whom the letter is addressed, as its author wrote it.",
            "It decides nothing: the letter goes to the recipients on the envelope (RCPT TO). So a letter may reach you without your address in it.",
        ],
        [
            "差出人が書いた宛先です。",
            "配送先を決めるのは封筒の宛先 (RCPT TO) で、この行ではありません。ここに自分のアドレスがなくても届くことがあります。",
        ],
    ),
    Entry::field(
        "Cc",
        "RFC 5322 §3.6.3",
        "Cc: suzuki@a-corp.example",
        [
            "Who gets a copy, for all to see.",
            "The name comes from carbon copy, the paper between two sheets on a typewriter.",
        ],
        [
            "写しを受け取る人です。全員に見えます。",
            "タイプライターで写しを作るカーボン紙（carbon copy）が名前の由来です。",
        ],
    ),
    Entry::field(
        "Bcc",
        "RFC 5322 §3.6.3",
        "Bcc: archive@a-corp.example",
        [
            "Who gets a copy that the others do not see.",
            "The mail client takes this line out and writes the address only on the envelope. If you can see it, a \
             program forgot to.",
        ],
        [
            "ほかの人に見えない写しの宛先です。",
            "メールソフトがこの行を消し、封筒の宛先にだけ書きます。見えているなら、消し忘れです。",
        ],
    ),
    Entry::field(
        "Subject",
        "RFC 5322 §3.6.5",
        "Subject: =?UTF-8?B?5Lu25ZCN?=",
        [
            "What the letter is about.",
            "Characters beyond ASCII are packed into encoded words (RFC 2047): =?charset?B or Q?…?=. The mail client \
             unpacks them.",
        ],
        [
            "件名です。",
            "英数字以外の文字は =?文字コード?B（またはQ）?…?= の形に変換されます (RFC 2047)。メールソフトが元に戻して表示します。",
        ],
    ),
    Entry::field(
        "Date",
        "RFC 5322 §3.6.1",
        "Date: Tue, 24 Nov 2026 14:30:00 +0900",
        [
            "When the letter was written, by the clock of its author.",
            "Nobody checks it. The time that a server saw is at the end of its Received line.",
        ],
        [
            "メールを書いた日時です。差出人の時計によります。",
            "確かめる仕組みはありません。サーバーが見た時刻は、各Received行の最後にあります。",
        ],
    ),
    Entry::field(
        "Message-ID",
        "RFC 5322 §3.6.4",
        "Message-ID: <1795498200.1@a-corp.example>",
        [
            "The letter's own number; no other letter in the world has the same one.",
            "The mail client or the first server makes it. Answers name it in In-Reply-To. The part after the @ is \
             usually the domain that made it.",
        ],
        [
            "世界に1つだけの、そのメールの番号です。",
            "メールソフトか最初のサーバーが付けます。返信はこの番号をIn-Reply-Toに書きます。@の後ろは、ふつう番号を作ったドメインです。",
        ],
    ),
    Entry::field(
        "In-Reply-To",
        "RFC 5322 §3.6.4",
        "In-Reply-To: <1795498200.1@a-corp.example>",
        [
            "Which letter this one answers, by its Message-ID.",
            "Mail clients build the thread from it. A fraudster may slip into your thread by copying it.",
        ],
        [
            "どのメールへの返信かを、Message-IDで示します。",
            "メールソフトはこれで会話をまとめます。詐欺メールがまねて会話に割り込むこともあります。",
        ],
    ),
    Entry::field(
        "References",
        "RFC 5322 §3.6.4",
        "References: <1@a-corp.example> <2@school.example>",
        [
            "All letters of the thread before this one, the oldest first.",
            "It keeps a thread together even where one of its letters is missing.",
        ],
        [
            "会話のこれまでのメールの番号を、古い順に並べたものです。",
            "途中のメールがなくても、会話のつながりが分かります。",
        ],
    ),
    Entry::field(
        "Comments",
        "RFC 5322 §3.6.5",
        "Comments: sent from the reading room",
        ["A remark for people.", "Hardly used today."],
        ["人が読むための覚え書きです。", "今ではほとんど使われません。"],
    ),
    Entry::field(
        "Keywords",
        "RFC 5322 §3.6.5",
        "Keywords: excursion, October",
        ["Words to find the letter by.", "Hardly used today; mail clients keep labels of their own."],
        ["メールを探すための言葉です。", "今ではほとんど使われません。ラベルはメールソフトが自分で管理します。"],
    ),
    Entry::field(
        "Resent-From",
        "RFC 5322 §3.6.6",
        "Resent-From: aoi@school.example",
        [
            "Who sent the letter on, unchanged, to somebody else.",
            "Written by “redirect” in a mail client. From still names the author, so the checks may fail: somebody \
             else sends in the author's name.",
        ],
        [
            "届いたメールをそのまま別の人に送り直した人です。",
            "メールソフトの「リダイレクト」で付きます。Fromは元の差出人のままなので、認証に失敗することがあります。",
        ],
    ),
    Entry::field(
        "Resent-*",
        "RFC 5322 §3.6.6",
        "Resent-Date: Tue, 24 Nov 2026 15:00:00 +0900",
        [
            "About sending a letter on, unchanged.",
            "Each of these fields means the same as the one without Resent-, but is about the person who sent the \
             letter on.",
        ],
        [
            "メールをそのまま送り直したときの記録です。",
            "Resent- を取った名前の行と同じ意味で、送り直した人について書かれています。",
        ],
    ),
    Entry::field(
        "MIME-Version",
        "RFC 2045 §4",
        "MIME-Version: 1.0",
        ["Says that the body may be more than plain ASCII text.", "It has always been 1.0."],
        ["本文に文字コードや添付ファイルなどの仕組み（MIME）を使うという印です。", "値はいつも 1.0 です。"],
    ),
    Entry::field(
        "Content-Type",
        "RFC 2045 §5",
        "Content-Type: text/plain; charset=UTF-8",
        [
            "What the body is: text, HTML, several parts, and in which character set.",
            "multipart/alternative holds the same as text and as HTML; multipart/mixed holds attachments.",
        ],
        [
            "本文の種類（文章、HTML、複数の部分など）と文字コードです。",
            "multipart/alternative は同じ内容の文章とHTML、multipart/mixed は添付ファイルを含みます。",
        ],
    ),
    Entry::field(
        "Content-Transfer-Encoding",
        "RFC 2045 §6",
        "Content-Transfer-Encoding: base64",
        [
            "How the body was packed for the journey.",
            "7bit and 8bit are not packed; quoted-printable keeps text nearly readable; base64 turns anything into \
             letters and digits.",
        ],
        [
            "本文を送るための変換の方法です。",
            "7bitと8bitは変換なし、quoted-printableは読める形に近い変換、base64は何でも英数字にする変換です。",
        ],
    ),
    Entry::field(
        "Content-Disposition",
        "RFC 2183",
        "Content-Disposition: attachment; filename=plan.pdf",
        [
            "Whether a part is shown in the letter or attached to it, and its file name.",
            "The sender chooses the name: a file that ends in .pdf need not be a PDF.",
        ],
        [
            "その部分を本文に表示するか、添付ファイルにするかと、ファイル名です。",
            "ファイル名は送信者が決めます。拡張子と中身が違うこともあります。",
        ],
    ),
    Entry::field(
        "Content-Language",
        "RFC 3282",
        "Content-Language: ja",
        ["In which language the letter is written.", "Written by the mail client, often from its own settings."],
        ["メールの言語です。", "メールソフトが設定から書くことが多い行です。"],
    ),
    Entry::field(
        "Importance",
        "RFC 2156 §5.3.4",
        "Importance: high",
        ["How important the sender thinks the letter is.", "high, normal or low. It does not make it travel faster."],
        ["送信者が付けた重要度です。", "high（高い）、normal（普通）、low（低い）です。早く届くわけではありません。"],
    ),
    Entry::field(
        "X-Priority",
        "custom",
        "X-Priority: 1",
        [
            "How important the sender thinks the letter is, from 1 (most) to 5.",
            "It is in no standard, but Outlook and many others read it.",
        ],
        [
            "送信者が付けた重要度です。1が最も高く、5が最も低くなります。",
            "標準の行ではありませんが、Outlookなど多くのソフトが読みます。",
        ],
    ),
    Entry::field(
        "Disposition-Notification-To",
        "RFC 8098 §2.1",
        "Disposition-Notification-To: kimura@a-corp.example",
        [
            "The address that would like to be told that you have read the letter.",
            "Your mail client should ask you before it answers.",
        ],
        ["開封確認を送ってほしいアドレスです。", "返事をする前に、メールソフトが確認するのが普通です。"],
    ),
    Entry::field(
        "User-Agent",
        "custom (RFC 7231 for HTTP)",
        "User-Agent: Mozilla Thunderbird",
        ["The mail client that the letter was written with.", "As honest as its sender."],
        ["メールを書いたソフトの名前です。", "送信者の側が書くので、本当とは限りません。"],
    ),
    Entry::field(
        "X-Mailer",
        "custom",
        "X-Mailer: Apple Mail (2.3826)",
        [
            "The mail client or program that the letter was written with.",
            "As honest as its sender. Mass mailers often claim to be a well-known client.",
        ],
        [
            "メールを書いたソフトの名前です。",
            "送信者の側が書くので、本当とは限りません。有名なソフトを名乗る大量送信プログラムもあります。",
        ],
    ),
    Entry::field(
        "Thread-Topic",
        "Microsoft [MS-OXOMSG]",
        "Thread-Topic: Excursion",
        ["The subject of the thread, as Outlook keeps it.", "Answers keep it even where the subject is changed."],
        ["Outlookが使う、会話の件名です。", "件名を変えて返信しても、この行は変わりません。"],
    ),
    Entry::field(
        "Thread-Index",
        "Microsoft [MS-OXOMSG]",
        "Thread-Index: AQHb0xyz…",
        [
            "The place of the letter in a thread, as Outlook counts.",
            "Its first octets hold the time at which the thread began.",
        ],
        ["Outlookが使う、会話の中での位置です。", "先頭の部分に、会話が始まった時刻が入っています。"],
    ),
];
