//! Clients that take for ever are told so and sent away. Time is virtual: it jumps whenever everybody waits.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

/// A door of the world, plain until STARTTLS or secret from the first octet.
fn door(world: &World, security: Security) -> SocketAddr {
    let gate = world.network.listen(HOST, SERVER, Service::Imap).unwrap();
    let address = gate.local_addr().unwrap();
    server::attend(&world.network, gate, world.store.clone(), security);
    address
}

/// Says the same octets every now and then, and hears all until the server hangs up.
async fn heard_by(address: SocketAddr, octets: &'static [u8], every: Duration) -> String {
    let (mut from, mut to) = TcpStream::connect(address).await.unwrap().into_split();
    let saying = tokio::spawn(async move {
        let mut now_and_then = tokio::time::interval(every);
        loop {
            now_and_then.tick().await;
            if to.write_all(octets).await.is_err() {
                return;
            }
        }
    });
    let mut heard = Vec::new();
    // A server that has had enough may hang up with a reset.
    let _ = from.read_to_end(&mut heard).await;
    saying.abort();
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test(start_paused = true)]
async fn a_stranger_has_a_minute_for_a_line_and_five_to_log_in() {
    let world = World::open();
    let address = door(&world, Security::StartTls);
    let second = Duration::from_secs(1);
    for (octets, every) in [(&b""[..], second), (b"x", second), (b"a NOOP\r\n", 50 * second)] {
        let begun = tokio::time::Instant::now();
        let heard = heard_by(address, octets, every).await;
        assert!(heard.contains("* BYE you have been silent"), "{heard}");
        assert!(begun.elapsed() < Duration::from_mins(6), "{:?}", begun.elapsed());
    }
    let secret = door(&world, Security::Tls);
    let begun = tokio::time::Instant::now();
    assert_eq!(heard_by(secret, b"", second).await, "", "half a handshake");
    assert!(begun.elapsed() < Duration::from_mins(1));
    world.network.close().await;
}
