//! What services have to know, and where it comes from.
//!
//! A service names its facts by type, so that it can be told nothing else. [`Sources`] is the one door to the
//! outside: `dialogue` opens it over the functions it may ask, a test over plain values.

use std::future::Future;

use domain::bank_details::BankDetails;
use domain::bill::Billing;
use domain::cash::notes::Notes;
use domain::customer::payee::Payee;
use domain::customer::payee_check::AccountCheck;
use domain::failure::Failure;
use domain::id::AccountId;
use domain::ledger::view::{AccountView, EntryView};
use domain::standing_order::StandingOrder;
use domain::time::UnixSeconds;

use crate::service::Asking;

/// Where facts come from: everything that can be known about the one customer who asks.
pub trait Sources {
    /// The customer's accounts, ordered by identifier: the first is the one money is sent from.
    fn accounts(&self) -> impl Future<Output = Result<Vec<AccountView>, Failure>>;

    /// Everybody the customer may send money to.
    fn payees(&self) -> impl Future<Output = Result<Vec<Payee>, Failure>>;

    /// What the customer has standing, by the day that comes next.
    fn standing_orders(&self) -> impl Future<Output = Result<Vec<StandingOrder>, Failure>>;

    /// The customer's bills, and everybody who sends some.
    fn bills(&self) -> impl Future<Output = Result<Billing, Failure>>;

    /// What is known of an account that shall be a payee's, under a name.
    fn check_payee(
        &self,
        details: &BankDetails,
        name: &str,
    ) -> impl Future<Output = Result<AccountCheck, Failure>>;

    /// One page of an account's journal.
    fn booked(&self, asked: &Booked<'_>) -> impl Future<Output = Result<Bookings, Failure>>;

    /// When the customer last proved who they are to be told something, on the phone that is linked now.
    fn proved_at(&self) -> impl Future<Output = Result<Option<UnixSeconds>, Failure>>;

    /// The one address the bank's links begin with.
    fn link_url(&self) -> &str;

    /// The notes in the bank's cash machines.
    fn notes(&self) -> &Notes;

    /// Whether nothing that must be confirmed may begin: too many tries in a row were wrong.
    fn is_locked(&self) -> bool;
}

/// Which page of which account's journal.
pub struct Booked<'a> {
    /// Which account.
    pub account: &'a AccountId,
    /// First second of the range, and the first second after it.
    pub range: (UnixSeconds, UnixSeconds),
    /// Where the last page ended.
    pub cursor: Option<&'a str>,
    /// Most entries, 1 to 50.
    pub limit: u8,
}

/// A page of an account's journal.
#[derive(Clone, PartialEq, Eq)]
pub struct Bookings {
    /// Newest first.
    pub entries: Vec<EntryView>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<String>,
}

/// Facts that a service with such a draft decides on.
pub trait Facts<D>: Sized {
    /// Fetches them.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away.
    fn fetch(
        sources: &impl Sources,
        draft: &D,
        asking: &Asking<'_>,
    ) -> impl Future<Output = Result<Self, Failure>>;
}

/// The customer's accounts.
pub struct Accounts(pub Vec<AccountView>);

/// Everybody the customer may send money to.
pub struct Payees(pub Vec<Payee>);

/// The customer's bills, and everybody who sends some.
pub struct Bills(pub Billing);

/// What the customer has standing, by the day that comes next.
pub struct StandingOrders(pub Vec<StandingOrder>);

/// The one address the bank's links begin with.
pub struct LinkUrl(pub String);

/// The notes in the bank's cash machines.
pub struct MachineNotes(pub Notes);

/// When the customer last proved who they are, as far as it counts.
pub struct ProvedAt(pub Option<UnixSeconds>);

/// Whether nothing that must be confirmed may begin.
pub struct IsLocked(pub bool);

impl<D> Facts<D> for () {
    async fn fetch(_: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        Ok(())
    }
}

impl<D> Facts<D> for Accounts {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        sources.accounts().await.map(Self)
    }
}

impl<D> Facts<D> for Payees {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        sources.payees().await.map(Self)
    }
}

impl<D> Facts<D> for Bills {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        sources.bills().await.map(Self)
    }
}

impl<D> Facts<D> for StandingOrders {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        sources.standing_orders().await.map(Self)
    }
}

impl<D> Facts<D> for LinkUrl {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        Ok(Self(sources.link_url().to_owned()))
    }
}

impl<D> Facts<D> for MachineNotes {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        Ok(Self(sources.notes().clone()))
    }
}

impl<D> Facts<D> for ProvedAt {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        sources.proved_at().await.map(Self)
    }
}

impl<D> Facts<D> for IsLocked {
    async fn fetch(sources: &impl Sources, _: &D, _: &Asking<'_>) -> Result<Self, Failure> {
        Ok(Self(sources.is_locked()))
    }
}

impl<D, A: Facts<D>, B: Facts<D>> Facts<D> for (A, B) {
    async fn fetch(
        sources: &impl Sources,
        draft: &D,
        asking: &Asking<'_>,
    ) -> Result<Self, Failure> {
        Ok((
            A::fetch(sources, draft, asking).await?,
            B::fetch(sources, draft, asking).await?,
        ))
    }
}

impl<D, A: Facts<D>, B: Facts<D>, C: Facts<D>> Facts<D> for (A, B, C) {
    async fn fetch(
        sources: &impl Sources,
        draft: &D,
        asking: &Asking<'_>,
    ) -> Result<Self, Failure> {
        Ok((
            A::fetch(sources, draft, asking).await?,
            B::fetch(sources, draft, asking).await?,
            C::fetch(sources, draft, asking).await?,
        ))
    }
}
