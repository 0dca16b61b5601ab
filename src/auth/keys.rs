//! Keys to sign with (RFC 6376 §3.3, RFC 8463), and what DNS publishes of them.
//!
//! They are demonstration keys out of this source tree: everybody has them, and they protect nothing. In return the same
//! scenario gets the same signatures every time, and nobody waits for the making of an RSA key.

use std::fmt;
use std::sync::{Arc, OnceLock};

use mail_auth::common::crypto::{Algorithm, DkimKey as Key, Ed25519Key, RsaKey, Sha256, SigningKey as _};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;

use super::base64;
use crate::scenario::{DkimKey, limits};

/// How many different keys of each kind there are.
pub const MOST_KEYS: usize = limits::SIGNERS;

macro_rules! pem {
    ($kind:literal) => {
        [
            include_str!(concat!("keys/", $kind, "-1.pem")),
            include_str!(concat!("keys/", $kind, "-2.pem")),
            include_str!(concat!("keys/", $kind, "-3.pem")),
            include_str!(concat!("keys/", $kind, "-4.pem")),
            include_str!(concat!("keys/", $kind, "-5.pem")),
            include_str!(concat!("keys/", $kind, "-6.pem")),
            include_str!(concat!("keys/", $kind, "-7.pem")),
            include_str!(concat!("keys/", $kind, "-8.pem")),
        ]
    };
}

const RSA: [&str; MOST_KEYS] = pem!("rsa");
const ED25519: [&str; MOST_KEYS] = pem!("ed25519");

/// Each key is read once per process, when it is first needed.
type Shelf = [OnceLock<Result<SigningKey, KeyError>>; MOST_KEYS];

static RSA_SHELF: Shelf = [const { OnceLock::new() }; MOST_KEYS];
static ED25519_SHELF: Shelf = [const { OnceLock::new() }; MOST_KEYS];

/// What stands before an RSA public key of 2,048 bits in a `SubjectPublicKeyInfo` (RFC 5280 §4.1): that is the form in
/// which keys are published, whatever RFC 6376 says (erratum 3017).
const RSA_2048_PREFIX: [u8; 24] = [
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    0x03, 0x82, 0x01, 0x0f, 0x00,
];

/// A private key. A clone is the same key, and cheap.
#[derive(Clone)]
pub struct SigningKey(Arc<Key>);

/// There is no such key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The scenario has more signing domains than there are demonstration keys.
    #[error("there are {MOST_KEYS} demonstration keys of each kind, and no more")]
    TooMany,
    /// The key cannot be read.
    #[error("the key cannot be read: {0}")]
    Unreadable(String),
}

impl SigningKey {
    /// The demonstration key of that kind and number, from 0. Different numbers are different keys.
    ///
    /// # Errors
    /// [`KeyError::TooMany`] from [`MOST_KEYS`] on.
    pub fn demonstration(kind: DkimKey, ordinal: usize) -> Result<Self, KeyError> {
        let (shelf, pem, read): (_, _, fn(&str) -> _) = match kind {
            DkimKey::Rsa2048 => (&RSA_SHELF, RSA, rsa),
            DkimKey::Ed25519 => (&ED25519_SHELF, ED25519, ed25519),
        };
        let (Some(place), Some(pem)) = (shelf.get(ordinal), pem.get(ordinal)) else { return Err(KeyError::TooMany) };
        place.get_or_init(|| read(pem)).clone()
    }

    /// The record that publishes its public half (RFC 6376 §3.6.1).
    pub fn txt(&self) -> String {
        match &*self.0 {
            Key::Rsa(key) => {
                let public = [&RSA_2048_PREFIX[..], &key.public_key()].concat();
                format!("v=DKIM1; k=rsa; p={}", base64::encode(&public))
            }
            Key::Ed25519(key) => format!("v=DKIM1; k=ed25519; p={}", base64::encode(&key.public_key())),
        }
    }

    /// What `a=` says of its signatures.
    pub fn algorithm(&self) -> &'static str {
        match self.0.algorithm() {
            Algorithm::Ed25519Sha256 => "ed25519-sha256",
            Algorithm::RsaSha256 => "rsa-sha256",
            Algorithm::RsaSha1 => "rsa-sha1",
        }
    }

    pub(super) fn inner(&self) -> &Key {
        &self.0
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.algorithm())
    }
}

fn rsa(pem: &str) -> Result<SigningKey, KeyError> {
    let key = RsaKey::<Sha256>::from_key_der(der(pem)?).map_err(|error| KeyError::Unreadable(error.to_string()))?;
    Ok(SigningKey(Arc::new(key.into())))
}

fn ed25519(pem: &str) -> Result<SigningKey, KeyError> {
    let key = Ed25519Key::from_pkcs8_maybe_unchecked_der(der(pem)?.secret_der());
    Ok(SigningKey(Arc::new(key.map_err(|error| KeyError::Unreadable(error.to_string()))?.into())))
}

fn der(pem: &str) -> Result<PrivateKeyDer<'static>, KeyError> {
    PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|error| KeyError::Unreadable(error.to_string()))
}
