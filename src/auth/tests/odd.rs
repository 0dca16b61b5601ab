//! Letters that nobody should have written.

use pretty_assertions::assert_eq;

use super::*;

#[tokio::test]
async fn odd_letters_are_judged_and_harm_nobody() {
    let case = Case::company("v=DMARC1; p=none");
    let long = format!("From: <{TARO}>\r\nX-Long: {}\r\n\r\nbody", "x".repeat(100_000));
    let many = format!(
        "{}From: <{TARO}>\r\n\r\n",
        "DKIM-Signature: v=1; a=rsa-sha256; d=a-corp.example; s=no; h=from; bh=AA==; b=AA==\r\n".repeat(30)
    );
    let one = "pass none pass inbox";
    let unclear = "pass none permerror 550";
    let letters: [(&[u8], &str); 15] = [
        (b"", unclear),
        (b"\r\n", unclear),
        (b"no header at all", unclear),
        (b"\0\0\0\r\n\r\n\0", unclear),
        (b"From: <taro@a-corp.example>\nSubject: bare\n\nline feeds\n", one),
        (b"From: <taro@a-corp.example>\r\nSubject: caf\xe9 \0 \xff\r\n\r\n\x80\r\n", one),
        (long.as_bytes(), one),
        (b"From: <taro@a-corp.example>\r\nFrom: <eve@evil.example>\r\n\r\n", unclear),
        (b"From: <taro@a-corp.example>\r\nFrom: <taro@a-corp.example>\r\n\r\n", unclear),
        (b"From: <taro@a-corp.example>, <eve@evil.example>\r\n\r\n", unclear),
        (b"From: nobody\r\n\r\n", unclear),
        (b"From: <taro@a-corp.example>\r\nDKIM-Signature: rubbish\r\n\r\n", "pass neutral pass inbox"),
        (
            b"From: <taro@a-corp.example>\r\nDKIM-Signature: v=1; a=rsa-sha256; d=a-corp.example; s=s1; h=to; bh=AA==; b=AA==\r\n\r\n",
            "pass permerror pass inbox",
        ),
        (many.as_bytes(), "pass fail pass inbox"),
        (b"From: <taro@a-corp.example>\r\nDKIM-Signature: v=1; a=rsa-sha256; d=a-corp.example; s=\0x; h=from; bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=; b=AA==\r\n\r\n", "pass permerror pass inbox"),
    ];
    for (source, expected) in letters {
        let findings = case.receive(arrival(COMPANY, TARO, source)).await;
        let shown = String::from_utf8_lossy(&source[..source.len().min(80)]).into_owned();
        assert_eq!(summary(&findings, &case.rules), expected, "{shown:?}");
        assert!((1..=20).contains(&findings.dkim().count()));
        results::field(HOST, &findings);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn no_letter_is_too_odd(
        parts in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..40),
        noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60),
        helo in ".{0,40}",
        from in ".{0,40}",
    ) {
        let source = [parts.concat().as_bytes(), &noise].concat();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let case = Case::company("v=DMARC1; p=reject");
            let findings = case.receive(Arrival { ip: ATTACKER, helo: &helo, from: &from, source: source.clone() }).await;
            let arc = findings.arc().unwrap();
            assert_eq!(arc.proof.as_ref().and_then(|proof| proof.disagrees), None, "{arc:?}");
            let (disposition, reason) = decide(&findings, &case.rules);
            assert!(!reply(&findings, disposition, &reason).text.contains(['\r', '\n']));
            let field = results::field(HOST, &findings);
            assert!(results::claims_to_be_from(field.value.as_slice(), HOST));
            let folds = field.value.as_slice().split(|byte| *byte == b'\n').skip(1);
            assert!(folds.into_iter().all(|line| line.starts_with(b"\t")), "{field:?}");
            let key = SigningKey::demonstration(DkimKey::Ed25519, 0).unwrap();
            let _ = sign(&key, "a-corp.example", "s1", &source, NOW);
        });
    }
}

/// What odd letters are made of.
const PIECES: [&str; 27] = [
    "From: ",
    "<taro@a-corp.example>",
    "DKIM-Signature: ",
    "ARC-Seal: i=1; ",
    "ARC-Message-Signature: i=1; ",
    "ARC-Authentication-Results: i=1; ",
    "v=1; a=rsa-sha256; ",
    "d=a-corp.example; s=s1; ",
    "h=from:to; ",
    "bh=AA==; b=AA==; ",
    "l=99999999999; ",
    "x=1; t=2; ",
    "c=relaxed/simple; ",
    "cv=none; ",
    "DKIM2-Signature: i=1; m=1; ",
    "Message-Instance: m=1; ",
    "mf=PD4=; rt=PGE+; ",
    "s=s1:rsa-sha256:AA==,:; ",
    "h=sha256:AA==:AA==; r=e30=; ",
    "\r\n",
    "\r\n\t",
    "\n",
    "\r\n\r\n",
    ":",
    ";",
    "\0",
    "=?utf-8?b?",
];
