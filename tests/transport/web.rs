//! Raw octets to the web server that has the policy: a page for the right question, for anything else an end.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use tegami::net::{Authority, Call, Line, Lines, Network, Stream};
use tegami::scenario::MtaSts;
use tegami::smtp::sts::serve;
use tegami::trace::{Recorder, Service, Stage, StsMode, Time};

const HOST: &str = "mx.school.example";
const NAME: &str = "mta-sts.school.example";
const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 25));

/// A network with one web server.
fn network() -> Network {
    let network = Network::new(Recorder::starting_at(Time(1_800_000_000)));
    network.add_host(HOST, &[SERVER]);
    let (domain, mx) = ("school.example".to_owned(), vec![HOST.to_owned()]);
    let policy = MtaSts { domain, mode: StsMode::Enforce, mx, max_age: Duration::from_hours(48), span: 0..0 };
    serve::open(&network, HOST, SERVER, Arc::new(vec![policy])).unwrap();
    network
}

async fn call(network: &Network) -> Stream {
    let call = Call { from: "visitor".to_owned(), stage: Stage::Resolution, letter: None, because: Vec::new() };
    Stream::plain(network.connect(call, SERVER, Service::Https).await.unwrap().stream)
}

/// All that the server says to those octets until it hangs up.
async fn ask(network: &Network, octets: &[u8]) -> String {
    let stream = call(network).await.connect_tls(NAME, Authority::shared().client_config()).await.unwrap();
    let mut lines = Lines::new(stream, Duration::from_secs(10));
    // A server that has heard enough need not hear the rest.
    let _ = lines.send(octets).await;
    let mut heard = Vec::new();
    while let Ok(Line::Whole(octets)) = lines.octets(4_096).await {
        heard.extend(octets);
    }
    String::from_utf8(heard).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_for_whoever_asks_for_it_by_name() {
    let network = network();
    let ask_for = |line: &str, host: &str| format!("{line}\r\nX-Odd: \u{e9}\r\nhost: {host}\r\n\r\n").into_bytes();
    let get = "GET /.well-known/mta-sts.txt HTTP/1.1";
    let page = ask(&network, &ask_for(get, "MTA-STS.school.example")).await;
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
    assert!(page.ends_with("\r\n\r\nversion: STSv1\r\nmode: enforce\r\nmx: mx.school.example\r\nmax_age: 172800\r\n"));
    for (line, host) in [
        (get, "school.example"),
        (get, "mta-sts.a-corp.example"),
        (get, "mta-sts."),
        ("GET /.well-known/../.well-known/mta-sts.txt HTTP/1.1", NAME),
        ("GET / HTTP/1.1", NAME),
        ("POST /.well-known/mta-sts.txt HTTP/1.1", NAME),
        ("GET /.well-known/mta-sts.txt", NAME),
    ] {
        let answer = ask(&network, &ask_for(line, host)).await;
        assert!(answer.starts_with("HTTP/1.1 404 ") && !answer.contains("STSv1"), "{line}, {host}: {answer}");
    }
    network.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_no_question_ends_and_others_are_served() {
    let network = network();
    let many = "X: y\r\n".repeat(100);
    for octets in [
        b"\0\xff\xfe\r\n\r\n".to_vec(),
        format!("GET / HTTP/1.1\r\n{many}\r\n").into_bytes(),
        b"GET / HTTP/1.1\r\nHost: \xff\xff\r\n\r\n".to_vec(),
    ] {
        assert!(ask(&network, &octets).await.starts_with("HTTP/1.1 404 "), "{}", String::from_utf8_lossy(&octets));
    }
    for endless in [vec![b'x'; 10_000_000], b"X: y\r\n".repeat(10_000)] {
        assert_eq!(ask(&network, &endless).await, "");
    }
    // Neither TLS nor anything else.
    let mut bare = Lines::new(call(&network).await, Duration::from_secs(10));
    bare.send(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    let heard = bare.octets(4_096).await;
    assert!(!matches!(heard, Ok(Line::Whole(octets)) if octets.starts_with(b"HTTP")));
    // Another name than the certificate's.
    let stranger = call(&network).await.connect_tls("mta-sts.a-corp.example", Authority::shared().client_config());
    assert!(stranger.await.is_err());
    let question = format!("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: {NAME}\r\n\r\n");
    assert!(ask(&network, question.as_bytes()).await.contains("STSv1"));
    network.close().await;
}
