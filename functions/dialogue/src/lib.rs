//! One customer message: identify, understand, act, reply.
//!
//! Deliberately cannot move money or read the ledger, and knows no service by name: it fetches what a service has
//! to know, lets it decide, and does what was decided. What must be confirmed it seals, and starts the workflow.

mod act;
mod assistant;
mod batch;
mod cancel;
mod chat;
mod correct;
mod disown;
mod enrol;
mod held;
mod identify;
mod language;
mod languages;
mod late;
mod meant;
mod open;
mod order;
mod passcode;
mod quiet;
mod record;
mod redelivery;
mod replies;
mod resume;
mod settings;
mod show;
mod sources;
mod status;
mod suspend;
mod talk;
mod turn;
mod two;
mod understood;
mod unheard;
mod unsettled;
mod wishes;

pub mod fitting;

use aws::arrangements::Arrangements;
use aws::bank_secrets::{QueueSecret, WatsonSecret};
use aws::channels::Channels;
use aws::confirming::Confirming;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::dead_letters::DeadLetters;
use aws::disclosures::Disclosures;
use aws::preferences::Preferences;
use aws::queue::Queue;
use aws::quiet::Quiets;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::workflow::Workflow;
use calls::accounts::AccountsFunction;
use calls::binding::BindingFunction;
use calls::messenger::MessengerFunction;
use calls::passcode::PasscodeFunction;
use domain::cash::notes::Notes;
use domain::time::{Calendar, Clock};
use languages::Environments;
use outbox::Outbox;

pub use batch::BatchAnswer;
pub use record::{MAX_TRIES, QueueEvent};
pub use settings::{Outside, Settings};

/// What the function works with.
pub struct Dialogue {
    intake: Intake,
    people: People,
    understanding: Understanding,
    doing: Doing,
    /// What was said before, and which messages were dealt with.
    conversations: Conversations,
    /// To whom it has fallen silent.
    quiets: Quiets,
    /// Sends answers.
    outbox: Outbox,
    clock: Clock,
}

/// How messages come in, and where those go that cannot be dealt with.
struct Intake {
    /// Opens what `webhook` sealed.
    secret: Secret<QueueSecret>,
    /// Where messages come from, and when they come again.
    inbound: Queue,
    /// The same for what waits behind no other message.
    urgent: Queue,
    dead_letters: DeadLetters,
}

/// Who is who.
struct People {
    customers: Customers,
    /// Which phone speaks for whom.
    channels: Channels,
    /// Binds phones.
    binding: BindingFunction,
    /// What they prefer.
    preferences: Preferences,
    /// Whom they may send money to.
    arrangements: Arrangements,
    /// When they last proved who they are.
    disclosures: Disclosures,
    /// Who is suspended or locked.
    standings: Standings,
}

/// What understands a text.
struct Understanding {
    /// Opens Watson.
    secret: Secret<WatsonSecret>,
    /// Where its assistant of each language is.
    environments: Environments,
    /// Speaks to it.
    http: reqwest::Client,
    /// What "today" means.
    calendar: Calendar,
}

/// What can be asked and done.
struct Doing {
    accounts: AccountsFunction,
    passcode: PasscodeFunction,
    messenger: MessengerFunction,
    /// Where orders are kept, and called off.
    confirming: Confirming,
    /// Starts confirmations.
    workflow: Workflow,
    /// The one address the bank's links begin with.
    link_url: String,
    /// The notes in the bank's cash machines.
    notes: Notes,
}
