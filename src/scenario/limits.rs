//! The bounds of a scenario file. Each is far beyond any lesson, and small enough that a mistake cannot hurt.

/// The whole file, in octets: 1 MiB.
pub const FILE: usize = 1024 * 1024;
/// Mistakes that are told in one go.
pub const MISTAKES: usize = 100;
/// Mistakes that are kept to be sorted; beyond, they are only counted.
pub const MISTAKES_KEPT: usize = 1000;
/// Hosts.
pub const HOSTS: usize = 64;
/// Addresses of one host.
pub const ADDRESSES: usize = 8;
/// Mailboxes on one server, and domains that it receives for.
pub const USERS: usize = 64;
/// Zones, and entries of a table that goes by domain.
pub const ZONES: usize = 64;
/// Keys that letters are signed with: as many as this program ships.
pub const SIGNERS: usize = 8;
/// Aliases, and mailing lists.
pub const HOPS: usize = 64;
/// The most `Received` lines that a receiver may be told to allow (RFC 5321 §6.3).
pub const HOPS_OF_LETTER: u64 = 100;
/// Lines of SMTP typed in one step.
pub const TYPED_LINES: usize = 1000;
/// Records of one zone.
pub const RECORDS: usize = 4096;
/// Steps.
pub const STEPS: usize = 256;
/// Recipients of one letter (RFC 5321 §4.5.3.1.8 asks for a hundred).
pub const RECIPIENTS: usize = 100;
/// A name to say in EHLO, in characters; RFC 5321 §4.5.3.1.2 counts octets.
pub const DOMAIN: usize = 255;
/// Header fields of one letter.
pub const FIELDS: usize = 200;
/// One header field, in octets.
pub const FIELD: usize = 128 * 1024;
/// Questions, and remarks.
pub const ASKS: usize = 64;
/// Answers to choose from: they are chosen by a digit.
pub const CHOICES: usize = 9;
/// Names or values in one list.
pub const LIST: usize = 64;
/// A title, a name, a tag, a choice, in characters.
pub const SHORT: usize = 200;
/// A paragraph that a learner reads, in characters.
pub const LONG: usize = 4000;
/// A letter that a receiver may be told to take, in octets.
pub const LETTER: u64 = 64 * 1024 * 1024;
/// The longest time that a scenario waits, in seconds: 30 days.
pub const WAIT: u64 = 30 * 24 * 60 * 60;
