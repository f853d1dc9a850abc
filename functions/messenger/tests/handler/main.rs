//! The messenger through its handler: link, receipt, credit notice, ending.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod disclosed;
mod link;
mod receipt;
mod refusal;
mod undelivered;
mod withdrawal;
mod withheld;

use aws::bucket::Bucket;
use aws::secrets::Secret;
use calls::passcode::PasscodeFunction;
use calls::speech::SpeechFunction;
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::time::Calendar;
use messenger::Messenger;
use outbox::templates::Templates;
use serde_json::Value;
use testkit::bank::Bank;
use testkit::clock;
use testkit::inbound::{ANA, BEN};
use testkit::services::PHONE_NUMBER_ID;

fn at(phone: &str) -> ChannelAddress {
    ChannelAddress::try_new(None, Some(phone.to_owned())).unwrap()
}

struct Rig {
    bank: Bank,
    messenger: Messenger,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let connection = &bank.services.connection;
        let messenger = Messenger {
            confirmations: bank.engine.confirmations(),
            standings: bank.engine.standings(),
            channels: bank.engine.channels(),
            preferences: bank.engine.preferences(),
            disclosures: bank.engine.disclosures(),
            arrangements: bank.engine.arrangements(),
            documents: Bucket::new(connection, "documents".to_owned(), "documents"),
            calendar: Calendar::utc(),
            accounts: bank.engine.accounts(),
            speech: SpeechFunction::new(connection, "speech".to_owned()),
            audio: Bucket::new(connection, "audio".to_owned(), "audio"),
            link_url: "https://bank.example/live/confirm".to_owned(),
            clock: clock::now,
            random: clock::random,
            outbox: outbox::Outbox {
                standstill: outbox::Standstill::default(),
                records: aws::outbound::OutboundRecords::new(
                    &bank.engine.connection,
                    "conversations".to_owned(),
                ),
                secret: Secret::new(connection, "bank/whatsapp".to_owned()),
                http: reqwest::Client::new(),
                graph_url: bank.services.graph_url(),
                phone_number_id: PHONE_NUMBER_ID.to_owned(),
                timeout: std::time::Duration::from_secs(8),
                clock: clock::now,
                pause: clock::pause,
            },
            templates: Templates::default(),
            passcode: PasscodeFunction::new(connection, "passcode".to_owned()),
        };
        let rig = Self { bank, messenger };
        Box::pin(rig.bank.fifty_are_paid("wamid.paid")).await;
        for phone in [ANA, BEN] {
            let records = &rig.messenger.outbox.records;
            records.heard(&at(phone), clock::now()).await.unwrap();
        }
        rig
    }

    async fn ask(&self, question: Value) -> Result<(), Failure> {
        self.messenger
            .handle(serde_json::from_value(question).unwrap())
            .await
            .map(drop)
    }

    /// The messages sent so far, in order.
    fn sent(&self) -> Vec<Value> {
        self.bank.services.calls_of("WhatsApp")
    }

    fn last_text(&self) -> String {
        self.sent().last().unwrap()["text"]["body"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}
