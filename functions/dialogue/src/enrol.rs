//! Somebody we do not know, or not any more: an activation code binds the phone, anything else gets the way
//! to one.
//!
//! Deliberately takes the code for the proof, whoever's phone it was before: only the bank gives one out,
//! after it has made sure who it is.

use domain::confirmation::Ending;
use domain::conversation::quiet::{ANSWERS_TO_A_CODE, ANSWERS_TO_A_STRANGER};
use domain::customer::activation::ActivationCode;
use domain::failure::Failure;
use domain::id::CustomerId;
use whatsapp::inbound::Content;
use wording::saying::Saying;

use crate::Dialogue;
use crate::fitting::deserves_a_word;
use crate::show;
use crate::turn::Turn;

impl Dialogue {
    pub(crate) async fn answer_stranger(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        let content = &turn.message.content;
        if !deserves_a_word(content) {
            return Ok(());
        }
        let has_code = code_in(content).is_some();
        if has_code && self.activates(turn).await? || self.grants_stranger(turn).await? {
            return Ok(());
        }
        let most = if has_code {
            ANSWERS_TO_A_CODE
        } else {
            ANSWERS_TO_A_STRANGER
        };
        if !self.may_answer(turn, most).await? {
            return Ok(());
        }
        turn.chat.say(&if has_code {
            Saying::ActivationRefused
        } else {
            Saying::HowToEnrol
        })
    }

    /// Whether the message held a code that is good; its phone then speaks for the code's customer, and is
    /// greeted.
    pub(crate) async fn activates(&self, turn: &Turn<'_>) -> Result<bool, Failure> {
        if code_in(&turn.message.content).is_none() {
            return Ok(false);
        }
        match self.people.binding.activate(turn.opened.sent()).await? {
            Some(id) => self.welcome(turn, id).await.map(|()| true),
            None => Ok(false),
        }
    }

    async fn welcome(&self, turn: &Turn<'_>, id: CustomerId) -> Result<(), Failure> {
        // Whoever had this phone before may have been somebody else.
        turn.chat.forget();
        self.call_off_what_is_open(&id).await?;
        let known = self.known(&id).await?;
        let first_name = known.customer.first_name().to_owned();
        turn.chat.say(&Saying::Activated { first_name })?;
        if let Some(suspension) = known.standing.suspension {
            return self.answer_suspended(turn, &id, suspension.reason).await;
        }
        show::menu(&turn.of(&known), None)
    }

    /// What was asked for on the phone before is not confirmed on this one.
    async fn call_off_what_is_open(&self, id: &CustomerId) -> Result<(), Failure> {
        let confirming = &self.doing.confirming;
        if let Some(latest) = confirming.latest_of(id).await? {
            confirming.call_off(latest.id(), Ending::Cancelled).await?;
        }
        Ok(())
    }
}

fn code_in(content: &Content) -> Option<ActivationCode> {
    match content {
        Content::Text { body } => ActivationCode::find(body),
        _ => None,
    }
}
