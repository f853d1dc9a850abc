//! A6's reference: the whole ledger in memory, as plainly as it can be said. One thing at a time, no
//! transactions, no retries, no storage; only what every command must answer and leave behind.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "a reference is read, not trusted: its sums are plain, and overflow would stop the proof"
)]

use std::collections::HashMap;

use domain::ledger::refusal::Refusal;
use domain::money::Currency;

/// What a command was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Held now.
    Created,
    /// The same was asked before; this is where it stands.
    Exists(State),
    /// Nothing is held: the transfer of this id has taken the bill.
    Taken(String),
    /// Nothing is held, or what is held stays so, and why.
    Refused(Refusal),
    /// It stands so now.
    Ended(State),
    /// The id belongs to another request.
    OtherRequest,
    /// Nobody reserved it.
    NoSuchTransfer,
    /// Another ending won, or it is too early for this one.
    Lost(Winner),
}

/// Who was first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Winner {
    /// Post.
    Posted,
    /// Void.
    Voided,
    /// Expire, or the passing of time alone.
    Expired,
    /// The hold still stands.
    Nobody,
}

/// Where a transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Held.
    Pending,
    /// Moved, and what that left the payer with.
    Posted(i64),
    /// Given back.
    Voided,
    /// Given back because its time ran out.
    Expired,
}

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// As usual.
    Open,
    /// Nothing goes out.
    Frozen,
    /// Nothing goes out or in.
    Closed,
}

/// An account.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// Booked, in minor units.
    pub posted: i64,
    /// Of that, held.
    pub pending: i64,
    /// Whether it may be used.
    pub status: Status,
    /// Its currency.
    pub currency: Currency,
    /// Whether it may be debited: a merchant's may not.
    pub debitable: bool,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The transfer's id.
    pub id: String,
    /// Who asks, and whose limit it uses.
    pub customer: String,
    /// From where.
    pub debit: String,
    /// To where.
    pub credit: String,
    /// How much, in minor units.
    pub amount: i64,
    /// Of which currency.
    pub currency: Currency,
    /// The bill it pays, if it pays one.
    pub bill: Option<String>,
}

#[derive(Clone, Debug)]
struct Known {
    request: Request,
    day: String,
    expires_at: i64,
    state: State,
}

/// The ledger.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Accounts by id.
    pub accounts: HashMap<String, Held>,
    transfers: HashMap<String, Known>,
    spent: HashMap<(String, String, Currency), i64>,
}

/// Most a customer may reserve and post in a day, in minor units.
const DAY_LIMIT: i64 = 1_500_000;

/// How long a hold lasts, in seconds.
const HOLD_SECONDS: i64 = 3_600;

impl Model {
    /// Holds, or says why not.
    pub fn reserve(&mut self, request: &Request, day: &str, now: i64) -> Told {
        if let Some(known) = self.transfers.get(&request.id) {
            return if known.request == *request {
                Told::Exists(known.state)
            } else {
                Told::OtherRequest
            };
        }
        if let Err(refusal) = self.may_hold(request, day) {
            return Told::Refused(refusal);
        }
        if let Some(other) = self.taken_by(request) {
            return Told::Taken(other);
        }
        if let Some(account) = self.accounts.get_mut(&request.debit) {
            account.pending += request.amount;
        }
        *self.spent.entry(spend(request, day)).or_default() += request.amount;
        let known = Known {
            request: request.clone(),
            day: day.to_owned(),
            expires_at: now + HOLD_SECONDS,
            state: State::Pending,
        };
        self.transfers.insert(request.id.clone(), known);
        Told::Created
    }

    fn may_hold(&self, request: &Request, day: &str) -> Result<(), Refusal> {
        let credit = self
            .accounts
            .get(&request.credit)
            .ok_or(Refusal::NoSuchAccount)?;
        if credit.status == Status::Closed {
            return Err(Refusal::AccountClosed);
        }
        if credit.currency != request.currency {
            return Err(Refusal::CurrencyMismatch);
        }
        let debit = self
            .accounts
            .get(&request.debit)
            .ok_or(Refusal::NoSuchAccount)?;
        if request.customer != request.debit {
            return Err(Refusal::NoSuchAccount);
        }
        debit.may_pay(request)?;
        if debit.posted - debit.pending < request.amount {
            return Err(Refusal::InsufficientFunds);
        }
        let spent = self
            .spent
            .get(&spend(request, day))
            .copied()
            .unwrap_or_default();
        if spent + request.amount > DAY_LIMIT {
            return Err(Refusal::OverDayLimit);
        }
        Ok(())
    }

    /// Who pays, or has paid, the bill that is asked for.
    fn taken_by(&self, request: &Request) -> Option<String> {
        request.bill.as_ref()?;
        let pays = |known: &&Known| {
            let is_same =
                known.request.bill == request.bill && known.request.customer == request.customer;
            is_same && matches!(known.state, State::Pending | State::Posted(_))
        };
        let paying = self.transfers.values().find(pays);
        paying.map(|known| known.request.id.clone())
    }

    /// Moves what is held.
    pub fn post(&mut self, id: &str, now: i64) -> Told {
        let Some(known) = self.transfers.get_mut(id) else {
            return Told::NoSuchTransfer;
        };
        match known.state {
            State::Posted(left) => return Told::Ended(State::Posted(left)),
            State::Voided => return Told::Lost(Winner::Voided),
            State::Expired => return Told::Lost(Winner::Expired),
            State::Pending if now >= known.expires_at => return Told::Lost(Winner::Expired),
            State::Pending => {}
        }
        let request = known.request.clone();
        let (Some(debit), Some(credit)) = (
            self.accounts.get(&request.debit),
            self.accounts.get(&request.credit),
        ) else {
            return Told::Refused(Refusal::NoSuchAccount);
        };
        if let Err(refusal) = debit.may_pay(&request) {
            return Told::Refused(refusal);
        }
        if credit.status == Status::Closed {
            return Told::Refused(Refusal::AccountClosed);
        }
        let left = debit.posted - request.amount;
        known.state = State::Posted(left);
        if let Some(debit) = self.accounts.get_mut(&request.debit) {
            debit.posted = left;
            debit.pending -= request.amount;
        }
        if let Some(credit) = self.accounts.get_mut(&request.credit) {
            credit.posted += request.amount;
        }
        Told::Ended(State::Posted(left))
    }

    /// Gives back what is held, or sees to it that it never will be.
    pub fn void(&mut self, request: &Request, day: &str, now: i64) -> Told {
        let Some(known) = self.transfers.get(&request.id) else {
            let known = Known {
                request: request.clone(),
                day: day.to_owned(),
                expires_at: now + HOLD_SECONDS,
                state: State::Voided,
            };
            self.transfers.insert(request.id.clone(), known);
            return Told::Ended(State::Voided);
        };
        match known.state {
            State::Posted(_) => Told::Lost(Winner::Posted),
            State::Pending => self.release(&request.id, State::Voided),
            released => Told::Ended(released),
        }
    }

    /// Gives back what has been held too long.
    pub fn expire(&mut self, id: &str, now: i64) -> Told {
        let Some(known) = self.transfers.get(id) else {
            return Told::NoSuchTransfer;
        };
        match known.state {
            State::Expired => Told::Ended(State::Expired),
            State::Pending if now < known.expires_at => Told::Lost(Winner::Nobody),
            State::Pending => self.release(id, State::Expired),
            State::Posted(_) => Told::Lost(Winner::Posted),
            State::Voided => Told::Lost(Winner::Voided),
        }
    }

    fn release(&mut self, id: &str, state: State) -> Told {
        if let Some(known) = self.transfers.get_mut(id) {
            known.state = state;
            if let Some(account) = self.accounts.get_mut(&known.request.debit) {
                account.pending -= known.request.amount;
            }
            let spent = self
                .spent
                .entry(spend(&known.request, &known.day))
                .or_default();
            *spent -= known.request.amount;
        }
        Told::Ended(state)
    }
}

impl Held {
    fn may_pay(&self, request: &Request) -> Result<(), Refusal> {
        match self.status {
            _ if !self.debitable => Err(Refusal::NotDebitable),
            Status::Frozen => Err(Refusal::AccountFrozen),
            Status::Closed => Err(Refusal::AccountClosed),
            Status::Open if self.currency != request.currency => Err(Refusal::CurrencyMismatch),
            Status::Open => Ok(()),
        }
    }
}

fn spend(request: &Request, day: &str) -> (String, String, Currency) {
    (request.customer.clone(), day.to_owned(), request.currency)
}
