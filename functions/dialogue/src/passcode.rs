//! Six digits in the chat: a passcode, if one is due. Never shown to Watson, never logged.

use aws::calls::PasscodeAnswer;
use aws::outcome::Failure;
use domain::confirmation::{Confirmation, Stage};

use crate::{CustomerTurn, Dialogue};

impl Dialogue {
    pub(crate) async fn answer_passcode(
        &self,
        turn: &CustomerTurn<'_>,
        code: &str,
    ) -> Result<(), Failure> {
        let latest = self.confirmations.latest_of(&turn.customer.id).await?;
        let Some(due) = latest.filter(takes_passcode) else {
            return turn.chat.say(wording::chat::NO_PASSCODE_DUE);
        };
        let reply = match self.passcode.verify(&due.intent.id, code).await? {
            // The workflow tells how it went on: receipt or refusal.
            PasscodeAnswer::Verified | PasscodeAnswer::Locked => return Ok(()),
            PasscodeAnswer::Wrong { tries_left } => wording::chat::passcode_wrong(tries_left),
            PasscodeAnswer::Expired => wording::chat::PASSCODE_EXPIRED.to_owned(),
            PasscodeAnswer::NotDue | PasscodeAnswer::Sent | PasscodeAnswer::TooMany => {
                wording::chat::NO_PASSCODE_DUE.to_owned()
            }
        };
        turn.chat.say(reply)
    }
}

/// A code that was right is handed on once more: the workflow may not have heard of it.
const fn takes_passcode(confirmation: &Confirmation) -> bool {
    confirmation.awaits_passcode() || matches!(confirmation.stage, Stage::Verified { .. })
}
