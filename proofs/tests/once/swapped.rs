//! Whoever may write a confirmation's record puts another order into it while a step is under way, before each call
//! that the step makes: nothing is texted, signed or let go on for an order that nobody was shown.

use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Stage};
use domain::id::{AccountId, OrderId};
use domain::ledger::movement::Movement;
use domain::money::{Currency, Money};
use proofs::wire::Wire;
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN, Bank, Underway, order};
use testkit::clock;
use testkit::engine::signers;

use crate::rig::{Processes, cookie};

/// The steps after which something is signed or texted.
const STEPS: [&str; 4] = ["open", "credentials", "resend", "passcode"];

struct Scene {
    bank: Bank,
    wire: Wire,
    page: Processes,
}

impl Scene {
    async fn open() -> Self {
        let (bank, wire) = (Bank::open().await, Wire::addressed());
        let (tables, services) = (&bank.engine.connection, &bank.services.connection);
        let page = Processes::new(&bank, &wire.to(tables), &wire.to(services), "watched");
        Self { bank, wire, page }
    }

    /// One step, with the orders swapped before this call of it. Says whether there was such a call.
    async fn play(&self, step: &str, call: u32) -> bool {
        // Yesterday's texts do not count.
        clock::pass(86_400);
        let name = format!("{step} {call}");
        let due = due(&self.bank, step, &name).await;
        self.wire.plan(Vec::new());
        let texts = self.bank.services.count_of("Publish");
        let (body, cookie) = (body(step, &due), cookie(&due));
        let posted = self.page.post(step, &body, &cookie);
        let swapped = self.swap(&due.id, &name);
        Box::pin(self.wire.interrupt(call, Box::pin(posted), swapped)).await;
        if self.wire.calls() <= call {
            return false;
        }
        self.nothing_is_for_the_other(&due, &name).await;
        for sms in self.bank.services.calls_of_since("Publish", texts) {
            let text = sms["Message"].to_string();
            assert!(text.contains("£50.00 to Ben Carter"), "{name}: {text}");
        }
        true
    }

    async fn swap(&self, id: &OrderId, name: &str) {
        let put = |before: Confirmation| {
            let order = SealedOrder::seal(another(name));
            Ok(Confirmation { order, ..before })
        };
        self.bank.step(id, put).await;
    }

    /// Neither a signature nor a code that is kept fits the order that was put there.
    async fn nothing_is_for_the_other(&self, due: &Underway, name: &str) {
        let digest = SealedOrder::seal(another(name)).digest();
        let kept = self.bank.engine.confirmations().get(&due.id).await;
        let kept = kept.unwrap().unwrap();
        let signers = signers();
        let identified = kept.identification;
        assert!(
            identified.is_none_or(|one| !one.is_for(&signers.identified, &due.id, digest)),
            "{name}: identified"
        );
        if let Stage::Verified { seal } = kept.stage {
            assert!(!seal.is_for(&signers, &due.id, digest), "{name}: verified");
        }
    }
}

async fn due(bank: &Bank, step: &str, message: &str) -> Underway {
    match step {
        "open" => bank.link_sent(message).await,
        "credentials" => bank.identifying(message).await,
        _ => bank.passcode_due(message).await,
    }
}

fn body(step: &str, due: &Underway) -> Value {
    match step {
        "open" => json!({ "token": due.link.expose() }),
        "credentials" => json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE }),
        "passcode" => json!({ "code": due.passcode.expose() }),
        _ => json!({}),
    }
}

/// What whoever wrote it would have liked to be asked for.
fn another(message: &str) -> Order {
    let asked = order(message);
    let movement = asked.effect.movement().unwrap().clone();
    let effect = Effect::Move(Movement {
        amount: Money::new(90_000, Currency::Gbp),
        credit_account: AccountId("40030101".to_owned()),
        payee_name: "Mallory".to_owned(),
        ..movement
    });
    Order { effect, ..asked }
}

#[tokio::test]
async fn an_order_swapped_before_any_call_of_a_step_is_neither_texted_nor_signed() {
    let scene = Scene::open().await;
    let mut swaps = 0_u32;
    for step in STEPS {
        let mut call = 0;
        while Box::pin(scene.play(step, call)).await {
            call += 1;
        }
        assert!(call > 2, "{step} makes {call} calls");
        swaps += call;
    }
    println!("{swaps} swaps: nothing texted or signed for the other order");
}
