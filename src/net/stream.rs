//! A byte stream that counts what crosses the wire and may turn into TLS on the way.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use rustls::pki_types::ServerName;
use rustls::server::Acceptor;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::{LazyConfigAcceptor, TlsAcceptor, TlsConnector};

use super::Identity;

/// Anything that can be read and written.
trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// A connection, plain or inside TLS.
pub struct Stream(Box<dyn Duplex>);

/// What TLS agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFacts {
    /// `TLSv1.3`.
    pub version: String,
    /// `TLS13_AES_256_GCM_SHA384`.
    pub cipher: String,
}

impl TlsFacts {
    fn of(connection: &rustls::CommonState) -> Self {
        let version = match connection.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3".to_owned(),
            Some(rustls::ProtocolVersion::TLSv1_2) => "TLSv1.2".to_owned(),
            other => format!("{other:?}"),
        };
        let suite = connection.negotiated_cipher_suite().and_then(|suite| suite.suite().as_str());
        Self { version, cipher: suite.unwrap_or("unknown").to_owned() }
    }
}

impl Stream {
    /// A plain connection, and the counter of what crosses its wire.
    pub fn counted(stream: TcpStream) -> (Self, Counter) {
        let counter = Counter::default();
        (Self(Box::new(Counted { stream, counter: counter.clone() })), counter)
    }

    /// A plain connection.
    pub fn plain(stream: TcpStream) -> Self {
        Self(Box::new(stream))
    }

    /// Becomes the server side of TLS.
    ///
    /// # Errors
    /// Where the handshake fails.
    pub async fn accept_tls(self, identity: &Identity) -> io::Result<(Self, TlsFacts)> {
        let config = identity.authority.server_config(&identity.host).map_err(io::Error::other)?;
        let tls = TlsAcceptor::from(config).accept(self.0).await?;
        let facts = TlsFacts::of(tls.get_ref().1);
        Ok((Self(Box::new(tls)), facts))
    }

    /// The same under the certificate of the host that `choose` names, given the one that the client asks for (RFC 6066 §3).
    ///
    /// # Errors
    /// Where the handshake fails.
    pub async fn accept_tls_for(self, choose: impl Fn(Option<&str>) -> String) -> io::Result<(Self, TlsFacts)> {
        let begun = LazyConfigAcceptor::new(Acceptor::default(), self.0).await?;
        let host = choose(begun.client_hello().server_name());
        let config = super::Authority::shared().server_config(&host).map_err(io::Error::other)?;
        let tls = begun.into_stream(config).await?;
        let facts = TlsFacts::of(tls.get_ref().1);
        Ok((Self(Box::new(tls)), facts))
    }

    /// Becomes the client side of TLS, and checks that the server's certificate bears that name.
    ///
    /// # Errors
    /// Where the handshake fails, or the certificate is not that server's.
    pub async fn connect_tls(self, server: &str, config: Arc<rustls::ClientConfig>) -> io::Result<Self> {
        let name = ServerName::try_from(server.to_owned()).map_err(io::Error::other)?;
        Ok(Self(Box::new(TlsConnector::from(config).connect(name, self.0).await?)))
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

/// How many octets each side of a connection has put on the wire, TLS and all.
#[derive(Debug, Clone, Default)]
pub struct Counter(Arc<(AtomicU64, AtomicU64)>);

impl Counter {
    /// Octets read: what the other side put on the wire.
    pub fn read(&self) -> u64 {
        self.0.0.load(Ordering::Relaxed)
    }

    /// Octets written.
    pub fn written(&self) -> u64 {
        self.0.1.load(Ordering::Relaxed)
    }
}

struct Counted {
    stream: TcpStream,
    counter: Counter,
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.counter.0.0.fetch_add((buf.filled().len() - before) as u64, Ordering::Relaxed);
        polled
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, buf);
        if let Poll::Ready(Ok(written)) = &polled {
            self.counter.0.1.fetch_add(*written as u64, Ordering::Relaxed);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
