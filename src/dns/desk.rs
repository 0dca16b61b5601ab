//! Where questions arrive: who asks, what the zones say, and the record of it.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use futures_util::StreamExt;
use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::LowerName;
use hickory_server::net::BufDnsStreamHandle;
use hickory_server::net::runtime::TokioTime;
use hickory_server::net::xfer::Protocol;
use hickory_server::server::{Request, RequestHandler, ResponseHandle, ResponseHandler};
use hickory_server::zone_handler::MessageResponseBuilder;

use super::resolver::Context;
use super::zones::{Trouble, Zones};
use super::{VISITOR, wording};
use crate::trace::{Answer, Draft, EventId, Fact, Recorder, Transport};

/// On whose behalf questions come in on a line, and what came of them.
pub(super) struct Asker {
    pub(super) host: String,
    pub(super) context: Context,
    /// Whether a resolver of the world sits at the other end, which is told SERVFAIL where the zone's server is silent.
    resolves: bool,
    asked: Mutex<Asked>,
}

/// What was asked on a line.
#[derive(Default)]
struct Asked {
    events: Vec<EventId>,
    /// Whether the last question got no answer.
    in_vain: bool,
    /// The last datagram, with its answer: the same one again is the same question, sent twice.
    last: Option<(Vec<u8>, Vec<u8>)>,
}

/// What was asked on a line since the last time somebody looked.
pub(super) struct Seen {
    pub(super) events: Vec<EventId>,
    pub(super) in_vain: bool,
}

impl Asker {
    pub(super) fn host(host: &str) -> Self {
        Self::new(host, Context::default(), true)
    }

    pub(super) fn visitor() -> Self {
        Self::new(VISITOR, Context::default(), false)
    }

    /// The same host on another errand.
    pub(super) fn on(&self, context: Context) -> Self {
        Self::new(&self.host, context, self.resolves)
    }

    fn new(host: &str, context: Context, resolves: bool) -> Self {
        Self { host: host.to_owned(), context, resolves, asked: Mutex::default() }
    }

    /// What was asked since the last time this was called.
    pub(super) fn take(&self) -> Seen {
        let mut asked = self.asked();
        asked.last = None;
        Seen { events: std::mem::take(&mut asked.events), in_vain: std::mem::take(&mut asked.in_vain) }
    }

    fn note(&self, event: EventId, in_vain: bool) {
        // Nobody looks at what a visitor has asked.
        if self.resolves {
            let mut asked = self.asked();
            asked.events.push(event);
            asked.in_vain = in_vain;
        }
    }

    fn answered_before(&self, packet: &[u8]) -> Option<Vec<u8>> {
        self.asked().last.as_ref().filter(|(question, _)| question == packet).map(|(_, answer)| answer.clone())
    }

    fn asked(&self) -> std::sync::MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers questions and writes them down.
pub(super) struct Desk {
    recorder: Recorder,
    pub(super) zones: Zones,
}

impl Desk {
    pub(super) fn new(recorder: Recorder, zones: Zones) -> Self {
        Self { recorder, zones }
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
        let repeated = transport == Transport::Udp && asker.resolves;
        if let Some(answer) = asker.answered_before(packet).filter(|_| repeated) {
            return Some(answer);
        }
        let protocol = if transport == Transport::Udp { Protocol::Udp } else { Protocol::Tcp };
        let request = Request::from_bytes(packet.to_vec(), from, protocol).ok()?;
        let answer = self.look_up(asker, &request, transport).await?;
        if repeated {
            asker.asked().last = Some((packet.to_vec(), answer.clone()));
        }
        Some(answer)
    }

    async fn look_up(&self, asker: &Asker, request: &Request, transport: Transport) -> Option<Vec<u8>> {
        let asks = request.metadata.message_type == MessageType::Query && request.metadata.op_code == OpCode::Query;
        let Some(info) = request.request_info().ok().filter(|_| asks) else { return self.as_zones_say(request).await };
        let question = Question {
            name: wording::plain(info.query.original().name()),
            rtype: info.query.query_type().to_string(),
            transport,
        };
        let packet = self.as_zones_say(request).await?;
        let message = Message::from_vec(&packet).ok()?;
        if message.metadata.truncation && asker.resolves {
            // It asks again over TCP, and that is the answer that counts.
            return Some(packet);
        }
        let owners: Vec<LowerName> = message.answers.iter().map(|record| LowerName::from(&record.name)).collect();
        match self.zones.trouble(std::iter::once(info.query.name()).chain(&owners)) {
            None => {
                self.record(asker, question, Some(wording::answer(&message)));
                Some(packet)
            }
            Some(Trouble::Fails) => {
                let packet = failure(request).await?;
                let answer = Message::from_vec(&packet).ok().map(|message| wording::answer(&message));
                self.record(asker, question, answer);
                Some(packet)
            }
            Some(Trouble::Silent) => {
                self.record(asker, question, None);
                if asker.resolves { failure(request).await } else { None }
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
        self.record(asker, question, None);
    }

    fn record(&self, asker: &Asker, question: Question, answer: Option<Answer>) {
        let Question { name, rtype, transport } = question;
        let in_vain = answer.is_none();
        let Context { stage, letter, because } = &asker.context;
        let draft = Draft::new(&asker.host, Fact::Asked { name, rtype, transport, answer });
        let draft = draft.in_stage(*stage).about(*letter).because(because.iter().copied());
        asker.note(self.recorder.record(draft), in_vain);
    }
}

struct Question {
    name: String,
    rtype: String,
    transport: Transport,
}

/// SERVFAIL for this question.
async fn failure(request: &Request) -> Option<Vec<u8>> {
    let (handle, mut answers) = BufDnsStreamHandle::new(request.src());
    let mut handle = ResponseHandle::new(request.src(), handle, request.protocol());
    let answer = MessageResponseBuilder::from_message_request(request);
    handle.send_response(answer.error_msg(&request.metadata, ResponseCode::ServFail)).await.ok()?;
    answers.next().await.map(|message| message.into_parts().0)
}
