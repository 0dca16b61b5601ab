//! `tegami lab --play smtp`: the learner types SMTP in the program itself.
//!
//! ```text
//!   keys, or lines of standard input ──► Caller ──► a door of the lab, over a real socket
//!   screen, or text                  ◄── answers, verdicts
//! ```

mod lines;

use tokio::sync::mpsc;

use super::super::args::ScreenArgs;
use super::super::context::Context;
use super::super::failure::Failure;
use crate::trace::Peer;
use crate::tui::{self, Keyboard, Left, Open, Place, Typing};
use crate::tutor::{Caller, Course};
use crate::world::Entrance;
use crate::world::lab::{Door, Lab};

/// How many lines and answers may be on their way between screen and connection.
const ON_THE_WAY: usize = 64;

/// Seats the learner before the receiver's server, until they leave.
pub(super) async fn smtp(lab: &Lab, screen: ScreenArgs, context: &Context) -> Result<(), Failure> {
    let door = lab.door(Entrance::Smtp).ok_or_else(|| broken(context, &std::io::ErrorKind::NotFound.into()))?;
    if context.interactive {
        on_screen(lab, door, screen, context).await
    } else {
        lines::talk(lab, door, context).await
    }
}

async fn on_screen(lab: &Lab, door: &Door, screen: ScreenArgs, context: &Context) -> Result<(), Failure> {
    let (ask, asked) = mpsc::channel(ON_THE_WAY);
    let (tell, mut heard) = mpsc::channel(ON_THE_WAY);
    let place = Place { server: server(lab, door), visitor: lab.visitor().clone() };
    let typing = Typing::new(context.lang(), context.theme(), screen.ascii, place, Course::of(lab));
    let mut typing = typing.with_mouse(screen.mouse);
    let mut keyboard = Keyboard::default();
    let typed = async {
        while tui::type_smtp(&mut typing, &ask, &mut heard, &mut keyboard)
            .await
            .map_err(|error| broken(context, &error))?
            == Left::Story
        {
            story(lab, screen, &typing, (context, &mut keyboard)).await?;
        }
        Ok(())
    };
    tokio::select! {
        typed = typed => typed,
        () = Caller::new(lab, door).serve(asked, tell) => Ok(()),
    }
}

/// The whole story so far, on the screen that shows every other story too.
async fn story(
    lab: &Lab,
    screen: ScreenArgs,
    typing: &Typing,
    (context, keyboard): (&Context, &mut Keyboard),
) -> Result<(), Failure> {
    // The lesson's questions are about its own letters.
    let scenario = lab.scenario().without_lesson();
    let open = Open::Replay(Box::new(scenario), lab.feed().trace());
    let options = tui::Options { lang: typing.lang(), ..context.screen(screen, open) };
    tui::run_with(options, keyboard).await.map_err(|error| Failure::screen(context.lang(), &error))
}

/// The server behind a door.
fn server(lab: &Lab, door: &Door) -> Peer {
    let ip = lab.scenario().host(&door.host).and_then(|host| host.ips.first().copied());
    Peer { host: door.host.clone(), ip: ip.unwrap_or(door.address.ip()) }
}

fn broken(context: &Context, error: &std::io::Error) -> Failure {
    Failure::not_started(context.lang(), error)
}
