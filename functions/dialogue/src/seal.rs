//! From "send 50 to Ben" to a sealed order and a running workflow, or to a kind refusal.

use domain::amount;
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Ending};
use domain::customer::payee::{Payee, PayeeMatch, find_payee};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::limits;
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use domain::money::Money;
use wording::chat;
use wording::neutral::neutralise;
use wording::saying::Saying;

use crate::{CustomerTurn, Dialogue};

/// Longest stretch of a customer's own words said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 60;

impl Dialogue {
    pub(crate) async fn start_transfer(
        &self,
        turn: &CustomerTurn<'_>,
        amount: &str,
        payee: &str,
    ) -> Result<(), Failure> {
        if turn.standing.is_locked() {
            return turn.chat.say(&Saying::Locked);
        }
        let accounts = self.accounts.balances(&turn.customer.id).await?;
        let payees = self.customers.payees(&turn.customer.id).await?;
        match decide(turn, &accounts, &payees, amount, payee) {
            Ok(order) => self.seal(turn, SealedOrder::seal(order)).await,
            Err(refusal) => turn.chat.tell(refusal),
        }
    }

    /// Keeps the order and starts its workflow, which sends the link. An older open one gives way.
    async fn seal(&self, turn: &CustomerTurn<'_>, order: SealedOrder) -> Result<(), Failure> {
        let id = order.id().clone();
        let latest = self.confirming.latest_of(&turn.customer.id).await?;
        // Also one that is over: whoever ended it may have gone before its workflow heard of it.
        if let Some(older) = latest.filter(|latest| *latest.id() != id) {
            let replaced = self.confirming.call_off(older.id(), Ending::Replaced);
            replaced.await?;
        }
        let confirmation = Confirmation::new(order, turn.chat.address.clone());
        self.confirming.create(&confirmation, turn.now).await?;
        self.workflow.start(&id).await?;
        tracing::info!(confirmation.id = id.0, "confirmation started");
        Ok(())
    }
}

/// What would be sealed, or the sentence that says why not. Pure.
fn decide(
    turn: &CustomerTurn<'_>,
    accounts: &[AccountView],
    payees: &[Payee],
    amount: &str,
    payee: &str,
) -> Result<Order, String> {
    let no_account = || chat::NO_ACCOUNT_TO_SEND_FROM.to_owned();
    let from = accounts.first().ok_or_else(no_account)?;
    let amount = amount::parse(amount, from.available.currency())
        .map_err(|error| chat::amount_refused(&error))?;
    within_limit(amount)?;
    let payee = choose(payees, payee)?;
    if payee.account == from.id {
        return Err(no_account());
    }
    Ok(Order {
        id: OrderId::from_message(turn.message_id),
        customer: turn.customer.id.clone(),
        customer_name: turn.customer.name.clone(),
        service: "transfer".to_owned(),
        language: turn.chat.language,
        effect: Effect::Move(Movement {
            amount,
            debit_account: from.id.clone(),
            debit_name: from.name.clone(),
            credit_account: payee.account.clone(),
            payer_name: turn.customer.name.clone(),
            payee_name: payee.name.clone(),
            payee_customer: payee.customer.clone(),
        }),
    })
}

fn within_limit(amount: Money) -> Result<(), String> {
    let limit = limits::per_transfer(amount.currency());
    if amount.minor() > limit.minor() {
        return Err(chat::over_transfer_limit(amount, limit));
    }
    Ok(())
}

fn choose<'a>(payees: &'a [Payee], typed: &str) -> Result<&'a Payee, String> {
    let names = |payees: &mut dyn Iterator<Item = &Payee>| -> Vec<String> {
        payees.map(|payee| neutralise(&payee.name)).collect()
    };
    match find_payee(payees, typed) {
        PayeeMatch::One(payee) => Ok(payee),
        PayeeMatch::Several(some) => Err(chat::which_payee(&names(&mut some.into_iter()))),
        PayeeMatch::Nobody => {
            let typed: String = typed.chars().take(MAX_ECHO_CHARACTERS).collect();
            Err(chat::no_such_payee(
                &neutralise(&typed),
                &names(&mut payees.iter()),
            ))
        }
    }
}
