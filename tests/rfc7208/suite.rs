//! The file of the suite, read: scenarios of zone data, and cases that are asked about it.

use std::collections::BTreeSet;
use std::net::IpAddr;

use hickory_proto::rr::rdata::{A, AAAA, CNAME, MX, NULL, PTR, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tegami::scenario::{Spanned, Zone};
use yaml_rust2::{Yaml, YamlLoader};

/// The type that SPF records had before RFC 7208.
const SPF_TYPE: u16 = 99;

/// Zone data and the cases about it.
pub struct Scenario {
    pub description: String,
    pub cases: Vec<Case>,
    /// Names whose server does not answer.
    pub silent: Vec<String>,
    records: Vec<(String, RData)>,
}

/// One question, and the answers that are right.
pub struct Case {
    name: String,
    pub helo: String,
    pub ip: IpAddr,
    pub mail_from: String,
    results: Vec<String>,
    explanation: Option<String>,
}

pub fn read(text: &str) -> Vec<Scenario> {
    let documents = YamlLoader::load_from_str(text).unwrap();
    documents.iter().map(Scenario::read).collect()
}

impl Scenario {
    fn read(document: &Yaml) -> Self {
        let cases = document["tests"].as_hash().unwrap();
        let mut scenario = Self {
            description: document["description"].as_str().unwrap().to_owned(),
            cases: cases.iter().map(|(name, case)| Case::read(string(name), case)).collect(),
            silent: Vec::new(),
            records: Vec::new(),
        };
        for (name, data) in document["zonedata"].as_hash().unwrap() {
            scenario.read_name(&string(name), data.as_vec().unwrap());
        }
        scenario
    }

    /// An SPF record stands for a TXT record too, unless the name has TXT records of its own.
    fn read_name(&mut self, name: &str, data: &[Yaml]) {
        let of_type =
            |wanted: &'static str| data.iter().map(move |entry| &entry[wanted]).filter(|value| !value.is_badvalue());
        let has_txt = of_type("TXT").next().is_some();
        let texts: Vec<&Yaml> = if has_txt { of_type("TXT").collect() } else { of_type("SPF").collect() };
        let texts: Vec<RData> = texts.into_iter().filter(|text| text.as_str() != Some("NONE")).map(txt).collect();
        if data.iter().any(|entry| entry.as_str() == Some("TIMEOUT")) && texts.is_empty() {
            self.silent.push(name.to_owned());
        }
        let old = of_type("SPF")
            .map(|_| RData::Unknown { code: RecordType::Unknown(SPF_TYPE), rdata: NULL::with(b"\x01?".to_vec()) });
        let all = texts
            .into_iter()
            .chain(old)
            .chain(of_type("A").map(|ip| RData::A(A(string(ip).parse().unwrap()))))
            .chain(of_type("AAAA").map(|ip| RData::AAAA(AAAA(string(ip).parse().unwrap()))))
            .chain(of_type("PTR").map(|target| RData::PTR(PTR(dns_name(&string(target))))))
            .chain(of_type("CNAME").map(|target| RData::CNAME(CNAME(dns_name(&string(target))))))
            .chain(of_type("MX").map(mx));
        self.records.extend(all.map(|data| (name.to_owned(), data)));
    }

    /// Everything in one zone: the root.
    pub fn zone(&self) -> Zone {
        let record = |(name, data): &(String, RData)| Record::from_rdata(dns_name(name), 300, data.clone());
        let mut seen = BTreeSet::new();
        let records = self.records.iter().map(record);
        // DNS cannot hold the same record twice.
        let records = records.filter(|record| seen.insert(record.to_string()));
        Zone {
            origin: ".".to_owned(),
            records: records.map(|value| Spanned { value, span: 0..0 }).collect(),
            span: 0..0,
        }
    }
}

impl Case {
    fn read(name: String, case: &Yaml) -> Self {
        let results = match &case["result"] {
            Yaml::Array(results) => results.iter().map(string).collect(),
            result => vec![string(result)],
        };
        Self {
            name,
            helo: string(&case["helo"]),
            ip: string(&case["host"]).parse().unwrap(),
            mail_from: string(&case["mailfrom"]),
            results,
            explanation: case["explanation"].as_str().map(str::to_owned),
        }
    }

    pub fn judge_result(&self, result: &str) -> Result<(), String> {
        let right = self.results.iter().any(|allowed| allowed == result);
        if right { Ok(()) } else { Err(format!("{} is {result}, not {:?}", self.name, self.results)) }
    }

    /// `DEFAULT` stands for an explanation of the receiver's own: the domain has none to give.
    pub fn judge_explanation(&self, said: Option<&str>) -> Option<Result<(), String>> {
        let expected = self.explanation.as_deref()?;
        let expected = Some(expected).filter(|text| *text != "DEFAULT");
        let why = || format!("{} explains {said:?}, not {expected:?}", self.name);
        Some(if said == expected { Ok(()) } else { Err(why()) })
    }
}

/// One string, or several that are joined by whoever reads them. A record without any has an empty one, as in a zone file.
fn txt(value: &Yaml) -> RData {
    let strings: Vec<Vec<u8>> = match value {
        Yaml::Array(strings) => strings.iter().map(octets).collect(),
        one => vec![octets(one)],
    };
    let mut pieces: Vec<&[u8]> = strings.iter().flat_map(|string| string.chunks(255)).collect();
    if pieces.is_empty() {
        pieces.push(b"");
    }
    RData::TXT(TXT::from_bytes(pieces))
}

fn mx(value: &Yaml) -> RData {
    RData::MX(MX::new(u16::try_from(value[0].as_i64().unwrap()).unwrap(), dns_name(&string(&value[1]))))
}

/// A name with whatever characters stand in it.
fn dns_name(text: &str) -> Name {
    let labels = text.split('.').filter(|label| !label.is_empty()).map(str::as_bytes);
    Name::from_labels(labels.collect::<Vec<_>>()).unwrap()
}

/// The suite writes octets beyond ASCII as characters of the same number.
fn octets(value: &Yaml) -> Vec<u8> {
    string(value).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn string(value: &Yaml) -> String {
    match value {
        Yaml::String(text) | Yaml::Real(text) => text.clone(),
        Yaml::Integer(number) => number.to_string(),
        other => panic!("{other:?} is no string"),
    }
}
