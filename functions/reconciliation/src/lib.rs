//! Rebuilds every balance from the journal, once a day, and raises the alarm over what does not agree.
//!
//! Deliberately repairs nothing and can write nothing: what is wrong is a person's decision. Says which
//! account and by how much, never a balance, a name or a phone.

use aws::metric::Metric;
use domain::failure::Failure;
use domain::ledger::reconciliation::{Difference, Report};
use domain::money::Money;
use domain::time::Clock;
use ledger::journal::Journal;
use serde::{Deserialize, Serialize};

/// Most differences an answer names, and a log has lines for; the rest is only counted.
pub const MAX_NAMED: usize = 100;

/// What the function works with.
pub struct Reconciler {
    /// The whole ledger, to read.
    pub journal: Journal,
    /// The time, for the metric.
    pub clock: Clock,
}

/// There is one thing to ask, so there is nothing to say.
#[derive(Deserialize)]
pub struct Question {}

/// What the reconciliation came to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Accounts read, shards and the bank's own included.
    pub accounts: u64,
    /// Journal entries read.
    pub entries: u64,
    /// Transfers read.
    pub transfers: u64,
    /// How many differences there are.
    pub difference_count: usize,
    /// The first of them.
    pub differences: Vec<DifferenceView>,
}

/// A difference as it may be shown and logged.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct DifferenceView {
    /// Which account, or whose limit, or which currency.
    pub account_id: String,
    /// What is wrong.
    pub kind: &'static str,
    /// What is stored less what it should be, in minor units; missing where no amount can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference_minor: Option<i64>,
    /// ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'static str>,
    /// The transfer that led to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_id: Option<String>,
}

impl Reconciler {
    /// Reconciles the ledger, logs each difference and counts them in a metric.
    ///
    /// # Errors
    /// [`Failure::Retry`] if the ledger could not be read to its end; then there is no metric either,
    /// and a day without one is an alarm of its own.
    pub async fn handle(&self, _: Question) -> Result<Answer, Failure> {
        let answer = Answer::from(self.journal.reconcile().await?);
        for found in &answer.differences {
            tracing::error!(
                account.id = found.account_id,
                difference.kind = found.kind,
                difference.minor = found.difference_minor,
                difference.currency = found.currency,
                transfer.id = found.transfer_id,
                "the ledger does not agree with itself"
            );
        }
        tracing::info!(
            ledger.accounts = answer.accounts,
            ledger.entries = answer.entries,
            ledger.transfers = answer.transfers,
            ledger.differences = answer.difference_count,
            "ledger reconciled"
        );
        Metric::LedgerDifferences.count((self.clock)(), answer.difference_count);
        Ok(answer)
    }
}

impl From<Report> for Answer {
    fn from(report: Report) -> Self {
        let named = report.differences.iter().take(MAX_NAMED);
        Self {
            accounts: report.accounts,
            entries: report.entries,
            transfers: report.transfers,
            difference_count: report.differences.len(),
            differences: named.map(DifferenceView::from).collect(),
        }
    }
}

impl From<&Difference> for DifferenceView {
    fn from(found: &Difference) -> Self {
        Self {
            account_id: found.subject.to_string(),
            kind: found.kind.name(),
            difference_minor: found.amount.map(Money::minor),
            currency: found.amount.map(|amount| amount.currency().code()),
            transfer_id: found.transfer.as_ref().map(|id| id.0.clone()),
        }
    }
}
