//! The books of some accounts, read behind the adapters: does the journal say what the balances say?

use domain::id::AccountId;
use serde_json::{Value, json};

use crate::engine::{Engine, number, text};

/// Checks that each account's entries are numbered without gap or double, that each running balance
/// follows from the one before, and that the last is the account's balance.
///
/// # Errors
/// The first account whose books are wrong, and how.
pub fn check(engine: &Engine, accounts: &[AccountId]) -> Result<(), String> {
    let keys: Vec<String> = accounts
        .iter()
        .map(|id| format!("ACCOUNT#{}", id.0))
        .collect();
    for account in engine.items(&keys, "ACCOUNT") {
        let pk = text(&account, "pk");
        let entries = entries(engine, pk)?;
        follow(&account, &entries).ok_or_else(|| format!("the journal of {pk} is wrong"))?;
    }
    Ok(())
}

fn follow(account: &Value, entries: &[Value]) -> Option<()> {
    let (mut balance, mut count) = (0_i64, 0_i64);
    for entry in entries {
        let amount = number(entry, "amount_minor");
        let change = match text(entry, "direction") {
            "credit" => amount,
            "debit" => amount.checked_neg()?,
            _ => return None,
        };
        balance = balance.checked_add(change)?;
        count = count.checked_add(1)?;
        let fits = number(entry, "number") == count && number(entry, "balance_minor") == balance;
        fits.then_some(())?;
    }
    let ends_well = number(account, "posted_minor") == balance
        && number(account, "entry_count") == count
        && number(account, "pending_debits_minor") == 0;
    ends_well.then_some(())
}

fn entries(engine: &Engine, pk: &str) -> Result<Vec<Value>, String> {
    let request = json!({
        "TableName": "ledger",
        "KeyConditionExpression": "pk = :pk AND begins_with(sk, :entries)",
        "ExpressionAttributeValues": {":pk": {"S": pk}, ":entries": {"S": "ENTRY#"}},
    });
    match engine.ask("Query", &request)?["Items"].take() {
        Value::Array(entries) => Ok(entries),
        _ => Ok(Vec::new()),
    }
}
