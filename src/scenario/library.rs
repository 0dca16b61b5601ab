//! The built-in scenarios: they are inside the program, so that it needs no files to teach.

use super::nearest::nearest as nearest_of;
use super::{Parsed, parse};

/// A scenario that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// What it is called on the command line: its path below `scenarios/`, without the ending.
    pub name: &'static str,
    /// Its path in the project.
    pub path: &'static str,
    /// Its text.
    pub source: &'static str,
}

impl Builtin {
    /// Reads it.
    pub fn parse(&self) -> Parsed {
        parse(self.name, self.path, self.source)
    }
}

/// Embeds files of `scenarios/`.
macro_rules! builtins {
    ($($name:literal),+ $(,)?) => {
        &[$(Builtin {
            name: $name,
            path: concat!("scenarios/", $name, ".toml"),
            source: include_str!(concat!("../../scenarios/", $name, ".toml")),
        }),+]
    };
}

/// All of them, in the order in which they are taught.
static ALL: &[Builtin] = builtins!(
    // The first three.
    "legitimate",
    "forged-from",
    "failed-spf",
    // The first letter.
    "first-letter/bcc",
    "first-letter/several-recipients",
    "first-letter/unknown-user",
    // Forged senders.
    "forged-senders/no-records",
    "forged-senders/policy-none",
    "forged-senders/look-alike",
    "forged-senders/colleague",
    // SPF.
    "spf/softfail",
    "spf/no-all",
    "spf/two-records",
    "spf/dns-timeout",
    "spf/bounce",
    "spf/lookup-limit",
    "spf/void-lookups",
    // DKIM.
    "dkim/changed-body",
    "dkim/white-space",
    "dkim/missing-selector",
    "dkim/append-attack",
    "dkim/replay",
    "dkim/dkim2-replay",
    // DMARC.
    "dmarc/newsletter",
    "dmarc/newsletter-own-signature",
    "dmarc/bounce-subdomain",
    "dmarc/test-mode",
    "dmarc/no-such-subdomain",
    // Forwarding and lists.
    "forwarding/alias",
    "forwarding/alias-unsigned",
    "forwarding/srs",
    "forwarding/list-footer",
    "forwarding/list-rewrites-from",
    "forwarding/list-seals",
    "forwarding/broken-seal",
    "forwarding/loop",
    // Routing and retries.
    "routing/greylisting",
    "routing/backup-mx",
    "routing/no-mx",
    "routing/null-mx",
    "routing/full-mailbox",
    "routing/backscatter",
    // Transport security.
    "transport-security/starttls-stripped",
    "transport-security/mta-sts",
    "transport-security/forged-mx",
    "transport-security/forged-mx-stopped",
    // Attacks, on servers that do it right and on naive ones.
    "attacks/forged-results",
    "attacks/fake-received",
    "attacks/two-from",
    "attacks/several-authors",
    "attacks/malformed-mail-from",
    "attacks/comment-in-mail-from",
    "attacks/nul-selector",
    "attacks/smuggling",
    // The domain owner's view.
    "domain-owner/aggregate-report",
);

/// All of them, in the order in which they are taught.
pub fn all() -> &'static [Builtin] {
    ALL
}

/// The one of that name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    ALL.iter().find(|builtin| builtin.name == name)
}

/// The name that is nearest to a wrong one.
pub fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, ALL.iter().map(|builtin| builtin.name))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn files_in(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = files_in(&root.join("scenarios"))
            .into_iter()
            .filter(|path| path.extension() == Some("toml".as_ref()) && !path.ends_with("course.toml"));
        let mut files: Vec<String> =
            files.map(|path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")).collect();
        let mut listed: Vec<&str> = all().iter().map(|builtin| builtin.path).collect();
        files.sort();
        listed.sort_unstable();
        assert_eq!(listed, files);
    }

    #[test]
    fn every_built_in_scenario_is_right_and_speaks_both_languages() {
        for builtin in all() {
            let parsed = builtin.parse();
            assert_eq!(parsed.diagnostics, [], "{}", builtin.path);
            let scenario = parsed.scenario.unwrap();
            assert!(scenario.asks.len() >= 2, "{}", builtin.path);
        }
    }

    #[test]
    fn a_name_is_found_or_the_nearest_one() {
        assert_eq!(find("forged-from").map(|builtin| builtin.path), Some("scenarios/forged-from.toml"));
        assert_eq!(find("forged-form"), None);
        assert_eq!(nearest("forged-form"), Some("forged-from"));
        assert_eq!(nearest("zzz"), None);
    }
}
