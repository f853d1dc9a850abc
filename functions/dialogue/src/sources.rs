//! Where services get to know things: this one customer's, from the functions and tables dialogue may ask.

use calls::accounts::Statement;
use domain::bank_details::BankDetails;
use domain::bill::Billing;
use domain::cash::notes::Notes;
use domain::customer::payee::Payee;
use domain::customer::payee_check::AccountCheck;
use domain::disclosure;
use domain::failure::Failure;
use domain::ledger::view::AccountView;
use domain::standing_order::StandingOrder;
use domain::time::UnixSeconds;
use services::facts::{Booked, Bookings, Sources};

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
        Ok(accounts.balances(self.turn.ticket).await?)
    }

    async fn payees(&self) -> Result<Vec<Payee>, Failure> {
        let arrangements = &self.dialogue.people.arrangements;
        Ok(arrangements.payees(&self.turn.customer.id).await?)
    }

    async fn standing_orders(&self) -> Result<Vec<StandingOrder>, Failure> {
        let arrangements = &self.dialogue.people.arrangements;
        Ok(arrangements.standing_orders(&self.turn.customer.id).await?)
    }

    async fn bills(&self) -> Result<Billing, Failure> {
        let accounts = &self.dialogue.doing.accounts;
        Ok(accounts.bills(self.turn.ticket).await?)
    }

    async fn check_payee(
        &self,
        details: &BankDetails,
        name: &str,
    ) -> Result<AccountCheck, Failure> {
        let accounts = &self.dialogue.doing.accounts;
        Ok(accounts
            .check_payee(self.turn.ticket, details, name)
            .await?)
    }

    async fn booked(&self, asked: &Booked<'_>) -> Result<Bookings, Failure> {
        let accounts = &self.dialogue.doing.accounts;
        let asked_for = Statement {
            ticket: self.turn.ticket,
            account: asked.account,
            from: asked.range.0,
            until: asked.range.1,
            cursor: asked.cursor,
            limit: asked.limit,
        };
        let page = accounts.statement(&asked_for).await?;
        Ok(Bookings {
            entries: page.entries,
            next: page.next,
        })
    }

    async fn proved_at(&self) -> Result<Option<UnixSeconds>, Failure> {
        let disclosures = &self.dialogue.people.disclosures;
        let proved_at = disclosures.proved_at(&self.turn.customer.id).await?;
        let linked_at = self.turn.channel.linked_at;
        Ok(disclosure::counting(proved_at, Some(linked_at)))
    }

    fn link_url(&self) -> &str {
        &self.dialogue.doing.link_url
    }

    fn notes(&self) -> &Notes {
        &self.dialogue.doing.notes
    }

    fn is_locked(&self) -> bool {
        self.turn.standing.is_locked()
    }
}
