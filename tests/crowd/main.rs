//! More visitors than one would wish for, and visitors as nobody wishes for: each is answered or closed in time, nobody else
//! has to wait for them, and nothing of them stays. Alone in its process and one after another, because all worlds of a
//! process share the servers behind their doors, and because open files and threads are counted.

#[path = "../door/harness.rs"]
mod harness;
mod many;
mod slow;
mod thousands;

use std::time::Duration;

/// Far longer than anything here takes, and far shorter than any time-out of the door.
const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn crowds_are_served() {
    many::silent_visitors_keep_nobody_waiting().await;
    many::two_hundred_letters_at_once().await;
    many::two_hundred_mailboxes_at_once().await;
    many::two_hundred_questions_at_once().await;
    many::large_letters_of_many_find_room_or_are_told_to_wait().await;
    slow::whoever_takes_for_ever_is_told_so().await;
    slow::whatever_has_no_end_is_given_up().await;
    slow::half_a_handshake_is_closed().await;
    thousands::of_connections_leave_nothing_behind().await;
}
