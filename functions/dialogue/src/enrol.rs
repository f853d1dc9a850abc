//! Somebody we do not know: an activation code binds the phone, anything else gets the way to one.

use aws::outcome::Failure;
use domain::activation::ActivationCode;
use domain::command::Command;
use whatsapp::inbound::Content;
use whatsapp::message::neutralise;

use crate::fitting::deserves_a_word;
use crate::{CustomerTurn, Dialogue, Turn};

impl Dialogue {
    pub(crate) async fn answer_stranger(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        let content = &turn.message.content;
        if !deserves_a_word(content) {
            return Ok(());
        }
        match content {
            Content::Text { body } => match ActivationCode::find(body) {
                Some(code) => self.activate(turn, &code).await,
                None => turn.chat.say(wording::chat::HOW_TO_ENROL),
            },
            _ => turn.chat.say(wording::chat::HOW_TO_ENROL),
        }
    }

    async fn activate(&self, turn: &Turn<'_>, code: &ActivationCode) -> Result<(), Failure> {
        let hash = code.hash(&self.keys.get().await?.activation_key);
        let Some(id) = self
            .customers
            .activate(&hash, turn.chat.address, turn.now)
            .await?
        else {
            return turn.chat.say(wording::chat::ACTIVATION_REFUSED);
        };
        tracing::info!(customer.id = id.0, "phone activated");
        let customer = self.customers.get(&id).await?;
        let customer = customer.ok_or_else(|| Failure::fail("no such customer"))?;
        let welcome = wording::chat::activated(&neutralise(customer.first_name()));
        turn.chat.say(welcome)?;
        let standing = self.standings.of(&id).await?;
        if let Some(suspension) = standing.suspension {
            return self.answer_suspended(turn, &id, suspension.reason).await;
        }
        let turn = CustomerTurn {
            message_id: &turn.message.id,
            chat: turn.chat,
            customer: &customer,
            standing,
            now: turn.now,
        };
        self.act(&turn, Command::Menu).await
    }
}
