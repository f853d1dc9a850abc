//! A record rewritten while its customer has the page open, by whoever may write confirmations: another order put in the
//! place of the one that is shown, and a page of one's own that says PIN and fact were right.

use std::time::Duration;

use anyhow::Context;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use domain::confirmation::link::{Session, Token};
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Stage};
use domain::ledger::movement::Movement;
use domain::time::UnixSeconds;

use super::forgery;
use crate::attack::victim::{Link, Victim};
use crate::stack::Addresses;

/// As the page names its cookie.
const COOKIE: &str = "__Host-confirmation";

/// How long a text would take that is sent after all.
const TEXT_WOULD_COME: Duration = Duration::from_secs(3);

/// A session's last second, whatever the stack's clock says.
const NEVER: UnixSeconds = UnixSeconds(i64::MAX);

/// What the role gained.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gained {
    /// The customer's own PIN and fact counted for an order that their page did not show.
    pub(super) swap: bool,
    /// The workflow went on, though nobody had given PIN and fact.
    pub(super) wait: bool,
}

/// What `taken` gains by rewriting a record that waits.
pub(super) async fn gains(addresses: &Addresses, taken: &Connection) -> anyhow::Result<Gained> {
    let (victim, link, shown) = waiting(addresses).await?;
    let theirs = Confirmations::new(taken, addresses.tables.confirmations.clone());
    let swap = swaps(&victim, &theirs, &link, &shown).await?;
    // Who may sign that PIN and fact were right may end the wait for them.
    let is_its_own_step = forgery::may_identify(taken).await;
    let wait = !is_its_own_step && ends_a_wait(&victim, (taken, &theirs), &link, shown).await?;
    victim.recovers().await?;
    Ok(Gained { swap, wait })
}

/// Whether a wait ends for whoever holds the key: shows that the drill would see it.
pub(super) async fn ends_for_the_key(
    addresses: &Addresses,
    bank: &Connection,
) -> anyhow::Result<bool> {
    let (victim, link, shown) = waiting(addresses).await?;
    let ours = Confirmations::new(bank, addresses.tables.confirmations.clone());
    let ended = ends_a_wait(&victim, (bank, &ours), &link, shown).await?;
    victim.recovers().await?;
    Ok(ended)
}

/// A customer who has just asked for something, their link, and the record that waits for it.
async fn waiting(addresses: &Addresses) -> anyhow::Result<(Victim, Link, Confirmation)> {
    let victim = Victim::of(addresses).await?;
    victim.recovers().await?;
    let link = victim.asks("2").await?;
    let shown = victim.latest().await?.context("no order was stored")?;
    Ok((victim, link, shown))
}

/// The customer opens the link and sees one order; their PIN arrives when another one stands there.
async fn swaps(
    victim: &Victim,
    theirs: &Confirmations,
    link: &Link,
    shown: &Confirmation,
) -> anyhow::Result<bool> {
    let (page, cookie) = link.opens().await?;
    let swapped = twice_as_much(shown.order.order())?;
    let swap = |found| {
        let order = swapped.clone();
        Ok(Confirmation { order, ..found })
    };
    let written = theirs.advance(shown.id(), swap).await;
    written.context("the swapped order could not be written")?;
    goes_on(victim, link, &Victim::credentials(&page), &cookie).await
}

/// A session of the role's own, on a record of which it says that PIN and fact were right.
async fn ends_a_wait(
    victim: &Victim,
    (taken, theirs): (&Connection, &Confirmations),
    link: &Link,
    shown: Confirmation,
) -> anyhow::Result<bool> {
    let identification = forgery::best_identification(taken, &shown.order).await?;
    let own = Token::received("a session of the thief's own");
    let session = Session {
        token: own.session_hash(shown.order.digest()),
        expires_at: NEVER,
        opened_by: None,
    };
    let rewrite = |found: Confirmation| {
        Ok(Confirmation {
            stage: Stage::Identified,
            session: Some(session),
            identification: Some(identification),
            task_token: found.task_token,
            ..shown.clone()
        })
    };
    let written = theirs.advance(shown.id(), rewrite).await;
    written.context("the session could not be written")?;
    let cookie = format!("{COOKIE}={}.{}", shown.id().0, own.expose());
    let invented = Victim::credentials("");
    goes_on(victim, link, &invented, &cookie).await
}

/// Whether credentials in this session bring a text: then the workflow has gone on.
async fn goes_on(
    victim: &Victim,
    link: &Link,
    credentials: &str,
    cookie: &str,
) -> anyhow::Result<bool> {
    let before = victim.texts().await?.len();
    let answer = link.door.post("credentials", credentials, cookie).await?;
    tokio::time::sleep(TEXT_WOULD_COME).await;
    Ok(answer.status == 200 || victim.texts().await?.len() > before)
}

/// The same order for twice the amount.
fn twice_as_much(order: &Order) -> anyhow::Result<SealedOrder> {
    let movement = order.effect.movement().context("no transfer waits")?;
    let amount = movement.amount.checked_add(movement.amount)?;
    let effect = Effect::Move(Movement {
        amount,
        ..movement.clone()
    });
    Ok(SealedOrder::seal(Order {
        effect,
        ..order.clone()
    }))
}
