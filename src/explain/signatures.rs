//! Signatures, tag by tag: DKIM (RFC 6376 §3.5), and the seals and signatures of an ARC chain (RFC 8617 §4.1).
//!
//! Nothing is verified here. The tags alone tell who signs, what is covered, and until when.

use super::domains::Relation;
use super::header::Header;
use super::path::Way;
use super::remark::Remark;
use super::scan::{tag, tags};

/// The most signatures that are looked at.
const MOST: usize = 40;

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub field: usize,
    pub name: String,
    pub tags: Vec<(String, String)>,
}

impl Signed {
    pub fn tag(&self, name: &str) -> Option<&str> {
        tag(&self.tags, name)
    }

    fn is_dkim(&self) -> bool {
        self.name.eq_ignore_ascii_case("DKIM-Signature")
    }

    fn covers(&self, field: &str) -> bool {
        self.tag("h").is_some_and(|h| h.split(':').any(|name| name.trim().eq_ignore_ascii_case(field)))
    }
}

/// All of them, and what is odd about them.
#[derive(Debug, Default)]
pub(super) struct Signatures {
    pub all: Vec<Signed>,
    pub remarks: Vec<Remark>,
}

impl Signatures {
    pub fn of(header: &Header<'_>, way: &Way, author: &str) -> Self {
        let known =
            ["dkim-signature", "arc-message-signature", "arc-seal", "x-google-dkim-signature", "domainkey-signature"];
        let is_one = |name: &str| known.contains(&name.to_ascii_lowercase().as_str());
        let fields = header.fields.iter().enumerate().filter(|(_, field)| is_one(field.name)).take(MOST);
        let read = |(index, field): (usize, &super::header::Field<'_>)| Signed {
            field: index,
            name: field.name.to_owned(),
            tags: tags(field.value),
        };
        let mut signatures = Self { all: fields.map(read).collect(), remarks: Vec::new() };
        signatures.notice(way, author);
        signatures
    }

    fn notice(&mut self, way: &Way, author: &str) {
        let arrived = way.entrance().and_then(|line| line.time);
        let dkim: Vec<&Signed> = self.all.iter().filter(|signed| signed.is_dkim()).collect();
        let mut remarks: Vec<Remark> = dkim.iter().flat_map(|signed| odd(signed, arrived)).collect();
        let signer = |signed: &&Signed| Some((signed.field, signed.tag("d")?.to_owned()));
        let signers: Vec<(usize, String)> = dkim.iter().filter_map(signer).collect();
        let speaks = |domain: &str| Relation::of(domain, author) != Relation::Different;
        match signers.first() {
            None if dkim.is_empty() => remarks.push(Remark::NotSigned),
            Some((field, domain)) if !author.is_empty() && !signers.iter().any(|(_, domain)| speaks(domain)) => {
                remarks.push(Remark::OtherSigner { field: *field, domain: domain.clone(), author: author.to_owned() });
            }
            _ => {}
        }
        remarks.truncate(6);
        self.remarks = remarks;
    }
}

fn odd(signed: &Signed, arrived: Option<i64>) -> Vec<Remark> {
    let field = signed.field;
    let domain = || signed.tag("d").unwrap_or_default().to_owned();
    let mut remarks = Vec::new();
    if signed.tag("h").is_some() && !signed.covers("From") {
        remarks.push(Remark::FromNotSigned { field, domain: domain() });
    }
    if signed.tag("l").is_some() {
        remarks.push(Remark::BodyLength { field, domain: domain() });
    }
    if signed.tag("a").is_some_and(|a| a.eq_ignore_ascii_case("rsa-sha1")) {
        remarks.push(Remark::WeakAlgorithm { field, domain: domain() });
    }
    let expires = signed.tag("x").and_then(|x| x.parse::<i64>().ok());
    if let (Some(expires), Some(arrived)) = (expires, arrived)
        && expires < arrived
    {
        remarks.push(Remark::Expired { field, domain: domain(), seconds: arrived.saturating_sub(expires) });
    }
    remarks
}
