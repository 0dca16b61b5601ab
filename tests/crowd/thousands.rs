//! Ten thousand connections, one after another.

use std::net::SocketAddr;

use tegami::mailbox::Store;
use tegami::mailbox::server::{Security, attend};
use tegami::net::{Lines, Stream};
use tegami::trace::Service;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::SOON;
use crate::harness::{Client, Doorstep, HOST, assert_code};

const MANY: usize = 10_000;

/// How many octets of facts the world keeps, about.
const NOTEBOOK: usize = 1024 * 1024;

/// Ten thousand visitors take less than this each, were it kept.
const OCTETS_OF_A_VISIT: usize = 400;

pub async fn of_connections_leave_nothing_behind() {
    let doorstep = Doorstep::new(Service::Smtp);
    doorstep.network.recorder().keep_at_most(NOTEBOOK);
    let gate = doorstep.network.listen(HOST, "203.0.113.25".parse().unwrap(), Service::Imap).unwrap();
    let imap = gate.local_addr().unwrap();
    attend(&doorstep.network, gate, Store::new(["aoi"]), Security::StartTls);
    visits(500, doorstep.address, imap).await;
    let before = Left::now();
    visits(MANY, doorstep.address, imap).await;
    let facts = doorstep.network.recorder().since(0).len();
    assert!(doorstep.network.recorder().len() > 4 * MANY && facts < 10_000, "{facts} facts are kept");
    let after = Left::now();
    assert!(after.files <= before.files + 8, "{} open files became {}", before.files, after.files);
    assert!(after.threads <= before.threads, "{} threads became {}", before.threads, after.threads);
    let grown = after.memory.saturating_sub(before.memory);
    assert!(grown < MANY * OCTETS_OF_A_VISIT, "{grown} octets of memory more");
}

/// Some hang up at once, some say nothing, some say goodbye, some read their mail.
async fn visits(number: usize, smtp: SocketAddr, imap: SocketAddr) {
    for visit in 0..number {
        let address = if visit % 4 == 3 { imap } else { smtp };
        let mut stream = TcpStream::connect(address).await.unwrap();
        match visit % 4 {
            0 => {}
            1 => drop(stream.read_u8().await.unwrap()),
            2 => {
                let mut client = Client(Lines::new(Stream::plain(stream), SOON));
                assert_code(&client.hear().await, 220);
                assert_code(&client.say("EHLO client.example").await, 250);
                assert_code(&client.say("QUIT").await, 221);
            }
            _ => {
                stream.write_all(b"a LOGOUT\r\n").await.unwrap();
                let mut heard = String::new();
                stream.read_to_string(&mut heard).await.unwrap();
                assert!(heard.contains("a OK"), "{heard}");
            }
        }
    }
}

/// What this process holds.
struct Left {
    files: usize,
    threads: usize,
    memory: usize,
}

impl Left {
    /// Counted once the last visitors have been noticed to be gone; nothing anywhere but on Linux, which tells.
    fn now() -> Self {
        let count = |of: &str| std::fs::read_dir(format!("/proc/self/{of}")).map_or(0, Iterator::count);
        let settled = (0..1_000).map(|_| count("fd")).min().unwrap_or_default();
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = resident.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<usize>().ok());
        Self { files: settled, threads: count("task"), memory: kilobytes.unwrap_or_default() * 1024 }
    }
}
