//! The servers of a lab work off their queues by themselves: whenever something has happened, and whenever a letter is due.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use super::super::World;
use crate::smtp::server::Server;
use crate::trace::Recorder;

/// Lets each server work, until the world closes.
pub(super) fn all(world: &World) {
    for server in &world.servers {
        world.network.spawn(tend(server.clone(), world.recorder.clone()));
    }
}

async fn tend(server: Arc<Server>, recorder: Recorder) {
    loop {
        let known = recorder.len();
        server.work().await;
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
