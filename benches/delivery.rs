//! How long a delivery takes, beside what nothing can make faster: the signatures and the round trips in it.
//!
//! `cargo bench --bench delivery` prints medians. Compare them within one run; another machine has other numbers.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tegami::auth::{keys::SigningKey, sign};
use tegami::lang::Lang;
use tegami::scenario::{DkimKey, Scenario, library};
use tegami::story;
use tegami::trace::{Fact, Time, Trace};
use tegami::world::{self, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ROUNDS: usize = 300;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let scenario = lesson("legitimate");
    let run = || runtime.block_on(world::run(&scenario, Options::default())).expect("a world");
    let first = Instant::now();
    let trace = run();
    report("the first delivery of a process", first.elapsed());
    let whole = median(|| drop(black_box(run())));
    report("a whole delivery: world opened, four stages, world closed", whole);
    for name in ["forged-from", "failed-spf"] {
        let scenario = lesson(name);
        let run = || runtime.block_on(world::run(&scenario, Options::default())).expect("a world");
        report(name, median(|| drop(black_box(run()))));
    }
    report("the story of one delivery", median(|| drop(black_box(story::tell(&scenario, &trace, Lang::Ja)))));
    report("reading the scenario", median(|| drop(black_box(lesson("legitimate")))));
    floor(&runtime, &trace, whole);
}

fn lesson(name: &str) -> Scenario {
    library::find(name).and_then(|builtin| builtin.parse().scenario).expect("a built-in lesson")
}

/// What the delivery cannot do without: as many round trips as it had lines from clients, and its signature.
fn floor(runtime: &tokio::runtime::Runtime, trace: &Trace, whole: Duration) {
    let asked = |fact: &Fact| matches!(fact, Fact::Line { from: tegami::trace::Side::Client, .. } | Fact::Asked { .. });
    let trips = trace.events.iter().filter(|event| asked(&event.fact)).count();
    let trip = runtime.block_on(round_trip());
    let key = SigningKey::demonstration(DkimKey::Rsa2048, 0).expect("a key");
    let letter = b"From: a@x.example\r\nSubject: x\r\n\r\nbody\r\n";
    let signature = median(|| drop(black_box(sign::sign(&key, "x.example", "s1", letter, Time(0)))));
    report("one round trip on loopback", trip);
    report("one RSA-2048 signature", signature);
    let floor = trip * u32::try_from(trips).expect("few") + signature;
    println!(
        "{trips} round trips and the signature take {floor:.2?}; the delivery takes {:.1} times that",
        whole.as_secs_f64() / floor.as_secs_f64()
    );
}

async fn round_trip() -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a caller");
        stream.set_nodelay(true).expect("no delay");
        let mut octet = [0];
        while stream.read_exact(&mut octet).await.is_ok() {
            stream.write_all(&octet).await.expect("an answer");
        }
    });
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    let mut octet = [7];
    let mut times = Vec::new();
    for _ in 0..ROUNDS * 10 {
        let start = Instant::now();
        stream.write_all(&octet).await.expect("sent");
        stream.read_exact(&mut octet).await.expect("answered");
        times.push(start.elapsed());
    }
    middle(times)
}

fn median(mut run: impl FnMut()) -> Duration {
    let time = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..ROUNDS / 10).for_each(|_| run());
    middle((0..ROUNDS).map(|_| time(&mut run)).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(what: &str, time: Duration) {
    println!("{time:>10.2?}  {what}");
}
