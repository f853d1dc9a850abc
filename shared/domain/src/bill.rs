//! Bills: who sends them, how their references are checked, and what one says.
//!
//! Deliberately does not know whether a bill is paid: that is the ledger's to say, by the transfer that paid it.

pub mod payment;
pub mod reference;

mod modulus;

use jiff::civil::Date;

use crate::id::{AccountId, BillId, BillerId, CustomerId};
use crate::money::Money;
use crate::time::UnixSeconds;
use reference::{BillReference, ReferenceRule};

/// Most characters of a biller's name, which a text message has to hold beside amount and reference.
pub const MAX_NAME_CHARACTERS: usize = 40;

/// Who sends bills: a business that is paid into one account of this bank.
#[derive(Clone, PartialEq, Eq)]
pub struct Biller {
    /// The bank's identifier.
    pub id: BillerId,
    /// What customers know it by, at most [`MAX_NAME_CHARACTERS`].
    pub name: String,
    /// What its bills are for; none where only its name says.
    pub kinds: Vec<Kind>,
    /// Where it is paid: a merchant's account, whose credits are spread over shards.
    pub account: AccountId,
    /// How its references are checked.
    pub rule: ReferenceRule,
}

/// What a bill is for, whatever a language calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Electric power.
    Electricity,
    /// Gas, or heating by it.
    Gas,
    /// Water and sewage.
    Water,
    /// A connection to the internet.
    Internet,
    /// A telephone, fixed or mobile.
    Phone,
    /// What is owed to a town or a state.
    Tax,
    /// A premium.
    Insurance,
}

impl Kind {
    /// Every kind, for tables and tests.
    pub const ALL: [Self; 7] = [
        Self::Electricity,
        Self::Gas,
        Self::Water,
        Self::Internet,
        Self::Phone,
        Self::Tax,
        Self::Insurance,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::Gas => "gas",
            Self::Water => "water",
            Self::Internet => "internet",
            Self::Phone => "phone",
            Self::Tax => "tax",
            Self::Insurance => "insurance",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a biller asks one customer to pay, as a whole and once.
#[derive(Clone, PartialEq, Eq)]
pub struct Bill {
    /// Names it among its customer's bills.
    pub id: BillId,
    /// Whose it is.
    pub customer: CustomerId,
    /// Who sent it.
    pub biller: BillerId,
    /// By which the biller knows what was paid.
    pub reference: BillReference,
    /// How much; more than zero.
    pub amount: Money,
    /// The last local day on which it is paid in time.
    pub due_on: Date,
}

/// A bill and whether it is paid.
#[derive(Clone, PartialEq, Eq)]
pub struct BillView {
    /// The bill.
    pub bill: Bill,
    /// When it was paid; nothing while it is not.
    pub paid_at: Option<UnixSeconds>,
}

/// A customer's bills, and everybody who can be paid one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Billing {
    /// By name.
    pub billers: Vec<Biller>,
    /// By the day they are due, the earliest first.
    pub bills: Vec<BillView>,
}

impl Billing {
    /// The bills that are not paid, the earliest first.
    pub fn due(&self) -> impl Iterator<Item = &Bill> {
        let due = self.bills.iter().filter(|view| view.paid_at.is_none());
        due.map(|view| &view.bill)
    }

    /// A biller by its identifier.
    #[must_use]
    pub fn biller(&self, id: &BillerId) -> Option<&Biller> {
        self.billers.iter().find(|biller| biller.id == *id)
    }
}

/// Whom somebody pays is confidential: only the identifier may reach a log.
impl std::fmt::Debug for Bill {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Bill")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// As a bill is.
impl std::fmt::Debug for BillView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.bill.fmt(formatter)
    }
}

/// A business's own, which is known to everybody: only the identifier all the same.
impl std::fmt::Debug for Biller {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Biller")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
