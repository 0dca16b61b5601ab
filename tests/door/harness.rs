//! A network with one door, and somebody who types at it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tegami::net::{Authority, Line, Lines, Network, Stream};
use tegami::smtp::door::{self, Bounds};
use tegami::smtp::visit::{MailServer, Visit};
use tegami::trace::{Address, Envelope, Recorder, Reply, Service, Time};
use tokio::net::TcpStream;

pub const HOST: &str = "mx.school.example";
pub const MAX_SIZE: usize = 100_000;

/// A mail server that keeps what it gets.
#[derive(Default)]
pub struct Postbox(pub Mutex<Vec<(Envelope, Vec<u8>)>>);

impl MailServer for Postbox {
    fn login(&self, _visit: &Visit, user: &str, password: &str) -> bool {
        (user, password) == ("aoi", "aoi-secret")
    }

    fn mail(&self, _visit: &Visit, _from: &Address) -> Result<(), Reply> {
        Ok(())
    }

    fn rcpt(&self, _visit: &Visit, _from: &Address, to: &Address) -> Result<(), Reply> {
        if to.local() == "nobody" { Err(Reply::new(550, "5.1.1 nobody is not here")) } else { Ok(()) }
    }

    fn data<'a>(&'a self, _visit: &'a Visit, envelope: Envelope, source: Vec<u8>) -> BoxFuture<'a, Reply> {
        self.0.lock().unwrap().push((envelope, source));
        Box::pin(async { Reply::new(250, "2.0.0 taken") })
    }

    fn max_size(&self) -> usize {
        MAX_SIZE
    }
}

/// A network with one door.
pub struct Doorstep {
    pub network: Network,
    pub address: SocketAddr,
    pub postbox: Arc<Postbox>,
}

impl Doorstep {
    pub fn with(service: Service, bounds: Bounds) -> Self {
        let network = Network::new(Recorder::starting_at(Time(1_800_000_000)));
        let ip: IpAddr = "203.0.113.25".parse().unwrap();
        network.add_host(HOST, &[ip]);
        let postbox = Arc::new(Postbox::default());
        let address = door::open(&network, HOST, ip, service, postbox.clone(), bounds).unwrap();
        Self { network, address, postbox }
    }

    pub fn new(service: Service) -> Self {
        Self::with(service, Bounds::default())
    }

    pub async fn knock(&self) -> Client {
        let stream = TcpStream::connect(self.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Client(Lines::new(Stream::plain(stream), Duration::from_secs(10)))
    }

    /// A client that has heard the greeting and said EHLO.
    pub async fn enter(&self) -> Client {
        let mut client = self.knock().await;
        client.hear().await;
        assert!(client.say("EHLO client.example").await.starts_with("250-"));
        client
    }

    pub fn letters(&self) -> Vec<(Envelope, Vec<u8>)> {
        self.postbox.0.lock().unwrap().clone()
    }
}

/// Somebody who types.
pub struct Client(pub Lines);

impl Client {
    /// The next reply, its lines joined by `\n`; `""` where the server has hung up.
    pub async fn hear(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let Ok(Line::Whole(line)) = self.0.next(4_096).await else { return reply };
            let line = String::from_utf8(line).unwrap();
            reply.push_str(line.trim_end());
            if line.as_bytes()[3] == b' ' {
                return reply;
            }
            reply.push('\n');
        }
    }

    pub async fn send(&mut self, octets: &[u8]) -> io::Result<()> {
        self.0.send(octets).await
    }

    pub async fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes()).await.unwrap();
        self.hear().await
    }

    /// MAIL, RCPT and DATA; then those octets and the final dot.
    pub async fn post(&mut self, octets: &[u8]) -> String {
        assert_code(&self.say("MAIL FROM:<a@x.example>").await, 250);
        assert_code(&self.say("RCPT TO:<aoi@school.example>").await, 250);
        assert_code(&self.say("DATA").await, 354);
        self.send(octets).await.unwrap();
        self.say(".").await
    }

    pub async fn start_tls(mut self) -> Self {
        assert_code(&self.say("STARTTLS").await, 220);
        let config = Authority::shared().client_config();
        let stream = self.0.into_stream().connect_tls(HOST, config).await.unwrap();
        Self(Lines::new(stream, Duration::from_secs(10)))
    }
}

#[track_caller]
pub fn assert_code(reply: &str, code: u16) {
    assert!(reply.starts_with(&code.to_string()), "{code} expected, got: {reply}");
}
