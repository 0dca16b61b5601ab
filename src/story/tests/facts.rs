//! Any facts at all, likely ones and impossible ones, with everything in their texts that could go wrong.

use std::net::IpAddr;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::trace::{
    Address, Answer, ArcCheck, Check, Disposition, DispositionReason, Dkim2Check, DkimCheck, DkimResult, DmarcCheck,
    DmarcResult, Envelope, Event, EventId, Fact, Field, Interception, LetterId, Mistake, NoFooter, Octets, Origin,
    Passing, Peer, Policy, Rcode, Record, Reply, Route, RouteTarget, Service, SessionId, Side, SpfCheck, SpfIdentity,
    SpfResult, Stage, StsFailure, StsFound, StsMode, StsPolicy, StsTrouble, Time, Transport, Writing,
};

const IP: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// Text with everything in it that could go wrong.
pub fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[a-z]{1,8}(\\.example)?",
        Just("a@x.example".to_owned()),
        Just("\u{202e}\u{1b}[2J\0\r\n\u{7}".to_owned()),
        Just("INBOX".to_owned()),
        Just(String::new()),
    ]
}

pub fn octets() -> impl Strategy<Value = Octets> {
    let lines = prop_oneof![
        Just("EHLO x"),
        Just("MAIL FROM:<a@x.example> SIZE=1"),
        Just("MAIL FROM:"),
        Just("RCPT TO:<"),
        Just("ÄUTH"),
        Just("AUTH PLAIN"),
        Just("a1 LOGIN a b"),
        Just("a1 AUTHENTICATE"),
        Just("a2 SELECT \""),
        Just(" from a ([1::2] (x\\)) by b\r\n with ESMTPS (TLS id c for <d>; \r\n e; f"),
        Just("mx \";\\\"\"; spf=pass (; x) smtp.helo=a;; =; dkim=\r\n"),
        Just("550 no"),
        Just("55é"),
        Just("From: =?utf-8?b?////?= <a@x.example\r\nDate: Tue, 99 Zzz 99999\r\nX\r\n\r\n.\r\n"),
    ];
    prop_oneof![vec(any::<u8>(), 0..60).prop_map(Octets), lines.prop_map(Octets::from), word().prop_map(Octets::from)]
}

fn address() -> impl Strategy<Value = Address> {
    word().prop_map(Address)
}

fn envelope() -> impl Strategy<Value = Envelope> {
    (address(), vec(address(), 0..3)).prop_map(|(from, to)| Envelope { from, to })
}

fn reply() -> impl Strategy<Value = Reply> {
    (any::<u16>(), word()).prop_map(|(code, text)| Reply { code, text })
}

fn mistake() -> impl Strategy<Value = Mistake> {
    proptest::sample::select(Mistake::WORDS).prop_map(|(_, mistake)| mistake)
}

fn writing() -> impl Strategy<Value = Writing> {
    prop_oneof![Just(Writing::Composed), Just(Writing::Typed), Just(Writing::Heard), Just(Writing::Again)]
}

fn session() -> impl Strategy<Value = SessionId> {
    (0..3_u32).prop_map(SessionId)
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Client), Just(Side::Server)]
}

fn service() -> impl Strategy<Value = Service> {
    prop_oneof![
        Just(Service::Submission),
        Just(Service::Smtp),
        Just(Service::Imap),
        Just(Service::Dns),
        Just(Service::Https)
    ]
}

fn peer() -> impl Strategy<Value = Peer> {
    word().prop_map(|host| Peer { host, ip: IP })
}

fn field() -> impl Strategy<Value = Field> {
    let name = prop_oneof![
        Just("Received".to_owned()),
        Just("DKIM-Signature".to_owned()),
        Just("Return-Path".to_owned()),
        Just("Authentication-Results".to_owned()),
        word()
    ];
    (name, octets()).prop_map(|(name, value)| Field { name, value })
}

fn answer() -> impl Strategy<Value = Answer> {
    let record = (word(), word()).prop_map(|(name, data)| Record { name, rtype: "MX".to_owned(), ttl: 1, data });
    let rcode = prop_oneof![Just(Rcode::NoError), Just(Rcode::NxDomain), Just(Rcode::ServFail), Just(Rcode::Other)];
    (rcode, vec(record, 0..3)).prop_map(|(rcode, records)| Answer { rcode, records })
}

fn route() -> impl Strategy<Value = Route> {
    let target = || vec(word().prop_map(|name| RouteTarget { preference: 0, name, ips: vec![IP] }), 0..2);
    prop_oneof![
        target().prop_map(|targets| Route::Mx { targets }),
        target().prop_map(|targets| Route::ImplicitMx { targets }),
        Just(Route::NullMx),
        Just(Route::Nowhere),
        Just(Route::Unknown),
    ]
}

fn check() -> impl Strategy<Value = Check> {
    let identity = prop_oneof![Just(SpfIdentity::Helo), Just(SpfIdentity::MailFrom)];
    let spf = (identity, prop::sample::select(SpfResult::ALL), word(), address()).prop_map(
        |(identity, result, domain, sender)| {
            let term = Some(domain.clone());
            Check::Spf(SpfCheck {
                identity,
                domain,
                sender,
                ip: IP,
                result,
                record: None,
                term,
                explanation: None,
                proof: None,
            })
        },
    );
    let proof = prop::option::of(super::dkim::proof().prop_map(Box::new));
    let dkim =
        (prop::sample::select(DkimResult::ALL), prop::option::of(word()), proof).prop_map(|(result, domain, proof)| {
            Check::Dkim(DkimCheck { result, domain, selector: None, algorithm: None, reason: None, proof })
        });
    let policy = prop::option::of(prop::sample::select(Policy::ALL));
    let dmarc = (prop::sample::select(DmarcResult::ALL), word(), policy, any::<bool>()).prop_map(
        |(result, author_domain, policy, aligned)| {
            Check::Dmarc(DmarcCheck {
                result,
                author_domain,
                record_domain: None,
                record: None,
                policy,
                spf_aligned: aligned,
                dkim_aligned: !aligned,
                proof: None,
            })
        },
    );
    let arc = (prop::sample::select(DkimResult::ALL), any::<u32>())
        .prop_map(|(result, links)| Check::Arc(ArcCheck { result, links, reason: None, proof: None }));
    let proof = prop::option::of(super::dkim::dkim2().prop_map(Box::new));
    let dkim2 = (prop::sample::select(DkimResult::ALL), any::<u32>(), proof)
        .prop_map(|(result, hops, proof)| Check::Dkim2(Dkim2Check { result, hops, reason: None, proof }));
    prop_oneof![spf, dkim, dkim2, dmarc, arc]
}

fn reason() -> impl Strategy<Value = DispositionReason> {
    prop_oneof![
        prop::sample::select(Policy::ALL).prop_map(|policy| DispositionReason::DmarcPolicy { policy }),
        word().prop_map(|rule| DispositionReason::LocalRule { rule }),
        Just(DispositionReason::Nothing),
    ]
}

fn on_the_wire() -> BoxedStrategy<Fact> {
    let ends = (peer(), peer(), prop::option::of(peer()));
    let connected = (session(), service(), ends).prop_map(|(session, service, (client, server, through))| {
        Fact::Connected { session, service, client, server, origin: Origin::Host, through }
    });
    prop_oneof![
        connected,
        (session(), side(), octets(), any::<bool>()).prop_map(|(session, from, octets, secret)| Fact::Line {
            session,
            from,
            octets,
            secret
        }),
        (session(), side(), octets(), any::<bool>()).prop_map(|(session, from, octets, secret)| Fact::Content {
            session,
            from,
            octets,
            secret
        }),
        (session(), word(), word()).prop_map(|(session, version, cipher)| Fact::TlsStarted {
            session,
            version,
            cipher
        }),
        (word(), sts_found()).prop_map(|(domain, found)| Fact::StsPolicy { domain, found }),
        sts_checked(),
        (session(), interception()).prop_map(|(session, act)| Fact::Intercepted { session, act }),
        session().prop_map(|session| Fact::Closed { session, client_octets: 1, server_octets: u64::MAX }),
        (service(), any::<bool>()).prop_map(|(service, refused)| Fact::Unreachable { service, ip: IP, refused }),
        (word(), word(), prop::option::of(answer()), any::<bool>()).prop_map(|(name, rtype, answer, forged)| {
            Fact::Asked { name, rtype, transport: Transport::Udp, answer, forged }
        }),
    ]
    .boxed()
}

fn sts_mode() -> impl Strategy<Value = StsMode> {
    prop::sample::select(vec![StsMode::Enforce, StsMode::Testing, StsMode::None])
}

fn sts_found() -> impl Strategy<Value = StsFound> {
    let policy = || {
        let parts = (sts_mode(), vec(word(), 0..3), any::<u64>());
        parts.prop_map(|(mode, mx, max_age)| StsPolicy { mode, mx, max_age })
    };
    let why = [StsTrouble::Unreachable, StsTrouble::Certificate, StsTrouble::NotThere, StsTrouble::Unreadable];
    prop_oneof![
        Just(StsFound::Nothing),
        policy().prop_map(|policy| StsFound::Fetched { policy }),
        policy().prop_map(|policy| StsFound::Kept { policy }),
        prop::sample::select(why.to_vec()).prop_map(|why| StsFound::Failed { why }),
    ]
}

fn sts_checked() -> impl Strategy<Value = Fact> {
    let failure = [StsFailure::OtherName, StsFailure::NoStarttls, StsFailure::Certificate];
    let failure = prop::option::of(prop::sample::select(failure.to_vec()));
    (word(), word(), sts_mode(), failure).prop_map(|(domain, server, mode, failure)| Fact::StsChecked {
        domain,
        server,
        mode,
        failure,
    })
}

fn interception() -> impl Strategy<Value = Interception> {
    prop_oneof![
        (side(), octets()).prop_map(|(from, octets)| Interception::Removed { from, octets }),
        (side(), octets(), octets()).prop_map(|(from, was, now)| Interception::Replaced { from, was, now }),
        (octets(), octets()).prop_map(|(said, reply)| Interception::Answered { said, reply }),
    ]
}

/// What is done to a letter on its way.
fn on_the_way() -> BoxedStrategy<Fact> {
    let passing =
        prop_oneof![any::<bool>().prop_map(|srs| Passing::Alias { srs }), Just(Passing::List), Just(Passing::Returned)];
    let why = prop::sample::select(vec![NoFooter::NotPlainText, NoFooter::Encoded, NoFooter::CharacterSet]);
    prop_oneof![
        (field(), octets()).prop_map(|(field, before)| Fact::HeaderChanged { field, before }),
        octets().prop_map(|octets| Fact::FooterAdded { octets }),
        why.prop_map(|why| Fact::FooterLeftOut { why }),
        (address(), passing, address(), envelope()).prop_map(|(recipient, how, was, envelope)| Fact::Forwarded {
            recipient,
            how,
            was,
            envelope
        }),
    ]
    .boxed()
}

fn about_letters() -> BoxedStrategy<Fact> {
    let recipients = || vec(address(), 0..3);
    prop_oneof![
        (envelope(), octets(), vec(word(), 0..2), writing())
            .prop_map(|(envelope, source, supplied, how)| { Fact::Written { envelope, source, supplied, how } }),
        (mistake(), proptest::option::of(word())).prop_map(|(mistake, believed)| Fact::Mistaken { mistake, believed }),
        (envelope(), octets()).prop_map(|(envelope, source)| Fact::Accepted { envelope, source }),
        (prop::option::of(address()), reply()).prop_map(|(recipient, reply)| Fact::Refused { recipient, reply }),
        field().prop_map(|field| Fact::HeaderAdded { field, signed: None }),
        field().prop_map(|field| Fact::HeaderRemoved { field }),
        (word(), route()).prop_map(|(domain, route)| Fact::Routed { domain, route }),
        check().prop_map(|check| Fact::Checked { check }),
        (prop::sample::select(Disposition::ALL), reason())
            .prop_map(|(disposition, reason)| Fact::Decided { disposition, reason }),
        (word(), address(), word(), octets()).prop_map(|(user, recipient, folder, source)| Fact::Filed {
            user,
            recipient,
            folder,
            uid: 1,
            source
        }),
        (recipients(), any::<u32>(), any::<i64>(), reply()).prop_map(|(recipients, attempt, until, reply)| {
            Fact::Deferred { recipients, attempt, until: Time(until), reply }
        }),
        (recipients(), reply()).prop_map(|(recipients, reply)| Fact::Relayed { recipients, reply }),
        (recipients(), reply()).prop_map(|(recipients, reply)| Fact::Failed { recipients, reply }),
        (0..4_u32).prop_map(|about| Fact::Bounced { about: LetterId(about) }),
        (word(), any::<u32>(), any::<usize>()).prop_map(|(domain, letters, sources)| Fact::Reported {
            domain,
            letters,
            sources
        }),
        (word(), word(), octets()).prop_map(|(user, folder, source)| Fact::Fetched { user, folder, uid: 1, source }),
    ]
    .boxed()
}

fn about_the_world() -> BoxedStrategy<Fact> {
    prop_oneof![
        any::<usize>().prop_map(|step| Fact::StepBegan { step }),
        any::<u64>().prop_map(|seconds| Fact::TimePassed { wait: Duration::from_secs(seconds) }),
        vec(word(), 0..3).prop_map(|names| Fact::DnsChanged { names }),
        any::<bool>().prop_map(|up| Fact::HostChanged { up }),
        (word(), address()).prop_map(|(domain, to)| Fact::NotReported { domain, to }),
        (word(), word()).prop_map(|(user, folder)| Fact::TidyingBegan { user, folder }),
        (word(), word(), any::<usize>()).prop_map(|(user, folder, letters)| Fact::Emptied { user, folder, letters }),
        (word(), any::<bool>()).prop_map(|(user, accepted)| Fact::Authenticated { user, accepted }),
    ]
    .boxed()
}

pub fn event() -> impl Strategy<Value = Event> {
    let stage = prop::option::of(prop::sample::select(Stage::ALL.as_slice()));
    let letter = prop::option::of((0..4_u32).prop_map(LetterId));
    let host = prop_oneof![Just("mx.school.example".to_owned()), word()];
    let because = vec((0..40_u32).prop_map(EventId), 0..3);
    let fact = prop_oneof![3 => on_the_wire(), 3 => about_letters(), 1 => on_the_way(), 1 => about_the_world()];
    (any::<i64>(), host, stage, letter, because, fact).prop_map(|(at, host, stage, letter, because, fact)| Event {
        id: EventId(0),
        at: Time(at),
        host,
        stage,
        letter,
        because,
        fact,
    })
}
