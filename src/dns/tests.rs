mod wire;

use std::net::Ipv4Addr;

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::{A, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use hickory_proto::serialize::txt::Parser;
use pretty_assertions::assert_eq;

use self::wire::dig;
use super::*;
use crate::net::{Faults, VISITOR};
use crate::scenario::Spanned;
use crate::trace::{Event, EventId, Fact, LetterId, Rcode, Stage, Time, Transport};

/// A zone as the scenario's parser would hand it on.
pub(crate) fn zone(origin: &str, text: &str) -> Zone {
    let name = Name::from_ascii(format!("{origin}.")).unwrap();
    let (_, sets) = Parser::new(format!("$TTL 300\n{text}\n"), None, Some(name)).parse().unwrap();
    let records = sets.values().flat_map(|set| set.records_without_rrsigs().cloned());
    let records = records.map(|value| Spanned { value, span: 0..0 }).collect();
    Zone { origin: origin.to_owned(), records, span: 0..0 }
}

pub(crate) fn record(name: &str, data: RData) -> Spanned<Record> {
    Spanned { value: Record::from_rdata(Name::from_ascii(format!("{name}.")).unwrap(), 300, data), span: 0..0 }
}

fn dns(zones: &[Zone]) -> (Recorder, Dns) {
    let recorder = Recorder::starting_at(Time(1_795_500_000));
    (recorder.clone(), Dns::new(recorder, zones, Faults::default()).unwrap())
}

fn data(outcome: &Outcome) -> Vec<String> {
    let Outcome::Found(records) = outcome else { panic!("{outcome:?}") };
    records.iter().map(|record| record.data.to_string()).collect()
}

fn soa(message: &Message) -> String {
    let record = message.authorities.iter().find(|record| record.record_type() == RecordType::SOA).unwrap();
    format!("{} {}", record.name, record.data)
}

const SCHOOL: &str = "@ MX 10 mx\nmx A 203.0.113.25\nwww CNAME mx\nloop CNAME pool\npool CNAME loop";

#[tokio::test]
async fn what_nobody_wrote_down_does_not_exist_and_an_soa_says_so() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let resolver = dns.resolver("mx.school.example");
    assert_eq!(resolver.lookup("_dmarc.example", RecordType::TXT).await.outcome, Outcome::NxDomain);
    assert_eq!(resolver.lookup("no.school.example", RecordType::A).await.outcome, Outcome::NxDomain);
    assert_eq!(resolver.lookup("mx.school.example", RecordType::AAAA).await.outcome, Outcome::NoData);
    assert_eq!(data(&resolver.lookup("school.example", RecordType::MX).await.outcome), ["10 mx.school.example."]);
    assert_eq!(resolver.lookup("not..a..name", RecordType::A).await.outcome, Outcome::NxDomain);
    let answers = recorder.since(0).into_iter().filter_map(|event| match event.fact {
        Fact::Asked { name, answer, .. } => Some((name, answer?.rcode)),
        _ => None,
    });
    let expected = [
        ("_dmarc.example", Rcode::NxDomain),
        ("no.school.example", Rcode::NxDomain),
        ("mx.school.example", Rcode::NoError),
        ("school.example", Rcode::NoError),
    ];
    assert_eq!(answers.collect::<Vec<_>>(), expected.map(|(name, rcode)| (name.to_owned(), rcode)));

    let root = dig(dns.public_address(), "_dmarc.example.", RecordType::TXT).await;
    assert_eq!(root.metadata.response_code, ResponseCode::NXDomain);
    assert!(soa(&root).starts_with(". ns. "), "{}", soa(&root));
    assert_eq!(recorder.since(0).last().unwrap().host, VISITOR);
}

#[tokio::test]
async fn an_soa_of_the_author_stays_and_other_records_may_not_stand_beside_an_alias() {
    let own = "@ SOA ns1.own.example. admin.own.example. 77 1 2 3 4\n@ NS ns1\nns1 A 192.0.2.1";
    let (_, dns) = dns(&[zone("own.example", own)]);
    let answer = dig(dns.public_address(), "gone.own.example.", RecordType::A).await;
    assert!(soa(&answer).contains("ns1.own.example. admin.own.example. 77 1 2 3 4"), "{}", soa(&answer));

    let mut spoilt = zone("own.example", "www CNAME ns1");
    spoilt.records.push(record("www.own.example", RData::A(A(Ipv4Addr::new(192, 0, 2, 2)))));
    let error = Dns::new(Recorder::starting_at(Time(0)), &[spoilt], Faults::default()).err().unwrap();
    assert!(matches!(&error, DnsError::CnameAndOther { name } if name == "www.own.example"), "{error}");
}

#[tokio::test]
async fn aliases_are_followed_also_into_other_zones_and_their_loops_end() {
    let (_, dns) = dns(&[zone("school.example", SCHOOL), zone("far.example", "mail CNAME mx.school.example.")]);
    let resolver = dns.resolver("mx.school.example");
    assert_eq!(data(&resolver.lookup("www.school.example", RecordType::A).await.outcome), ["203.0.113.25"]);
    let far = resolver.lookup("mail.far.example", RecordType::A).await;
    assert_eq!((data(&far.outcome), far.events.len()), (vec!["203.0.113.25".to_owned()], 2));
    let loops = resolver.lookup("loop.school.example", RecordType::A).await.outcome;
    assert!(matches!(loops, Outcome::ServFail | Outcome::NoData), "{loops:?}");
}

#[tokio::test]
async fn four_kilobytes_of_text_come_over_tcp_and_are_recorded_once() {
    let mut big = zone("big.example", "@ A 192.0.2.1");
    let strings = vec!["x".repeat(255); 16];
    big.records.push(record("big.example", RData::TXT(TXT::new(strings))));
    let (recorder, dns) = dns(&[big]);
    let lookup = dns.resolver("mx.school.example").lookup("big.example", RecordType::TXT).await;
    let Outcome::Found(records) = lookup.outcome else { panic!("{:?}", lookup.outcome) };
    let RData::TXT(txt) = &records[0].data else { panic!() };
    assert_eq!(txt.txt_data.iter().map(|string| string.len()).sum::<usize>(), 4080);
    let events = recorder.since(0);
    assert!(matches!(events.as_slice(), [Event { fact: Fact::Asked { transport: Transport::Tcp, .. }, .. }]));
    assert_eq!(lookup.events, [EventId(0)]);
    assert!(dig(dns.public_address(), "big.example.", RecordType::TXT).await.metadata.truncation);
}

#[tokio::test]
async fn a_name_can_fail_fall_silent_and_answer_again_without_anybody_waiting() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let resolver = dns.resolver("mx.school.example");
    let began = std::time::Instant::now();
    let mut expected = Vec::new();
    for (step, outcome) in [
        (DnsStep { timeout: vec!["mx.school.example".into()], ..DnsStep::default() }, Outcome::TimedOut),
        (DnsStep { servfail: vec!["MX.school.example.".into()], ..DnsStep::default() }, Outcome::ServFail),
    ] {
        assert_eq!(dns.change(&step).await, ["mx.school.example"]);
        // An alias of the name is in the same trouble.
        for name in ["mx.school.example", "www.school.example"] {
            assert_eq!(resolver.lookup(name, RecordType::A).await.outcome, outcome, "{name}");
            expected.push(outcome == Outcome::TimedOut);
        }
    }
    dns.change(&DnsStep { answer: vec!["mx.school.example".into()], ..DnsStep::default() }).await;
    assert_eq!(data(&resolver.lookup("mx.school.example", RecordType::A).await.outcome), ["203.0.113.25"]);
    expected.push(false);
    let unanswered = recorder.since(0).into_iter().map(|event| matches!(event.fact, Fact::Asked { answer: None, .. }));
    assert_eq!(unanswered.collect::<Vec<_>>(), expected);
    assert!(began.elapsed() < std::time::Duration::from_secs(4), "somebody waited for a resolver to give up");
}

#[tokio::test]
async fn records_change_at_run_time() {
    let (_, dns) = dns(&[zone("school.example", SCHOOL)]);
    let resolver = dns.resolver("mail.a-corp.example");
    let address = |last| RData::A(A(Ipv4Addr::new(203, 0, 113, last)));
    let set = vec![record("mx.school.example", address(66)), record("mx.school.example", address(67))];
    assert_eq!(dns.change(&DnsStep { set, ..DnsStep::default() }).await, ["mx.school.example"]);
    let found = data(&resolver.lookup("mx.school.example", RecordType::A).await.outcome);
    assert_eq!(found, ["203.0.113.66", "203.0.113.67"]);

    let set = vec![record("new.zone.example", address(9)), record("www.school.example", address(8))];
    let remove = vec![("school.example".to_owned(), Some("MX".to_owned())), ("mx.school.example".to_owned(), None)];
    dns.change(&DnsStep { set, remove, ..DnsStep::default() }).await;
    assert_eq!(data(&resolver.lookup("new.zone.example", RecordType::A).await.outcome), ["203.0.113.9"]);
    assert_eq!(data(&resolver.lookup("www.school.example", RecordType::A).await.outcome), ["203.0.113.8"]);
    assert_eq!(resolver.lookup("school.example", RecordType::MX).await.outcome, Outcome::NoData);
    assert_eq!(resolver.lookup("mx.school.example", RecordType::A).await.outcome, Outcome::NxDomain);
}

#[tokio::test]
async fn a_key_is_published_where_the_author_has_not_published_one() {
    let (_, dns) = dns(&[zone("school.example", "s1._domainkey TXT \"by hand\"")]);
    assert!(!dns.publish_key("school.example", "s1", "v=DKIM1; p=").await.unwrap());
    let key = format!("v=DKIM1; k=rsa; p={}", "A".repeat(392));
    assert!(dns.publish_key("school.example", "s2", &key).await.unwrap());
    let resolver = dns.resolver("mx.school.example");
    assert_eq!(data(&resolver.lookup("s1._domainkey.school.example", RecordType::TXT).await.outcome), ["by hand"]);
    assert_eq!(data(&resolver.lookup("s2._domainkey.school.example", RecordType::TXT).await.outcome), [key]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_question_is_recorded_for_the_host_and_errand_that_asked_it() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let asked = (0..20).map(|number: u32| {
        let host = if number.is_multiple_of(2) { "mail.a-corp.example" } else { "mx.school.example" };
        let context =
            Context { stage: Some(Stage::Resolution), letter: Some(LetterId(number)), because: vec![EventId(number)] };
        let resolver = dns.resolver(host).asking(context);
        async move {
            let mut events = Vec::new();
            for _ in 0..5 {
                events.extend(resolver.lookup("mx.school.example", RecordType::A).await.events);
            }
            (host, number, events)
        }
    });
    let asked = futures_util::future::join_all(asked.map(tokio::spawn)).await;
    let trace = recorder.since(0);
    assert_eq!(trace.len(), 100);
    for (host, number, events) in asked.into_iter().map(Result::unwrap) {
        assert_eq!(events.len(), 5);
        for EventId(id) in events {
            let event = &trace[id as usize];
            let is = (event.host.as_str(), event.stage, event.letter, event.because.clone());
            assert_eq!(is, (host, Some(Stage::Resolution), Some(LetterId(number)), vec![EventId(number)]));
        }
    }
}

#[tokio::test]
async fn a_closed_world_leaves_its_ports_free_and_answers_nobody() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let (resolver, address) = (dns.resolver("mx.school.example"), dns.public_address());
    resolver.lookup("mx.school.example", RecordType::A).await;
    dns.close().await;
    std::net::UdpSocket::bind(address).unwrap();
    std::net::TcpListener::bind(address).unwrap();
    let late = resolver.asking(Context::default()).lookup("mx.school.example", RecordType::A).await;
    assert_eq!(late.outcome, Outcome::TimedOut);
    assert_eq!(recorder.len(), 2);
}
