//! What services have to know, and where it comes from.
//!
//! A service names its facts by type, so that it can be told nothing else. [`Sources`] is the one door to the
//! outside: `dialogue` opens it over the functions it may ask, a test over plain values.

use std::future::Future;

use domain::customer::payee::Payee;
use domain::failure::Failure;
use domain::ledger::view::AccountView;

/// Where facts come from: everything that can be known about the one customer who asks.
pub trait Sources {
    /// The customer's accounts, ordered by identifier: the first is the one money is sent from.
    fn accounts(&self) -> impl Future<Output = Result<Vec<AccountView>, Failure>>;

    /// Everybody the customer may send money to.
    fn payees(&self) -> impl Future<Output = Result<Vec<Payee>, Failure>>;

    /// The one address the bank's links begin with.
    fn link_url(&self) -> &str;

    /// Whether nothing that must be confirmed may begin: too many tries in a row were wrong.
    fn is_locked(&self) -> bool;
}

/// Facts that a service with such a draft decides on.
pub trait Facts<D>: Sized {
    /// Fetches them.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away.
    fn fetch(sources: &impl Sources, draft: &D) -> impl Future<Output = Result<Self, Failure>>;
}

/// The customer's accounts.
pub struct Accounts(pub Vec<AccountView>);

/// Everybody the customer may send money to.
pub struct Payees(pub Vec<Payee>);

/// The one address the bank's links begin with.
pub struct LinkUrl(pub String);

/// Whether nothing that must be confirmed may begin.
pub struct IsLocked(pub bool);

impl<D> Facts<D> for () {
    async fn fetch(_: &impl Sources, _: &D) -> Result<Self, Failure> {
        Ok(())
    }
}

impl<D> Facts<D> for Accounts {
    async fn fetch(sources: &impl Sources, _: &D) -> Result<Self, Failure> {
        sources.accounts().await.map(Self)
    }
}

impl<D> Facts<D> for Payees {
    async fn fetch(sources: &impl Sources, _: &D) -> Result<Self, Failure> {
        sources.payees().await.map(Self)
    }
}

impl<D> Facts<D> for LinkUrl {
    async fn fetch(sources: &impl Sources, _: &D) -> Result<Self, Failure> {
        Ok(Self(sources.link_url().to_owned()))
    }
}

impl<D> Facts<D> for IsLocked {
    async fn fetch(sources: &impl Sources, _: &D) -> Result<Self, Failure> {
        Ok(Self(sources.is_locked()))
    }
}

impl<D, A: Facts<D>, B: Facts<D>> Facts<D> for (A, B) {
    async fn fetch(sources: &impl Sources, draft: &D) -> Result<Self, Failure> {
        Ok((
            A::fetch(sources, draft).await?,
            B::fetch(sources, draft).await?,
        ))
    }
}

impl<D, A: Facts<D>, B: Facts<D>, C: Facts<D>> Facts<D> for (A, B, C) {
    async fn fetch(sources: &impl Sources, draft: &D) -> Result<Self, Failure> {
        Ok((
            A::fetch(sources, draft).await?,
            B::fetch(sources, draft).await?,
            C::fetch(sources, draft).await?,
        ))
    }
}
