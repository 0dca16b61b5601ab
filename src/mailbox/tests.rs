//! Both ends over real sockets: a visit, odd letters, raw bytes at the door, and what daily clients say.

mod bytes;
mod client;
mod folders;
mod idle;
mod letters;
mod parts;
mod raw;
mod slow;
mod starttls;
mod visit;

use std::net::{IpAddr, Ipv4Addr};

use super::server::Security;
use super::{Store, server};
use crate::net::{Call, Network};
use crate::trace::{LetterId, Recorder, Service, Stage, Time};

const HOST: &str = "mx.b-school.example";
const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 25));

/// Where the door is that is plain until STARTTLS.
const PLAIN: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 26));

/// A world with one mail server, whose only user is mari, and her PC.
struct World {
    network: Network,
    store: Store,
}

impl World {
    fn open() -> Self {
        let network = Network::new(Recorder::starting_at(Time(1_795_498_200)));
        network.add_host(HOST, &[SERVER, PLAIN]);
        network.add_host("mari-pc", &[IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7))]);
        let store = Store::new(["mari"]);
        server::open(&network, HOST, SERVER, store.clone()).unwrap();
        let plain = network.listen(HOST, PLAIN, Service::Imap).unwrap();
        server::attend(&network, plain, store.clone(), Security::StartTls);
        Self { network, store }
    }

    fn file(&self, folder: &str, source: &[u8]) -> u32 {
        self.store.file("mari", folder, source, self.network.recorder().now()).unwrap()
    }
}

fn call() -> Call {
    Call { from: "mari-pc".to_owned(), stage: Stage::Retrieval, letter: Some(LetterId(7)), because: Vec::new() }
}
