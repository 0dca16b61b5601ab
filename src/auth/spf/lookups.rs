//! Whom the evaluation asks: DNS of a world, or whatever else answers as it does.

use std::future::Future;

use hickory_proto::rr::{Name, RecordType};

use crate::dns::{Lookup, Resolver};

/// Answers questions to DNS.
pub trait Lookups: Sync {
    /// Asks for the records of a name, following aliases.
    fn lookup(&self, name: Name, rtype: RecordType) -> impl Future<Output = Lookup> + Send;
}

impl Lookups for Resolver {
    async fn lookup(&self, name: Name, rtype: RecordType) -> Lookup {
        self.lookup_name(name, rtype).await
    }
}
