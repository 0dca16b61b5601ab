//! Real mail clients at the mailbox: curl, and Python's imaplib. Where one is not installed, its tests say that they were
//! skipped.

mod curl;
mod imaplib;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};

use tegami::mailbox::Store;
use tegami::mailbox::server::{Security, attend};
use tegami::net::{Authority, Network};
use tegami::trace::{Recorder, Service, Time};
use tempfile::NamedTempFile;

const HOST: &str = "mx.b-school.example";

/// A mailbox at two doors of this machine: inside TLS from the beginning, and with STARTTLS.
struct Mailbox {
    network: Network,
    store: Store,
    secret: SocketAddr,
    plain: SocketAddr,
    /// The certificate to trust.
    authority: NamedTempFile,
}

impl Mailbox {
    fn open() -> Self {
        let network = Network::new(Recorder::starting_at(Time(1_795_498_200)));
        let store = Store::new(["mari"]);
        let door = |last: u8, security| {
            let ip = IpAddr::V4(Ipv4Addr::new(198, 51, 100, last));
            let gate = network.listen(HOST, ip, Service::Imap).unwrap();
            let address = gate.local_addr().unwrap();
            attend(&network, gate, store.clone(), security);
            address
        };
        let (secret, plain) = (door(25, Security::Tls), door(26, Security::StartTls));
        let mut authority = NamedTempFile::new().unwrap();
        authority.write_all(Authority::shared().certificate_pem().as_bytes()).unwrap();
        Self { network, store, secret, plain, authority }
    }

    fn file(&self, folder: &str, source: &[u8]) {
        self.store.file("mari", folder, source, Time(1_795_498_200)).unwrap();
    }

    fn letters(&self, folder: &str) -> Vec<Vec<u8>> {
        self.store.letters("mari", folder).iter().map(|letter| letter.source.to_vec()).collect()
    }
}

/// Runs a program to its end. None where it is not installed.
async fn run(mut command: Command, input: Vec<u8>) -> Option<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ran = tokio::task::spawn_blocking(move || {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().ok()?;
        // A program that reads nothing may be gone already.
        child.stdin.take().unwrap().write_all(&input).ok();
        Some(child.wait_with_output().unwrap())
    });
    let Some(output) = ran.await.unwrap() else {
        eprintln!("skipped: {name} is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {}\n{said}", output.status);
    Some(output.stdout)
}
