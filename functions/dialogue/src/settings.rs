//! What the function is told when it starts, and how its parts are made of it: the same way in `main` and in
//! every test.

use std::time::Duration;

use aws::arrangements::Arrangements;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::dead_letters::DeadLetters;
use aws::disclosures::Disclosures;
use aws::environment::{BadVariable, MissingVariable, read};
use aws::outbound::OutboundRecords;
use aws::preferences::Preferences;
use aws::queue::Queue;
use aws::quiet::Quiets;
use aws::secrets::Secret;
use aws::standings::{self, Standings};
use aws::workflow::{Waits, Workflow};
use calls::accounts::AccountsFunction;
use calls::binding::BindingFunction;
use calls::messenger::MessengerFunction;
use calls::passcode::PasscodeFunction;
use domain::cash::notes::Notes;
use domain::time::{Calendar, Clock, Pause};
use outbox::Outbox;

use crate::languages::Environments;
use crate::{Dialogue, Doing, Intake, People, Understanding};

/// Names and addresses of everything the function works with.
pub struct Settings {
    /// Who is on file.
    pub customers_table: String,
    /// Which phone speaks for whom.
    pub channels_table: String,
    /// Whom customers may send money to.
    pub arrangements_table: String,
    /// What was said before.
    pub conversations_table: String,
    /// What was told under a proof, and when the last one was given.
    pub disclosures_table: String,
    /// Orders on their way, and who is suspended.
    pub confirmations_table: String,
    /// The tables that say who is suspended or locked.
    pub standings: standings::Names,
    /// The function that knows balances.
    pub accounts_function: String,
    /// The function that binds phones.
    pub binding_function: String,
    /// The function that tries passcodes.
    pub passcode_function: String,
    /// The function that tells another way what was not delivered.
    pub messenger_function: String,
    /// The workflow.
    pub state_machine_arn: String,
    /// Where messages come from.
    pub inbound_queue_url: String,
    /// Where messages come from that wait behind no other.
    pub urgent_queue_url: String,
    /// Where messages go that cannot be dealt with.
    pub dead_letter_queue_url: String,
    /// What opens the queue's messages.
    pub queue_secret_id: String,
    /// Watson's address and key.
    pub watson_secret_id: String,
    /// Which languages are switched on beside English, and where Watson's assistant of each is.
    pub watson_environments: Environments,
    /// What opens WhatsApp.
    pub whatsapp_secret_id: String,
    /// WhatsApp's address with version.
    pub graph_url: String,
    /// The bank's number, by Meta's id.
    pub phone_number_id: String,
    /// The one address the bank's links begin with.
    pub link_url: String,
    /// The notes in the bank's cash machines.
    pub notes: Notes,
    /// The bank's calendar.
    pub calendar: Calendar,
}

impl Settings {
    /// Reads each by the name of its variable.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub fn read(
        value: impl Fn(&str) -> Result<String, MissingVariable>,
    ) -> Result<Self, BadVariable> {
        let time_zone = value("BANK_TIME_ZONE")?;
        let environments = value("WATSON_ENVIRONMENTS")?;
        let notes = value("ATM_NOTES")?;
        Ok(Self {
            customers_table: value("CUSTOMERS_TABLE")?,
            channels_table: value("CHANNELS_TABLE")?,
            arrangements_table: value("ARRANGEMENTS_TABLE")?,
            conversations_table: value("CONVERSATIONS_TABLE")?,
            disclosures_table: value("DISCLOSURES_TABLE")?,
            confirmations_table: value("CONFIRMATIONS_TABLE")?,
            standings: standings::Names::read(&value)?,
            accounts_function: value("ACCOUNTS_FUNCTION")?,
            binding_function: value("BINDING_FUNCTION")?,
            passcode_function: value("PASSCODE_FUNCTION")?,
            messenger_function: value("MESSENGER_FUNCTION")?,
            state_machine_arn: value("STATE_MACHINE_ARN")?,
            inbound_queue_url: value("INBOUND_QUEUE_URL")?,
            urgent_queue_url: value("URGENT_QUEUE_URL")?,
            dead_letter_queue_url: value("DEAD_LETTER_QUEUE_URL")?,
            queue_secret_id: value("QUEUE_SECRET_ID")?,
            watson_secret_id: value("WATSON_SECRET_ID")?,
            watson_environments: read("WATSON_ENVIRONMENTS", &environments, Environments::parse)?,
            whatsapp_secret_id: value("WHATSAPP_SECRET_ID")?,
            graph_url: value("WHATSAPP_GRAPH_URL")?,
            phone_number_id: value("WHATSAPP_PHONE_NUMBER_ID")?,
            link_url: value("LINK_URL")?,
            notes: read("ATM_NOTES", &notes, Notes::parse)?,
            calendar: read("BANK_TIME_ZONE", &time_zone, Calendar::parse)?,
        })
    }
}

/// How the outside is reached.
pub struct Outside<'a> {
    /// The tables.
    pub tables: &'a Connection,
    /// Every other AWS service; in production the same.
    pub services: &'a Connection,
    /// WhatsApp and Watson.
    pub http: reqwest::Client,
    /// How long WhatsApp may take for one call.
    pub whatsapp_timeout: Duration,
    /// The time.
    pub clock: Clock,
    /// Waits.
    pub pause: Pause,
}

impl Dialogue {
    /// The same, with confirmations reached in another way: for whoever stands between record and workflow.
    #[must_use]
    pub fn confirming_through(mut self, confirming: Confirming) -> Self {
        self.doing.confirming = confirming;
        self
    }

    /// The function, made of its settings.
    #[must_use]
    pub fn new(outside: &Outside<'_>, settings: Settings) -> Self {
        let (tables, services) = (outside.tables, outside.services);
        let confirmations = Confirmations::new(tables, settings.confirmations_table.clone());
        Self {
            intake: Intake {
                secret: Secret::new(services, settings.queue_secret_id),
                inbound: Queue::new(services, settings.inbound_queue_url),
                urgent: Queue::new(services, settings.urgent_queue_url),
                dead_letters: DeadLetters::new(services, settings.dead_letter_queue_url),
            },
            people: People {
                customers: Customers::new(tables, settings.customers_table),
                channels: Channels::new(tables, settings.channels_table),
                binding: BindingFunction::new(services, settings.binding_function),
                preferences: Preferences::new(tables, settings.conversations_table.clone()),
                arrangements: Arrangements::new(tables, settings.arrangements_table),
                disclosures: Disclosures::new(tables, settings.disclosures_table),
                standings: Standings::new(tables, settings.standings),
            },
            understanding: Understanding {
                secret: Secret::new(services, settings.watson_secret_id),
                environments: settings.watson_environments,
                http: outside.http.clone(),
                calendar: settings.calendar,
            },
            doing: Doing {
                accounts: AccountsFunction::new(services, settings.accounts_function),
                passcode: PasscodeFunction::new(services, settings.passcode_function),
                messenger: MessengerFunction::new(services, settings.messenger_function),
                confirming: Confirming::new(confirmations, Waits::new(services)),
                workflow: Workflow::new(services, settings.state_machine_arn),
                link_url: settings.link_url,
                notes: settings.notes,
            },
            conversations: Conversations::new(tables, settings.conversations_table.clone()),
            quiets: Quiets::new(tables, settings.conversations_table.clone()),
            outbox: Outbox {
                standstill: outbox::Standstill::default(),
                records: OutboundRecords::new(tables, settings.conversations_table),
                secret: Secret::new(services, settings.whatsapp_secret_id),
                http: outside.http.clone(),
                graph_url: settings.graph_url,
                phone_number_id: settings.phone_number_id,
                timeout: outside.whatsapp_timeout,
                clock: outside.clock,
                pause: outside.pause,
            },
            clock: outside.clock,
        }
    }
}
