//! A message that was taken and not delivered is told another way, once.

use aws::calls::{MessengerAnswer, MessengerQuestion};
use aws::outcome::Failure;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::outbound::{Outbound, OutboundId, Purpose};
use outbox::{Letter, Way, another_way};
use whatsapp::client::SendError;

use crate::Messenger;
use crate::send::{Words, report};

/// Answered when the customer has evidently got the message after all.
const MOOT: &str = "moot";

impl Messenger {
    /// Tells a failed message another way.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away.
    pub async fn tell_another_way(
        &self,
        question: MessengerQuestion,
    ) -> Result<MessengerAnswer, Failure> {
        let MessengerQuestion::AnotherWay {
            outbound_id,
            error_code,
        } = question;
        let outbound = OutboundId(outbound_id);
        let error = SendError::from_code(error_code.unwrap_or_default());
        let way = self.other_way(&outbound, &error).await?;
        Ok(MessengerAnswer {
            way: way.to_owned(),
        })
    }

    async fn other_way(
        &self,
        outbound: &OutboundId,
        error: &SendError,
    ) -> Result<&'static str, Failure> {
        let (Some(purpose), Some(id)) = (outbound.purpose(), outbound.confirmation()) else {
            return Ok(Way::Nothing.name());
        };
        let Some(confirmation) = self.confirmations.get(&id).await? else {
            return Ok(Way::Nothing.name());
        };
        if purpose == Purpose::Link && !awaits_link(&confirmation) {
            return Ok(MOOT);
        }
        let record = self.outbox.records.get(outbound).await?;
        let went_by_template = record.is_some_and(|record: Outbound| record.by_template);
        let has_template = self.templates.has(purpose) && !went_by_template;
        match another_way(purpose, error, has_template) {
            Way::Sms => {
                self.text_receipt(outbound, &id, error).await?;
                Ok(Way::Sms.name())
            }
            Way::Template => {
                self.send_template(outbound, purpose, &confirmation).await?;
                report(outbound, error, Way::Template.name());
                Ok(Way::Template.name())
            }
            Way::Nothing => {
                report(outbound, error, Way::Nothing.name());
                Ok(Way::Nothing.name())
            }
        }
    }

    /// Its own outbound id makes it one message, however often this is asked.
    async fn send_template(
        &self,
        outbound: &OutboundId,
        purpose: Purpose,
        confirmation: &Confirmation,
    ) -> Result<(), Failure> {
        let (to, words) = self.words_again(purpose, confirmation).await?;
        let Some(template) = self.template(purpose, &words)? else {
            return Ok(());
        };
        let letter = Letter {
            id: &words.token.map_or_else(
                || outbound.again(),
                |token| OutboundId::link(&confirmation.intent.id, &token),
            ),
            to: &to,
            message: &template,
            template: Some(&template),
        };
        self.outbox.send(&letter).await?;
        Ok(())
    }

    async fn words_again(
        &self,
        purpose: Purpose,
        confirmation: &Confirmation,
    ) -> Result<(domain::channel::ChannelAddress, Words), Failure> {
        let payer = confirmation.address.clone();
        Ok(match (purpose, confirmation.stage) {
            (Purpose::Receipt, _) => (payer, self.receipt_words(confirmation).await?.words),
            (Purpose::CreditNotice, _) => match self.credit_words(confirmation).await? {
                Some(found) => found,
                None => return Err(Failure::fail("the payee has no phone any more")),
            },
            (Purpose::Ending, Stage::Ended(ending)) => (payer, ending_words(confirmation, ending)?),
            (Purpose::Link, _) => (payer, self.fresh_link(confirmation).await?),
            _ => return Err(Failure::fail("nothing of this kind is due")),
        })
    }
}

/// What is said of an ending.
pub fn ending_words(confirmation: &Confirmation, ending: Ending) -> Result<Words, Failure> {
    let payee = whatsapp::message::neutralise(&confirmation.intent.payee_name);
    let text = wording::chat::ending(ending, confirmation.intent.amount, &payee);
    let free = whatsapp::message::Text::try_new(text.clone()).map_err(Failure::fail)?;
    Ok(Words {
        free: free.into(),
        parameters: vec![text],
        link_suffix: None,
        token: None,
    })
}

const fn awaits_link(confirmation: &Confirmation) -> bool {
    matches!(confirmation.stage, Stage::Sealed | Stage::LinkSent { .. })
}
