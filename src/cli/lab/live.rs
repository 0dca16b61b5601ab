//! What happens in a lab, while it happens: as text, or as the lines of the trace.

use std::io::{Write, stdout};
use std::time::{Duration, Instant};

use super::super::context::Context;
use super::super::failure::Failure;
use super::super::output;
use crate::report::text::Live;
use crate::story::{tell, unfinished};
use crate::world::lab::Lab;

/// How long to wait for more before the story is told again.
const BREATH: Duration = Duration::from_millis(150);

/// A story takes longer to tell the longer it is. Between two tellings at least so many times as long passes.
const REST: u32 = 8;

/// The steps, each once it is over.
pub(super) async fn as_text(lab: &Lab, context: &Context) -> Result<(), Failure> {
    let scenario = lab.scenario().without_lesson();
    let feed = lab.feed();
    let mut live = Live::new(context.look);
    let (mut known, mut pause) = (0, BREATH);
    loop {
        feed.grown(known).await;
        tokio::time::sleep(pause).await;
        let began = Instant::now();
        let trace = feed.trace();
        known = trace.next();
        let story = tell(&scenario, &trace, context.lang());
        output::print(context, &live.tell(&story, &unfinished(&trace, &story.steps)))?;
        pause = BREATH.max(began.elapsed() * REST);
    }
}

/// The trace, a line for each fact.
pub(super) async fn as_json(lab: &Lab, context: &Context) -> Result<(), Failure> {
    let mut known = 0;
    write(context, &lab.header())?;
    loop {
        lab.recorder().grown(known).await;
        let events = lab.recorder().since(known);
        known = events.last().map_or(known, |last| last.id.0 as usize + 1);
        for event in &events {
            write(context, event)?;
        }
    }
}

fn write(context: &Context, line: &impl serde::Serialize) -> Result<(), Failure> {
    let mut out = stdout().lock();
    let written = serde_json::to_writer(&mut out, line).map_err(Into::into).and_then(|()| out.write_all(b"\n"));
    written.and_then(|()| out.flush()).map_err(|error| Failure::output(context.lang(), &error))
}
