//! What is claimed by a conditional write, so that of many who ask one does it, is ours also where the answer to
//! the claim was lost: otherwise nobody would do it, since the one who may takes it for somebody else's.

use aws::connection::MAX_ATTEMPTS;
use aws::conversations::{Claim, Conversations};
use aws::outbound::OutboundRecords;
use domain::conversation::outbound::OutboundId;
use proofs::wire::{Mishap, Wire};
use testkit::engine::{Engine, NOW};

/// The calls of one request whose answers are lost: the first, or all there are.
const LOST: [u32; 2] = [1, MAX_ATTEMPTS];

fn plan(wire: &Wire, in_a_row: u32) {
    wire.plan(
        (0..in_a_row)
            .map(|call| (call, Mishap::AnswerLost))
            .collect(),
    );
}

#[tokio::test]
async fn a_message_whose_claim_was_not_answered_is_ours_and_nobody_elses() {
    let (engine, wire) = (Engine::start().await, Wire::addressed());
    let table = "conversations".to_owned();
    let ours = Conversations::new(&wire.to(&engine.connection), table);
    let others = engine.conversations();
    for in_a_row in LOST {
        let message = format!("wamid.{in_a_row}");
        plan(&wire, in_a_row);
        assert_eq!(ours.claim(&message, false, NOW).await, Ok(Claim::Ours));
        assert!(wire.calls() > in_a_row);
        assert_eq!(others.claim(&message, false, NOW).await, Ok(Claim::Busy));
        plan(&wire, 1);
        assert_eq!(ours.claim(&message, false, NOW).await, Ok(Claim::Busy));
    }
}

#[tokio::test]
async fn an_attempt_to_send_that_was_not_answered_is_ours_and_nobody_elses() {
    let (engine, wire) = (Engine::start().await, Wire::addressed());
    let table = "conversations".to_owned();
    let ours = OutboundRecords::new(&wire.to(&engine.connection), table);
    let others = engine.outbound_records();
    for in_a_row in LOST {
        let id = OutboundId(format!("receipt.{in_a_row}"));
        plan(&wire, in_a_row);
        assert_eq!(ours.begin(&id, false, 0, NOW).await, Ok(true));
        assert_eq!(others.begin(&id, false, 0, NOW).await, Ok(false));
        assert_eq!(others.begin(&id, false, 1, NOW).await, Ok(true));
        plan(&wire, in_a_row);
        assert_eq!(ours.claim_sms(&id, NOW).await, Ok(true));
        assert_eq!(others.claim_sms(&id, NOW).await, Ok(false));
        plan(&wire, 1);
        assert_eq!(ours.claim_sms(&id, NOW).await, Ok(false));
    }
}
