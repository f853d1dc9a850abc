//! The voice note beside a receipt. A comfort: whatever goes wrong is logged, and the text stands.

use calls::speech::SpeechPiece;
use domain::confirmation::intent::SealedIntent;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::ConfirmationId;
use domain::money::Money;
use outbox::Letter;
use whatsapp::message::{Audio, Outgoing};

use crate::Messenger;

/// What a receipt says aloud. Never a passcode, a link or a reference.
pub fn receipt(intent: &SealedIntent, account: &str, balance: Money) -> Vec<SpeechPiece> {
    vec![
        SpeechPiece::Text("Done. You sent ".to_owned()),
        money(intent.amount),
        SpeechPiece::Text(format!(
            " to {}. Your {account} now holds ",
            intent.payee_name
        )),
        money(balance),
        SpeechPiece::Text(".".to_owned()),
    ]
}

impl Messenger {
    pub(crate) async fn voice_note(
        &self,
        address: &ChannelAddress,
        spoken: Vec<SpeechPiece>,
        id: &ConfirmationId,
    ) {
        if let Err(failure) = self.try_voice_note(address, spoken, id).await {
            tracing::warn!(confirmation.id = id.0, "no voice note: {failure}");
        }
    }

    async fn try_voice_note(
        &self,
        address: &ChannelAddress,
        spoken: Vec<SpeechPiece>,
        id: &ConfirmationId,
    ) -> Result<(), Failure> {
        let key = self.speech.speak(spoken).await?;
        let note = self.audio.get(&key).await?;
        let client = self.outbox.client().await?;
        let media = client.upload_media(note, aws::audio::CONTENT_TYPE).await;
        let message: Outgoing = Audio::voice(media.map_err(Failure::retry)?).into();
        let letter = Letter {
            id: &OutboundId::about(id, Purpose::Voice),
            to: address,
            message: &message,
            template: None,
        };
        self.outbox.send(&letter).await?;
        Ok(())
    }
}

fn money(amount: Money) -> SpeechPiece {
    SpeechPiece::Money {
        currency: amount.currency().code().to_owned(),
        amount: amount.plain(),
    }
}
