//! Files that are no scenarios.

use std::fs;

use crate::command::tegami;

#[test]
fn files_that_are_no_scenarios_are_refused_quickly_and_politely() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let path = path.to_str().unwrap();
    let huge = "# x\n".repeat(10 * 1024 * 1024 / 4 + 1);
    for bytes in [&b""[..], &[0xff, 0xfe, 0, 1, 2, 0x80], b"\x7fELF\x02\x01\x01\x00", huge.as_bytes(), b"a = [[[[["] {
        fs::write(path, bytes).unwrap();
        for words in [["run", path], ["check", path], ["play", path]] {
            let outcome = tegami(&words);
            assert_eq!(outcome.code, 2, "{words:?}: {}{}", outcome.stdout, outcome.stderr);
            let said = outcome.stdout.len() + outcome.stderr.len();
            assert!((20..20_000).contains(&said), "{words:?} says {said} octets");
        }
    }
}
