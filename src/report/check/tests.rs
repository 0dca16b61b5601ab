use super::*;
use crate::report::Look;

fn failed() -> Checked {
    let failure = FindingRow {
        step: 1,
        line: 51,
        column: 22,
        key: "dmarc".into(),
        expected: "pass".into(),
        actual: Some("fail".into()),
        ok: false,
        story_step: Some(14),
        story_title: Some("DMARC fails".into()),
    };
    let unchecked =
        FindingRow { key: "spf".into(), actual: None, story_step: None, story_title: None, ..failure.clone() };
    let verdict = Verdict::Failed { expectations: 5, failures: vec![failure, unchecked] };
    Checked { name: "forged".into(), path: "lessons/forged.toml".into(), warnings: String::new(), verdict }
}

fn all(report: &mut dyn CheckReport) -> String {
    let held = Checked {
        name: "good".into(),
        path: "good.toml".into(),
        warnings: "warning: mind\n".into(),
        verdict: Verdict::Held { expectations: 3 },
    };
    let unreadable = Verdict::Unreadable("error: line one\nline two".into());
    let bad =
        Checked { name: "bad.toml".into(), path: "bad.toml".into(), warnings: String::new(), verdict: unreadable };
    let mut tally = Tally::default();
    let mut text = report.begin();
    for checked in [held, failed(), bad] {
        tally.count(&checked.verdict);
        text += &report.one(&checked);
    }
    text + &report.end(tally, Duration::from_millis(1234))
}

#[test]
fn the_text_says_where_what_and_at_which_step() {
    let expected = "\
✓ good  3 expectations
    warning: mind
✗ forged  2 of 5 expectations failed
    lessons/forged.toml:51:22: dmarc
      expected  pass
      actual    fail
      see       step 14: DMARC fails
    lessons/forged.toml:51:22: spf
      expected  pass
      actual    nothing: it did not come to that
✗ bad.toml
    error: line one
    line two

3 scenarios: 1 as expected, 1 otherwise, 1 with mistakes in the file (1.23 s)
";
    assert_eq!(all(&mut TextReport::new(Look::plain(Lang::En))), expected);
    let japanese = all(&mut TextReport::new(Look::plain(Lang::Ja)));
    assert!(japanese.contains("分かれ目  ステップ14：DMARC fails"), "{japanese}");
    assert!(japanese.ends_with("シナリオ3件：期待どおり1件、不一致1件、ファイルに誤り1件（1.23秒）\n"), "{japanese}");
}

#[test]
fn the_json_is_one_object() {
    let text = all(&mut JsonReport::default());
    let object: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(object["scenarios"][1]["failures"][0]["line"], 51);
    assert_eq!(object["scenarios"][1]["failures"][1]["actual"], serde_json::Value::Null);
    assert_eq!(object["scenarios"][2]["result"], "unreadable");
    assert_eq!(object["unreadable"], 1);
    assert_eq!(object["scenarios"][0]["warnings"], "warning: mind\n");
}

#[test]
fn junit_counts_first_and_says_where_what_and_at_which_step() {
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" errors="1" time="1.234">
  <testsuite name="tegami check" tests="3" failures="1" errors="1" skipped="0" time="1.234">
    <testcase classname="tegami" name="good" file="good.toml">
      <system-err>warning: mind</system-err>
    </testcase>
    <testcase classname="tegami" name="forged" file="lessons/forged.toml">
      <failure type="expectation" message="2 of 5 expectations failed">lessons/forged.toml:51:22: dmarc: expected pass, actual fail (step 14: DMARC fails)
lessons/forged.toml:51:22: spf: expected pass, actual nothing</failure>
    </testcase>
    <testcase classname="tegami" name="bad.toml" file="bad.toml">
      <error type="unreadable" message="error: line one">error: line one
line two</error>
    </testcase>
  </testsuite>
</testsuites>
"#;
    assert_eq!(all(&mut JunitReport::default()), expected);
}
