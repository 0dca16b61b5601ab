//! A real Postfix that stands for `mail.a-corp.example`: it relays a letter into the world, and receives one from it.
//!
//! It has a configuration, a queue and a mailbox of its own under a temporary folder, and listens on loopback only. Postfix
//! has to be started by root; for anybody else the test says that it was skipped.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use tegami::trace::{Fact, SpfResult};
use tegami::world::lab::{Options, Ports};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{LONG, Room, finish, is_filed, is_installed, said};

struct Postfix {
    folder: TempDir,
    address: SocketAddr,
}

impl Postfix {
    /// Ready to be started at that port. What is not for its own domain goes to `relay`.
    fn prepare(address: SocketAddr, relay: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["queue", "data", "mail", "etc"] {
            fs::create_dir(at(name)).unwrap();
        }
        let (postfix, _) = id_of("postfix");
        chown(at("data"), Some(postfix), None).unwrap();
        let (nobody, group) = id_of("nobody");
        chown(at("mail"), Some(nobody), Some(group)).unwrap();
        let port = address.port();
        fs::write(at("etc/main.cf"), main_cf(folder.path(), relay, nobody, group)).unwrap();
        fs::write(at("etc/master.cf"), format!("127.0.0.1:{port} inet n - n - - smtpd\n{MASTER}")).unwrap();
        fs::write(at("etc/users"), "kimura@a-corp.example kimura\n").unwrap();
        Self { folder, address }
    }

    async fn control(&self, word: &str) -> std::process::Output {
        let mut command = Command::new("postfix");
        command.arg("-c").arg(self.folder.path().join("etc")).arg(word);
        finish(command, String::new()).await
    }

    fn mailbox(&self) -> PathBuf {
        self.folder.path().join("mail/kimura")
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = Command::new("postfix").arg("-c").arg(self.folder.path().join("etc")).arg("stop").output();
    }
}

/// The services that receiving, relaying and delivering need; none of them in a chroot.
const MASTER: &str = "\
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
";

fn main_cf(folder: &Path, relay: u16, nobody: u32, group: u32) -> String {
    let folder = folder.display();
    format!(
        "compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = /
myhostname = mail.a-corp.example
mydestination =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
biff = no
disable_dns_lookups = yes
relayhost = [127.0.0.1]:{relay}
smtp_tls_security_level = encrypt
smtpd_tls_security_level = none
virtual_mailbox_domains = a-corp.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/etc/users
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
"
    )
}

/// The numbers of a user and of their group.
fn id_of(user: &str) -> (u32, u32) {
    let number = |option: &str| {
        let output = Command::new("id").args([option, user]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
    };
    (number("-u"), number("-g"))
}

fn is_root() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !root {
        eprintln!("skipped: only root can start postfix");
    }
    root
}

/// A port that nobody has now.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

async fn hand_in(server: SocketAddr, lines: &[&str]) -> String {
    let mut stream = TcpStream::connect(server).await.unwrap();
    let mut heard = vec![0; 4096];
    let mut all = String::new();
    for line in lines {
        let read = stream.read(&mut heard).await.unwrap();
        all += &String::from_utf8_lossy(&heard[..read]);
        stream.write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
    }
    stream.read_to_string(&mut all).await.unwrap();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_postfix_relays_into_the_world_and_receives_from_it() {
    if !is_installed("postfix") || !is_root() {
        return;
    }
    let address = free();
    let outside = Some(("mail.a-corp.example".to_owned(), address));
    let room = Room::with(Options { ports: Ports::ANY, outside, ..Options::default() }).await;
    let postfix = Postfix::prepare(address, room.lab.door(tegami::world::Entrance::Smtp).unwrap().address.port());
    let started = postfix.control("start").await;
    assert!(started.status.success(), "{}", said(&started));

    // Into the world: Postfix is the visitor, and plays the host that may send for its domain.
    let lines = [
        "EHLO kimura-pc",
        "MAIL FROM:<kimura@a-corp.example>",
        "RCPT TO:<aoi@school.example>",
        "DATA",
        "From: kimura@a-corp.example\r\nTo: aoi@school.example\r\nSubject: From Postfix\r\n\r\nHello.\r\n.",
        "QUIT",
    ];
    let heard = hand_in(postfix.address, &lines).await;
    assert!(heard.contains("queued as"), "{heard}\n{}", postfix.log());
    assert!(room.happens(is_filed).await, "{}", postfix.log());

    // Out of the world: what a user of the school writes to that domain is delivered to Postfix.
    let answer = room.lines("swaks")[1].replace("--to aoi@school.example", "--to kimura@a-corp.example");
    if let Some(output) = room.run(&answer, "").await {
        assert!(output.status.success(), "{answer}\n{}", said(&output));
        let relayed = room.happens(|event| matches!(event.fact, Fact::Relayed { .. })).await;
        assert!(relayed, "{}", postfix.log());
        let delivered = async {
            while !postfix.mailbox().exists() {
                tokio::task::yield_now().await;
            }
        };
        let delivered = tokio::time::timeout(LONG, delivered).await;
        assert!(delivered.is_ok(), "{}", postfix.log());
    }
    let trace = room.close().await;
    let first = &trace.outcomes()[0];
    assert_eq!(first.checks.spf.as_ref().unwrap().1.result, SpfResult::Pass);
    assert_eq!(first.recipients[0].fate.folder(), Some("INBOX"));
}
