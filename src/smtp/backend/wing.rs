//! One mailin server, and the places that it has: a thread each, started with it and kept as long as the process lives.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use mailin_embedded::{AuthMechanism, Server, SslConfig};
use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::clerk::Clerk;
use super::{NAME, certificate};
use crate::net::{loopback_listener, tls_provider};
use crate::trace::Service;

/// How many sessions it holds at once.
const THREADS: u32 = 32;

/// A server of mailin.
pub(super) struct Wing {
    address: SocketAddr,
    places: Arc<Semaphore>,
    tls: Option<Arc<ClientConfig>>,
}

/// A place in it, given back when this goes.
pub(in crate::smtp) struct Place {
    /// Where the server listens.
    pub(in crate::smtp) address: SocketAddr,
    /// How to trust it, where it does TLS.
    pub(in crate::smtp) tls: Option<Arc<ClientConfig>>,
    _permit: OwnedSemaphorePermit,
}

impl Wing {
    /// Starts a server for a service.
    ///
    /// # Errors
    /// Where the machine has no socket, thread or randomness for it.
    pub(super) fn open(service: Service) -> io::Result<Self> {
        let mut server = Server::new(Clerk::default());
        let tls = if service == Service::Submission { Some(with_login(&mut server)?) } else { None };
        let listener = loopback_listener()?;
        let address = listener.local_addr()?;
        server.with_name(NAME).with_num_threads(THREADS).with_tcp_listener(listener);
        std::thread::Builder::new().name("mailin".to_owned()).spawn(move || drop(server.serve()))?;
        Ok(Self { address, places: Arc::new(Semaphore::new(THREADS as usize)), tls })
    }

    /// A place, where there is one now.
    pub(super) fn place(&self) -> Option<Place> {
        self.places.clone().try_acquire_owned().ok().map(|permit| self.with(permit))
    }

    /// A place, if need be after somebody else. None never, as long as the process lives.
    pub(super) async fn wait(&self) -> Option<Place> {
        self.places.clone().acquire_owned().await.ok().map(|permit| self.with(permit))
    }

    fn with(&self, permit: OwnedSemaphorePermit) -> Place {
        Place { address: self.address, tls: self.tls.clone(), _permit: permit }
    }
}

/// The server gets a certificate, and logs users in; says how to trust it.
fn with_login(server: &mut Server<Clerk>) -> io::Result<Arc<ClientConfig>> {
    let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).map_err(io::Error::other)?;
    let texts = [made.cert.pem(), made.signing_key.serialize_pem()];
    let read = certificate::shown(texts.each_ref().map(String::as_str), |[cert_path, key_path]| {
        server.with_ssl(SslConfig::SelfSigned { cert_path, key_path }).map(drop)
    });
    read?.map_err(|error| io::Error::other(error.to_string()))?;
    server.with_auth(AuthMechanism::Plain).with_auth(AuthMechanism::Login);
    trusting(&made.cert.pem())
}

fn trusting(pem: &str) -> io::Result<Arc<ClientConfig>> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(io::Error::other)?;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).map_err(io::Error::other)?;
    let builder = ClientConfig::builder_with_provider(tls_provider());
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}
