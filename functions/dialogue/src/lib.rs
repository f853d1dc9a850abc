//! One customer message: identify, understand, act, reply.
//!
//! Deliberately cannot move money or read the ledger: it seals what was asked for and starts the
//! confirmation workflow, and it asks `accounts` for balances.

mod act;
mod again;
mod batch;
mod chat;
mod enrol;
mod freeze;
mod identify;
mod open;
mod passcode;
mod record;
mod seal;
mod status;
mod understand;

pub mod action;
pub mod fitting;

use aws::bank_secrets::{BankKeys, QueueSecret, WatsonSecret};
use aws::confirming::Confirming;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::dead_letters::DeadLetters;
use aws::queue::Queue;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::workflow::Workflow;
use calls::accounts::AccountsFunction;
use calls::messenger::MessengerFunction;
use calls::passcode::PasscodeFunction;
use domain::conversation::command::Command;
use domain::customer::Customer;
use domain::customer::activation::ActivationCode;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::failure::Failure;
use domain::time::{Clock, UnixSeconds};
use outbox::Outbox;
use whatsapp::inbound::Message;
use wording::saying::Saying;

use crate::chat::Chat;
use crate::fitting::{Fitting, Speaker, fitting};
use crate::identify::Known;

pub use batch::BatchAnswer;
pub use record::{MAX_TRIES, QueueEvent};

/// What the function works with.
pub struct Dialogue {
    /// Who is who, and their payees.
    pub customers: Customers,
    /// What was said before, and which messages were dealt with.
    pub conversations: Conversations,
    /// Where intents are sealed, and called off.
    pub confirming: Confirming,
    /// Who is frozen or locked.
    pub standings: Standings,
    /// Starts confirmations.
    pub workflow: Workflow,
    /// Knows balances.
    pub accounts: AccountsFunction,
    /// Tries passcodes.
    pub passcode: PasscodeFunction,
    /// Keys the activation codes' hashes.
    pub keys: Secret<BankKeys>,
    /// Opens Watson.
    pub watson: Secret<WatsonSecret>,
    /// Speaks to it.
    pub http: reqwest::Client,
    /// Sends answers.
    pub outbox: Outbox,
    /// Tells another way what WhatsApp did not deliver.
    pub messenger: MessengerFunction,
    /// Opens what `webhook` sealed.
    pub queue_secret: Secret<QueueSecret>,
    /// Where messages come from, and when they come again.
    pub inbound: Queue,
    /// Where messages go that cannot be dealt with.
    pub dead_letters: DeadLetters,
    /// The one address the bank's links begin with.
    pub link_url: String,
    /// The time.
    pub clock: Clock,
}

/// One message on its way through.
struct Turn<'a> {
    message: &'a Message,
    chat: &'a Chat<'a>,
    now: UnixSeconds,
}

/// The same, once we know who is speaking.
struct CustomerTurn<'a> {
    message_id: &'a str,
    chat: &'a Chat<'a>,
    customer: &'a Customer,
    standing: Standing,
    now: UnixSeconds,
}

impl Dialogue {
    /// Deals with one message.
    async fn answer(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        let address = turn.chat.address;
        let known = self.identify(address).await?;
        let speaker = known.as_ref().map(|known| known.speaker(address));
        self.acknowledge(turn, speaker).await;
        let Some((known, speaker)) = known.as_ref().zip(speaker) else {
            return self.answer_stranger(turn).await;
        };
        // The bank has made sure who it is, since whatever happened to this phone or number.
        if speaker != Speaker::Customer && self.activates(turn).await? {
            return Ok(());
        }
        let id = &known.customer.id;
        match speaker {
            // Silence: they hear no more than that nobody answers.
            Speaker::SomebodyElse => self.freeze(id, SuspensionReason::IdentityChange).await,
            Speaker::Suspended(reason) => self.answer_suspended(turn, id, reason).await,
            Speaker::Customer => self.answer_customer(turn, known).await,
        }
    }

    async fn answer_customer(&self, turn: &Turn<'_>, known: &Known) -> Result<(), Failure> {
        self.complete(known, turn).await?;
        let turn_of = CustomerTurn {
            message_id: &turn.message.id,
            chat: turn.chat,
            customer: &known.customer,
            standing: known.standing,
            now: turn.now,
        };
        match fitting(&turn.message.content) {
            Fitting::Understand(text) => self.answer_text(&turn_of, text).await,
            Fitting::Tap(id) => self.answer_tap(&turn_of, id).await,
            Fitting::Do(command) => self.act(&turn_of, command).await,
            Fitting::Say(sentence) => turn.chat.say(&sentence),
            Fitting::Suspend(reason, sentence) => {
                self.freeze(&known.customer.id, reason).await?;
                sentence.map_or(Ok(()), |sentence| turn.chat.say(&sentence))
            }
            Fitting::Silence => Ok(()),
        }
    }

    async fn answer_text(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        if let Some(code) = domain::confirmation::passcode::read(text) {
            return self.answer_passcode(turn, &code).await;
        }
        if domain::conversation::redaction::find(text).is_some() {
            return self.answer_secret(turn, text).await;
        }
        if domain::conversation::grammar::reads_as_panic(text) {
            return self.act(turn, Command::Block).await;
        }
        if ActivationCode::find(text).is_some() {
            return turn.chat.say(&Saying::AlreadyActivated);
        }
        self.understand(turn, text).await
    }

    /// A tapped reply carries our own command and needs no understanding.
    async fn answer_tap(&self, turn: &CustomerTurn<'_>, id: &str) -> Result<(), Failure> {
        match Command::from_reply_id(id) {
            // Watson asks for amount and payee one at a time.
            Some(Command::HowToTransfer) => self.understand(turn, "send money").await,
            Some(command) => self.act(turn, command).await,
            None => self.act(turn, Command::Menu).await,
        }
    }
}
