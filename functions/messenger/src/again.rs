//! A message that was taken and not delivered is told another way, once.

use calls::messenger::{MessengerAnswer, MessengerQuestion};
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::conversation::outbound::{Due, Outbound, OutboundId, Purpose, due};
use domain::failure::Failure;
use domain::id::CustomerId;
use outbox::{Letter, Untried, Way, another_way};
use whatsapp::client::SendError;
use wording::told;

use crate::send::{Carried, Words, report};
use crate::withhold::Addressee;
use crate::{Messenger, described};

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
        let error = SendError::of_status(error_code);
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
        if let Some(whose) = addressee(purpose, &confirmation)
            && self.withholds(whose, outbound, purpose).await?
        {
            return Ok(Way::Nothing.name());
        }
        if purpose == Purpose::Link && self.is_moot(outbound, &confirmation).await? {
            return Ok(MOOT);
        }
        let record = self.outbox.records.get(outbound).await?;
        let went_by_template = record.is_some_and(|record: Outbound| record.by_template);
        let untried = Untried {
            again: !outbound.is_again(),
            template: self.templates.has(purpose) && !outbound.is_again() && !went_by_template,
        };
        let way = another_way(purpose, error, untried);
        match way {
            Way::Again | Way::Template => {
                let way = self.send_again(outbound, &confirmation, way).await?;
                report(outbound, error, way.name());
                return Ok(way.name());
            }
            Way::Sms => self.text_receipt(outbound, &id, error).await?,
            Way::Nothing => report(outbound, error, way.name()),
        }
        Ok(way.name())
    }

    /// Whether the customer has a later link, or waits for none any more.
    async fn is_moot(
        &self,
        failed: &OutboundId,
        confirmation: &Confirmation,
    ) -> Result<bool, Failure> {
        let link = match &confirmation.stage {
            Stage::Sealed => return Ok(false),
            Stage::LinkSent { link, .. } => OutboundId::link(confirmation.id(), link),
            _ => return Ok(true),
        };
        let newest = [link.again(), link];
        if newest.contains(failed) {
            return Ok(false);
        }
        for link in newest {
            let record = self.outbox.records.get(&link).await?;
            if due(record.as_ref(), (self.clock)()) != Due::Send {
                return Ok(true);
            }
        }
        // Drawn, but never handed to WhatsApp: another has to be.
        Ok(false)
    }

    /// Its own outbound id makes it one message, however often this is asked; a link has a token of its
    /// own each time, and [`Self::is_moot`] sees to it. Answers the way that was taken in the end.
    async fn send_again(
        &self,
        outbound: &OutboundId,
        confirmation: &Confirmation,
        way: Way,
    ) -> Result<Way, Failure> {
        let purpose = outbound.purpose().unwrap_or(Purpose::Reply);
        let id = confirmation.id();
        let (to, words) = self.words_again(purpose, confirmation).await?;
        let template = self.template(purpose, &words)?;
        let message = template.as_ref().filter(|_| way == Way::Template);
        let link = words.token.map(|token| OutboundId::link(id, &token));
        let letter = Letter {
            id: &link.as_ref().unwrap_or(outbound).again(),
            to: &to.address,
            message: message.unwrap_or(&words.free),
            template: template.as_ref(),
        };
        Ok(match self.carry(&letter, id).await? {
            Carried::Sent => way,
            Carried::Texted => Way::Sms,
            Carried::Not(_) => Way::Nothing,
        })
    }

    async fn words_again(
        &self,
        purpose: Purpose,
        confirmation: &Confirmation,
    ) -> Result<(Addressee, Words), Failure> {
        let payer = Addressee::payer(confirmation);
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

/// Whom a message was for.
fn addressee(purpose: Purpose, confirmation: &Confirmation) -> Option<&CustomerId> {
    let movement = confirmation.order.order().effect.movement();
    match purpose {
        Purpose::CreditNotice => movement?.payee_customer.as_ref(),
        _ => Some(confirmation.customer()),
    }
}

/// What is said of an ending.
pub fn ending_words(confirmation: &Confirmation, ending: Ending) -> Result<Words, Failure> {
    let (summary, language) = described(confirmation)?;
    let sentence = told::ending(ending, &summary, language);
    let free = whatsapp::message::Text::try_new(sentence.chat()).map_err(Failure::fail)?;
    Ok(Words {
        free: free.into(),
        parameter: sentence.plain(),
        link_suffix: None,
        token: None,
    })
}
