//! The proof as a reader gets it.

use proptest::prelude::*;

use super::*;
use crate::auth::spf::tests::all_cases;
use crate::auth::spf::tests::bounds::{evaluated, record};
use crate::trace::Address;

fn check_of(evaluation: Evaluation, identity: SpfIdentity) -> SpfCheck {
    SpfCheck {
        identity,
        domain: evaluation.branch.domain.clone(),
        sender: Address::from("taro@a-corp.example"),
        ip: evaluation.ip,
        result: evaluation.result(),
        record: None,
        term: None,
        explanation: None,
        proof: Some(Box::new(evaluation)),
    }
}

#[tokio::test]
async fn show() {
    for case in all_cases() {
        let check = check_of(case.evaluate().await, SpfIdentity::MailFrom);
        for lang in Lang::ALL {
            let proof = proof(EventId(0), &check, lang).unwrap();
            println!("== {}\n{}\n", proof.question, proof.conclusion);
            for reason in &proof.reasons {
                print(reason, 0);
            }
        }
    }
}
fn print(reason: &Reason, depth: usize) {
    let pad = "   ".repeat(depth);
    println!(
        "{pad}{:?} {}   [{}]\n{pad}   {}",
        reason.sign,
        reason.label,
        reason.clause.as_deref().unwrap_or("-"),
        reason.text
    );
    for exhibit in &reason.exhibits {
        println!("{pad}   | {}", exhibit.caption);
        for line in &exhibit.lines {
            println!("{pad}   |   {}", line.iter().map(|s| s.text.as_str()).collect::<String>());
        }
    }
    for r in &reason.reasons {
        print(r, depth + 1);
    }
}
