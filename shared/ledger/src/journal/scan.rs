//! The scan: every item of the table once, in parallel segments.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use domain::ledger::reconciliation::{Reconciliation, Report};
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::JoinSet;

use super::Journal;
use crate::item::TABLE;
use crate::item::record::record;
use aws::store::{Item, StoreError};

/// How many parts of the table are read at once. A partition lies in one of them, in its keys' order.
const SEGMENTS: i32 = 4;

/// Pages that wait to be looked at, each at most a megabyte.
const PAGES_WAITING: usize = 4;

/// How often a page is asked for while the table is too busy.
const MAX_TRIES: u32 = 5;

impl Journal {
    pub(super) async fn scan(&self) -> Result<Report, StoreError> {
        let (pages, mut read) = channel(PAGES_WAITING);
        let mut segments = JoinSet::new();
        for segment in 0..SEGMENTS {
            let (journal, pages) = (self.clone(), pages.clone());
            segments.spawn(async move { journal.scan_segment(segment, &pages).await });
        }
        drop(pages);
        let mut reconciliation = Reconciliation::new(self.signers.clone());
        while let Some(page) = read.recv().await {
            let records = page.into_iter().filter_map(record);
            records.for_each(|record| reconciliation.take(record));
        }
        while let Some(ended) = segments.join_next().await {
            ended.map_err(|_| StoreError::Unavailable {
                table: TABLE,
                code: "the scan was stopped".to_owned(),
            })??;
        }
        Ok(reconciliation.finish())
    }

    async fn scan_segment(
        &self,
        segment: i32,
        pages: &Sender<Vec<Item>>,
    ) -> Result<(), StoreError> {
        let mut start = None;
        loop {
            let (items, next) = self.page(segment, start).await?;
            if pages.send(items).await.is_err() || next.is_none() {
                return Ok(());
            }
            start = next;
        }
    }

    async fn page(
        &self,
        segment: i32,
        start: Option<Item>,
    ) -> Result<(Vec<Item>, Option<Item>), StoreError> {
        let mut tries = 1;
        loop {
            let request = self.table.client().scan();
            let answer = request
                .table_name(self.table.name())
                .consistent_read(true)
                .segment(segment)
                .total_segments(SEGMENTS)
                .set_exclusive_start_key(start.clone())
                .send()
                .await;
            match answer {
                Ok(page) => return Ok((page.items.unwrap_or_default(), page.last_evaluated_key)),
                Err(error) if tries == MAX_TRIES || error.code().is_none() => {
                    return Err(self.table.unavailable(&error));
                }
                Err(_) => tokio::time::sleep(self.pause).await,
            }
            tries = tries.saturating_add(1);
        }
    }
}
