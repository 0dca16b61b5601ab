//! Where reports go is written by whoever owns the domain, and that may be anybody.

use crate::auth::aggregate::addresses;

#[test]
fn only_addresses_get_reports() {
    let to = |record: &str| addresses(record).into_iter().map(|address| address.0).collect::<Vec<_>>();
    assert_eq!(
        to("v=DMARC1; p=none; rua=mailto:a@a-corp.example!10m,mailto:b@news.example"),
        ["a@a-corp.example", "b@news.example"]
    );
    for uri in [
        "https://a-corp.example/reports",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b@",
        "mailto:a@evil.example\r\nBcc: b@school.example",
        "mailto:a@evil.example>\r\nDATA",
        "mailto:a@evil.example,<b@school.example>",
    ] {
        let found = to(&format!("v=DMARC1; p=none; rua={uri}"));
        assert!(found.iter().all(|address| address == "a@evil.example"), "{uri:?}: {found:?}");
    }
}
