//! What a statement is decided on: the accounts, when the customer last proved who they are, and, where that is
//! enough, the page that is asked for. Nothing is read that may not be told yet.

use domain::disclosure::{Disclosure, Form, Statement};
use domain::failure::Failure;
use domain::ledger::view::AccountView;
use domain::time::UnixSeconds;

use super::Draft;
use crate::facts::{Booked, Bookings, Facts, Sources};
use crate::service::Asking;

/// Bookings on a page.
pub const PAGE: u8 = 10;

/// What is known.
pub struct Known {
    pub accounts: Vec<AccountView>,
    pub proved_at: Option<UnixSeconds>,
    pub is_locked: bool,
    /// The page that may be told now.
    pub page: Option<Bookings>,
}

impl Facts<Draft> for Known {
    async fn fetch(
        sources: &impl Sources,
        draft: &Draft,
        asking: &Asking<'_>,
    ) -> Result<Self, Failure> {
        let accounts = sources.accounts().await?;
        let proved_at = sources.proved_at().await?;
        let asked = draft.clone().read(&accounts, asking);
        let disclosure = asked.and_then(|asked| asked.disclosure(&accounts, asking.language));
        let page = match disclosure {
            Ok(Some(disclosure))
                if disclosure.is_exempt(proved_at, asking.now, asking.calendar) =>
            {
                page(sources, draft, &disclosure, asking).await?
            }
            _ => None,
        };
        Ok(Self {
            accounts,
            proved_at,
            is_locked: sources.is_locked(),
            page,
        })
    }
}

async fn page(
    sources: &impl Sources,
    draft: &Draft,
    disclosure: &Disclosure,
    asking: &Asking<'_>,
) -> Result<Option<Bookings>, Failure> {
    let Disclosure::Statement(statement) = disclosure else {
        return Ok(None);
    };
    if statement.form == Form::Document {
        return Ok(None);
    }
    let asked = Booked {
        account: &statement.account,
        range: range(statement, asking),
        cursor: draft.cursor.as_deref().filter(|_| draft.wants_more()),
        limit: statement.extent.most().unwrap_or(PAGE),
    };
    sources.booked(&asked).await.map(Some)
}

fn range(statement: &Statement, asking: &Asking<'_>) -> (UnixSeconds, UnixSeconds) {
    let period = statement.extent.period(asking.now, asking.calendar);
    period.seconds(asking.calendar)
}
