//! A two-phase transfer: pending, then exactly one of posted, voided or expired.
//!
//! The words are TigerBeetle's. What the ledger stores is decided here; that it is stored
//! atomically is the ledger adapter's work.

use crate::authority::{Authority, Evidence};
use crate::bill::payment::BillPayment;
use crate::id::{AccountId, CustomerId, OrderId};
use crate::keyed_hash::Hash;
use crate::ledger::account::Account;
use crate::ledger::limits;
use crate::ledger::movement::Movement;
use crate::ledger::reference::Reference;
use crate::ledger::refusal::Refusal;
use crate::money::Money;
use crate::time::{Calendar, Day, UnixSeconds};

mod hold;
mod mandate;

pub use hold::Redeemed;
pub use mandate::{ATTEMPTS, Mandate};

/// How long a hold lasts unless it is posted or voided, in seconds. Longer than the workflow's waits
/// together, so that a live workflow never finds its hold gone.
pub const HOLD_SECONDS: i64 = 3_600;

/// How long a confirmed hold waits for a cash machine, in seconds, from when it was confirmed.
pub const AUTHORISED_SECONDS: i64 = 1_800;

/// What a statement calls the money an account opened with.
const OPENING: &str = "Opening balance";

/// Where a transfer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferState {
    /// Held: the debit account's available balance is reduced.
    Pending,
    /// Held, and confirmed by the customer: a cash machine may redeem it until the hold runs out.
    Authorised(Box<Evidence>),
    /// Settled: both accounts have their journal entry.
    Posted(Posting),
    /// Released by the customer or the workflow.
    Voided,
    /// Released because nobody settled it in time.
    Expired,
}

impl TransferState {
    /// Whether it reduces what is available, and can still run out.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Pending | Self::Authorised(_))
    }
}

/// What a posting came to: the receipt, the same however often it is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Posting {
    /// When.
    pub posted_at: UnixSeconds,
    /// The account credited: the credit account, or one of its shards.
    pub credited: AccountId,
    /// Number of the debit account's entry.
    pub debit_entry: u64,
    /// Number of the credited account's entry.
    pub credit_entry: u64,
    /// The debit account's posted balance after it.
    pub balance_after: Money,
    /// Why it was posted; nothing for money that entered the bank.
    pub authority: Option<Box<Evidence>>,
}

/// What is to be moved, and by whose order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// The order's id, and the idempotency key for ever.
    pub id: OrderId,
    /// Who gave it.
    pub customer: CustomerId,
    /// Digest of the order's sealed bytes.
    pub order: Hash,
    /// What is moved.
    pub movement: Movement,
}

/// Balances are confidential: only where the entries stand may reach a log.
impl std::fmt::Debug for Posting {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Posting")
            .field("posted_at", &self.posted_at)
            .field("debit_entry", &self.debit_entry)
            .field("credit_entry", &self.credit_entry)
            .finish_non_exhaustive()
    }
}

/// A transfer between two accounts.
#[derive(Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The order's id, and the idempotency key for ever.
    pub id: OrderId,
    /// Whose daily limit it counts against.
    pub customer: CustomerId,
    /// Digest of the order's sealed bytes: posting demands an authority for these very bytes. None for money
    /// that enters the bank.
    pub order: Option<Hash>,
    /// The customer's name, for the payee's statement.
    pub payer_name: String,
    /// Debited account.
    pub debit_account: AccountId,
    /// Credited account.
    pub credit_account: AccountId,
    /// The payee's name, for the customer's statement.
    pub payee_name: String,
    /// What it is for, if the customer said so.
    pub reference: Option<Reference>,
    /// The bill it pays, if it pays one.
    pub bill: Option<BillPayment>,
    /// How much; more than zero. Of a hold that was redeemed in part, that part.
    pub amount: Money,
    /// By which cash machine's request it was redeemed, if it was.
    pub redeemed: Option<Redeemed>,
    /// Which redeemed hold it gives back, or some of it, because the machine kept the notes.
    pub reverses: Option<OrderId>,
    /// Which standing order's payment it is, if it is one.
    pub mandate: Option<Mandate>,
    /// Where it stands.
    pub state: TransferState,
    /// When it was reserved.
    pub reserved_at: UnixSeconds,
    /// When the hold runs out, whether or not anybody looks.
    pub hold_expires_at: UnixSeconds,
    /// The local day whose limit it uses; none for money that enters the bank.
    pub spend_day: Option<Day>,
}

/// Names and amounts are confidential: only the id and the state may reach a log.
impl std::fmt::Debug for Transfer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Transfer")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Why a transfer could not move on; each tells who won.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum TransferError {
    /// It has been posted before.
    #[error("transfer is already posted")]
    AlreadyPosted,
    /// Its customer has confirmed it: it waits for a cash machine, and a workflow cannot take it back.
    #[error("transfer is already authorised")]
    AlreadyAuthorised,
    /// It has been voided before.
    #[error("transfer is already voided")]
    AlreadyVoided,
    /// Its hold ran out.
    #[error("transfer has expired")]
    Expired,
    /// Its hold has not run out yet.
    #[error("transfer is still held")]
    StillHeld,
    /// The authority is for another order.
    #[error("the authority is for another order")]
    NotAuthorised,
    /// It is pending, but an account refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Transfer {
    /// The pending transfer an order asks for.
    ///
    /// # Errors
    /// Why such a transfer is never held, whatever the accounts say.
    pub fn try_new(
        instruction: Instruction,
        now: UnixSeconds,
        calendar: &Calendar,
    ) -> Result<Self, Refusal> {
        let movement = &instruction.movement;
        if !movement.amount.is_positive() {
            return Err(Refusal::NotPositive);
        }
        if movement.amount.minor() > limits::per_transfer(movement.amount.currency()).minor() {
            return Err(Refusal::OverTransferLimit);
        }
        if movement.debit_account == movement.credit_account {
            return Err(Refusal::SameAccount);
        }
        Ok(Self::pending(instruction, now, calendar.day(now)))
    }

    fn pending(instruction: Instruction, now: UnixSeconds, spend_day: Day) -> Self {
        let Instruction {
            id,
            customer,
            order,
            movement,
        } = instruction;
        Self {
            id,
            customer,
            order: Some(order),
            payer_name: movement.payer_name,
            debit_account: movement.debit_account,
            credit_account: movement.credit_account,
            payee_name: movement.payee_name,
            reference: movement.reference,
            bill: movement.bill,
            amount: movement.amount,
            redeemed: None,
            reverses: None,
            mandate: None,
            state: TransferState::Pending,
            reserved_at: now,
            hold_expires_at: now.plus(HOLD_SECONDS),
            spend_day: Some(spend_day),
        }
    }

    /// Money that comes from outside into a new account, or that a loan starts with.
    ///
    /// # Errors
    /// If the balance is zero, or the smallest number there is.
    pub fn opening(account: &Account, balance: Money, bank: &Account) -> Result<Self, Refusal> {
        let amount = balance.checked_abs().map_err(|_| Refusal::OutOfRange)?;
        if !amount.is_positive() {
            return Err(Refusal::NotPositive);
        }
        let (debit, credit) = if balance.is_positive() {
            (bank, account)
        } else {
            (account, bank)
        };
        let opened_at = account.journal.last_posted_at;
        Ok(Self {
            id: OrderId(format!("opening-{}", account.id.0)),
            customer: account.owner.clone(),
            order: None,
            payer_name: OPENING.to_owned(),
            debit_account: debit.id.clone(),
            credit_account: credit.id.clone(),
            payee_name: OPENING.to_owned(),
            reference: None,
            bill: None,
            amount,
            redeemed: None,
            reverses: None,
            mandate: None,
            state: TransferState::Pending,
            reserved_at: opened_at,
            hold_expires_at: opened_at,
            spend_day: None,
        })
    }

    /// Whether it is pending and its hold still stands.
    pub fn may_be_posted(&self, now: UnixSeconds) -> Result<(), TransferError> {
        self.must_be_pending()?;
        if now >= self.hold_expires_at {
            return Err(TransferError::Expired);
        }
        Ok(())
    }

    /// Whether `authority` is for this transfer's order.
    pub fn is_authorised_by(&self, authority: &Evidence) -> Result<(), TransferError> {
        match self.order {
            Some(digest) if authority.is_for(self.ordered_as(), digest) => Ok(()),
            _ => Err(TransferError::NotAuthorised),
        }
    }

    /// Whether `authority` is for this transfer's order and, of a standing order, for the day it pays.
    pub fn is_permitted_by(&self, authority: &Authority) -> Result<(), TransferError> {
        let due = self.mandate.as_ref().map(|mandate| mandate.due);
        if authority.due() != due {
            return Err(TransferError::NotAuthorised);
        }
        self.is_authorised_by(&authority.evidence())
    }

    /// By which order it is moved: what gives back is moved by the order whose withdrawal it gives back, a payment of
    /// a standing order by the order that made it.
    fn ordered_as(&self) -> &OrderId {
        let mandate = self.mandate.as_ref().map(|mandate| &mandate.order);
        mandate.or(self.reverses.as_ref()).unwrap_or(&self.id)
    }

    /// Releases a pending transfer. One that its customer has confirmed is called off by them alone.
    pub fn void(self) -> Result<Self, TransferError> {
        self.released_as(TransferState::Voided)
    }

    /// Releases a held transfer whose hold has run out.
    pub fn expire(self, now: UnixSeconds) -> Result<Self, TransferError> {
        self.must_be_held()?;
        if now < self.hold_expires_at {
            return Err(TransferError::StillHeld);
        }
        Ok(Self {
            state: TransferState::Expired,
            ..self
        })
    }

    /// Whether `other` asks for the same movement: a replay, not a second use of the id.
    #[must_use]
    pub fn is_same_request(&self, other: &Self) -> bool {
        self.request() == other.request()
            && self.reference == other.reference
            && self.bill == other.bill
            && self.order == other.order
            && self.mandate == other.mandate
    }

    /// Hash over everything that never changes about it.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let (texts, _) = self.request();
        let amount_minor = self.amount.minor();
        let numbers =
            [amount_minor, self.reserved_at.0, self.hold_expires_at.0].map(i64::to_be_bytes);
        let spend_day = self.spend_day.as_ref().map_or("", |day| &day.0);
        let mut fields: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        fields.extend(numbers.iter().map(<[u8; 8]>::as_slice));
        fields.push(spend_day.as_bytes());
        fields.extend(self.order.as_ref().map(|digest| digest.bytes().as_slice()));
        // Older transfers have none, and their digest stays what it was.
        fields.extend(self.reference.iter().flat_map(Reference::fields));
        fields.extend(self.bill.iter().flat_map(BillPayment::fields));
        let held = self.asked_for().minor().to_be_bytes();
        fields.extend(self.redeemed.iter().flat_map(|by| by.fields(&held)));
        let reverses = self.reverses.as_ref().map(|of| of.0.as_bytes());
        fields.extend(reverses.iter().flat_map(|of| [b"reverses".as_slice(), of]));
        let due = self.mandate.as_ref().map(|mandate| mandate.due.to_string());
        let mandate = self.mandate.iter().zip(&due);
        fields.extend(mandate.flat_map(|(mandate, due)| mandate.fields(due)));
        Hash::plain(&fields)
    }

    /// What was asked for, whenever it was asked.
    fn request(&self) -> ([&str; 7], i64) {
        let texts = [
            &*self.id.0,
            &self.customer.0,
            &self.payer_name,
            &self.debit_account.0,
            &self.credit_account.0,
            &self.payee_name,
            self.amount.currency().code(),
        ];
        (texts, self.asked_for().minor())
    }

    fn released_as(self, state: TransferState) -> Result<Self, TransferError> {
        self.must_be_pending()?;
        Ok(Self { state, ..self })
    }

    const fn must_be_pending(&self) -> Result<(), TransferError> {
        match self.state {
            TransferState::Pending => Ok(()),
            TransferState::Authorised(_) => Err(TransferError::AlreadyAuthorised),
            TransferState::Posted(_) => Err(TransferError::AlreadyPosted),
            TransferState::Voided => Err(TransferError::AlreadyVoided),
            TransferState::Expired => Err(TransferError::Expired),
        }
    }
}
