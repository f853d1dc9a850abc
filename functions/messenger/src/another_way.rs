//! A message that was taken and not delivered is told another way, once.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::conversation::outbound::{Due, Outbound, OutboundId, Purpose, due};
use domain::conversation::way::Way;
use domain::failure::Failure;
use domain::id::CustomerId;
use outbox::{Letter, Untried, another_way};
use whatsapp::client::SendError;
use wording::told;

use crate::send::{Carried, Words, report};
use crate::{Messenger, described};

/// What the next way depends on.
#[derive(Clone, Copy)]
struct Facts {
    /// Whether the customer must not be told anything just now.
    is_withheld: bool,
    /// Whether a link is no longer needed.
    is_moot: bool,
    /// What has not been tried yet.
    untried: Untried,
}

/// How to go on with a message that was not delivered.
const fn next_way(purpose: Purpose, error: &SendError, facts: Facts) -> Way {
    if facts.is_withheld {
        return Way::Nothing;
    }
    if facts.is_moot {
        return Way::Moot;
    }
    another_way(purpose, error, facts.untried)
}

impl Messenger {
    /// Tells a failed message another way; answers the way that was taken in the end.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away.
    pub(crate) async fn other_way(
        &self,
        outbound: &OutboundId,
        error: &SendError,
    ) -> Result<Way, Failure> {
        let (Some(purpose), Some(id)) = (outbound.purpose(), outbound.confirmation()) else {
            return Ok(Way::Nothing);
        };
        let Some(confirmation) = self.confirmations.get(&id).await? else {
            return Ok(Way::Nothing);
        };
        let facts = self.facts(purpose, outbound, &confirmation).await?;
        let way = match next_way(purpose, error, facts) {
            way @ (Way::Again | Way::Template) => {
                self.send_again(outbound, &confirmation, way).await?
            }
            Way::Sms => {
                // Says itself what became of it.
                self.text_receipt(outbound, &id, error).await?;
                return Ok(Way::Sms);
            }
            Way::InWriting => {
                self.tell_in_writing(&confirmation).await?;
                Way::InWriting
            }
            Way::Moot => return Ok(Way::Moot),
            Way::Nothing if facts.is_withheld => return Ok(Way::Nothing),
            Way::Nothing => Way::Nothing,
        };
        report(outbound, error, way);
        Ok(way)
    }

    async fn facts(
        &self,
        purpose: Purpose,
        outbound: &OutboundId,
        confirmation: &Confirmation,
    ) -> Result<Facts, Failure> {
        let is_withheld = match addressee(purpose, confirmation) {
            Some(whose) => self.reachable(whose, outbound, purpose).await?.is_none(),
            None => false,
        };
        let is_link = purpose == Purpose::Link && !is_withheld;
        let record = self.outbox.records.get(outbound).await?;
        let went_by_template = record.is_some_and(|record: Outbound| record.by_template);
        let is_first = !outbound.is_again();
        Ok(Facts {
            is_withheld,
            is_moot: is_link && self.is_moot(outbound, confirmation).await?,
            untried: Untried {
                again: is_first,
                template: self.templates.has(purpose) && is_first && !went_by_template,
            },
        })
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
        let Some(address) = self.reachable(&to, outbound, purpose).await? else {
            return Ok(Way::Nothing);
        };
        let template = self.template(purpose, &words)?;
        let message = template.as_ref().filter(|_| way == Way::Template);
        let link = words.token.map(|token| OutboundId::link(id, &token));
        let letter = Letter {
            id: &link.as_ref().unwrap_or(outbound).again(),
            to: &address,
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
    ) -> Result<(CustomerId, Words), Failure> {
        let payer = confirmation.customer().clone();
        Ok(match (purpose, confirmation.stage) {
            (Purpose::Receipt, _) => (payer, self.receipt_words(confirmation).await?.words),
            (Purpose::CreditNotice, _) => match self.credit_words(confirmation).await? {
                Some(found) => found,
                None => return Err(Failure::fail("the payee has no phone any more")),
            },
            (Purpose::Withdrawal | Purpose::Reversal, _) => {
                let words = self.withdrawal_words(purpose, confirmation).await?;
                let nothing = || Failure::fail("no machine has given anything out");
                (payer, words.ok_or_else(nothing)?)
            }
            // What waited for a machine has run out after it was done.
            (Purpose::Ending, Stage::Ended(Ending::Done)) => {
                (payer, ending_words(confirmation, Ending::Expired)?)
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_chat_is_told_nothing_and_a_link_nobody_needs_is_not_sent_again() {
        let facts = Facts {
            is_withheld: false,
            is_moot: false,
            untried: Untried {
                again: true,
                template: true,
            },
        };
        let passing = SendError::from_code(131_000);
        let next = |facts| next_way(Purpose::Link, &passing, facts);
        assert_eq!(next(facts), Way::Again);
        let moot = Facts {
            is_moot: true,
            ..facts
        };
        assert_eq!(next(moot), Way::Moot);
        let withheld = Facts {
            is_withheld: true,
            ..moot
        };
        assert_eq!(next(withheld), Way::Nothing);
    }
}
