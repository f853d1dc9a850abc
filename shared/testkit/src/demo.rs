//! The demo customers: known to the tests, seeded by the local stack, printed when it starts.

pub mod bills;

use aws::arrangements::Arrangements;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::customers::Customers;
use aws::disclosures::Disclosures;
use aws::safety_phrases::SafetyPhrases;
use aws::store::StoreError;
use domain::bank_details::uk::AccountNumber;
use domain::bank_details::{BankDetails, DetailsError, SORT_CODE};
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::{FactKind, PinHash, PinHashingFailed, SALT_BYTES, hash_fact};
use domain::customer::safety_phrase::SafetyPhrase;
use domain::customer::{Customer, payee::Payee};
use domain::id::{AccountId, CustomerId, PayeeId};
use domain::keyed_hash::Key;
use domain::ledger::account::{Account, AccountKind};
use domain::money::{Currency, Money};
use domain::time::{NoRandomness, Random, UnixSeconds};
use ledger::{Ledger, LedgerError};

/// One demo customer, with the secrets a real bank would never know in clear.
pub struct DemoCustomer {
    /// The bank's identifier.
    pub id: &'static str,
    /// Full name.
    pub name: &'static str,
    /// E.164 number.
    pub phone: &'static str,
    /// Six digits.
    pub pin: &'static str,
    /// `yyyy-mm-dd`.
    pub birth_date: &'static str,
    /// Four digits.
    pub card_last_four: &'static str,
    /// What the page shows to this person; empty where none was chosen.
    pub safety_phrase: &'static str,
    /// Whether the phone may bank from the start.
    pub authorised: bool,
    /// Identifier, name and opening balance in minor units.
    pub accounts: &'static [(&'static str, &'static str, i64)],
    /// Name, account and, if it banks here, customer id.
    pub payees: &'static [(&'static str, &'static str, Option<&'static str>)],
}

/// Ana, Ben and Carla, and the merchants they pay their bills to.
pub const CUSTOMERS: [DemoCustomer; 6] = [
    DemoCustomer {
        id: "ana-lima",
        name: "Ana Lima",
        phone: "+447700900101",
        pin: "271828",
        birth_date: "1988-04-17",
        card_last_four: "4321",
        safety_phrase: "purple otter",
        authorised: true,
        accounts: &[
            ("40010101", "Current account", 245_000),
            ("40010102", "Savings account", 800_000),
        ],
        payees: &[
            ("Ben Carter", "40020101", Some("ben-carter")),
            ("City Power", "40090001", None),
        ],
    },
    DemoCustomer {
        id: "ben-carter",
        name: "Ben Carter",
        phone: "+447700900102",
        pin: "314159",
        birth_date: "1979-11-02",
        card_last_four: "8765",
        safety_phrase: "",
        authorised: true,
        accounts: &[("40020101", "Current account", 31_055)],
        payees: &[],
    },
    DemoCustomer {
        id: "carla-dias",
        name: "Carla Dias",
        phone: "+447700900103",
        pin: "161803",
        birth_date: "1995-01-30",
        card_last_four: "1122",
        safety_phrase: "",
        authorised: false,
        accounts: &[
            ("40030101", "Current account", 120_000),
            ("40030102", "Mortgage", -18_200_000),
        ],
        payees: &[],
    },
    merchant(
        "city-power",
        "City Power",
        &[("40090001", "Collection account", 0)],
    ),
    merchant(
        "clear-water",
        "Clear Water",
        &[("40090002", "Collection account", 0)],
    ),
    merchant(
        "swift-net",
        "Swift Net",
        &[("40090003", "Collection account", 0)],
    ),
];

/// A business that is only paid.
const fn merchant(
    id: &'static str,
    name: &'static str,
    accounts: &'static [(&'static str, &'static str, i64)],
) -> DemoCustomer {
    DemoCustomer {
        id,
        name,
        phone: "",
        pin: "000000",
        birth_date: "2000-01-01",
        card_last_four: "0000",
        safety_phrase: "",
        authorised: false,
        accounts,
        payees: &[],
    }
}

/// Shards of a merchant's account: sixteen take ten times and more what one takes.
const SHARDS: u8 = 16;

/// The people among them: those with a phone.
pub fn people() -> impl Iterator<Item = &'static DemoCustomer> {
    CUSTOMERS
        .iter()
        .filter(|customer| !customer.phone.is_empty())
}

/// How long before everything else the demo customers linked their phones, in seconds: thirty days, so that none is fresh.
const LINKED_BEFORE_SECONDS: i64 = 30 * 86_400;

/// What hashes a demo customer's secrets.
pub struct Keys<'a> {
    /// The PIN's pepper.
    pub pin_pepper: &'a Key,
    /// The facts' key.
    pub fact_key: &'a Key,
}

/// Why the demo bank could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A table could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An account could not be opened.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A PIN could not be hashed.
    #[error(transparent)]
    Pin(#[from] PinHashingFailed),
    /// A payee's account cannot be one.
    #[error(transparent)]
    Details(#[from] DetailsError),
    /// No salt could be drawn.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Where the demo bank is written.
pub struct Books<'a> {
    /// The customers table.
    pub customers: &'a Customers,
    /// The channels table.
    pub channels: &'a Channels,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The disclosures table.
    pub disclosures: &'a Disclosures,
    /// The arrangements table.
    pub arrangements: &'a Arrangements,
    /// The bills table.
    pub bills: &'a Bills,
    /// The desk's table.
    pub phrases: &'a SafetyPhrases,
}

/// Opens the accounts and writes the customers. Accounts that exist keep their balance.
///
/// `user_id_of` gives the business-scoped user id a phone has on the channel, if it has one.
pub async fn seed(
    books: &Books<'_>,
    keys: &Keys<'_>,
    random: Random,
    now: UnixSeconds,
    user_id_of: impl Fn(&str) -> Option<String>,
) -> Result<(), SeedError> {
    write(books, &on_file(keys, random)?, now, user_id_of).await
}

/// The demo customers as the bank has them on file, in the order of [`CUSTOMERS`]. Hashing their
/// PINs is deliberately hard work.
pub fn on_file(keys: &Keys<'_>, random: Random) -> Result<Vec<Customer>, SeedError> {
    CUSTOMERS
        .iter()
        .map(|demo| demo.on_file(keys, random))
        .collect()
}

/// [`seed`] with customers that were hashed before.
pub async fn write(
    books: &Books<'_>,
    on_file: &[Customer],
    now: UnixSeconds,
    user_id_of: impl Fn(&str) -> Option<String>,
) -> Result<(), SeedError> {
    for (demo, on_file) in CUSTOMERS.iter().zip(on_file) {
        for account in demo.accounts {
            let (account, balance) = open_account(demo, account, now);
            books.ledger.open(&account, balance).await?;
        }
        books.customers.put(on_file).await?;
        let phrase = SafetyPhrase::parse(demo.safety_phrase).ok();
        books.phrases.set(&on_file.id, phrase.as_ref()).await?;
        for payee in demo.payees {
            let saved = saved_payee(payee, now)?;
            books.arrangements.put_payee(&on_file.id, &saved).await?;
        }
        if let Some(address) = demo.address(&user_id_of).filter(|_| demo.authorised) {
            let linked_at = now.plus(-LINKED_BEFORE_SECONDS);
            books
                .channels
                .bind(&on_file.id, &address, linked_at)
                .await?;
            // They have seen their balances under a proof, after their phone was linked.
            books.disclosures.proved(&on_file.id, now).await?;
        }
    }
    bills::write(books.bills, now).await?;
    Ok(())
}

impl DemoCustomer {
    /// Where this person is on WhatsApp; nowhere without a phone.
    pub fn address(&self, user_id_of: impl Fn(&str) -> Option<String>) -> Option<ChannelAddress> {
        let wa_id = self.phone.trim_start_matches('+').to_owned();
        let user_id = user_id_of(self.phone).filter(|_| !wa_id.is_empty());
        ChannelAddress::try_new(user_id, Some(wa_id)).ok()
    }

    fn on_file(&self, keys: &Keys<'_>, random: Random) -> Result<Customer, SeedError> {
        let mut salt = [0; SALT_BYTES];
        random(&mut salt)?;
        let fact = |kind, answer| (kind, hash_fact(keys.fact_key, self.id, kind, answer));
        Ok(Customer {
            id: CustomerId(self.id.to_owned()),
            name: self.name.to_owned(),
            phone: self.phone.to_owned(),
            pin: PinHash::derive(self.pin, salt, keys.pin_pepper)?,
            facts: vec![
                fact(FactKind::BirthDate, self.birth_date),
                fact(FactKind::CardLastFour, self.card_last_four),
            ],
        })
    }
}

fn open_account(
    owner: &DemoCustomer,
    (id, name, balance_minor): &(&str, &str, i64),
    now: UnixSeconds,
) -> (Account, Money) {
    let kind = match (owner.phone.is_empty(), *balance_minor < 0) {
        (true, _) => AccountKind::Merchant { shards: SHARDS },
        (false, true) => AccountKind::Loan,
        (false, false) => AccountKind::Customer,
    };
    let account = Account::new(
        AccountId((*id).to_owned()),
        CustomerId(owner.id.to_owned()),
        (*name).to_owned(),
        kind,
        Currency::Gbp,
        now,
    );
    (account, Money::new(*balance_minor, Currency::Gbp))
}

/// Named by its account, so that seeding again finds it.
fn saved_payee(
    payee: &(&str, &str, Option<&str>),
    now: UnixSeconds,
) -> Result<Payee, DetailsError> {
    let (name, account, customer) = payee;
    Ok(Payee {
        id: PayeeId(format!("demo-{account}")),
        name: (*name).to_owned(),
        details: BankDetails::uk(SORT_CODE, AccountNumber::parse(account)?)?,
        customer: customer.map(|id| CustomerId(id.to_owned())),
        added_at: now,
    })
}
