//! The ways of calling off, each through the handler it belongs to, and what they call off.

use aws::confirming::Confirming;
use aws::desk_records::DeskRecords;
use aws::secrets::Secret;
use aws::standings::Standings;
use calls::passcode::PasscodeQuestion;
use confirmation::ConfirmationPage;
use dialogue::{BatchAnswer, Dialogue};
use domain::confirmation::link::{Session, Token};
use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, StepError, TaskToken};
use domain::customer::caller::Caller;
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::FactKind;
use domain::customer::desk::Backing;
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::id::{CustomerId, OrderId};
use enrolment::{Action, Asked, Enrolment, Question};
use lambda_http::Body;
use lambda_http::http::Request as HttpRequest;
use passcode::Passcodes;
use serde_json::{Value, json};
use testkit::bank::{Bank, failed, identification, order, strange_hash, ticket_of, try_name};
use testkit::clock;
use testkit::inbound::{self, ANA, button_reply, text};

use crate::house::{self, House};

/// Who calls off, in whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The customer says so in the chat.
    ChatCancel,
    /// The customer asks in the chat for something else.
    ChatNewer,
    /// The customer has the channel suspended.
    ChatBlock,
    /// A suspended customer writes anything at all.
    ChatSuspended,
    /// The customer says so on the page.
    PageCancel,
    /// Somebody else asked, says the customer on the page.
    PageDisown,
    /// A locked customer wants another code.
    Resend,
    /// A suspended customer types a code.
    Verify,
    /// The bank ends the customer's sessions.
    EndSessions,
}

impl Way {
    pub const ALL: [Self; 9] = [
        Self::ChatCancel,
        Self::ChatNewer,
        Self::ChatBlock,
        Self::ChatSuspended,
        Self::PageCancel,
        Self::PageDisown,
        Self::Resend,
        Self::Verify,
        Self::EndSessions,
    ];

    /// Lets the customer stand so that this is a way of calling off.
    async fn prepare(self, standings: &Standings) {
        standings.lift(&ana()).await.unwrap();
        let is_locked = self == Self::Resend;
        let lock = |_| {
            failed(
                Standing::default(),
                if is_locked { MAX_FAILURES } else { 0 },
            )
        };
        standings.change(&ana(), lock).await.unwrap();
        if matches!(self, Self::ChatSuspended | Self::Verify) {
            let (reason, now) = (SuspensionReason::Blocked, clock::now());
            standings.suspend(&ana(), reason, now).await.unwrap();
        }
    }
}

/// What waits for a passcode, under a wait of its own.
pub struct Due {
    pub id: OrderId,
    pub wait: String,
    cookie: String,
}

/// One process of each function that calls off.
pub struct Functions {
    dialogue: Dialogue,
    page: ConfirmationPage,
    passcodes: Passcodes,
    enrolment: Enrolment,
}

impl Functions {
    pub fn new(bank: &Bank, confirming: &Confirming) -> Self {
        Self {
            dialogue: house::dialogue(bank, confirming.clone()),
            page: house::page(bank, confirming.clone()),
            passcodes: house::passcodes(bank, confirming.clone()),
            enrolment: Enrolment {
                customers: bank.engine.customers(),
                channels: bank.engine.channels(),
                records: DeskRecords::new(&bank.engine.connection, "desk".to_owned()),
                phrases: bank.engine.phrases(),
                standings: bank.engine.standings(),
                confirming: confirming.clone(),
                keys: Secret::new(&bank.services.connection, "bank/activation".to_owned()),
                bank_phone_number: "442079460000".to_owned(),
                backing: Backing::Reason,
                clock: clock::now,
                random: clock::random,
            },
        }
    }

    /// Says whether the way was open: a browser whose session the bank has ended is nobody's.
    pub async fn take(&self, house: &House, way: Way, due: &Due) -> bool {
        way.prepare(&house.bank.engine.standings()).await;
        match way {
            Way::ChatCancel => self.hear(house, |id| button_reply(ANA, id, "cancel")).await,
            Way::ChatNewer => self.hear(house, |id| text(ANA, id, "send 5 to Ben")).await,
            Way::ChatBlock => self.hear(house, |id| text(ANA, id, "block")).await,
            Way::ChatSuspended => self.hear(house, |id| text(ANA, id, "hello?")).await,
            Way::PageCancel => return self.post("cancel", due).await,
            Way::PageDisown => return self.post("disown", due).await,
            Way::Resend | Way::Verify => self.ask_passcode(way, due).await,
            Way::EndSessions => {
                let caller = "arn:aws:sts::000000000000:assumed-role/acme-desk/m.ross";
                let question = Question::try_new(
                    Action::EndSessions,
                    ana(),
                    Caller::from_arn(caller).unwrap(),
                    &Asked::default(),
                );
                self.enrolment.perform(question.unwrap()).await.unwrap();
            }
        }
        true
    }

    /// Each message under an id of its own: the customer writes again.
    async fn hear(&self, house: &House, message: impl Fn(&str) -> Value) {
        let id = Token::draw(clock::random).unwrap();
        let body = inbound::webhook(&[message(id.expose())], &[]);
        let event = json!({ "Records": house.queues(&body).await });
        let event = serde_json::from_value(event).unwrap();
        let answer = self.dialogue.handle(event).await.unwrap();
        assert_eq!(answer, BatchAnswer::default());
    }

    async fn post(&self, step: &str, due: &Due) -> bool {
        let request = HttpRequest::builder()
            .method("POST")
            .uri(format!("https://bank.example/confirm/{step}"))
            .header("content-type", "application/json")
            .header("cookie", &due.cookie);
        let request = request.body(Body::from("{}")).unwrap();
        let status = self.page.handle(request).await.status();
        assert!([200, 410].contains(&status.as_u16()), "{status}");
        status == 200
    }

    async fn ask_passcode(&self, way: Way, due: &Due) {
        let confirmation_id = due.id.0.clone();
        let question = if way == Way::Resend {
            PasscodeQuestion::Resend {
                confirmation_id,
                idempotency_key: None,
            }
        } else {
            PasscodeQuestion::Verify {
                confirmation_id,
                code: "000000".to_owned(),
                idempotency_key: None,
            }
        };
        self.passcodes.handle(question).await.unwrap();
    }
}

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

/// A confirmation whose code was texted, stored as it is then.
pub async fn due(bank: &Bank, name: &str) -> Due {
    let session = Token::draw(clock::random).unwrap();
    let confirmation = up_to_the_code(name, &session).unwrap();
    let confirmations = bank.engine.confirmations();
    let latest = confirmations.latest_of(&ana()).await.unwrap();
    let latest = latest.as_ref().map(Confirmation::id);
    let stored = confirmations
        .create(&confirmation, latest, clock::now())
        .await;
    stored.unwrap();
    let id = confirmation.id().clone();
    Due {
        cookie: format!("__Host-confirmation={}.{}", id.0, session.expose()),
        wait: confirmation.task_token.unwrap().0,
        id,
    }
}

fn up_to_the_code(name: &str, session: &Token) -> Result<Confirmation, StepError> {
    let (hash, now) = (strange_hash(), clock::now());
    let wait = |kind| TaskToken(format!("{kind}-of-{name}"));
    let address = ChannelAddress::try_new(None, Some(ANA.to_owned())).unwrap();
    let order = SealedOrder::seal(order(name));
    let begun = Session::begin(session.session_hash(order.digest()), None, now);
    let signed = identification(order.id(), order.digest());
    let name = try_name(name);
    Confirmation::new(order, address)
        .asked_with(ticket_of(&ana()))
        .send_link(hash, wait("link"), now)?
        .open(begun, FactKind::BirthDate, now)?
        .count_credential_try(name)?
        .judge_credentials(name, Some(signed))?
        .issue_passcode(hash, wait("code"), now)
}
