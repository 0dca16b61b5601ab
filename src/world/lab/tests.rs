//! Who comes in from outside, and what becomes of what they bring.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

use super::*;
use crate::net::VISITOR;
use crate::trace::{Check, Fact, SpfResult};

fn lesson(name: &str) -> Scenario {
    crate::scenario::load(name).unwrap().parsed.scenario.unwrap()
}

fn anywhere() -> Options {
    Options { ports: Ports::ANY, ..Options::default() }
}

/// Says these lines, one after the other, and hears the answers.
async fn say(address: SocketAddr, lines: &[&str]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all((lines.join("\r\n") + "\r\n").as_bytes()).await.unwrap();
    let mut heard = String::new();
    stream.read_to_string(&mut heard).await.unwrap();
    heard
}

const FORGED: [&str; 8] = [
    "EHLO outside.example",
    "MAIL FROM:<kimura@a-corp.example>",
    "RCPT TO:<aoi@school.example>",
    "DATA",
    "From: kimura@a-corp.example",
    "",
    ".",
    "QUIT",
];

/// What SPF said of MAIL FROM, which it checks after HELO.
fn spf_of(trace: &Trace) -> Option<(String, SpfResult)> {
    trace.events.iter().rev().find_map(|event| match &event.fact {
        Fact::Checked { check: Check::Spf(spf) } => Some((spf.ip.to_string(), spf.result)),
        _ => None,
    })
}

#[tokio::test]
async fn a_stranger_has_an_address_that_nobody_may_send_from() {
    let lab = Lab::open(&lesson("legitimate"), &anywhere()).await.unwrap();
    assert_eq!(lab.visitor().host, VISITOR);
    let address = lab.door(Entrance::Smtp).unwrap().address;
    let heard = say(address, &FORGED).await;
    assert!(heard.contains("\r\n550 5.7.1 "), "{heard}");
    let trace = lab.close().await;
    assert_eq!(spf_of(&trace), Some(("198.51.100.254".to_owned(), SpfResult::Fail)));
}

/// Who takes mail for school.example? (RFC 1035 §4.1)
const QUESTION: &[u8] = b"\0\x07\x01\0\0\x01\0\0\0\0\0\0\x06school\x07example\0\0\x0f\0\x01";

#[tokio::test]
async fn a_visitor_asks_dns_as_the_host_that_is_played() {
    let options = Options { visitor: Some("mail.evil.example".to_owned()), ..anywhere() };
    let lab = Lab::open(&lesson("forged-from"), &options).await.unwrap();
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.send_to(QUESTION, lab.door(Entrance::Dns).unwrap().address).await.unwrap();
    socket.recv(&mut [0; 512]).await.unwrap();
    let trace = lab.close().await;
    let asked = trace.events.iter().rev().find(|event| matches!(event.fact, Fact::Asked { .. })).unwrap();
    assert_eq!(asked.host, "mail.evil.example");
}

#[tokio::test]
async fn a_visitor_plays_the_host_that_is_named() {
    let options = Options { visitor: Some("mail.a-corp.example".to_owned()), ..anywhere() };
    let lab = Lab::open(&lesson("legitimate"), &options).await.unwrap();
    let heard = say(lab.door(Entrance::Smtp).unwrap().address, &FORGED).await;
    assert!(heard.contains("\r\n250 2.0.0 delivered"), "{heard}");
    assert_eq!(spf_of(&lab.close().await), Some(("192.0.2.25".to_owned(), SpfResult::Pass)));
    let nobody = Options { visitor: Some("nobody.example".to_owned()), ..anywhere() };
    assert!(matches!(Lab::open(&lesson("legitimate"), &nobody).await, Err(Error::NoSuchHost(_))));
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error_and_the_servers_behind_the_first_one_find_free_ones() {
    let lesson = lesson("legitimate");
    let first = Lab::open(&lesson, &anywhere()).await.unwrap();
    let port = first.door(Entrance::Smtp).unwrap().address.port();
    let same = Options { ports: Ports { smtp: port, ..Ports::ANY }, ..Options::default() };
    match Lab::open(&lesson, &same).await {
        Err(Error::Port { port: taken, entrance: Entrance::Smtp, .. }) => assert_eq!(taken, port),
        other => panic!("{:?}", other.map(|lab| lab.doors)),
    }
    first.close().await;
    let again = Lab::open(&lesson, &same).await.unwrap();
    let ports: Vec<u16> =
        again.doors().iter().filter(|door| door.entrance == Entrance::Smtp).map(|door| door.address.port()).collect();
    assert!(ports.len() == 2 && ports[0] == port && ports[1] > port, "{ports:?}");
    again.close().await;
}
