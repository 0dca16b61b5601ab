//! What this server says of itself: its greeting, CAPABILITY, ID, ENABLE and NAMESPACE.

use imap_codec::imap_types::auth::AuthMechanism;
use imap_codec::imap_types::core::{IString, NString, Vec1};
use imap_codec::imap_types::extensions::namespace::Namespace;
use imap_codec::imap_types::response::{Capability, Code, Data, Greeting, GreetingKind};

use super::folders::delimiter;
use super::talk::text;

/// The first words of a server that has room for a session, with what it can do.
pub(super) fn greeting(host: &str, secret: bool) -> Greeting<'static> {
    let code = Some(Code::Capability(capabilities(secret, false)));
    Greeting { kind: GreetingKind::Ok, code, text: text(format!("{host} IMAP4rev1 ready")) }
}

/// The first and last words of one that has none.
pub(super) fn full_house(host: &str) -> Greeting<'static> {
    let words = text(format!("{host} has too many sessions; come back later"));
    Greeting { kind: GreetingKind::Bye, code: None, text: words }
}

/// What this server can do: how to log in before that, and in plain text how to become secret first (RFC 3501 §6.2.3).
/// `BINARY` is for letters with a NUL in them.
pub(super) fn capabilities(secret: bool, logged_in: bool) -> Vec1<Capability<'static>> {
    let door: &[Capability<'static>] = match (secret, logged_in) {
        (_, true) => &[],
        (true, false) => &[Capability::SaslIr, Capability::Auth(AuthMechanism::Plain)],
        (false, false) => &[Capability::StartTls, Capability::LoginDisabled],
    };
    let house = [
        Capability::LiteralPlus,
        Capability::Id,
        Capability::Enable,
        Capability::Namespace,
        Capability::Idle,
        Capability::Binary,
        Capability::Unselect,
        Capability::UidPlus,
        Capability::Move,
    ];
    let all: Vec<_> = std::iter::once(Capability::Imap4Rev1).chain(door.iter().cloned()).chain(house).collect();
    Vec1::try_from(all).unwrap_or_else(|_| Vec1::from(Capability::Imap4Rev1))
}

/// Which program this is (RFC 2971).
pub(super) fn id() -> Data<'static> {
    let name = IString::try_from("name").ok().zip(NString::try_from("tegami").ok());
    let version = IString::try_from("version").ok().zip(NString::try_from(env!("CARGO_PKG_VERSION")).ok());
    Data::Id { parameters: Some(name.into_iter().chain(version).collect()) }
}

/// Nothing of this server has to be switched on (RFC 5161).
pub(super) fn enabled() -> Data<'static> {
    Data::Enabled { capabilities: Vec::new() }
}

/// One's own folders stand at the top, and there are no others (RFC 2342).
pub(super) fn namespace() -> Data<'static> {
    let personal = IString::try_from("").ok().map(|prefix| Namespace::new(prefix, delimiter()));
    Data::Namespace { personal: personal.into_iter().collect(), other: Vec::new(), shared: Vec::new() }
}
