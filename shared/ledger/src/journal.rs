//! The whole ledger, read to be reconciled. Deliberately cannot write it, and repairs nothing.
//!
//! The only reader that scans, and nothing on a customer's way waits for it. A scan of a ledger in use is
//! no snapshot: it may see one side of a transfer before it was posted and the other after. So whatever
//! looks wrong is looked at again, by itself and more than once, and only what stays wrong is told.

mod lookup;
mod scan;
mod second_look;

use std::time::Duration;

use domain::authority::Signers;
use domain::ledger::reconciliation::{Difference, Kind, Report};

use aws::connection::Connection;
use aws::store::{StoreError, Table};

use crate::item::TABLE;
use second_look::Suspects;

/// How often something is looked at again that only the index of holds can tell, before it counts as wrong.
const LOOKS: u32 = 3;

/// Read-only access to everything in the ledger.
#[derive(Clone, Debug)]
pub struct Journal {
    table: Table,
    signers: Signers,
    pause: Duration,
}

impl Journal {
    /// Reads `table`, in which `signers` have signed what was posted, and waits for `pause` before it looks at something again: longer than an index
    /// follows its table on a usual day.
    #[must_use]
    pub fn new(connection: &Connection, table: String, signers: Signers, pause: Duration) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
            signers,
            pause,
        }
    }

    /// Rebuilds every balance from the journal and compares.
    ///
    /// # Errors
    /// If the ledger could not be read to its end: then nothing is known.
    pub async fn reconcile(&self) -> Result<Report, StoreError> {
        let mut report = self.scan().await?;
        if report.differences.is_empty() {
            return Ok(report);
        }
        let suspects = Suspects::of(&report.differences);
        let (confirmed, was_moving) = self.look_again(suspects).await?;
        // Seen as it is, and nothing else could explain it. While money moves, the sum over all accounts is
        // of many moments; then it follows from every entry having its counterpart.
        let stays = |kind: Kind| match kind {
            Kind::Unreadable | Kind::OwnerDiffers => true,
            Kind::MoneyFromNowhere => !was_moving,
            _ => false,
        };
        report.differences.retain(|found| stays(found.kind));
        for found in confirmed {
            if !report.differences.contains(&found) {
                report.differences.push(found);
            }
        }
        Ok(report)
    }

    /// What differs for certain, and whether anything cleared up meanwhile.
    async fn look_again(
        &self,
        mut suspects: Suspects,
    ) -> Result<(Vec<Difference>, bool), StoreError> {
        let (mut certain, mut open, mut was_moving) = (Vec::new(), Vec::new(), false);
        for _ in 0..LOOKS {
            if suspects.is_empty() {
                break;
            }
            tokio::time::sleep(self.pause).await;
            let look = self.look_at(&suspects).await?;
            was_moving |= look.has_cleared;
            certain.extend(look.certain);
            open = look.open;
            suspects = Suspects::of(&open);
        }
        certain.extend(open);
        Ok((certain, was_moving))
    }
}
