//! What a learner most likely wants to change, where they are in the story.

use crate::lang::Lang;
use crate::scenario::patch::{Piece, Subject};
use crate::story::{Cargo, Phase, Step};
use crate::trace::LetterId;
use crate::tui::player::Player;

/// The place of the piece that this step of the story rests on; the first one, where it rests on none.
pub(super) fn nearest(pieces: &[Piece], player: &Player) -> usize {
    let Some(step) = player.step(Lang::En) else { return 0 };
    let send = step.letter.and_then(|letter| number_of(letter, player)).unwrap_or(0);
    let wanted = wanted(step, send);
    // What a step of the file has published since counts, not what was there before.
    let published = |piece: &Piece| match piece.subject {
        Subject::Policy { step, .. } | Subject::Record { step, .. } => step.is_some() == (send > 0),
        _ => true,
    };
    let find = |fits: &dyn Fn(&Piece) -> bool| pieces.iter().position(fits);
    let found = wanted.iter().find_map(|wish| {
        find(&|piece| wish.fits(piece) && published(piece)).or_else(|| find(&|piece| wish.fits(piece)))
    });
    found.unwrap_or(0)
}

/// What to look for, the best first.
enum Wish {
    Policy(String),
    Spf(String),
    Record(String, String),
    From(usize),
    Field(usize, &'static str),
    Address(String),
}

impl Wish {
    fn fits(&self, piece: &Piece) -> bool {
        let within = |domain: &str, name: &str| domain == name || domain.ends_with(&format!(".{name}"));
        match (self, &piece.subject) {
            (Self::Policy(of), Subject::Policy { domain, .. }) => within(of, domain),
            (Self::Spf(of), Subject::Record { name, rtype, .. }) => {
                rtype == "TXT" && name == of && piece.value.contains("v=spf1")
            }
            (Self::Record(of, with), Subject::Record { name, rtype, .. }) => name == of && rtype == with,
            (Self::From(of), Subject::EnvelopeFrom { send }) => send == of,
            (Self::Field(of, with), Subject::Field { send, name }) => send == of && name.eq_ignore_ascii_case(with),
            (Self::Address(of), Subject::Address { host }) => host == of,
            _ => false,
        }
    }
}

fn wanted(step: &Step, send: usize) -> Vec<Wish> {
    let senders = step.view.as_ref().and_then(|view| view.senders.as_ref());
    let domain = |address: &str| address.rsplit_once('@').map_or(address, |(_, domain)| domain).to_ascii_lowercase();
    let author = senders.map(|senders| domain(&senders.header)).unwrap_or_default();
    let envelope = senders.map(|senders| domain(&senders.envelope)).unwrap_or_default();
    // Once there are verdicts, what becomes of the letter rests on them.
    let judged = matches!(step.phase, Phase::Data | Phase::Stamp) && !step.verdicts.is_empty();
    let phase = if judged { Phase::Decision } else { step.phase };
    match phase {
        Phase::Spf => vec![Wish::Spf(envelope), Wish::From(send)],
        Phase::Dmarc | Phase::Decision | Phase::File | Phase::Fetch | Phase::Read | Phase::Bounce => {
            vec![Wish::Policy(author.clone()), Wish::Spf(envelope), Wish::Field(send, "From")]
        }
        Phase::Dkim | Phase::Arc | Phase::Write | Phase::Data | Phase::Stamp | Phase::Forward => {
            vec![Wish::Field(send, "From")]
        }
        Phase::Envelope | Phase::Login | Phase::Encrypt => vec![Wish::From(send)],
        Phase::Lookup => question(step).into_iter().collect(),
        Phase::Connect => vec![Wish::Address(step.host.clone())],
        Phase::World | Phase::Wait | Phase::Intercept | Phase::Policy | Phase::Report => Vec::new(),
    }
}

fn question(step: &Step) -> Option<Wish> {
    let Cargo::Question { question } = &step.motion.as_ref()?.cargo else { return None };
    let (name, rtype) = question.split_once(' ')?;
    Some(Wish::Record(name.to_ascii_lowercase(), rtype.to_owned()))
}

/// Which of the letters that people sent it is, from 0.
fn number_of(letter: LetterId, player: &Player) -> Option<usize> {
    let mut letters: Vec<LetterId> = Vec::new();
    for step in &player.story(Lang::En).steps {
        let bounce = matches!(&step.motion, Some(motion) if matches!(motion.cargo, Cargo::Letter { bounce: true, .. }));
        if let Some(letter) = step.letter.filter(|letter| !bounce && !letters.contains(letter)) {
            letters.push(letter);
        }
    }
    letters.iter().position(|other| *other == letter)
}
