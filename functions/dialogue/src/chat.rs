//! What is being said to one customer in answer to one message.
//!
//! Deliberately only collects: what one message brings about is said once it has been brought about, in
//! as few messages as possible, under ids that a second run of the same message finds again.

use std::cell::{Cell, RefCell};

use aws::conversations::Conversation;
use domain::conversation::outbound::OutboundId;
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::language::Language;
use domain::time::UnixSeconds;
use outbox::Letter;
use services::draft::Kept;
use watson::assistant::Context;
use whatsapp::message::{Outgoing, Text, merged};
use wording::sentence::Words;

use crate::Dialogue;
use crate::held::Held;
use crate::talk::Spoken;

/// A chat while one message is being answered.
pub struct Chat<'a> {
    /// Who wrote.
    pub address: &'a ChannelAddress,
    /// The key of the message that is being answered.
    pub key: &'a str,
    /// The language of the answer.
    pub language: Language,
    replies: RefCell<Vec<Outgoing>>,
    /// What was remembered when the message came.
    before: RefCell<Conversation>,
    /// What Watson remembers after it.
    context: RefCell<Option<Context>>,
    /// What is kept of what was said, once that was decided.
    kept: RefCell<Option<Spoken>>,
    /// Whether the answer says that something is wrong on our side.
    is_apology: Cell<bool>,
    /// Whether the message was not understood.
    is_unheard: Cell<bool>,
    /// Whether the message has made an order.
    has_sealed: Cell<bool>,
    /// When the message was written, if nothing came of it.
    unsettled_at: Cell<Option<UnixSeconds>>,
}

impl<'a> Chat<'a> {
    /// Nothing said yet.
    pub fn new(address: &'a ChannelAddress, key: &'a str, language: Language) -> Self {
        Self {
            address,
            key,
            language,
            replies: RefCell::new(Vec::new()),
            before: RefCell::new(Conversation::default()),
            context: RefCell::new(None),
            kept: RefCell::new(None),
            is_apology: Cell::new(false),
            is_unheard: Cell::new(false),
            has_sealed: Cell::new(false),
            unsettled_at: Cell::new(None),
        }
    }

    /// Says something.
    pub fn say(&self, what: &impl Words) -> Result<(), Failure> {
        self.tell(what.words(self.language).chat())
    }

    /// Says something that is put into words already, however long it is.
    pub fn tell(&self, text: impl AsRef<str>) -> Result<(), Failure> {
        let pieces = Text::pieces(text.as_ref()).map_err(Failure::fail)?;
        for piece in pieces {
            self.send(piece.into());
        }
        Ok(())
    }

    /// Sends a message.
    pub fn send(&self, message: Outgoing) {
        self.replies.borrow_mut().push(message);
    }

    /// Says that something is wrong on our side, which is not repeated for a while.
    pub fn apologise(&self, what: &impl Words) -> Result<(), Failure> {
        self.is_apology.set(true);
        self.say(what)
    }

    /// Where the conversation stood when the message came.
    pub fn began_with(&self, before: Conversation) {
        self.before.replace(before);
    }

    /// The same, read.
    pub fn stood(&self) -> Spoken {
        let before = self.before.borrow();
        Spoken {
            kept: before.draft.as_deref().and_then(Kept::from_text),
            question: before.question.clone().unwrap_or_default(),
            held: before.late.as_deref().and_then(Held::from_text),
            asked_at: before.asked_at,
        }
    }

    /// It was said what is to become of the message that waited for it.
    pub fn settle_held(&self) {
        self.before.borrow_mut().late = None;
    }

    /// What Watson remembered. A context that no longer reads, or is of another language's assistant, only means that
    /// the conversation starts over.
    pub fn watson_context(&self) -> Context {
        let before = self.before.borrow();
        let is_its = before.watson_language.as_deref() == Some(self.language.tag());
        let text = before.watson_context.as_deref().filter(|_| is_its);
        text.and_then(|text| text.parse().ok()).unwrap_or_default()
    }

    /// Remembers what Watson wants to be told with the next message.
    pub fn understood(&self, context: &Context) {
        self.context.replace(Some(context.clone()));
    }

    /// Keeps what was asked until the answer comes.
    pub fn keep(&self, spoken: Spoken) {
        self.kept.replace(Some(spoken));
    }

    /// Forgets what was kept.
    pub fn forget(&self) {
        self.keep(Spoken::default());
    }

    /// Where the conversation stands by now.
    pub fn stands(&self) -> Spoken {
        let kept = self.kept.borrow().clone();
        kept.unwrap_or_else(|| self.stood())
    }

    /// The message makes an order; whether it has made one before.
    pub fn seals(&self) -> bool {
        self.has_sealed.replace(true)
    }

    /// Nothing came of the message, written then.
    pub fn leaves_unsettled(&self, written_at: UnixSeconds) {
        self.unsettled_at.set(Some(written_at));
    }

    /// When the message before this one was written, if nothing came of it.
    pub fn unsettled_before(&self) -> Option<UnixSeconds> {
        self.before.borrow().unsettled_at
    }

    /// The message was not understood; how many in a row were not, with this one.
    pub fn was_not_understood(&self) -> u8 {
        self.is_unheard.set(true);
        self.before.borrow().failures.saturating_add(1)
    }

    /// Whether it was decided in this turn what is kept.
    pub fn was_decided(&self) -> bool {
        self.kept.borrow().is_some()
    }

    /// What is to be remembered, if anything changed.
    fn remembered(&self, now: UnixSeconds) -> Option<Conversation> {
        let (context, kept) = (self.context.take(), self.kept.take());
        let before = self.before.take();
        let failures = if self.is_unheard.get() {
            before.failures.saturating_add(1)
        } else {
            0
        };
        let unsettled_at = self.unsettled_at.get();
        let is_as_before = failures == before.failures && unsettled_at == before.unsettled_at;
        if context.is_none() && kept.is_none() && is_as_before {
            return None;
        }
        let (watson_context, watson_language) = match context {
            Some(context) => (
                Some(context.to_text()),
                Some(self.language.tag().to_owned()),
            ),
            None => (
                before.watson_context.clone(),
                before.watson_language.clone(),
            ),
        };
        let with = |said: Conversation| Conversation {
            watson_context,
            watson_language,
            failures,
            unsettled_at,
            ..said
        };
        Some(with(kept.map_or(before, |kept| kept.remembered(now))))
    }
}

impl Spoken {
    /// As it is remembered. What is asked is asked now.
    fn remembered(self, now: UnixSeconds) -> Conversation {
        Conversation {
            asked_at: self.asked().map(|_| now),
            draft: self.kept.as_ref().map(Kept::to_text),
            question: self.kept.map(|_| self.question),
            late: self.held.and_then(|held| held.to_text()),
            ..Conversation::default()
        }
    }
}

impl Dialogue {
    /// Sends what was collected, then remembers. In this order: were it remembered first, a second run
    /// after a crash would say something else under the same id, and it would be taken for said.
    pub(crate) async fn conclude(&self, chat: &Chat<'_>) -> Result<(), Failure> {
        let replies = merged(chat.replies.take());
        for (position, message) in replies.iter().enumerate() {
            let letter = Letter {
                id: &OutboundId::reply(chat.key, position),
                to: chat.address,
                message,
                template: None,
            };
            self.outbox.send(&letter).await?;
        }
        let now = (self.clock)();
        if chat.is_apology.get() {
            self.outbox.records.apologised(chat.address, now).await?;
        }
        if let Some(conversation) = chat.remembered(now) {
            self.conversations
                .put(chat.address, &conversation, now)
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_languages_assistant_remembers_is_not_told_to_anothers() {
        let address = ChannelAddress::try_new(None, Some("GB.1".to_owned())).unwrap();
        let portuguese = Language::parse("pt-BR").unwrap();
        let context: Context = r#"{"skills":{"main skill":{}}}"#.parse().unwrap();
        let first = Chat::new(&address, "1", Language::ENGLISH);
        first.understood(&context);
        let before = first.remembered(UnixSeconds(0)).unwrap();
        for (language, kept) in [
            (Language::ENGLISH, context),
            (portuguese, Context::default()),
        ] {
            let next = Chat::new(&address, "2", language);
            next.began_with(before.clone());
            assert!(next.watson_context() == kept, "{language:?}");
        }
    }
}
