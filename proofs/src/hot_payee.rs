//! A5, the hot payee: 64 clients credit one merchant at once, through one shard and through sixteen.
//!
//! What holds them up is the merchant's account alone: every payment comes from an account of its own
//! client, and reserving it takes no time here.

use std::sync::Arc;
use std::time::Duration;

use domain::id::{AccountId, CustomerId};
use domain::ledger::account::{Account, AccountKind};
use domain::money::{Currency, Money};
use futures_util::future::join_all;
use testkit::engine::NOW;
use tokio::time::Instant;

use crate::contention::Contention;
use crate::wire::Wire;
use crate::world::{World, asked, authority, pending};

/// Clients that post at once, each as fast as the ledger lets it.
pub const CLIENTS: usize = 64;

/// What a rush came to.
#[derive(Clone, Copy, Debug)]
pub struct Rush {
    /// Payments posted in time.
    pub posted: u64,
    /// Transactions turned away because another was at the same item.
    pub conflicts: u64,
}

/// Lets every client post one penny after the other for this long (virtual time).
///
/// # Errors
/// If the shards' sum is not what was posted.
pub async fn rush(shards: u8, lasting: Duration) -> Result<Rush, String> {
    let world = World::contended(Contention::default()).await;
    let merchant = merchant(&world, shards).await?;
    let payers = world.open("payer", &[1_000_000; CLIENTS]).await;
    let now = Instant::now();
    let until = now.checked_add(lasting).unwrap_or(now);
    let clients = payers
        .iter()
        .map(|payer| pay(&world, payer, &merchant, until));
    let paid = join_all(clients).await.into_iter();
    let paid: Vec<Paid> = paid.collect::<Result<_, _>>()?;
    let posted = paid.iter().map(|paid| paid.in_time).sum();
    let entire = paid.iter().map(|paid| paid.entire).sum();
    let owner = CustomerId(merchant.0.clone());
    let seen = world.accounts().of(&owner).await;
    let seen = seen.map_err(|error| error.to_string())?;
    let sum = seen.first().map(|account| account.posted.minor());
    if sum.and_then(|sum| u64::try_from(sum).ok()) != Some(entire) {
        return Err(format!("the shards hold {sum:?}, and {entire} were posted"));
    }
    let conflicts = world.conflicts();
    Ok(Rush { posted, conflicts })
}

/// How many payments of a client were posted: before the time was over, and counting the last.
struct Paid {
    in_time: u64,
    entire: u64,
}

async fn pay(
    world: &Arc<World>,
    payer: &AccountId,
    merchant: &AccountId,
    until: Instant,
) -> Result<Paid, String> {
    let calm = Wire::calm(world).ledger();
    let rushed = Wire::rushed(world).ledger();
    let mut paid = Paid {
        in_time: 0,
        entire: 0,
    };
    let mut number = 0_u64;
    while Instant::now() < until {
        let asked = asked(&format!("{}-{number}", payer.0), 1, payer, merchant);
        let reserved = calm.reserve(&pending(&asked, NOW)).await;
        reserved.map_err(|error| error.to_string())?;
        if rushed
            .post(&asked.id, &authority(&asked), NOW)
            .await
            .is_ok()
        {
            paid.entire = paid.entire.saturating_add(1);
            let is_in_time = Instant::now() < until;
            paid.in_time = paid.in_time.saturating_add(u64::from(is_in_time));
        }
        number = number.saturating_add(1);
    }
    Ok(paid)
}

/// Opens a merchant's empty account.
///
/// # Errors
/// If it cannot be opened.
pub async fn merchant(world: &Arc<World>, shards: u8) -> Result<AccountId, String> {
    let id = AccountId("merchant".to_owned());
    let account = Account::new(
        id.clone(),
        CustomerId(id.0.clone()),
        "Collection account".to_owned(),
        AccountKind::Merchant { shards },
        Currency::Gbp,
        NOW,
    );
    let ledger = Wire::calm(world).ledger();
    let opened = ledger.open(&account, Money::new(0, Currency::Gbp)).await;
    opened.map(|()| id).map_err(|error| error.to_string())
}
