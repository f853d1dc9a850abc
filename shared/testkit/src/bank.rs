//! A bank to test functions with: the demo customers, the fake services, and a confirmation brought
//! to any stage.
//!
//! Deliberately takes every step through the real store and the real rules, so no stage is invented.

use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::orders::Orders;
use aws::secrets::Secret;
use aws::workflow::Waits;
use domain::authority::{AtmRequest, Authority, Identification, Proof, Redemption, Seal};
use domain::confirmation::link::{Session, Token};
use domain::confirmation::order::{Executor, SealedOrder};
use domain::confirmation::passcode::Passcode;
use domain::confirmation::{Confirmation, Stage, StepError, TaskToken};
use domain::conversation::ticket::Ticket;
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::FactKind;
use domain::customer::standing::Standing;
use domain::customer::tries::Tried;
use domain::id::{CustomerId, OrderId, RequestId, TerminalId};
use domain::keyed_hash::Hash;
use domain::ledger::transfer::{Instruction, Transfer};
use domain::money::Money;
use domain::time::Calendar;

use crate::clock;
use crate::engine::{Engine, key, signers, signing};
pub use crate::orders::{Asked, disclosure, fifty_to_ben, instruction, order, paying, withdrawing};
use crate::services::Services;
pub use crate::tickets::{ticket_of, worthless_tickets};

/// The wait the workflow opened for the link.
pub const LINK_WAIT: &str = "task-token-of-the-link";

/// The wait the workflow opened for the passcode.
pub const PASSCODE_WAIT: &str = "task-token-of-the-passcode";

/// Ana's PIN, as in [`crate::demo`].
pub const ANAS_PIN: &str = "271828";

/// Ana's date of birth, as in [`crate::demo`].
pub const ANAS_BIRTH_DATE: &str = "1988-04-17";

/// The running bank.
pub struct Bank {
    /// The tables.
    pub engine: Engine,
    /// Everything else.
    pub services: Services,
}

/// A confirmation on its way, with the secrets only the customer has.
pub struct Underway {
    /// Names it.
    pub id: OrderId,
    /// What the link carries.
    pub link: Token,
    /// What the page's cookie carries.
    pub session: Token,
    /// What the SMS carries.
    pub passcode: Passcode,
}

impl Bank {
    /// Opens the bank.
    pub async fn open() -> Self {
        Self {
            engine: Engine::with_demo_customers().await,
            services: Services::start().await,
        }
    }

    /// Its confirmations and the workflow's waits, as the functions are given them.
    #[must_use]
    pub fn confirming(&self) -> Confirming {
        let waits = Waits::new(&self.services.connection);
        Confirming::new(self.engine.confirmations(), waits)
    }

    /// What one executor reads before it carries an order out.
    #[must_use]
    pub fn orders(&self, executor: Executor) -> Orders {
        let keys = Secret::new(&self.services.connection, "bank/verifying".to_owned());
        Orders::new(
            executor,
            self.engine.confirmations(),
            self.engine.standings(),
            self.engine.channels(),
            keys,
        )
    }

    /// Seals what is asked for.
    ///
    /// # Panics
    /// If it cannot be stored.
    #[expect(
        clippy::expect_used,
        reason = "a test without its confirmation must fail at once"
    )]
    pub async fn sealed(&self, asked: impl Asked) -> Underway {
        let order = SealedOrder::seal(asked.order());
        let id = order.id().clone();
        let address = ChannelAddress::try_new(None, Some("447700900101".to_owned()));
        let ticket = ticket_of(order.customer());
        let confirmation = Confirmation::new(order, address.expect("Ana's address"));
        let confirmation = confirmation.asked_with(ticket);
        let confirmations = self.engine.confirmations();
        let latest = confirmations.latest_of(confirmation.customer()).await;
        let latest = latest.expect("the table answers");
        let replaces = latest.as_ref().map(Confirmation::id);
        let created = confirmations
            .create(&confirmation, replaces, clock::now())
            .await;
        created.expect("the confirmation is stored");
        let draw = || Token::draw(clock::random).expect("a token");
        let passcode = Passcode::draw(clock::random).expect("a passcode");
        Underway {
            id,
            link: draw(),
            session: draw(),
            passcode,
        }
    }

    /// The link is in the chat.
    pub async fn link_sent(&self, asked: impl Asked) -> Underway {
        let underway = self.sealed(asked).await;
        self.step(&underway.id, |before| {
            before.send_link(underway.link.hash(), wait(LINK_WAIT), clock::now())
        })
        .await;
        underway
    }

    /// The page is open and asks for PIN and date of birth.
    pub async fn identifying(&self, asked: impl Asked) -> Underway {
        let underway = self.link_sent(asked).await;
        self.step(&underway.id, |before| {
            let token = underway.session.session_hash(before.order.digest());
            let session = Session::begin(token, None, clock::now());
            before.open(session, FactKind::BirthDate, clock::now())
        })
        .await;
        underway
    }

    /// PIN and date of birth were right.
    pub async fn identified(&self, asked: impl Asked) -> Underway {
        let underway = self.identifying(asked).await;
        let name = try_name("credentials");
        self.step(&underway.id, |before| before.count_credential_try(name))
            .await;
        self.step(&underway.id, |before| {
            let signed = identification(before.id(), before.order.digest());
            before.judge_credentials(name, Some(signed))
        })
        .await;
        underway
    }

    /// The SMS is out.
    pub async fn passcode_due(&self, asked: impl Asked) -> Underway {
        let underway = self.identified(asked).await;
        self.step(&underway.id, |before| {
            let code = underway.passcode.hash(&key(3), &before.order);
            before.issue_passcode(code, wait(PASSCODE_WAIT), clock::now())
        })
        .await;
        underway
    }

    /// The passcode was right.
    pub async fn verified(&self, asked: impl Asked) -> Underway {
        let underway = self.passcode_due(asked).await;
        let name = try_name("passcode");
        self.step(&underway.id, |before| {
            before.count_passcode_try(name, clock::now())
        })
        .await;
        self.step(&underway.id, |before| {
            let seal = seal(before.id(), before.order.digest());
            before.judge_passcode(name, Some(seal))
        })
        .await;
        underway
    }

    /// Takes one step behind the functions' back.
    ///
    /// # Panics
    /// If the step is not due.
    #[expect(
        clippy::expect_used,
        reason = "a test with a wrong step must fail at once"
    )]
    pub async fn step(
        &self,
        id: &OrderId,
        step: impl Fn(Confirmation) -> Result<Confirmation, StepError>,
    ) {
        self.confirmations()
            .advance(id, step)
            .await
            .expect("the step is due");
    }

    /// Puts another ticket beside an order, or none: what whoever may write confirmations can do.
    pub async fn put_ticket(&self, id: &OrderId, ticket: Option<Ticket>) {
        let with = |found| {
            let ticket = ticket.clone();
            Ok(Confirmation { ticket, ..found })
        };
        self.step(id, with).await;
    }

    /// How far a confirmation has come.
    ///
    /// # Panics
    /// If there is none.
    #[expect(
        clippy::expect_used,
        reason = "a test without its confirmation must fail at once"
    )]
    pub async fn stage(&self, id: &OrderId) -> Stage {
        let found = self
            .confirmations()
            .get(id)
            .await
            .expect("the table answers");
        found.expect("the confirmation exists").stage
    }

    /// Posted and available balance, in pence, of a customer's first account.
    ///
    /// # Panics
    /// If the customer has none.
    #[expect(
        clippy::expect_used,
        reason = "a test without its accounts must fail at once"
    )]
    pub async fn balance(&self, customer: &str) -> (i64, i64) {
        let accounts = self
            .engine
            .accounts()
            .of(&CustomerId(customer.to_owned()))
            .await;
        let accounts = accounts.expect("the ledger answers");
        let account = accounts.first().expect("an account");
        (
            account.posted.minor(),
            account.available().expect("one currency").minor(),
        )
    }

    /// Ana's £50.00 are with Ben.
    ///
    /// # Panics
    /// If the ledger does not take it: then no test means anything.
    #[expect(clippy::expect_used, reason = "a test's transfer is a good one")]
    pub async fn fifty_are_paid(&self, message: &str) {
        let paid = instruction(OrderId::from_message(message), fifty_to_ben());
        let authority = authority(&paid.id, paid.order);
        let now = clock::now();
        let transfer = Transfer::try_new(paid, now, &Calendar::utc()).expect("a good transfer");
        let ledger = self.engine.ledger();
        ledger.reserve(&transfer).await.expect("reserved");
        let posted = ledger.post(&transfer.id, &authority, now).await;
        posted.expect("posted");
    }

    fn confirmations(&self) -> Confirmations {
        self.engine.confirmations()
    }
}

/// The authority of an order whose passcode was right.
///
/// # Panics
/// Never: the seal is its own.
#[must_use]
#[expect(clippy::expect_used, reason = "the seal is its own")]
pub fn authority(id: &OrderId, digest: Hash) -> Authority {
    let proof = Proof::check(seal(id, digest), &signers(), id, digest);
    Authority::Confirmed(proof.expect("its own seal"))
}

/// The request `request` of the machine `T1`.
#[must_use]
pub fn atm_request(request: &str) -> AtmRequest {
    AtmRequest {
        request: RequestId(request.to_owned()),
        terminal: TerminalId("T1".to_owned()),
    }
}

/// What a machine gives out against a hold that was confirmed.
///
/// # Panics
/// Never: the seal is its own.
#[must_use]
#[expect(clippy::expect_used, reason = "a test's own seal")]
pub fn redemption(asked: &Instruction, request: &str, dispensed: Money) -> Redemption {
    let confirmed = authority(&asked.id, asked.order).evidence();
    Redemption::check(&confirmed, &signers(), atm_request(request), dispensed)
        .expect("its own seal")
}

/// What `confirmation` signs when PIN and fact were right.
#[must_use]
pub fn identification(id: &OrderId, digest: Hash) -> Identification {
    Identification::sign(&signing(5), id, digest)
}

/// What both sign for an order.
#[must_use]
pub fn seal(id: &OrderId, digest: Hash) -> Seal {
    Seal::sign(&signing(6), identification(id, digest), id, digest)
}

/// What a try is called that the test makes behind the functions' back.
#[must_use]
pub fn try_name(of: &str) -> Hash {
    Hash::plain(&[b"a test's try", of.as_bytes()])
}

/// A customer who mistyped so many passcodes more.
#[must_use]
pub fn failed(before: Standing, times: u8) -> Standing {
    let names = (0..times).map(|number| {
        let so_far = before.failures();
        try_name(&format!("failure {number} after {so_far}"))
    });
    names.fold(before, |one, name| {
        one.counted(Tried::Passcode, name, clock::now()).0
    })
}

/// A hash nothing stored has.
#[must_use]
pub fn strange_hash() -> Hash {
    Hash::plain(&[b"strange"])
}

fn wait(token: &str) -> TaskToken {
    TaskToken(token.to_owned())
}
