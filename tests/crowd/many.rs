//! Many at once.

use std::net::SocketAddr;

use tegami::mailbox::Store;
use tegami::mailbox::server::{Security, attend};
use tegami::net::{Authority, Faults, Lines, Network, Stream};
use tegami::scenario::library;
use tegami::trace::{Recorder, Service, Time};
use tegami::world::{self, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::SOON;
use crate::harness::{Client, Doorstep, HOST, MAX_SIZE, assert_code};

const CROWD: usize = 200;

pub async fn silent_visitors_keep_nobody_waiting() {
    let doorsteps = [Service::Smtp, Service::Submission].map(Doorstep::new);
    let mut crowd = Vec::new();
    for doorstep in &doorsteps {
        for _ in 0..300 {
            crowd.push(doorstep.knock().await);
        }
    }
    let mut turned_away = 0;
    for visitor in &mut crowd {
        let greeting = timeout(SOON, visitor.hear()).await.expect("everybody gets an answer");
        assert!(greeting.starts_with("220 ") || greeting.starts_with("421 4.3.2 "), "{greeting}");
        turned_away += usize::from(greeting.starts_with("421"));
    }
    assert!((1..=200).contains(&turned_away), "{turned_away} were sent away");
    let lesson = library::find("legitimate").unwrap().parse().scenario.unwrap();
    let run = timeout(SOON, world::run(&lesson, Options::default())).await;
    let trace = run.expect("another world goes on").unwrap();
    assert_eq!(trace.outcomes()[0].recipients[0].fate.folder(), Some("INBOX"));
    for doorstep in doorsteps {
        timeout(SOON, doorstep.network.close()).await.expect("the world closes, whoever is silent in it");
    }
}

pub async fn two_hundred_letters_at_once() {
    for service in [Service::Smtp, Service::Submission] {
        let doorstep = Doorstep::new(service);
        let post = move |address| async move {
            let mut client = enter(address).await;
            if service == Service::Submission {
                client = client.start_tls().await;
                assert_code(&client.say("EHLO client.example").await, 250);
                assert_code(&client.say("AUTH PLAIN AGFvaQBhb2ktc2VjcmV0").await, 235);
            }
            assert_code(&client.post(b"x\r\n").await, 250);
            assert_code(&client.say("QUIT").await, 221);
        };
        all_at_once(|| post(doorstep.address)).await;
        assert_eq!(doorstep.letters().len(), CROWD, "whoever heard 250 has handed a letter in");
        timeout(SOON, doorstep.network.close()).await.expect("the world closes");
    }
}

pub async fn two_hundred_mailboxes_at_once() {
    let network = Network::new(Recorder::starting_at(Time(1_800_000_000)));
    let store = Store::new(["aoi"]);
    store.file("aoi", "INBOX", b"Subject: x\r\n\r\n", Time(0)).unwrap();
    let gate = network.listen(HOST, "203.0.113.25".parse().unwrap(), Service::Imap).unwrap();
    let address = gate.local_addr().unwrap();
    attend(&network, gate, store, Security::StartTls);
    all_at_once(|| read_mail(address)).await;
    timeout(SOON, network.close()).await.expect("the world closes");
}

async fn read_mail(address: SocketAddr) {
    let stream = TcpStream::connect(address).await.unwrap();
    let mut client = Client(Lines::new(Stream::plain(stream), SOON));
    assert!(imap(&mut client, "a STARTTLS").await.contains("a OK"));
    let stream = client.0.into_stream().connect_tls(HOST, Authority::shared().client_config()).await.unwrap();
    let mut client = Client(Lines::new(stream, SOON));
    assert!(imap(&mut client, "b LOGIN aoi aoi-secret").await.contains("b OK"));
    assert!(imap(&mut client, "c SELECT INBOX").await.contains("* 1 EXISTS"));
    assert!(imap(&mut client, "d LOGOUT").await.contains("d OK"));
}

/// Says a command, and hears all until the answer to it.
async fn imap(client: &mut Client, command: &str) -> String {
    client.send(format!("{command}\r\n").as_bytes()).await.unwrap();
    let tag = command.split(' ').next().unwrap();
    let mut heard = String::new();
    while !heard.lines().any(|line| line.starts_with(&format!("{tag} "))) {
        let tegami::net::Line::Whole(line) = client.0.next(4_096).await.unwrap() else { return heard };
        heard.push_str(&String::from_utf8(line).unwrap());
    }
    heard
}

pub async fn two_hundred_questions_at_once() {
    let lesson = library::find("legitimate").unwrap().parse().scenario.unwrap();
    let recorder = Recorder::starting_at(Time(1_800_000_000));
    let dns = tegami::dns::Dns::new(recorder, &lesson.zones, Faults::default()).unwrap();
    let address = dns.public_address();
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    all_at_once(|| ask(address)).await;
    drop(silent);
    timeout(SOON, dns.close()).await.expect("DNS closes");
}

/// Asks for the addresses of a name that is there, over TCP.
async fn ask(address: SocketAddr) {
    let question = b"\x00\x26\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\
                     \x04mail\x06a-corp\x07example\x00\x00\x01\x00\x01";
    let mut question = question.to_vec();
    question[1] = u8::try_from(question.len() - 2).unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&question).await.unwrap();
    let length = stream.read_u16().await.unwrap();
    let mut answer = vec![0; usize::from(length)];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer[..2], question[2..4], "the answer to this question");
    assert!(answer[7] > 0, "with an address in it");
}

/// Nobody waits for room: there is some, or the client hears that it should come back.
pub async fn large_letters_of_many_find_room_or_are_told_to_wait() {
    let doorstep = Doorstep::new(Service::Smtp);
    let address = doorstep.address;
    all_at_once(|| async move {
        let mut client = enter(address).await;
        let answer = client.post("0123456789\r\n".repeat(MAX_SIZE / 12).as_bytes()).await;
        assert!(answer.starts_with("250 ") || answer.starts_with("452 4.3.1 "), "{answer}");
        assert_code(&client.say("NOOP").await, 250);
    })
    .await;
    assert!(doorstep.letters().len() > CROWD / 2);
    timeout(SOON, doorstep.network.close()).await.expect("the world closes");
}

pub async fn enter(address: SocketAddr) -> Client {
    let stream = TcpStream::connect(address).await.unwrap();
    let mut client = Client(Lines::new(Stream::plain(stream), SOON));
    assert_code(&client.hear().await, 220);
    assert_code(&client.say("EHLO client.example").await, 250);
    client
}

async fn all_at_once<F: Future<Output = ()> + Send + 'static>(act: impl Fn() -> F) {
    let crowd: Vec<_> = (0..CROWD).map(|_| tokio::spawn(act())).collect();
    for one in crowd {
        timeout(SOON, one).await.expect("everybody is served in time").unwrap();
    }
}
