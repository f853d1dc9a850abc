//! One customer message: identify, understand, act, reply.
//!
//! Deliberately cannot move money or read the ledger: it seals what was asked for and starts the
//! confirmation workflow, and it asks `accounts` for balances.

mod act;
mod batch;
mod enrol;
mod freeze;
mod passcode;
mod reply;
mod seal;
mod understand;

pub mod action;

use aws::bank_secrets::{BankKeys, WatsonSecret, WhatsAppSecret};
use aws::calls::{AccountsFunction, PasscodeFunction};
use aws::confirmations::Confirmations;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::outcome::Failure;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::workflow::{Waits, Workflow};
use domain::channel::ChannelAddress;
use domain::command::Command;
use domain::customer::Customer;
use domain::standing::Standing;
use domain::time::{Clock, UnixSeconds};
use whatsapp::inbound::{Content, Message, SystemEvent};

pub use batch::{BatchAnswer, QueueEvent};

/// What the function works with.
pub struct Dialogue {
    /// Who is who, and their payees.
    pub customers: Customers,
    /// What was said before, and which messages were dealt with.
    pub conversations: Conversations,
    /// Where intents are sealed.
    pub confirmations: Confirmations,
    /// Who is frozen or locked.
    pub standings: Standings,
    /// Starts confirmations.
    pub workflow: Workflow,
    /// Calls them off.
    pub waits: Waits,
    /// Knows balances.
    pub accounts: AccountsFunction,
    /// Tries passcodes.
    pub passcode: PasscodeFunction,
    /// Keys the activation codes' hashes.
    pub keys: Secret<BankKeys>,
    /// Opens Watson.
    pub watson: Secret<WatsonSecret>,
    /// Opens WhatsApp.
    pub whatsapp: Secret<WhatsAppSecret>,
    /// Speaks to both.
    pub http: reqwest::Client,
    /// WhatsApp's address with version.
    pub graph_url: String,
    /// The bank's number, by Meta's id.
    pub phone_number_id: String,
    /// The one address the bank's links begin with.
    pub link_url: String,
    /// The time.
    pub clock: Clock,
}

/// One message on its way through.
struct Turn<'a> {
    message: &'a Message,
    address: &'a ChannelAddress,
    now: UnixSeconds,
}

/// The same, once we know who is speaking.
struct CustomerTurn<'a> {
    message_id: &'a str,
    address: &'a ChannelAddress,
    customer: &'a Customer,
    standing: Standing,
    now: UnixSeconds,
}

impl Dialogue {
    /// Deals with one message.
    async fn answer(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        let Some(id) = self.customers.at(turn.address).await? else {
            return self.answer_stranger(turn).await;
        };
        let found = self.customers.get(&id).await?;
        let customer = found.ok_or_else(|| Failure::fail("a channel is bound to no customer"))?;
        let turn_of = CustomerTurn {
            message_id: &turn.message.id,
            address: turn.address,
            customer: &customer,
            standing: self.standings.of(&id).await?,
            now: turn.now,
        };
        if let Some(suspension) = turn_of.standing.suspension {
            return self.answer_suspended(turn, &id, suspension.reason).await;
        }
        match &turn.message.content {
            Content::Text { body } => self.answer_text(&turn_of, body).await,
            Content::ButtonReply { id, .. } | Content::ListReply { id, .. } => {
                self.answer_tap(&turn_of, id).await
            }
            Content::RequestWelcome => self.act(&turn_of, Command::Menu).await,
            content if needs_no_answer(content) => Ok(()),
            _ => self.say(turn.address, wording::chat::CANNOT_READ).await,
        }
    }

    async fn answer_text(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        if let Some(code) = domain::passcode::read(text) {
            return self.answer_passcode(turn, &code).await;
        }
        if domain::redaction::find(text).is_some() {
            return self.answer_secret(turn, text).await;
        }
        if domain::grammar::reads_as_panic(text) {
            return self.act(turn, Command::Block).await;
        }
        if domain::activation::ActivationCode::find(text).is_some() {
            return self
                .say(turn.address, wording::chat::ALREADY_ACTIVATED)
                .await;
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

/// A reaction to a menu, an edit or a changed number is no question.
const fn needs_no_answer(content: &Content) -> bool {
    matches!(
        content,
        Content::Reaction { .. }
            | Content::Edit { .. }
            | Content::Revoke { .. }
            | Content::System(
                SystemEvent::NumberChanged { .. }
                    | SystemEvent::IdentityChanged
                    | SystemEvent::Other(_)
            )
    )
}
