//! The servers of a lab work off their queues by themselves: whenever something has happened, and whenever a letter is due.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use super::super::World;
use crate::smtp::server::Server;
use crate::trace::{Draft, EventId, Fact, Recorder, Time};

/// Lets each server work, until the world closes.
pub(super) fn all(world: &World, hurry: bool) {
    for server in &world.servers {
        world.network.spawn(tend(server.clone(), world.recorder.clone(), hurry));
    }
}

/// Time jumps to the moment when a letter is due.
pub(super) fn jump(recorder: &Recorder, due: Time, because: EventId, host: &str) {
    let wait = due.since(recorder.now());
    recorder.jump_to(due);
    recorder.record(Draft::new(host, Fact::TimePassed { wait }).because([because]));
}

async fn tend(server: Arc<Server>, recorder: Recorder, hurry: bool) {
    loop {
        let known = recorder.len();
        server.work().await;
        if let Some((due, because)) = server.next_due().filter(|_| hurry) {
            jump(&recorder, due, because, server.name());
        }
        let due = server.next_due().map(|(due, _)| due.since(recorder.now()));
        tokio::select! {
            () = recorder.grown(known) => {}
            () = alarm(due) => {}
        }
    }
}

/// Rings after that time; never, where nothing waits.
async fn alarm(wait: Option<Duration>) {
    match wait {
        Some(wait) => tokio::time::sleep(wait).await,
        None => pending().await,
    }
}
