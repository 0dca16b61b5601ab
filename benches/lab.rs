//! How a lab bears a crowd: letters a second with 1, 10, 100 and 200 clients at once, each on a connection of its own.
//!
//! `cargo bench --bench lab` prints them. What matters is the last column: beside ten clients, two hundred should not make
//! the lab slower than half.

use std::net::SocketAddr;
use std::time::Instant;

use tegami::scenario;
use tegami::world::Entrance;
use tegami::world::lab::{Hand, Lab, Options, Ports};

/// How many letters each crowd sends, all together. A mailbox holds that many of each crowd.
const LETTERS: usize = 1_000;

/// How many of them in one session; a session has a bound of commands.
const A_SESSION: usize = 50;

/// One letter, and its end.
const LINES: [&str; 8] = [
    "EHLO mail.a-corp.example",
    "MAIL FROM:<kimura@a-corp.example>",
    "RCPT TO:<aoi@school.example>",
    "DATA",
    "From: kimura@a-corp.example",
    "",
    "x",
    ".",
];

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let lesson = scenario::load("legitimate").ok().and_then(|loaded| loaded.parsed.scenario).expect("a lesson");
        let visitor = Some("mail.a-corp.example".to_owned());
        let mut of_ten = None;
        for clients in [1, 10, 100, 200] {
            let options = Options { ports: Ports::ANY, visitor: visitor.clone(), ..Options::default() };
            let lab = Lab::open(&lesson, &options).await.expect("a lab");
            let address = lab.door(Entrance::Smtp).expect("a door").address;
            let rate = letters_a_second(address, clients).await;
            lab.close().await;
            if clients == 10 {
                of_ten = Some(rate);
            }
            let beside = of_ten.map(|ten| format!("{:>6.2} of what ten get", rate / ten)).unwrap_or_default();
            println!("{clients:>4} clients: {rate:>8.0} letters a second {beside}");
        }
    });
}

async fn letters_a_second(address: SocketAddr, clients: usize) -> f64 {
    let begun = Instant::now();
    let each = LETTERS / clients;
    let crowd: Vec<_> = (0..clients).map(|_| tokio::spawn(send(address, each))).collect();
    for client in crowd {
        client.await.expect("every client is served");
    }
    f64::from(u32::try_from(each * clients).expect("a thousand")) / begun.elapsed().as_secs_f64()
}

async fn send(address: SocketAddr, letters: usize) {
    for begun in (0..letters).step_by(A_SESSION) {
        send_some(address, A_SESSION.min(letters - begun)).await;
    }
}

async fn send_some(address: SocketAddr, letters: usize) {
    let mut hand = Hand::call("mx.school.example", address).await.expect("a connection");
    heard(&mut hand).await;
    for _ in 0..letters {
        for line in LINES {
            hand.say(line).await.expect("said");
            let of_letter = ["From: kimura@a-corp.example", "", "x"].contains(&line);
            if !of_letter {
                heard(&mut hand).await;
            }
        }
    }
}

async fn heard(hand: &mut Hand) {
    let reply = hand.hear().await.expect("heard").expect("an answer");
    assert!(reply.is_positive(), "{reply}");
}
