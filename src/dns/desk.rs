//! Where questions arrive: what the zones say, what the server makes of it, and the record of it.

use std::net::SocketAddr;

use futures_util::StreamExt;
use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::{DNSClass, LowerName, Record};
use hickory_server::net::BufDnsStreamHandle;
use hickory_server::net::runtime::TokioTime;
use hickory_server::net::xfer::Protocol;
use hickory_server::server::{Request, RequestHandler, ResponseHandle, ResponseHandler};
use hickory_server::zone_handler::MessageResponseBuilder;

use super::asker::{Asker, Context};
use super::upstream::Upstream;
use super::wording;
use super::zones::{Trouble, Zones};
use crate::trace::{Answer, Draft, Fact, Recorder, Transport};

/// Answers questions and writes them down.
pub(super) struct Desk {
    recorder: Recorder,
    pub(super) zones: Zones,
    /// Who answers instead of the zones.
    upstream: Option<Upstream>,
}

impl Desk {
    pub(super) fn new(recorder: Recorder, zones: Zones) -> Self {
        Self { recorder, zones, upstream: None }
    }

    /// A desk that passes every question on.
    pub(super) fn passing_on(recorder: Recorder, zones: Zones, upstream: Upstream) -> Self {
        Self { recorder, zones, upstream: Some(upstream) }
    }

    /// The answer to one message; none where it is no question at all, or where silence is the answer.
    ///
    /// A question is recorded before its answer leaves, so that causes stand before their effects.
    pub(super) async fn answer(
        &self,
        asker: &Asker,
        packet: &[u8],
        from: SocketAddr,
        transport: Transport,
    ) -> Option<Vec<u8>> {
        let may_repeat = transport == Transport::Udp && asker.resolves;
        if let Some(answer) = asker.answered_before(packet).filter(|_| may_repeat) {
            return Some(answer);
        }
        let protocol = if transport == Transport::Udp { Protocol::Udp } else { Protocol::Tcp };
        let Ok(request) = Request::from_bytes(packet.to_vec(), from, protocol) else { return format_error(packet) };
        if request.metadata.message_type != MessageType::Query {
            return None;
        }
        let answer = match self.upstream {
            Some(upstream) => self.pass_on(upstream, asker, &request, packet, transport).await?,
            None => self.look_up(asker, &request, transport).await?,
        };
        if may_repeat {
            asker.remember(packet, &answer);
        }
        Some(answer)
    }

    async fn look_up(&self, asker: &Asker, request: &Request, transport: Transport) -> Option<Vec<u8>> {
        let asks = request.metadata.op_code == OpCode::Query;
        let Some(info) = request.request_info().ok().filter(|_| asks) else { return self.as_zones_say(request).await };
        if !matches!(info.query.query_class(), DNSClass::IN | DNSClass::ANY) {
            return failure(request, ResponseCode::Refused).await;
        }
        let question = Question {
            name: wording::plain(info.query.original().name()),
            rtype: info.query.query_type().to_string(),
            transport,
        };
        let packet = self.as_zones_say(request).await?;
        let mut message = Message::from_vec(&packet).ok()?;
        if let Some(records) = self.zones.forged(info.query.name(), info.query.query_type()) {
            forge(&mut message, records);
            self.record(asker, question, Some(wording::answer(&message)), true);
            return message.to_vec().ok();
        }
        if message.metadata.truncation && asker.resolves {
            // It asks again over TCP, and that is the answer that counts.
            return Some(packet);
        }
        let owners: Vec<LowerName> = message.answers.iter().map(|record| LowerName::from(&record.name)).collect();
        match self.zones.trouble(std::iter::once(info.query.name()).chain(&owners)) {
            None => {
                self.record(asker, question, Some(wording::answer(&message)), false);
                Some(packet)
            }
            Some(Trouble::Fails) => {
                let packet = failure(request, ResponseCode::ServFail).await?;
                let answer = Message::from_vec(&packet).ok().map(|message| wording::answer(&message));
                self.record(asker, question, answer, false);
                Some(packet)
            }
            Some(Trouble::Silent) => {
                self.record(asker, question, None, false);
                if asker.resolves { failure(request, ResponseCode::ServFail).await } else { None }
            }
        }
    }

    async fn pass_on(
        &self,
        upstream: Upstream,
        asker: &Asker,
        request: &Request,
        packet: &[u8],
        transport: Transport,
    ) -> Option<Vec<u8>> {
        let info = request.request_info().ok()?;
        let question = Question {
            name: wording::plain(info.query.original().name()),
            rtype: info.query.query_type().to_string(),
            transport,
        };
        let answer = upstream.ask(packet, transport).await;
        let message = answer.as_deref().and_then(|answer| Message::from_vec(answer).ok());
        match message {
            // It asks again over TCP, and that is the answer that counts.
            Some(message) if message.metadata.truncation && transport == Transport::Udp => answer,
            Some(message) => {
                self.record(asker, question, Some(wording::answer(&message)), false);
                answer
            }
            None => {
                self.record(asker, question, None, false);
                failure(request, ResponseCode::ServFail).await
            }
        }
    }

    async fn as_zones_say(&self, request: &Request) -> Option<Vec<u8>> {
        let (handle, mut answers) = BufDnsStreamHandle::new(request.src());
        let handle = ResponseHandle::new(request.src(), handle, request.protocol());
        self.zones.catalog.handle_request::<_, TokioTime>(request, handle).await;
        answers.next().await.map(|message| message.into_parts().0)
    }

    /// A question that could not even be sent.
    pub(super) fn record_unsent(&self, asker: &Asker, name: &str, rtype: &str) {
        let question = Question { name: name.to_owned(), rtype: rtype.to_owned(), transport: Transport::Udp };
        self.record(asker, question, None, false);
    }

    fn record(&self, asker: &Asker, question: Question, answer: Option<Answer>, forged: bool) {
        if !asker.admit() {
            return;
        }
        let Question { name, rtype, transport } = question;
        let in_vain = answer.is_none();
        let Context { stage, letter, because } = &asker.context;
        let draft = Draft::new(&asker.host, Fact::Asked { name, rtype, transport, answer, forged });
        let draft = draft.in_stage(*stage).about(*letter).because(because.iter().copied());
        asker.note(self.recorder.record(draft), in_vain);
    }
}

/// The true answer with other records in it. It comes from the right address, to the right port: without a signature
/// (DNSSEC) nobody can tell (RFC 3833 §2).
fn forge(message: &mut Message, records: Vec<Record>) {
    message.metadata.response_code = ResponseCode::NoError;
    message.answers = records;
    message.authorities.clear();
    message.additionals.clear();
}

struct Question {
    name: String,
    rtype: String,
    transport: Transport,
}

/// FORMERR for what has the header of a question and cannot be read behind it (RFC 1035 §4.1.1); none where it has no
/// header, or is an answer itself: two servers must not talk to each other for ever.
fn format_error(packet: &[u8]) -> Option<Vec<u8>> {
    const ANSWER: u8 = 0x80;
    const OPCODE_AND_RD: u8 = 0x79;
    const FORMERR: u8 = 1;
    let [id_high, id_low, flags, ..] = *packet.get(..12)? else { return None };
    let header = [id_high, id_low, ANSWER | flags & OPCODE_AND_RD, FORMERR, 0, 0, 0, 0, 0, 0, 0, 0];
    (flags & ANSWER == 0).then(|| header.to_vec())
}

/// This question with a code instead of an answer.
async fn failure(request: &Request, code: ResponseCode) -> Option<Vec<u8>> {
    let (handle, mut answers) = BufDnsStreamHandle::new(request.src());
    let mut handle = ResponseHandle::new(request.src(), handle, request.protocol());
    let answer = MessageResponseBuilder::from_message_request(request);
    handle.send_response(answer.error_msg(&request.metadata, code)).await.ok()?;
    answers.next().await.map(|message| message.into_parts().0)
}
