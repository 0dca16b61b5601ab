//! The web server of a domain, which has one page: the policy (RFC 8461 §3.3).

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::http::{LONGEST_HEAD, PATH, answer, asked};
use crate::net::{Guest, Line, Lines, Network, Stream, Wire};
use crate::scenario::MtaSts;
use crate::trace::{Service, Side};

/// How long a client may take over the handshake of TLS, and then over all of its question.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens port 443 of a host: a page for each of these policies.
///
/// # Errors
/// Where no socket can be had.
pub fn open(network: &Network, host: &str, ip: IpAddr, policies: Arc<Vec<MtaSts>>) -> io::Result<()> {
    let gate = network.listen(host, ip, Service::Https)?;
    let world = network.clone();
    network.spawn(async move {
        while let Some(guest) = gate.accept().await {
            let policies = policies.clone();
            world.spawn(async move { serve(guest, &policies).await });
        }
    });
    Ok(())
}

async fn serve(guest: Guest, policies: &[MtaSts]) {
    let Guest { stream, wire, server, place, .. } = guest;
    let (stream, counter) = Stream::counted(stream);
    if place.is_some() {
        // Whoever asks for a name that is not served here gets a certificate that does not fit, and goes.
        let of = |name: &str| policies.iter().any(|one| is_host_of(name, one)).then(|| name.to_owned());
        let name = |asked: Option<&str>| asked.and_then(of).unwrap_or_else(|| server.host.clone());
        if let Ok(Ok((stream, facts))) = tokio::time::timeout(PATIENCE, stream.accept_tls_for(name)).await {
            wire.tls_started(&facts.version, &facts.cipher);
            // A line that breaks is an ending like any other.
            let _ = tokio::time::timeout(PATIENCE, converse(Lines::new(stream, PATIENCE), &wire, policies)).await;
        }
    }
    wire.closed(counter.read(), counter.written());
}

fn is_host_of(name: &str, policy: &MtaSts) -> bool {
    let (label, domain) = name.split_once('.').unwrap_or_default();
    label.eq_ignore_ascii_case("mta-sts") && domain.eq_ignore_ascii_case(&policy.domain)
}

/// One question, one answer.
async fn converse(mut lines: Lines, wire: &Wire, policies: &[MtaSts]) -> io::Result<()> {
    let mut head = Vec::new();
    loop {
        let Line::Whole(line) = lines.next(LONGEST_HEAD).await? else { return Ok(()) };
        wire.line(Side::Client, without_line_end(&line), true);
        head.extend_from_slice(&line);
        if without_line_end(&line).is_empty() {
            break;
        }
        if head.len() > LONGEST_HEAD {
            return Ok(());
        }
    }
    let page = asked(&head).filter(|(_, path)| path == PATH);
    let policy = page.and_then(|(host, _)| policies.iter().find(|one| is_host_of(&host, one)));
    let answer = answer(policy.map(MtaSts::text).as_deref());
    for line in answer.split_terminator("\r\n") {
        wire.line(Side::Server, line.as_bytes(), true);
    }
    lines.send(answer.as_bytes()).await?;
    lines.shutdown().await;
    Ok(())
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
