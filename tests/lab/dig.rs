//! dig: DNS answers strangers too, over UDP and TCP, and what they ask is told.

use tegami::trace::{Fact, Transport};

use super::{Room, said};

#[tokio::test(flavor = "multi_thread")]
async fn dns_answers_over_udp_and_tcp() {
    let room = Room::open(None).await;
    let mut answers = Vec::new();
    for line in room.lines("dig") {
        let Some(output) = room.run(&line, "").await else { return };
        assert!(output.status.success() && said(&output).contains("status: NOERROR"), "{}", said(&output));
        answers.push(said(&output));
    }
    assert!(answers[0].contains("\"v=spf1 ip4:192.0.2.25 -all\""), "{}", answers[0]);
    assert!(answers[1].contains("\"v=DMARC1; p=reject\""), "{}", answers[1]);
    assert!(answers[2].contains("10 mx.school.example."), "{}", answers[2]);
    let trace = room.close().await;
    let asked = trace.events.iter().filter_map(|event| match &event.fact {
        Fact::Asked { name, rtype, transport, answer: Some(_), .. } => {
            Some((name.as_str(), rtype.as_str(), *transport))
        }
        _ => None,
    });
    let expected = [
        ("a-corp.example", "TXT", Transport::Udp),
        ("_dmarc.a-corp.example", "TXT", Transport::Tcp),
        ("school.example", "MX", Transport::Udp),
    ];
    assert_eq!(asked.collect::<Vec<_>>(), expected);
}
