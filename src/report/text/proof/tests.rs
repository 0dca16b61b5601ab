use super::one;
use crate::lang::Lang;
use crate::report::Look;
use crate::report::page::Page;
use crate::report::text::tests::small;
use crate::story::{Emphasis, Exhibit, Proof, Reason, Sign, Span, Tone};
use crate::trace::EventId;

fn reason(sign: Sign, label: &str, text: &str, clause: Option<&str>) -> Reason {
    Reason {
        sign,
        label: label.into(),
        text: text.into(),
        clause: clause.map(str::to_owned),
        exhibits: Vec::new(),
        reasons: Vec::new(),
        because: Vec::new(),
    }
}

fn exhibit(caption: &str, lines: &[&[(&str, Emphasis)]]) -> Exhibit {
    let span = |(text, emphasis): &(&str, Emphasis)| Span { text: (*text).into(), emphasis: *emphasis };
    Exhibit { caption: caption.into(), lines: lines.iter().map(|line| line.iter().map(span).collect()).collect() }
}

fn proof(reasons: Vec<Reason>) -> Proof {
    Proof {
        event: EventId(77),
        method: "SPF".into(),
        question: "May 198.51.100.25 send mail for a-corp.example?".into(),
        result: "fail".into(),
        tone: Tone::Bad,
        conclusion: "No: -all decides.".into(),
        reasons,
    }
}

fn drawn(proof: &Proof, look: Look) -> String {
    let mut story = small();
    story.steps[1].events = vec![EventId(77)];
    let mut page = Page::new(look);
    one(&mut page, proof, &crate::report::labels::proved(&story, proof));
    page.finish()
}

fn plain(width: usize) -> Look {
    Look { width, ..Look::plain(Lang::En) }
}

#[test]
fn a_proof_is_a_tree_whose_signs_and_marks_need_no_colour() {
    let mut term = reason(Sign::No, "ip4:192.0.2.25", "does not match", Some("RFC 7208 §5.6"));
    let bits = [
        &[("1100", Emphasis::Differs), ("0110 ", Emphasis::Same), ("0001", Emphasis::Quiet)][..],
        &[("0011", Emphasis::Differs), ("0110 ", Emphasis::Same), ("0011", Emphasis::Quiet)],
    ];
    term.exhibits.push(exhibit("The bits:", &bits));
    let mut record = reason(Sign::Yes, "v=spf1 ip4:192.0.2.25 -all", "", Some("RFC 7208 §4.5"));
    let again = reason(Sign::Note, "v=spf1", "the version", Some("RFC 7208 §4.5"));
    let terms =
        [term, reason(Sign::Yes, "-all", "matches all", None), reason(Sign::Skipped, "", "exp= is not asked", None)];
    record.reasons.extend(terms.into_iter().chain([again]));
    let expected = "\
SPF: fail (step 2)
  May 198.51.100.25 send mail for a-corp.example?
  [+] v=spf1 ip4:192.0.2.25 -all
      (RFC 7208 §4.5)
    [x] ip4:192.0.2.25
        does not match (RFC 7208 §5.6)
        The bits:
          11000110 0001
          ^^^^     ~~~~
          00110110 0011
          ^^^^     ~~~~
    [+] -all
        matches all
    [ ] exp= is not asked
    [*] v=spf1
        the version
  No: -all decides.
";
    pretty_assertions::assert_eq!(drawn(&proof(vec![record]), plain(80)), expected);
}

#[test]
fn a_changed_letter_shows_what_was_added_and_taken_out() {
    let mut body = reason(Sign::No, "bh=", "another body was signed", None);
    let letter = [
        &[("Pay by Friday.", Emphasis::Removed)][..],
        &[("Pay by Monday.", Emphasis::Added)],
        &[("Yours, ", Emphasis::Plain), ("葵", Emphasis::Removed), ("Aoi", Emphasis::Added)],
        &[("-- the list", Emphasis::Quiet)],
        &[("", Emphasis::Plain)],
    ];
    body.exhibits.push(exhibit("", &letter));
    let told = drawn(&proof(vec![body.clone()]), plain(80));
    let expected = "\
      - Pay by Friday.
      + Pay by Monday.
        Yours, 葵Aoi
               --+++
       (-- the list)

";
    assert!(told.contains(expected), "{told}");
    let coloured = drawn(&proof(vec![body]), Look { color: true, ..plain(80) });
    assert!(coloured.contains("\u{1b}[2m-- the list\u{1b}[0m") && !coloured.contains("(--"), "{coloured}");
    assert!(coloured.contains("- Pay by Friday."), "colour takes no sign away");
}

#[test]
fn marks_stay_below_what_they_mark_where_a_line_is_cut_and_no_row_is_too_wide() {
    let mut tree = reason(Sign::Note, &"名".repeat(60), &"word ".repeat(60), None);
    let x = "x".repeat(30);
    let long = [&[(x.as_str(), Emphasis::Same), ("漢字", Emphasis::Differs), ("yz", Emphasis::Same)][..]];
    tree.exhibits.push(exhibit("", &long));
    for _ in 0..12 {
        tree = Reason { reasons: vec![tree], ..reason(Sign::Warn, "include:x.example", "goes on there", None) };
    }
    let told = drawn(&proof(vec![tree]), plain(56));
    let widest = told.lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(widest <= Some(56), "{told}");
    let rows: Vec<&str> = told.lines().collect();
    let at = rows.iter().position(|row| row.contains("漢字")).unwrap();
    let before = rows[at].split("漢字").next().unwrap();
    assert_eq!(rows[at + 1], format!("{}^^^^", " ".repeat(before.len())), "{told}");
}
