//! The receiver decides, and says so.

use super::{Told, fared, letter, list};
use crate::story::knowledge::Knowledge;
use crate::story::letter::Letter;
use crate::story::model::{Outcome, Phase, Tone};
use crate::story::prose::{self, Refusing, Taken};
use crate::story::safe;
use crate::story::scenes::Scene;
use crate::trace::{Address, Disposition, DispositionReason, Fact, Reply, Stage};

pub(super) fn decided(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let decided = scene.facts().find_map(|fact| match fact {
        Fact::Decided { disposition, reason } => Some((*disposition, reason)),
        _ => None,
    });
    let (disposition, reason) = decided.unwrap_or((Disposition::Inbox, &DispositionReason::Nothing));
    let author = known.letter(scene).and_then(Letter::author).unwrap_or_default();
    let domain = Address(author);
    let prose = prose::decision(known.lang, scene.host, disposition, reason, domain.domain());
    let verdicts = scene.letter.map(|letter| known.verdicts(letter)).unwrap_or_default();
    let tone = match disposition {
        Disposition::Inbox | Disposition::Forward if verdicts.iter().all(|verdict| verdict.tone != Tone::Bad) => {
            Tone::Good
        }
        Disposition::Inbox | Disposition::Forward | Disposition::Queue | Disposition::Junk | Disposition::Defer => {
            Tone::Warn
        }
        Disposition::Reject => Tone::Bad,
    };
    Told::new(Phase::Decision, prose, tone)
}

pub(super) fn refused(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let Some((recipient, reply)) = scene.facts().find_map(|fact| match fact {
        Fact::Refused { recipient, reply } => Some((recipient.as_ref(), reply)),
        _ => None,
    }) else {
        return Told::new(Phase::Data, prose::refusal(known.lang, scene.host, "", Refusing::Handover), Tone::Bad);
    };
    let says_no = known.session_about(scene).map_or(scene.host, |session| session.server.host.as_str());
    let refusing = refusing(scene, known, recipient, reply);
    let prose = prose::refusal(known.lang, says_no, &said(reply), refusing);
    let phase = match refusing {
        Refusing::Handover | Refusing::Impostor => known.phase_before(scene).unwrap_or(Phase::Data),
        _ if recipient.is_some() => Phase::Envelope,
        _ => Phase::Data,
    };
    let tone = if reply.is_transient() { Tone::Warn } else { Tone::Bad };
    Told::new(phase, prose, tone).moving(letter(scene, known, fared(Some(reply.code))))
}

fn refusing<'a>(
    scene: &Scene<'_>,
    known: &Knowledge<'_>,
    recipient: Option<&'a Address>,
    reply: &Reply,
) -> Refusing<'a> {
    if scene.stage == Some(Stage::Submission) && reply.status() == Some("5.7.1") && known.wants_own_senders(scene) {
        return Refusing::Impostor;
    }
    if let Some(recipient) = recipient
        && !reply.is_transient()
    {
        return Refusing::Recipient(&recipient.0);
    }
    if scene.stage == Some(Stage::Submission) {
        return Refusing::Handover;
    }
    if reply.status() == Some("4.2.2") {
        return Refusing::NoRoom;
    }
    if reply.is_transient() {
        let greylisted = recipient.is_some() && known.greylists(scene.host);
        return if greylisted { Refusing::Stranger } else { Refusing::ForNow };
    }
    if known.comes_from_a_typist(scene) { Refusing::Typed } else { Refusing::Letter }
}

/// A reply without a final full stop, because a sentence goes on after it.
fn said(reply: &Reply) -> String {
    safe::line(reply.to_string().trim_end_matches('.'))
}

pub(super) fn filed(scene: &Scene<'_>, known: &Knowledge<'_>) -> Told {
    let users =
        scene.facts().filter_map(|fact| if let Fact::Filed { user, .. } = fact { Some(user.as_str()) } else { None });
    let junk =
        scene.facts().any(|fact| matches!(fact, Fact::Filed { folder, .. } if !folder.eq_ignore_ascii_case("INBOX")));
    let tone = if junk { Tone::Warn } else { Tone::Good };
    let handed_over = scene.facts().any(|fact| matches!(fact, Fact::Line { .. }));
    let taken = match (handed_over, known.comes_from_a_typist(scene)) {
        (false, _) => Taken::Before,
        (true, true) => Taken::FromTypist,
        (true, false) => Taken::FromServer,
    };
    let told = Told::new(Phase::File, prose::filed(known.lang, scene.host, &list(users), junk, taken), tone);
    // Into the inbox is what everybody expects; a letter that goes to the junk folder is seen to go there.
    told.moving(junk.then(|| letter(scene, known, Outcome::Junked)).flatten())
}
