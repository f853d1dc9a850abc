//! A statement as a PDF: what was booked, the oldest first, and what the account held before and after.

use domain::bank_details::SORT_CODE;
use domain::confirmation::link::Token;
use domain::confirmation::order::Order;
use domain::disclosure::{Period, Statement};
use domain::failure::Failure;
use domain::language::Language;
use domain::ledger::entry::Direction;
use domain::ledger::view::EntryView;
use domain::money::{Currency, Money, MoneyError};
use domain::time::UnixSeconds;
use jiff::civil::Date;
use ledger::accounts::{Cursor, Page};
use paper::statement::{Line, MAX_LINES};
use paper::words::Words;

use crate::{Documents, english};

/// The media type of a document.
const PDF: &str = "application/pdf";

/// The bank, as the paper names it.
const BANK: &str = "ACME Bank";

/// Most bookings that `accounts` gives at once.
const PAGE: u8 = 50;

/// The beginning of time.
const EVER: UnixSeconds = UnixSeconds(0);

impl Documents {
    /// Prints a statement and stores it under a key nobody can guess.
    pub(crate) async fn printed(
        &self,
        order: &Order,
        asked: &Statement,
    ) -> Result<String, Failure> {
        let now = (self.clock)();
        let period = asked.extent.period(now, &self.calendar);
        let booked = self.booked(order, asked, &period).await?;
        let opening = match booked.last() {
            Some(oldest) => before(oldest).map_err(Failure::fail)?,
            None => self.held_before(order, asked, &period).await?,
        };
        let lines = booked.iter().rev().map(|entry| self.line(entry));
        let paper = paper::statement::Statement {
            bank: BANK,
            holder: order.customer_name.clone(),
            account_name: asked.account_name.clone(),
            account_number: format!("{SORT_CODE} ••••{}", asked.account.ending()),
            period_from: self.first_day(asked, period, &booked),
            period_until: period.last().min(self.calendar.date(now)),
            opening,
            closing: booked.first().map_or(opening, |newest| newest.balance),
            lines: lines.collect::<Result<_, _>>().map_err(Failure::fail)?,
            made_on: self.calendar.date(now),
            words: words(order.language),
        };
        self.store(paper::statement::print(&paper).map_err(Failure::fail)?)
            .await
    }

    /// A bucket that is away is no reason to wait: the customer is told in writing instead.
    async fn store(&self, pdf: Vec<u8>) -> Result<String, Failure> {
        let key = Token::draw(self.random).map_err(Failure::fail)?;
        let key = format!("{}.pdf", key.expose());
        let stored = self.bucket.put(&key, PDF, pdf).await;
        stored.map_err(Failure::fail)?;
        Ok(key)
    }

    /// What was booked, the newest first; one more than a paper may have, where there are more.
    async fn booked(
        &self,
        order: &Order,
        asked: &Statement,
        period: &Period,
    ) -> Result<Vec<EntryView>, Failure> {
        let range = period.seconds(&self.calendar);
        let most = asked.extent.most();
        let limit = most.unwrap_or(PAGE);
        let (mut booked, mut cursor) = (Vec::new(), None::<Cursor>);
        loop {
            let page = self.page(order, asked, range, cursor.as_ref(), limit);
            let page = page.await?;
            booked.extend(page.entries.iter().map(EntryView::from));
            match page.next {
                Some(next) if most.is_none() && booked.len() <= MAX_LINES => cursor = Some(next),
                _ => return Ok(booked),
            }
        }
    }

    async fn page(
        &self,
        order: &Order,
        asked: &Statement,
        range: (UnixSeconds, UnixSeconds),
        cursor: Option<&Cursor>,
        limit: u8,
    ) -> Result<Page, Failure> {
        let owner = &order.customer;
        let page = self
            .accounts
            .statement(owner, &asked.account, range, cursor, limit);
        Ok(page.await?)
    }

    /// What an account held before a period in which nothing was booked.
    async fn held_before(
        &self,
        order: &Order,
        asked: &Statement,
        period: &Period,
    ) -> Result<Money, Failure> {
        let (first, _) = period.seconds(&self.calendar);
        let before = self.page(order, asked, (EVER, first), None, 1).await?;
        let newest = before.entries.first().map(|entry| entry.balance_after);
        Ok(newest.unwrap_or(Money::new(0, Currency::Gbp)))
    }

    /// Where only the newest were asked for, the paper begins with the oldest of them.
    fn first_day(&self, asked: &Statement, period: Period, booked: &[EntryView]) -> Date {
        match booked.last() {
            Some(oldest) if asked.extent.most().is_some() => self.calendar.date(oldest.posted_at),
            _ => period.first(),
        }
    }

    fn line(&self, entry: &EntryView) -> Result<Line, MoneyError> {
        Ok(Line {
            day: self.calendar.date(entry.posted_at),
            text: entry.other_name.clone(),
            reference: String::new(),
            amount: signed(entry)?,
            balance: entry.balance,
        })
    }
}

/// What came in, or, negative, went out.
fn signed(entry: &EntryView) -> Result<Money, MoneyError> {
    match entry.direction {
        Direction::Credit => Ok(entry.amount),
        Direction::Debit => Money::new(0, entry.amount.currency()).checked_sub(entry.amount),
    }
}

/// What the account held before a booking.
fn before(entry: &EntryView) -> Result<Money, MoneyError> {
    entry.balance.checked_sub(signed(entry)?)
}

const fn words(_language: Language) -> &'static Words {
    &english::WORDS
}
