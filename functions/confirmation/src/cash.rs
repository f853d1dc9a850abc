//! The code for a cash machine: shown on the page once a withdrawal is confirmed, in the session that confirmed it, for
//! as long as it is good. Nowhere else.
//!
//! It is made here because nobody else shows it, and here alone because a page's session is proved here. It is derived
//! and not drawn, so that it can be shown again after a lost answer without being kept anywhere.

use domain::cash::code::AtmCode;
use domain::cash::withdrawal::{MAX_MISSES, Withdrawal};
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::time::UnixSeconds;
use wording::sentence;
use wording::{page, say};

use crate::{ConfirmationPage, PageError};

/// How many codes are tried until one begins with digits under which nobody waits.
const MOST_DRAWS: u8 = 32;

/// What the page shows of a withdrawal that is confirmed.
pub struct MachineCode {
    /// What is typed at the machine.
    pub code: AtmCode,
    /// What to do with it, and for how long.
    pub sentence: String,
}

/// A code, and how long it is good.
struct Shown {
    code: AtmCode,
    seconds: i64,
}

impl ConfirmationPage {
    /// The code for the machine, if there is one to show.
    pub(crate) async fn machine_code(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Option<MachineCode>, PageError> {
        let order = confirmation.order.order();
        if confirmation.stage != Stage::Ended(Ending::Done) || !order.effect.is_hold() {
            return Ok(None);
        }
        let shown = self.code_of(confirmation, (self.clock)()).await?;
        Ok(shown.and_then(|shown| {
            // A minute that has begun counts.
            let minutes = shown.seconds.saturating_add(59).checked_div(60)?;
            let sentence = page::text("machine-code", order.language)?;
            let amount = sentence::amount(order.effect.movement()?.amount, order.language);
            let sentence = sentence.replace("{amount}", &say![amount].plain());
            Some(MachineCode {
                code: shown.code,
                sentence: sentence.replace("{minutes}", &minutes.to_string()),
            })
        }))
    }

    /// Places the withdrawal under its code, or finds it there.
    async fn code_of(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<Option<Shown>, PageError> {
        let id = confirmation.id();
        let Some(held) = self.withdrawals.held(id).await? else {
            return Ok(None);
        };
        let seconds = now.seconds_until(held.until);
        if seconds <= 0 {
            return Ok(None);
        }
        let key = &self.cash_keys.get().await?.code_key;
        for draw in 0..MOST_DRAWS {
            let code = AtmCode::derive(key, id, confirmation.order.digest(), draw);
            let waiting = Withdrawal {
                order: id.clone(),
                amount: held.amount,
                until: held.until,
                code: code.hash(key),
                misses: 0,
                last_miss: None,
                claimed_by: None,
            };
            let there = self
                .withdrawals
                .place(code.finding(), &waiting, now)
                .await?;
            if there.order == *id {
                let is_good = there.misses < MAX_MISSES;
                return Ok(is_good.then_some(Shown { code, seconds }));
            }
        }
        Err(Failure::retry("no digits are free for a code").into())
    }
}
