//! Where services get to know things: this one customer's, from the functions and tables dialogue may ask.

use domain::customer::payee::Payee;
use domain::failure::Failure;
use domain::ledger::view::AccountView;
use services::facts::Sources;

use crate::Dialogue;
use crate::turn::CustomerTurn;

/// Everything that can be known about the one who speaks.
pub struct Theirs<'a> {
    pub dialogue: &'a Dialogue,
    pub turn: &'a CustomerTurn<'a>,
}

impl Sources for Theirs<'_> {
    async fn accounts(&self) -> Result<Vec<AccountView>, Failure> {
        let accounts = &self.dialogue.doing.accounts;
        Ok(accounts.balances(&self.turn.customer.id).await?)
    }

    async fn payees(&self) -> Result<Vec<Payee>, Failure> {
        let customers = &self.dialogue.people.customers;
        Ok(customers.payees(&self.turn.customer.id).await?)
    }

    fn link_url(&self) -> &str {
        &self.dialogue.doing.link_url
    }

    fn is_locked(&self) -> bool {
        self.turn.standing.is_locked()
    }
}
