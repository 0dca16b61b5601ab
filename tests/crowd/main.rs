//! More visitors than there are places: each gets an answer, and nobody else has to wait for them. Alone in its process,
//! because all worlds of a process share the servers behind their doors.

#[path = "../door/harness.rs"]
mod harness;

use std::time::Duration;

use harness::{Client, Doorstep, assert_code};
use tegami::net::{Lines, Stream};
use tegami::scenario::library;
use tegami::trace::Service;
use tegami::world::{self, Options};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Far longer than anything here takes, and far shorter than any time-out of the door.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn crowds_are_served_as_far_as_there_are_places() {
    silent_visitors_keep_nobody_waiting().await;
    two_hundred_at_once().await;
}

async fn silent_visitors_keep_nobody_waiting() {
    let doorsteps = [Service::Smtp, Service::Submission].map(Doorstep::new);
    let mut crowd = Vec::new();
    for doorstep in &doorsteps {
        for _ in 0..100 {
            crowd.push(doorstep.knock().await);
        }
    }
    let mut turned_away = 0;
    for visitor in &mut crowd {
        let greeting = timeout(SOON, visitor.hear()).await.expect("everybody gets an answer");
        assert!(greeting.starts_with("220 ") || greeting.starts_with("421 4.3.2 "), "{greeting}");
        turned_away += usize::from(greeting.starts_with("421"));
    }
    assert!((1..crowd.len()).contains(&turned_away), "{turned_away} were sent away");
    let lesson = library::find("legitimate").unwrap().parse().scenario.unwrap();
    let run = timeout(SOON, world::run(&lesson, Options::default())).await;
    let trace = run.expect("another world goes on").unwrap();
    assert_eq!(trace.outcomes()[0].recipients[0].fate.folder(), Some("INBOX"));
    for doorstep in doorsteps {
        timeout(SOON, doorstep.network.close()).await.expect("the world closes, whoever is silent in it");
    }
}

async fn two_hundred_at_once() {
    let doorstep = Doorstep::new(Service::Smtp);
    let crowd: Vec<_> = (0..200).map(|_| tokio::spawn(post(doorstep.address))).collect();
    let mut served = 0;
    for visitor in crowd {
        served += usize::from(visitor.await.unwrap());
    }
    assert!(served > 0);
    assert_eq!(doorstep.letters().len(), served, "who heard 250 has handed a letter in, and nobody else");
    let mut next = doorstep.enter().await.start_tls().await;
    assert_code(&next.say("NOOP").await, 250);
    timeout(SOON, doorstep.network.close()).await.expect("the world closes");
}

/// Hands a letter in; `false` where the door had no place.
async fn post(address: std::net::SocketAddr) -> bool {
    let stream = TcpStream::connect(address).await.unwrap();
    let mut client = Client(Lines::new(Stream::plain(stream), SOON));
    let greeting = client.hear().await;
    if greeting.starts_with("421 4.3.2") {
        return false;
    }
    assert_code(&greeting, 220);
    assert_code(&client.say("EHLO client.example").await, 250);
    assert_code(&client.post(b"x\r\n").await, 250);
    assert_code(&client.say("QUIT").await, 221);
    true
}
