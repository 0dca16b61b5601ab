//! Other names for what a real message or zone file names: one for one, the same each time.
//!
//! A domain becomes `sender.example`, `receiver.example`, `other-1.example`, …; a name below it gets a number there, so
//! that what lay in one domain still does. An address becomes one of those kept for documentation.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

/// Who is called what.
#[derive(Debug, Default)]
pub(super) struct Disguise {
    keep: bool,
    /// The domains under which one registers.
    roots: BTreeMap<String, String>,
    domains: BTreeMap<String, String>,
    users: BTreeMap<String, String>,
    networks: Vec<[u8; 3]>,
}

/// The networks that are kept for documentation (RFC 5737).
const NETWORKS: [[u8; 3]; 3] = [[192, 0, 2], [198, 51, 100], [203, 0, 113]];

impl Disguise {
    /// Where `keep` says so, names stay.
    pub(super) fn new(keep: bool) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Whether names stay.
    pub(super) fn keeps(&self) -> bool {
        self.keep
    }

    /// What that domain is called; where nothing of it has a name yet, after its role.
    pub(super) fn domain(&mut self, domain: &str, role: &str) -> String {
        let domain = domain.trim_end_matches('.').to_ascii_lowercase();
        if self.keep || domain.is_empty() {
            return domain;
        }
        if let Some(known) = self.domains.get(&domain) {
            return known.clone();
        }
        let (root, below) = root_of(&domain);
        let root_name = self.root(root, role);
        let called = if below == 0 {
            root_name
        } else {
            let end = format!(".{root_name}");
            let siblings = self.domains.values().filter(|name| name.ends_with(&end)).count();
            format!("sub{}{end}", siblings + 1)
        };
        self.domains.insert(domain, called.clone());
        called
    }

    fn root(&mut self, root: &str, role: &str) -> String {
        if let Some(name) = self.roots.get(root) {
            return name.clone();
        }
        let name = format!("{role}.example");
        let taken = self.roots.values().any(|other| *other == name);
        let name = if taken { format!("other-{}.example", self.roots.len()) } else { name };
        self.roots.insert(root.to_owned(), name.clone());
        name
    }

    /// What the user of that address is called.
    pub(super) fn user(&mut self, address: &str, role: &str) -> String {
        let address = address.to_ascii_lowercase();
        if self.keep {
            return address.rsplit_once('@').map_or(address.as_str(), |(local, _)| local).to_owned();
        }
        let taken = self.users.values().any(|name| name == role);
        let name = if taken { format!("user-{}", self.users.len() + 1) } else { role.to_owned() };
        self.users.entry(address).or_insert(name).clone()
    }

    /// The text with every name in it that is known by now called otherwise: the longest first.
    pub(super) fn text(&self, text: &str) -> String {
        if self.keep {
            return text.to_owned();
        }
        let whole = |(address, user): (&String, &String)| {
            let called = self.domains.get(address.rsplit_once('@')?.1)?;
            Some((address.clone(), format!("{user}@{called}")))
        };
        let mut known: Vec<(String, String)> = self.users.iter().filter_map(whole).collect();
        known.extend(self.domains.iter().chain(&self.roots).map(|(name, called)| (name.clone(), called.clone())));
        known.retain(|(name, _)| !name.is_empty());
        known.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        replaced(text, &known)
    }

    /// The address that stands for that one. Addresses of one network stay in one, as long as there are networks.
    pub(super) fn ip(&mut self, ip: IpAddr) -> IpAddr {
        match ip {
            IpAddr::V4(ip) => {
                let [a, b, c, host] = ip.octets();
                let known = self.networks.iter().position(|network| *network == [a, b, c]);
                let at = known.unwrap_or(self.networks.len());
                if known.is_none() {
                    self.networks.push([a, b, c]);
                }
                let [a, b, c] = NETWORKS[at % NETWORKS.len()];
                IpAddr::V4(Ipv4Addr::new(a, b, c, host))
            }
            IpAddr::V6(ip) => {
                let mut segments = ip.segments();
                segments[..2].copy_from_slice(&[0x2001, 0xdb8]);
                IpAddr::V6(segments.into())
            }
        }
    }

    /// Every domain that has another name now, with that name.
    pub(super) fn domains(&self) -> impl Iterator<Item = (&str, &str)> {
        self.domains.iter().map(|(real, called)| (real.as_str(), called.as_str()))
    }
}

/// The domain under which one registers, as far as its form tells (`example.co.jp`; there is no list of them here), and
/// how many labels stand before it.
pub(super) fn root_of(domain: &str) -> (&str, usize) {
    let labels: Vec<&str> = domain.split('.').collect();
    let deep = matches!(labels[..], [.., _, second, top] if top.len() == 2 && second.len() <= 3);
    let below = labels.len().saturating_sub(if deep { 3 } else { 2 });
    let skip: usize = labels.iter().take(below).map(|label| label.len() + 1).sum();
    (domain.get(skip..).unwrap_or(domain), below)
}

/// All names replaced in one pass, so that no new name is taken for an old one.
fn replaced(text: &str, known: &[(String, String)]) -> String {
    // Lower case of ASCII only, so that places stay where they are.
    let lower = text.to_ascii_lowercase();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while let (Some(rest), Some(c)) = (lower.get(at..), text.get(at..).and_then(|rest| rest.chars().next())) {
        if let Some((name, called)) = known.iter().find(|(name, _)| rest.starts_with(name.as_str())) {
            out.push_str(called);
            at += name.len();
        } else {
            out.push(c);
            at += c.len_utf8();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_called_the_same_each_time_and_lies_where_it_lay() {
        let mut disguise = Disguise::new(false);
        assert_eq!(disguise.domain("Mail.Kimura.co.jp", "sender"), "sub1.sender.example");
        assert_eq!(disguise.domain("kimura.co.jp", "receiver"), "sender.example");
        assert_eq!(disguise.domain("example.org", "sender"), "other-1.example");
        assert_eq!(disguise.domain("mail.kimura.co.jp", "x"), "sub1.sender.example");
        assert_eq!(disguise.user("taro@kimura.co.jp", "sender"), "sender");
        let text = "TARO@kimura.co.jp, www.kimura.co.jp; 日本 example.org";
        assert_eq!(disguise.text(text), "sender@sender.example, www.sender.example; 日本 other-1.example");
        assert_eq!(Disguise::new(true).domain("Kimura.co.jp", "sender"), "kimura.co.jp");
    }

    #[test]
    fn addresses_of_one_network_stay_together() {
        let mut disguise = Disguise::new(false);
        let mut ip = |text: &str| disguise.ip(text.parse().unwrap()).to_string();
        assert_eq!([ip("8.8.8.8"), ip("1.1.1.1"), ip("8.8.8.9")], ["192.0.2.8", "198.51.100.1", "192.0.2.9"]);
        assert_eq!(ip("2a00:1450::25"), "2001:db8::25");
    }
}
