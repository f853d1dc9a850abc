//! What the tests of the ledger share: transfers from Ana to Ben, proofs, and what everybody holds.

use domain::confirmation::intent::SealedIntent;
use domain::confirmation::passcode::PasscodeVerified;
use domain::id::{AccountId, ConfirmationId, CustomerId};
use domain::ledger::transfer::Transfer;
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use testkit::engine::{AttributeValue, Engine, NOW, key};

/// Ana's current account.
pub const ANA: &str = "40010101";
/// Ana's savings account.
pub const SAVINGS: &str = "40010102";
/// Ben's current account.
pub const BEN: &str = "40020101";
/// City Power's collection account: a merchant's, with shards.
pub const CITY_POWER: &str = "40090001";

/// `minor` pence from Ana to Ben.
pub fn intent(message: &str, minor: i64) -> SealedIntent {
    between(message, minor, ANA, BEN)
}

/// `minor` pence from one account to another, asked for by Ana.
pub fn between(message: &str, minor: i64, debit: &str, credit: &str) -> SealedIntent {
    SealedIntent {
        id: ConfirmationId::from_message(message),
        amount: Money::new(minor, Currency::Gbp),
        debit_account: AccountId(debit.to_owned()),
        credit_account: AccountId(credit.to_owned()),
        ..testkit::bank::intent(message)
    }
}

/// The pending transfer of an intent, reserved at [`NOW`].
pub fn pending(intent: &SealedIntent) -> Transfer {
    pending_at(intent, NOW)
}

pub fn pending_at(intent: &SealedIntent, now: UnixSeconds) -> Transfer {
    Transfer::try_new(intent, now, &Calendar::utc()).unwrap()
}

pub fn proof(intent: &SealedIntent) -> PasscodeVerified {
    let seal = PasscodeVerified::seal(&key(3), intent);
    PasscodeVerified::check(seal, &key(3), intent).unwrap()
}

/// Reserves and posts.
pub async fn send(engine: &Engine, intent: &SealedIntent) -> Transfer {
    let ledger = engine.ledger();
    ledger.reserve(&pending(intent)).await.unwrap();
    ledger.post(&intent.id, proof(intent), NOW).await.unwrap()
}

/// Posted and available balance of Ana's current account, then Ben's, in pence.
pub async fn balances(engine: &Engine) -> [(i64, i64); 2] {
    [
        balance(engine, "ana-lima").await,
        balance(engine, "ben-carter").await,
    ]
}

/// Posted and available balance of an owner's first account, in pence.
pub async fn balance(engine: &Engine, owner: &str) -> (i64, i64) {
    let accounts = engine.accounts().of(&CustomerId(owner.to_owned())).await;
    let account = &accounts.unwrap()[0];
    (account.posted.minor(), account.available().unwrap().minor())
}

/// Changes one attribute of an account behind the ledger's back.
pub async fn tamper(engine: &Engine, account: &str, name: &str, value: AttributeValue) {
    let pk = format!("ACCOUNT#{account}");
    engine.tamper("ledger", &pk, "ACCOUNT", name, value).await;
}
