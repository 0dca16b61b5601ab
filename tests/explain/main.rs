//! Letters as people save them, each with its explanation in both languages: `NAME.eml`, `NAME.txt`, `NAME.ja.txt`.
//!
//! They are shaped as providers, lists and forgers shape them, in words of their own and with names and addresses that
//! nobody has (RFC 2606, RFC 5737, RFC 3849). `TEGAMI_BLESS=1` writes the explanations anew.

mod hostile;
mod letters;
mod verified;
