//! Six digits in the chat: a passcode, if one is due. Never shown to Watson, never logged.

use calls::passcode::PasscodeAnswer;
use domain::confirmation::{Confirmation, Stage};
use domain::conversation::redaction::{
    Secret, code_in_sentence, find, may_be_sort_code, only_code,
};
use domain::failure::Failure;
use domain::text::folded;
use wording::saying::Saying;
use wording::{sms, told};

use crate::Dialogue;
use crate::talk::ask_once_more;
use crate::turn::CustomerTurn;

impl Dialogue {
    pub(crate) async fn answer_passcode(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        code: &str,
    ) -> Result<(), Failure> {
        // Three pairs of digits where the bank has just asked for a sort code: no try is lost on them.
        if may_be_sort_code(text)
            && (self.remembered(turn).await?.asked())
                .is_some_and(|kept| services::answers(kept, text, turn.chat.language))
        {
            return self
                .answer_as_sort_code(turn, text, &Saying::NoPasscodeDue)
                .await;
        }
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        let Some(due) = latest.filter(takes_passcode) else {
            return self
                .answer_as_sort_code(turn, text, &Saying::NoPasscodeDue)
                .await;
        };
        // The message may come again after its try was counted: under its key it is counted once.
        let answer = self
            .doing
            .passcode
            .verify(due.id(), code, Some(turn.chat.key));
        let reply = match answer.await? {
            // The workflow tells how it went on: receipt or refusal.
            PasscodeAnswer::Verified | PasscodeAnswer::Locked => return Ok(()),
            PasscodeAnswer::Wrong { tries_left } => Saying::PasscodeWrong { tries_left },
            PasscodeAnswer::Expired => Saying::PasscodeExpired,
            PasscodeAnswer::NotDue
            | PasscodeAnswer::Sent
            | PasscodeAnswer::Possible
            | PasscodeAnswer::TooMany
            | PasscodeAnswer::Unreachable => Saying::NoPasscodeDue,
        };
        turn.chat.say(&reply)
    }
}

impl Dialogue {
    /// Why no code would go out to the customer now, so that a link would lead nowhere. Where nobody knows, it
    /// is worth its try: `passcode` decides once more.
    pub(crate) async fn no_code_for(&self, turn: &CustomerTurn<'_>) -> Option<Saying> {
        match self.doing.passcode.foresee(&turn.customer.id).await {
            Ok(PasscodeAnswer::TooMany) => Some(Saying::NoMoreCodes),
            Ok(PasscodeAnswer::Unreachable) => Some(Saying::CannotText),
            _ => None,
        }
    }

    /// A text with a card number, a PIN or a code in it. What is plainly the code just texted and nothing else is
    /// taken as one; anything else is thrown away with a word of warning, and costs no try.
    pub(crate) async fn answer_secret(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<(), Failure> {
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        let due = latest.filter(Confirmation::awaits_passcode);
        if let Some(code) = due.as_ref().and_then(|due| code_meant(due, text)) {
            return self.answer_passcode(turn, text, &code).await;
        }
        let is_other = find(text) == Some(Secret::CardNumber) || speaks_of_a_pin(text);
        let warning = if due.is_some() && !is_other {
            Saying::CodeAlone
        } else {
            Saying::KeepItSecret
        };
        self.answer_as_sort_code(turn, text, &warning).await
    }

    /// Three pairs of digits are a sort code, where one was asked for. Anything else gets the warning, and the
    /// question once more.
    async fn answer_as_sort_code(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        warning: &Saying,
    ) -> Result<(), Failure> {
        let spoken = self.remembered(turn).await?;
        match spoken.asked() {
            Some(kept)
                if may_be_sort_code(text) && services::answers(kept, text, turn.chat.language) =>
            {
                self.hear_answer(turn, kept, text, &spoken).await
            }
            _ => {
                turn.chat.say(warning)?;
                ask_once_more(turn, &spoken)
            }
        }
    }
}

/// The code of a text that is nothing else: in a few words, or the bank's own text message as it came.
fn code_meant(due: &Confirmation, text: &str) -> Option<String> {
    if let Some(code) = code_in_sentence(text) {
        return Some(code);
    }
    let code = only_code(text)?;
    let order = due.order.order();
    let summary = services::summary(order).ok()?;
    let sent = told::passcode_sms(&code, &summary, Some(""), order.language);
    sms::is(text, &sent).then_some(code)
}

fn speaks_of_a_pin(text: &str) -> bool {
    let text = folded(text);
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word.starts_with("pin"))
}

/// A code that was right is handed on once more: the workflow may not have heard of it.
const fn takes_passcode(confirmation: &Confirmation) -> bool {
    confirmation.awaits_passcode() || matches!(confirmation.stage, Stage::Verified { .. })
}
