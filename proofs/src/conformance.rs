//! A6: random command sequences given to the ledger and to the reference model; every answer and, at
//! the end, every balance must be the same.

use std::sync::Arc;

use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::account::{Account, AccountKind};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Instruction;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use fastrand::Rng;
use ledger::{Ledger, LedgerError, Reserved};
use serde_json::json;
use testkit::bank::paying;
use testkit::engine::NOW;

use crate::model::{Held, Model, Request, State, Status, Told, Winner};
use crate::wire::Wire;
use crate::world::{World, authority, pending};

/// Commands in a sequence.
const COMMANDS: u8 = 16;

/// Runs the sequence of a seed against both.
///
/// # Errors
/// The first command on which they differ.
pub async fn run(world: &Arc<World>, seed: u64) -> Result<(), String> {
    let mut chance = Rng::with_seed(seed);
    let mut model = Model::default();
    let names = open(world, seed, &mut chance, &mut model).await?;
    let ledger = Wire::calm(world).ledger();
    let mut now = NOW;
    for number in 0..COMMANDS {
        now = now.plus(chance.i64(0..1_200));
        if chance.u8(0..12) == 0 {
            change_status(world, &names, &mut chance, &mut model)?;
        }
        let request = request(seed, &names, &mut chance);
        let (expected, answered) =
            command(&ledger, &mut model, &request, now, chance.u8(0..8)).await;
        if answered.as_ref() != Ok(&expected) {
            return Err(format!(
                "command {number} {request:?}: {answered:?}, not {expected:?}"
            ));
        }
    }
    same_balances(world, &names, &model).await
}

/// Gives one command to both.
async fn command(
    ledger: &Ledger,
    model: &mut Model,
    request: &Request,
    now: UnixSeconds,
    kind: u8,
) -> (Told, Result<Told, LedgerError>) {
    let asked = asked(request);
    let transfer = pending(&asked, now);
    let day = transfer
        .spend_day
        .clone()
        .map_or(String::new(), |day| day.0);
    match kind {
        0..=3 => (
            model.reserve(request, &day, now.0),
            reserved(ledger.reserve(&transfer).await),
        ),
        4 | 5 => (
            model.post(&request.id, now.0),
            ended(ledger.post(&asked.id, &authority(&asked), now).await),
        ),
        6 => (
            model.void(request, &day, now.0),
            ended(ledger.void(&transfer).await),
        ),
        _ => (
            model.expire(&request.id, now.0),
            ended(ledger.expire(&asked.id, now).await),
        ),
    }
}

/// Two to four customers, one of them perhaps in another currency, and a merchant.
async fn open(
    world: &Arc<World>,
    seed: u64,
    chance: &mut Rng,
    model: &mut Model,
) -> Result<Vec<String>, String> {
    let ledger = Wire::calm(world).ledger();
    let mut names = vec![format!("m{seed}-missing")];
    for index in 0..chance.u8(3..=5) {
        let name = format!("m{seed}-{index}");
        let is_merchant = index == 0;
        let currency = if chance.u8(0..10) == 0 {
            Currency::Eur
        } else {
            Currency::Gbp
        };
        let posted = if is_merchant {
            0
        } else {
            chance.i64(0..2_500_000)
        };
        let kind = if is_merchant {
            AccountKind::Merchant { shards: 4 }
        } else {
            AccountKind::Customer
        };
        let account = Account::new(
            AccountId(name.clone()),
            CustomerId(name.clone()),
            "Account".to_owned(),
            kind,
            currency,
            NOW,
        );
        let opened = ledger.open(&account, Money::new(posted, currency)).await;
        opened.map_err(|error| error.to_string())?;
        let held = Held {
            posted,
            pending: 0,
            status: Status::Open,
            currency,
            debitable: !is_merchant,
        };
        model.accounts.insert(name.clone(), held);
        names.push(name);
    }
    Ok(names)
}

/// Few ids, so that many commands meet the same transfer, some with another payload.
fn request(seed: u64, names: &[String], chance: &mut Rng) -> Request {
    let number = chance.u64(0..5);
    // The payload belongs to the id, mostly.
    let mut payload = Rng::with_seed(seed.wrapping_mul(31).wrapping_add(number));
    if chance.u8(0..10) == 0 {
        payload = chance.fork();
    }
    let two = payload.choose_multiple(names.iter(), 2);
    Request {
        id: format!("m{seed}-t{number}"),
        // Each account is its name's; now and then somebody else would debit it.
        customer: if payload.u8(0..16) == 0 {
            two[1].clone()
        } else {
            two[0].clone()
        },
        debit: two[0].clone(),
        credit: two[1].clone(),
        amount: payload.i64(1..=1_000_000),
        currency: Currency::Gbp,
        // Two bills for each customer: many transfers would pay the same.
        bill: (payload.u8(0..3) > 0).then(|| format!("bill {}", payload.u8(0..2))),
    }
}

fn asked(request: &Request) -> Instruction {
    let movement = Movement {
        amount: Money::new(request.amount, request.currency),
        debit_account: AccountId(request.debit.clone()),
        credit_account: AccountId(request.credit.clone()),
        ..testkit::bank::fifty_to_ben()
    };
    let asked = Instruction {
        customer: CustomerId(request.customer.clone()),
        ..testkit::bank::instruction(OrderId(request.id.clone()), movement)
    };
    match &request.bill {
        Some(bill) => paying(bill, asked),
        None => asked,
    }
}

/// The bank freezes, closes or reopens an account while transfers are under way.
fn change_status(
    world: &Arc<World>,
    names: &[String],
    chance: &mut Rng,
    model: &mut Model,
) -> Result<(), String> {
    let Some(name) = chance.choice(names) else {
        return Ok(());
    };
    let Some(held) = model.accounts.get_mut(name).filter(|held| held.debitable) else {
        return Ok(());
    };
    let (status, stored) = match chance.u8(0..3) {
        0 => (Status::Frozen, "frozen"),
        1 => (Status::Closed, "closed"),
        _ => (Status::Open, "open"),
    };
    held.status = status;
    let update = json!({
        "TableName": "ledger",
        "Key": {"pk": {"S": format!("ACCOUNT#{name}")}, "sk": {"S": "ACCOUNT"}},
        "UpdateExpression": "SET #status = :status",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": {":status": {"S": stored}},
    });
    world.engine().ask("UpdateItem", &update).map(drop)
}

async fn same_balances(world: &Arc<World>, names: &[String], model: &Model) -> Result<(), String> {
    for name in names {
        let seen = world.accounts().of(&CustomerId(name.clone())).await;
        let seen = seen.map_err(|error| error.to_string())?;
        let seen = seen
            .first()
            .map(|seen| (seen.posted.minor(), seen.pending_debits.minor()));
        let expected = model
            .accounts
            .get(name)
            .map(|held| (held.posted, held.pending));
        if seen != expected {
            return Err(format!("{name} holds {seen:?}, not {expected:?}"));
        }
    }
    Ok(())
}

fn reserved(answer: Result<Reserved, LedgerError>) -> Result<Told, LedgerError> {
    match answer {
        Ok(Reserved::Created) => Ok(Told::Created),
        Ok(Reserved::AlreadyExists(found)) => Ok(Told::Exists(state(&found))),
        Ok(Reserved::Refused(refusal)) => Ok(Told::Refused(refusal)),
        Ok(Reserved::Taken(other)) => Ok(Told::Taken(other.0)),
        Err(error) => failed(error),
    }
}

fn ended(answer: Result<Transfer, LedgerError>) -> Result<Told, LedgerError> {
    match answer {
        Ok(transfer) => Ok(Told::Ended(state(&transfer.state))),
        Err(error) => failed(error),
    }
}

fn failed(error: LedgerError) -> Result<Told, LedgerError> {
    match error {
        LedgerError::OtherRequest => Ok(Told::OtherRequest),
        LedgerError::NoSuchTransfer => Ok(Told::NoSuchTransfer),
        LedgerError::Transfer(TransferError::Refused(refusal)) => Ok(Told::Refused(refusal)),
        LedgerError::Transfer(TransferError::AlreadyPosted) => Ok(Told::Lost(Winner::Posted)),
        LedgerError::Transfer(TransferError::AlreadyVoided) => Ok(Told::Lost(Winner::Voided)),
        LedgerError::Transfer(TransferError::Expired) => Ok(Told::Lost(Winner::Expired)),
        LedgerError::Transfer(TransferError::StillHeld) => Ok(Told::Lost(Winner::Nobody)),
        other => Err(other),
    }
}

fn state(state: &TransferState) -> State {
    match state {
        // No command of these authorises; that is proved with the withdrawals.
        TransferState::Pending | TransferState::Authorised(_) => State::Pending,
        TransferState::Posted(posting) => State::Posted(posting.balance_after.minor()),
        TransferState::Voided => State::Voided,
        TransferState::Expired => State::Expired,
    }
}
