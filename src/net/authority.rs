//! The certificates of the world: an authority for the whole process, and one certificate for each host name.
//!
//! A server shows a certificate in its own name, and a client checks it, as on the real Internet. The authority is made
//! anew by every process and never leaves its memory.
//!
//! There is a second one for visitors of a lab. Its keys are of the kind that every mail client knows, and its certificates
//! name this machine beside the host, because that is where a visitor connects to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PKCS_ED25519, SerialNumber, SignatureAlgorithm,
};
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::crypto::aws_lc_rs::kx_group::{SECP256R1, X25519};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig};

/// How many host certificates are kept; when there are more, all are forgotten and made again when needed.
const MOST_KEPT: usize = 512;

/// What a visitor calls the machine of a lab.
const HERE: [&str; 2] = ["localhost", "127.0.0.1"];

/// The certificate authority of this process.
pub struct Authority {
    keys: &'static SignatureAlgorithm,
    /// The names that each certificate bears beside that of its host.
    also: &'static [&'static str],
    issuer: CertifiedIssuer<'static, KeyPair>,
    client: Arc<ClientConfig>,
    servers: Mutex<HashMap<String, Arc<ServerConfig>>>,
}

/// As whom a server shows itself.
#[derive(Clone)]
pub struct Identity {
    /// The name in its certificate.
    pub host: String,
    /// Who has signed that.
    pub authority: &'static Authority,
}

/// Why no certificate could be made.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The certificate itself.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// Its use.
    #[error("cannot use a certificate: {0}")]
    Tls(#[from] rustls::Error),
}

impl Authority {
    /// The authority, made when it is first asked for.
    ///
    /// # Panics
    /// Where the machine has no randomness to make keys from; nothing could be encrypted then.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Authority> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(&PKCS_ED25519, &[]).expect("a key pair can be made"))
    }

    /// The authority for visitors from outside, made when it is first asked for.
    ///
    /// # Panics
    /// As [`shared`](Self::shared).
    pub fn for_visitors() -> &'static Self {
        static FOR_VISITORS: OnceLock<Authority> = OnceLock::new();
        FOR_VISITORS.get_or_init(|| Self::new(&PKCS_ECDSA_P256_SHA256, &HERE).expect("a key pair can be made"))
    }

    fn new(keys: &'static SignatureAlgorithm, also: &'static [&'static str]) -> Result<Self, CertificateError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "tegami classroom authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate_for(keys)?)?;
        let client = client_config(issuer.as_ref())?;
        Ok(Self { keys, also, issuer, client, servers: Mutex::default() })
    }

    /// The authority's own certificate, for a client that is to trust it.
    pub fn certificate_der(&self) -> &CertificateDer<'static> {
        certificate(&self.issuer).der()
    }

    /// The same as a text that programs read from a file.
    pub fn certificate_pem(&self) -> String {
        certificate(&self.issuer).pem()
    }

    /// How a client of the world does TLS: it trusts this authority only.
    pub fn client_config(&self) -> Arc<ClientConfig> {
        self.client.clone()
    }

    /// How the server of that name does TLS.
    ///
    /// # Errors
    /// Where no certificate can be made for the name.
    pub fn server_config(&self, host: &str) -> Result<Arc<ServerConfig>, CertificateError> {
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = servers.get(host) {
            return Ok(config.clone());
        }
        if servers.len() >= MOST_KEPT {
            servers.clear();
        }
        let config = Arc::new(self.issue(host)?);
        servers.insert(host.to_owned(), config.clone());
        Ok(config)
    }

    fn issue(&self, host: &str) -> Result<ServerConfig, CertificateError> {
        let key = KeyPair::generate_for(self.keys)?;
        let names = std::iter::once(host).chain(self.also.iter().copied());
        let mut params = CertificateParams::new(names.map(str::to_owned).collect::<Vec<_>>())?;
        params.distinguished_name.push(DnType::CommonName, host);
        params.serial_number = Some(next_serial());
        let chain = vec![params.signed_by(&key, &self.issuer)?.der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
        Ok(builder.with_no_client_auth().with_single_cert(chain, key)?)
    }
}

/// Serial numbers are all of one length, as are Ed25519's signatures: the octets of a handshake can be counted, and the
/// same scenario has the same number of them each time.
fn next_serial() -> SerialNumber {
    static NEXT: AtomicU64 = AtomicU64::new(1 << 62);
    SerialNumber::from(NEXT.fetch_add(1, Ordering::Relaxed))
}

fn certificate<'a>(issuer: &'a CertifiedIssuer<'static, KeyPair>) -> &'a Certificate {
    issuer.as_ref()
}

fn client_config(root: &Certificate) -> Result<Arc<ClientConfig>, CertificateError> {
    let mut roots = RootCertStore::empty();
    roots.add(root.der().clone())?;
    let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

/// The cryptography of all TLS in the world. The key exchange is X25519 alone: the post-quantum hybrid that rustls would
/// prefer costs more than all the rest of a handshake, and nobody records this wire to break it in thirty years.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    let make = || Arc::new(CryptoProvider { kx_groups: vec![X25519, SECP256R1], ..default_provider() });
    PROVIDER.get_or_init(make).clone()
}
