//! A withdrawal from the confirmed order to the notes, through the functions themselves: `transfers` keeps the hold, the
//! page shows the code, `atm` judges it, the machines' workflow has the money posted. With requests that are doubled,
//! crossed, and whose answers are lost.
//!
//! What happens at every call of the ledger's is proved in `withdrawals`; here, that the functions between machine and
//! ledger keep that promise.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use atm::{Atm, Authorise, Dispense, Refusal, Reverse};
use aws::machine_workflow::MachineWorkflow;
use aws::secrets::Secret;
use calls::passcode::PasscodeFunction;
use confirmation::{ConfirmationPage, Page};
use domain::authority::AtmRequest;
use domain::cash::code::AtmCode;
use domain::cash::notes::Notes;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Executor, Order};
use domain::id::{AccountId, OrderId, RequestId, TerminalId};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::AUTHORISED_SECONDS;
use domain::money::{Currency, Money};
use domain::time::Calendar;
use lambda_http::http::Request;
use lambda_http::{Body, Response};
use serde_json::{Value, json};
use testkit::bank::{Bank, Underway, fifty_to_ben};
use testkit::clock;
use testkit::services::Fault;
use transfers::{Answer, Question, Transfers};

const AT_FIRST: (i64, i64) = (245_000, 245_000);

struct Rig {
    bank: Bank,
    transfers: Arc<Transfers>,
    page: ConfirmationPage,
    atm: Atm,
}

fn pounds(pounds: i64) -> Money {
    Money::new(pounds.checked_mul(100).unwrap(), Currency::Gbp)
}

fn notes() -> Notes {
    Notes::parse("GBP=10,20").unwrap()
}

fn sixty(message: &str) -> Order {
    let movement = Movement {
        amount: pounds(60),
        credit_account: AccountId::cash(Currency::Gbp),
        payee_name: "Cash machine".to_owned(),
        payee_customer: None,
        ..fifty_to_ben()
    };
    Order {
        effect: Effect::Hold(movement),
        ..testkit::bank::order(message)
    }
}

fn transfers(bank: &Bank) -> Arc<Transfers> {
    Arc::new(Transfers {
        orders: bank.orders(Executor::Transfers),
        bills: bank.engine.bills(),
        arrangements: bank.engine.arrangements(),
        withdrawals: bank.engine.withdrawals(),
        notes: notes(),
        ledger: bank.engine.ledger(),
        clock: clock::now,
        calendar: Calendar::utc(),
    })
}

fn page(bank: &Bank) -> ConfirmationPage {
    let connection = &bank.services.connection;
    let secret = |name: &str| format!("bank/{name}");
    ConfirmationPage {
        confirming: bank.confirming(),
        customers: bank.engine.customers(),
        phrases: bank.engine.phrases(),
        standings: bank.engine.standings(),
        passcode: PasscodeFunction::new(connection, "passcode".to_owned()),
        keys: Secret::new(connection, secret("credentials")),
        profile_keys: Secret::new(connection, secret("profiles")),
        withdrawals: bank.engine.withdrawals(),
        cash_keys: Secret::new(connection, secret("cash")),
        page: Page::new("442079460000"),
        clock: clock::now,
        random: clock::random,
    }
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let transfers = transfers(&bank);
        let asked = Arc::clone(&transfers);
        // What `workflows/machines.asl.json` does: hand the step on, and the answer back.
        bank.services
            .function("workflow", move |question: Question| {
                let transfers = Arc::clone(&asked);
                async move { transfers.handle(question).await }
            });
        let atm = Atm {
            withdrawals: bank.engine.withdrawals(),
            workflow: MachineWorkflow::new(&bank.services.connection, "machines".to_owned()),
            keys: Secret::new(&bank.services.connection, "bank/cash".to_owned()),
            notes: notes(),
            clock: clock::now,
        };
        let page = page(&bank);
        Self {
            bank,
            transfers,
            page,
            atm,
        }
    }

    async fn step(&self, action: &str, id: &OrderId) -> Answer {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        let question = serde_json::from_value(question).unwrap();
        self.transfers.handle(question).await.unwrap()
    }

    /// Confirmed by the customer and kept by the workflow, with the code from the page.
    async fn kept(&self) -> (OrderId, AtmCode) {
        let verified = self.bank.verified(sixty("wamid.1")).await;
        assert_eq!(self.step("prepare", &verified.id).await, Answer::Prepared);
        assert_eq!(self.step("commit", &verified.id).await, Answer::Committed);
        let done = |before: domain::confirmation::Confirmation| Ok(before.conclude(Ending::Done));
        self.bank.step(&verified.id, done).await;
        let code = self.code(&verified).await;
        (verified.id, code)
    }

    async fn code(&self, underway: &Underway) -> AtmCode {
        let cookie = format!(
            "__Host-confirmation={}.{}",
            underway.id.0,
            underway.session.expose()
        );
        let request = Request::builder()
            .method("POST")
            .uri("https://bank.example/live/confirm/status")
            .header("content-type", "application/json")
            .header("cookie", cookie)
            .body(Body::from("{}"))
            .unwrap();
        let response: Response<Body> = self.page.handle(request).await;
        let view: Value = serde_json::from_slice(response.body().as_ref()).unwrap();
        AtmCode::parse(view["machine_code"].as_str().unwrap()).unwrap()
    }

    async fn authorise(&self, request: &str, code: &AtmCode) -> Value {
        let (by, code, amount) = (by(request), code.clone(), pounds(60));
        told(self.atm.authorise(Authorise { by, code, amount }).await)
    }

    async fn dispense(&self, request: &str, dispensed: Money) -> Value {
        let by = by(request);
        told(self.atm.dispense(Dispense { by, dispensed }).await)
    }

    async fn reverse(&self, request: &str, kept: Money) -> Value {
        let by = by(request);
        told(self.atm.reverse(Reverse { by, kept }).await)
    }

    async fn anas(&self) -> (i64, i64) {
        self.bank.balance("ana-lima").await
    }
}

fn by(request: &str) -> AtmRequest {
    AtmRequest {
        request: RequestId(request.to_owned()),
        terminal: TerminalId("LDN-0042".to_owned()),
    }
}

/// The outcome, the reason, or the name of the refusal.
fn told(answer: Result<atm::Answer, Refusal>) -> Value {
    match answer {
        Ok(answer) => {
            let answer = serde_json::to_value(answer).unwrap();
            let reason = answer["reason"].as_str().map(str::to_owned);
            reason.map_or_else(|| answer["outcome"].clone(), Value::from)
        }
        Err(refusal) => json!(refusal.status_and_code().1),
    }
}

#[tokio::test]
async fn from_the_page_to_the_notes_once_however_often_each_step_is_asked() {
    let rig = Rig::start().await;
    let (id, code) = rig.kept().await;
    assert_eq!(rig.anas().await, (245_000, 239_000));
    for _ in 0..2 {
        assert_eq!(rig.authorise("r1", &code).await, "approved");
    }
    for _ in 0..3 {
        assert_eq!(rig.dispense("r1", pounds(60)).await, "dispensed");
        assert_eq!(rig.anas().await, (239_000, 239_000));
    }
    // The code has done its work, for whoever has seen it.
    assert_eq!(rig.authorise("r2", &code).await, "in_use");
    assert_eq!(rig.step("expire", &id).await, Answer::AlreadyCommitted);
}

#[tokio::test]
async fn a_machine_that_lost_the_answer_asks_again_and_hears_it() {
    let rig = Rig::start().await;
    let (_, code) = rig.kept().await;
    rig.authorise("r1", &code).await;
    // The step is taken; the machine never hears of it.
    rig.bank
        .services
        .fail("DescribeExecution", Fault::Error("InternalServerException"));
    assert_eq!(rig.dispense("r1", pounds(60)).await, "try_again");
    rig.bank.services.mend("DescribeExecution");
    assert_eq!(rig.dispense("r1", pounds(60)).await, "dispensed");
    assert_eq!(rig.anas().await, (239_000, 239_000));
}

#[tokio::test]
async fn a_part_is_given_out_and_what_was_kept_comes_back() {
    let rig = Rig::start().await;
    let (_, code) = rig.kept().await;
    rig.authorise("r1", &code).await;
    assert_eq!(rig.dispense("r1", pounds(40)).await, "dispensed");
    assert_eq!(rig.anas().await, (241_000, 241_000));
    for _ in 0..2 {
        assert_eq!(rig.reverse("r1", pounds(40)).await, "reversed");
        assert_eq!(rig.anas().await, AT_FIRST);
    }
    assert_eq!(rig.dispense("r1", pounds(40)).await, "conflicting");
    assert_eq!(rig.anas().await, AT_FIRST);
}

/// The machine asked, heard nothing, and reverses: whichever of the two arrives first, nothing is lost.
#[tokio::test]
async fn a_reversal_that_comes_before_its_own_redemption_ends_both() {
    let rig = Rig::start().await;
    let (id, code) = rig.kept().await;
    rig.authorise("r1", &code).await;
    rig.bank
        .services
        .fail("StartExecution", Fault::Error("InternalServerException"));
    assert_eq!(rig.dispense("r1", pounds(60)).await, "try_again");
    rig.bank.services.mend("StartExecution");
    assert_eq!(rig.reverse("r1", pounds(60)).await, "reversed");
    // What was on its way arrives after all.
    let late = json!({ "action": "redeem", "confirmation_id": id.0, "request_id": "r1" });
    let late = rig
        .transfers
        .handle(serde_json::from_value(late).unwrap())
        .await;
    assert_eq!(late, Ok(Answer::Dispensed));
    assert_eq!(rig.anas().await, AT_FIRST);
}

#[tokio::test]
async fn another_machine_has_it_once_the_first_lets_go() {
    let rig = Rig::start().await;
    let (_, code) = rig.kept().await;
    assert_eq!(rig.authorise("r1", &code).await, "approved");
    assert_eq!(rig.authorise("r2", &code).await, "in_use");
    assert_eq!(rig.reverse("r1", pounds(60)).await, "let_go");
    assert_eq!(rig.authorise("r2", &code).await, "approved");
    assert_eq!(rig.dispense("r1", pounds(60)).await, "conflicting");
    assert_eq!(rig.dispense("r2", pounds(60)).await, "dispensed");
    assert_eq!(rig.anas().await, (239_000, 239_000));
}

#[tokio::test]
async fn what_no_machine_asked_for_in_time_comes_back_and_is_given_out_no_more() {
    let rig = Rig::start().await;
    let (id, code) = rig.kept().await;
    rig.authorise("r1", &code).await;
    clock::pass(AUTHORISED_SECONDS);
    assert_eq!(rig.authorise("r1", &code).await, "expired");
    assert_eq!(rig.dispense("r1", pounds(60)).await, "expired");
    assert_eq!(rig.step("expire", &id).await, Answer::Expired);
    assert_eq!(rig.dispense("r1", pounds(60)).await, "expired");
    assert_eq!(rig.anas().await, AT_FIRST);
}
