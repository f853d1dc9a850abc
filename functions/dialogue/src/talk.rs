//! What does the customer want? An answer to what was asked, read exactly; else Watson says; while Watson cannot,
//! what is read word for word.

use domain::conversation::redaction;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use services::draft::Kept;
use services::reading::bill_reference;
use services::service::Heard;
use services::talk::Talk;
use wording::saying::Saying;

use crate::Dialogue;
use crate::held::Held;
use crate::resume::asks_to_resume;
use crate::show;
use crate::turn::{CustomerTurn, afresh};

/// Where a conversation stands between two messages.
#[derive(Clone, Default)]
pub struct Spoken {
    /// What a service keeps of what it asked or showed.
    pub kept: Option<Kept>,
    /// Its question, to be said again after something else was asked; empty if it only showed something.
    pub question: String,
    /// A message that waits for a word of its sender.
    pub held: Option<Held>,
    /// When the question was last put, if that is not now.
    pub asked_at: Option<UnixSeconds>,
}

impl Spoken {
    /// What is kept until a question is answered; not what was only shown.
    pub fn asked(&self) -> Option<&Kept> {
        self.kept.as_ref().filter(|_| !self.question.is_empty())
    }
}

impl Dialogue {
    /// Where the conversation stands.
    pub(crate) async fn remembered(&self, turn: &CustomerTurn<'_>) -> Result<Spoken, Failure> {
        let conversation = self.conversations.get(turn.chat.address).await?;
        turn.chat.began_with(conversation);
        Ok(turn.chat.stood())
    }

    /// Understands a text and does what it asks.
    pub(crate) async fn talk(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        let spoken = self.remembered(turn).await?;
        if self.answers_late(turn, text, &spoken).await?
            || self.answers_meaning(turn, text, &spoken).await?
        {
            return Ok(());
        }
        Box::pin(self.understand(turn, text, &spoken)).await
    }

    pub(crate) async fn understand(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if let Some(kept) = spoken
            .kept
            .as_ref()
            .filter(|kept| services::answers(kept, text, turn.chat.language))
        {
            return self.hear_answer(turn, kept, text, spoken).await;
        }
        // Boxed, here and below, so that one turn's futures need not hold each other.
        if Box::pin(self.does_two(turn, text, spoken)).await? {
            return Ok(());
        }
        if Talk::cancels(text, turn.chat.language)
            && (spoken.asked().is_some() || self.has_open(turn).await?)
        {
            return match spoken.asked() {
                Some(_) => self.talk_itself(turn, Talk::Cancel, text, spoken).await,
                None => self.cancel(turn).await,
            };
        }
        if Box::pin(self.corrects(turn, text, spoken)).await?
            || self.cancels_first(turn, text, spoken).await?
        {
            return Ok(());
        }
        if self.grants(turn, text, spoken).await? {
            return Ok(());
        }
        if Talk::asks_for_link(text, turn.chat.language) {
            return self.send_another_link(turn).await;
        }
        if Talk::asks_what_is_open(text, turn.chat.language) {
            self.tell_what_is_open(turn).await?;
            return ask_once_more(turn, spoken);
        }
        // An account or a bill's reference is nobody else's to see, where the words around it are read to the last. And who asks for a
        // language may not have the one in which Watson listens.
        let language = turn.chat.language;
        let holds_reference = bill_reference::announced(text, language).is_some();
        if (redaction::holds_account(text)
            || holds_reference
            || services::spoken::asks_for_a_language(text))
            && self.does_read(turn, text, spoken).await?
        {
            return ask_once_more(turn, spoken);
        }
        Box::pin(self.heed_watson(turn, text, spoken)).await
    }

    pub(crate) async fn hear_answer(
        &self,
        turn: &CustomerTurn<'_>,
        kept: &Kept,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if asks_to_resume(turn, spoken)? {
            return Ok(());
        }
        let heard = Heard {
            is_answer: true,
            ..afresh(text, turn.chat.language)
        };
        Box::pin(self.ask(turn, &kept.service, &heard, Some(spoken))).await
    }

    /// What belongs to no service.
    pub(crate) async fn talk_itself(
        &self,
        turn: &CustomerTurn<'_>,
        talk: Talk,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        match (talk, spoken.asked()) {
            (Talk::Menu(topic), _) => show::menu(turn, topic),
            (Talk::Help, _) => {
                let lines = services::help_lines(turn.chat.language);
                turn.chat.say(&Saying::Help(lines))
            }
            (Talk::Cancel, Some(_)) if turn.late().is_some() => self.cancel_late(turn).await,
            (Talk::Cancel, Some(_)) => self.drop_question(turn, text).await,
            (Talk::Cancel, None) => self.cancel_if_meant(turn, text).await,
            // Said below, as after anything else.
            (Talk::Repeat, Some(_)) => Ok(()),
            (Talk::Repeat, None) => self.repeat(turn).await,
            (Talk::NotUnderstood, Some(kept)) => self.hear_answer(turn, kept, text, spoken).await,
            (Talk::NotUnderstood, None) => self.read_instead(turn, text, spoken).await,
        }
    }

    /// What Watson does not understand may still be read word for word.
    async fn read_instead(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if self.does_read(turn, text, spoken).await? {
            return Ok(());
        }
        self.say_not_understood(turn).await
    }

    /// Whether a service reads a text word for word, and was asked.
    pub(crate) async fn does_read(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let language = turn.chat.language;
        let Some(reader) = services::reader(text, language, false) else {
            return Ok(false);
        };
        let heard = afresh(text, language);
        let asked = Box::pin(self.ask(turn, reader, &heard, Some(spoken))).await;
        asked.map(|()| true)
    }
}

/// What was asked before, if it is still open and was not just asked again.
pub fn ask_once_more(turn: &CustomerTurn<'_>, spoken: &Spoken) -> Result<(), Failure> {
    // What was asked long ago is not asked again out of the blue.
    let is_due = spoken.asked().is_some() && !spoken.is_of_long_ago(turn.now);
    if is_due && !turn.chat.was_decided() {
        turn.chat.keep(spoken.clone());
        return turn.chat.tell(&spoken.question);
    }
    Ok(())
}
