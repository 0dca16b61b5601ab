//! What anybody on this machine gets who asks with packets of their own.

use std::net::SocketAddr;

use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::{DNSClass, Name, RecordType};
use pretty_assertions::assert_eq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

use super::*;

/// Asks as a learner would, from outside.
pub(super) async fn dig(to: SocketAddr, name: &str, rtype: RecordType) -> Message {
    ask(to, &question(name, rtype)).await
}

fn question(name: &str, rtype: RecordType) -> Message {
    let mut question = Message::query();
    question.add_query(Query::query(Name::from_ascii(name).unwrap(), rtype));
    question
}

async fn ask(to: SocketAddr, question: &Message) -> Message {
    Message::from_vec(&exchange(to, &question.to_vec().unwrap()).await).unwrap()
}

async fn exchange(to: SocketAddr, packet: &[u8]) -> Vec<u8> {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.send_to(packet, to).await.unwrap();
    let mut buffer = [0; 4096];
    let length = socket.recv(&mut buffer).await.unwrap();
    buffer[..length].to_vec()
}

#[tokio::test]
async fn what_is_no_question_gets_format_error_or_nothing() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let to = dns.public_address();
    let header = |flags: u8, questions: u8| [0x12, 0x34, flags, 0, 0, questions, 0, 0, 0, 0, 0, 0];
    let format_error = |flags: u8| [0x12, 0x34, 0x80 | flags, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    // A question is announced and missing; a name leads to itself; the rest is noise.
    assert_eq!(exchange(to, &header(1, 1)).await, format_error(1));
    let circle = [&header(0, 1)[..], &[0xc0, 0x0c, 0, 1, 0, 1]].concat();
    assert_eq!(exchange(to, &circle).await, format_error(0));
    assert_eq!(exchange(to, &[&header(0, 1)[..], &[0x41; 9000]].concat()).await, format_error(0));
    for questions in [0, 2] {
        let mut many = Message::query();
        let query = Query::query(Name::from_ascii("mx.school.example.").unwrap(), RecordType::A);
        many.add_queries(std::iter::repeat_n(query, questions));
        assert_eq!(ask(to, &many).await.metadata.response_code, ResponseCode::FormErr, "{questions}");
    }
    // What has no header, and what is an answer itself, gets none: the next packet from the same socket is for the last.
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut answer = question("mx.school.example.", RecordType::A);
    answer.metadata.message_type = MessageType::Response;
    for packet in [&b""[..], b"\0", &header(0x80, 1), &answer.to_vec().unwrap()] {
        socket.send_to(packet, to).await.unwrap();
    }
    let last = question("mx.school.example.", RecordType::A);
    socket.send_to(&last.to_vec().unwrap(), to).await.unwrap();
    let mut buffer = [0; 512];
    let length = socket.recv(&mut buffer).await.unwrap();
    assert_eq!(Message::from_vec(&buffer[..length]).unwrap().metadata.id, last.metadata.id);
    assert_eq!(recorder.len(), 1, "only a question is recorded");
}

#[tokio::test]
async fn other_classes_operations_and_transfers_are_refused() {
    let (_, dns) = dns(&[zone("school.example", SCHOOL)]);
    let to = dns.public_address();
    let code = async |question: &Message| {
        let answer = ask(to, question).await;
        assert_eq!((answer.answers.len(), answer.metadata.id), (0, question.metadata.id));
        answer.metadata.response_code
    };
    for (name, class) in [("version.bind.", DNSClass::CH), ("mx.school.example.", DNSClass::HS)] {
        let mut question = Message::query();
        let mut query = Query::query(Name::from_ascii(name).unwrap(), RecordType::TXT);
        query.set_query_class(class);
        question.add_query(query);
        assert_eq!(code(&question).await, ResponseCode::Refused, "{class}");
    }
    for operation in [OpCode::Status, OpCode::Notify, OpCode::Update] {
        let mut question = question("school.example.", RecordType::SOA);
        question.metadata.op_code = operation;
        let code = code(&question).await;
        assert!(
            matches!(code, ResponseCode::NotImp | ResponseCode::Refused | ResponseCode::NotAuth),
            "{operation:?} {code}"
        );
    }
    assert_eq!(code(&question("school.example.", RecordType::AXFR)).await, ResponseCode::Refused);
}

#[tokio::test]
async fn case_any_and_edns() {
    let (_, dns) = dns(&[zone("school.example", SCHOOL)]);
    let to = dns.public_address();
    let answer = dig(to, "mX.ScHooL.eXample.", RecordType::A).await;
    assert_eq!((answer.answers.len(), answer.metadata.authoritative), (1, true));
    assert_eq!(answer.queries[0].name().to_ascii(), "mX.ScHooL.eXample.");
    // RFC 8482: one type stands for all.
    let any = dig(to, "school.example.", RecordType::ANY).await.answers;
    assert!(!any.is_empty() && any.iter().all(|record| record.record_type() == any[0].record_type()), "{any:?}");
    let mut edns = Edns::new();
    edns.set_max_payload(1232);
    let mut question = question("mx.school.example.", RecordType::A);
    question.set_edns(edns.clone());
    assert_eq!(ask(to, &question).await.edns.unwrap().version(), 0);
    edns.set_version(1);
    question.set_edns(edns);
    // BADVERS has the number of BADSIG (RFC 6895 §2.3).
    assert_eq!(u16::from(ask(to, &question).await.metadata.response_code), u16::from(ResponseCode::BADVERS));
}

#[tokio::test]
async fn over_tcp_questions_follow_each_other_and_a_long_one_ends_it() {
    let (_, dns) = dns(&[zone("school.example", SCHOOL)]);
    let mut stream = TcpStream::connect(dns.public_address()).await.unwrap();
    let packet = question("mx.school.example.", RecordType::A).to_vec().unwrap();
    let framed = [&u16::try_from(packet.len()).unwrap().to_be_bytes()[..], &packet].concat();
    stream.write_all(&[framed.clone(), framed].concat()).await.unwrap();
    for _ in 0..2 {
        let mut answer = vec![0; usize::from(stream.read_u16().await.unwrap())];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(Message::from_vec(&answer).unwrap().answers.len(), 1);
    }
    stream.write_all(&[0xff, 0xff]).await.unwrap();
    assert!(!matches!(stream.read(&mut [0; 1]).await, Ok(1..)), "a question of 65,535 octets is not waited for");
}

#[tokio::test]
async fn a_visitor_who_never_stops_is_answered_and_fills_no_trace() {
    let (recorder, dns) = dns(&[zone("school.example", SCHOOL)]);
    let (visitor, from) = (Asker::visitor(VISITOR), "127.0.0.1:9".parse().unwrap());
    let packet = question("mx.school.example.", RecordType::A).to_vec().unwrap();
    for _ in 0..10_005 {
        assert!(dns.exchange.desk.answer(&visitor, &packet, from, Transport::Udp).await.is_some());
    }
    assert_eq!(recorder.len(), 10_000);
}
