//! The state machine of imap-next under the bounds of this server.

use imap_codec::imap_types::core::Text;
use imap_codec::imap_types::response::{Greeting, GreetingKind};
use imap_next::server::{Options, Server};
use imap_next::{Interrupt, Io, State};

/// How long a command may be beside its longest literal.
const REST_OF_COMMAND: u32 = 32 * 1024;

/// The state machine of a conversation, with a bound for literals.
pub(super) fn machine(longest_literal: u32, greeting: Greeting<'static>) -> Server {
    let mut options = Options::default();
    options.max_literal_size = longest_literal;
    options.max_command_size = longest_literal.saturating_add(REST_OF_COMMAND);
    // Either text could only be refused for a line end in it.
    let _ = options.set_literal_accept_text("go on".to_owned());
    let _ = options.set_literal_reject_text("that literal is too long".to_owned());
    Server::new(options, greeting)
}

/// The same for a conversation that goes on under another bound, which a state machine cannot change. It begins with a
/// greeting too, which nobody hears.
pub(super) fn continued(longest_literal: u32) -> Server {
    let unheard = Greeting { kind: GreetingKind::Ok, code: None, text: Text::unvalidated("we go on") };
    let mut server = machine(longest_literal, unheard);
    while !matches!(server.next(), Err(Interrupt::Io(Io::NeedMoreInput) | Interrupt::Error(_))) {}
    server
}
