//! The voice note beside a receipt. A comfort: whatever goes wrong is logged, and the text stands.

use calls::speech::SpeechPiece;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::language::Language;
use outbox::Letter;
use whatsapp::message::{Audio, Outgoing};
use wording::sentence::{Sentence, Spoken};

use crate::Messenger;

/// The media type WhatsApp plays as a voice note.
const VOICE_NOTE: &str = "audio/ogg; codecs=opus";

impl Messenger {
    pub(crate) async fn voice_note(
        &self,
        customer: &CustomerId,
        spoken: &Sentence,
        language: Language,
        id: &OrderId,
    ) {
        if let Err(failure) = self.try_voice_note(customer, spoken, language, id).await {
            tracing::warn!(confirmation.id = id.0, "no voice note: {failure}");
        }
    }

    async fn try_voice_note(
        &self,
        customer: &CustomerId,
        spoken: &Sentence,
        language: Language,
        id: &OrderId,
    ) -> Result<(), Failure> {
        let key = self
            .speech
            .speak(spoken.spoken().into_iter().map(piece).collect(), language)
            .await?;
        let note = self.audio.get(&key).await?;
        let client = self.outbox.client().await?;
        let media = client.upload_media(note, VOICE_NOTE).await;
        let message: Outgoing = Audio::voice(media.map_err(Failure::retry)?).into();
        let outbound = OutboundId::about(id, Purpose::Voice);
        let Some(address) = self.reachable(customer, &outbound, Purpose::Voice).await? else {
            return Ok(());
        };
        let letter = Letter {
            id: &outbound,
            to: &address,
            message: &message,
            template: None,
        };
        self.outbox.send(&letter).await?;
        Ok(())
    }
}

fn piece(spoken: Spoken) -> SpeechPiece {
    match spoken {
        Spoken::Text(text) => SpeechPiece::Text(text),
        Spoken::Money(amount) => SpeechPiece::Money {
            currency: amount.currency().code().to_owned(),
            amount: amount.plain(),
        },
    }
}
