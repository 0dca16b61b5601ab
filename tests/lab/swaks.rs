//! swaks: a forged letter is found out, and a user hands one in.

use tegami::trace::{DmarcResult, Fate, Origin, SpfResult};

use super::{Room, is_filed, only, said};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_forges_is_found_out() {
    let room = Room::open(None).await;
    let Some(output) = room.run(&room.lines("swaks")[0], "").await else { return };
    assert!(said(&output).contains("550 5.7.1 rejected by the DMARC policy of a-corp.example"), "{}", said(&output));
    let trace = room.close().await;
    let letter = only(&trace);
    assert_eq!(letter.checks.spf.unwrap().1.result, SpfResult::Fail);
    assert_eq!(letter.checks.dmarc.unwrap().1.result, DmarcResult::Fail);
    assert!(matches!(letter.recipients[0].fate, Fate::NotTaken), "{:?}", letter.recipients);
    let callers = trace.events.iter().filter_map(|event| match &event.fact {
        tegami::trace::Fact::Connected { client, origin: Origin::Visitor, .. } => Some(client.ip.to_string()),
        _ => None,
    });
    assert_eq!(callers.collect::<Vec<_>>(), ["198.51.100.254"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_logs_in_inside_tls_and_the_letter_arrives_signed() {
    let room = Room::open(None).await;
    let Some(output) = room.run(&room.lines("swaks")[1], "").await else { return };
    assert!(output.status.success(), "{}", said(&output));
    room.wait_for(is_filed).await;
    let trace = room.close().await;
    let letter = only(&trace);
    assert_eq!(letter.recipients[0].fate.folder(), Some("INBOX"));
    assert_eq!(letter.checks.dmarc.unwrap().1.result, DmarcResult::Pass);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_refused() {
    let room = Room::open(None).await;
    let line = room.lines("swaks")[1].replace("kimura-secret", "guessed");
    let Some(output) = room.run(&line, "").await else { return };
    assert!(!output.status.success() && said(&output).contains("535 5.7.8"), "{}", said(&output));
    assert!(room.close().await.outcomes().is_empty());
}
