//! A signer that signs whatever it is told, right or wrong.

use mail_auth::common::crypto::SigningKey as _;
use mail_auth::dkim::Canonicalization::{self, Relaxed, Simple};

use super::super::super::base64;
use super::super::super::dkim::{canonical_body, canonical_field};
use super::super::super::keys::SigningKey;
use crate::scenario::DkimKey;

/// A signed letter in the making: a good one, until something is changed.
#[derive(Debug, Clone)]
pub(super) struct Mold {
    /// The tags in order, without `bh` and `b`.
    tags: Vec<(String, String)>,
    left_out: Vec<String>,
    body: String,
    /// What is changed after it was signed.
    changes: Vec<(String, String)>,
    key: Option<String>,
}

impl Default for Mold {
    fn default() -> Self {
        let tags = ["v=1", "a=rsa-sha256", "c=simple/simple", "d=a-corp.example", "s=s1", "h=from:to:subject"];
        let mold = Self { tags: vec![], left_out: vec![], body: "Hello, Aoi.\r\n".into(), changes: vec![], key: None };
        tags.into_iter().fold(mold, Self::and)
    }
}

impl Mold {
    /// With this tag in place of the one of that name, or at the end.
    pub(super) fn with(mut self, tag: &str) -> Self {
        let (name, value) = tag.split_once('=').unwrap();
        match self.tags.iter_mut().find(|(other, _)| other == name) {
            Some((_, place)) => value.clone_into(place),
            None => self = self.and(tag),
        }
        self
    }

    /// With this tag too.
    pub(super) fn and(mut self, tag: &str) -> Self {
        let (name, value) = tag.split_once('=').unwrap();
        self.tags.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn without(mut self, tag: &str) -> Self {
        self.left_out.push(tag.to_owned());
        self
    }

    pub(super) fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// Changed on the way, the signature itself excepted.
    pub(super) fn then(mut self, from: &str, to: &str) -> Self {
        self.changes.push((from.to_owned(), to.to_owned()));
        self
    }

    /// With this record in DNS.
    pub(super) fn key(mut self, record: &str) -> Self {
        self.key = Some(record.to_owned());
        self
    }

    /// With these tags in the record of the right key.
    pub(super) fn key_says(self, tags: &str) -> Self {
        let record = key().txt();
        self.key(&format!("{record}; {tags}"))
    }

    /// What DNS says.
    pub(super) fn published(&self) -> String {
        self.key.clone().unwrap_or_else(|| key().txt())
    }

    /// The letter.
    pub(super) fn letter(&self) -> String {
        let header = "From: <taro@a-corp.example>\r\nTo: <aoi@school.example>\r\nSubject: Hello\r\n";
        let changed = |text: String| self.changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
        let letter = changed(format!("{header}\r\n{}", self.body));
        format!("DKIM-Signature:{}\r\n{letter}", self.signature(header))
    }

    fn get(&self, tag: &str) -> Option<&str> {
        self.tags.iter().find(|(name, _)| name == tag).map(|(_, value)| value.as_str())
    }

    fn kinds(&self) -> (Canonicalization, Canonicalization) {
        let kind = |word: &str| if word == "relaxed" { Relaxed } else { Simple };
        let (header, body) = self.get("c").map_or(("", ""), |c| c.split_once('/').unwrap_or((c, "")));
        (kind(header), kind(body))
    }

    fn signature(&self, header: &str) -> String {
        let (ch, cb) = self.kinds();
        let mut body = canonical_body(cb, self.body.as_bytes());
        body.truncate(self.get("l").map_or(usize::MAX, |length| length.parse().unwrap()));
        let hash = base64::encode(key().inner().hash(body.as_slice()).as_ref());
        let mut list: Vec<String> = self
            .tags
            .iter()
            .filter(|(name, _)| self.keeps(name) && name != "b" && name != "bh")
            .map(|(name, value)| format!(" {name}={value};"))
            .collect();
        if self.keeps("bh") {
            list.push(format!(" bh={};", self.get("bh").unwrap_or(&hash)));
        }
        if !self.keeps("b") {
            return list.concat();
        }
        let unsigned = list.concat() + " b=";
        let mut octets = Vec::new();
        let mut fields: Vec<(&str, String)> = header
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name, format!("{value}\r\n")))
            .collect();
        for name in self.get("h").unwrap_or_default().split(':') {
            if let Some(at) = fields.iter().rposition(|(other, _)| other.eq_ignore_ascii_case(name)) {
                let (name, value) = fields.remove(at);
                octets.extend(canonical_field(ch, name.as_bytes(), value.as_bytes()));
            }
        }
        octets.extend(canonical_field(ch, b"DKIM-Signature", unsigned.as_bytes()));
        let signature = base64::encode(&key().inner().sign(octets.as_slice()).unwrap());
        format!("{unsigned}{}", self.get("b").unwrap_or(&signature))
    }

    fn keeps(&self, tag: &str) -> bool {
        !self.left_out.iter().any(|other| other == tag)
    }
}

fn key() -> SigningKey {
    SigningKey::demonstration(DkimKey::Rsa2048, 0).unwrap()
}

/// A record without a key.
pub(super) fn revoked() -> String {
    "v=DKIM1; k=rsa; p=".to_owned()
}

/// A record with an RSA key that anybody could break (RFC 8017 appendix A.1.1: modulus, exponent).
pub(super) fn rsa_of_512_bits() -> String {
    let modulus = [&[0x02, 0x41, 0x00][..], &[0xc5; 64]].concat();
    let key = [&[0x30, 0x48][..], &modulus, &[0x02, 0x03, 0x01, 0x00, 0x01]].concat();
    format!("v=DKIM1; k=rsa; p={}", base64::encode(&key))
}
