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
use outbox::Letter;
use whatsapp::message::{Outgoing, Text, merged};
use wording::sentence::Words;

use crate::Dialogue;

/// A chat while one message is being answered.
pub struct Chat<'a> {
    /// Who wrote.
    pub address: &'a ChannelAddress,
    /// The key of the message that is being answered.
    pub key: &'a str,
    /// The language of the answer.
    pub language: Language,
    replies: RefCell<Vec<Outgoing>>,
    /// What is to be remembered once the answer is out.
    remembered: RefCell<Option<Conversation>>,
    /// Whether the answer says that something is wrong on our side.
    is_apology: Cell<bool>,
}

impl<'a> Chat<'a> {
    /// Nothing said yet.
    pub const fn new(address: &'a ChannelAddress, key: &'a str, language: Language) -> Self {
        Self {
            address,
            key,
            language,
            replies: RefCell::new(Vec::new()),
            remembered: RefCell::new(None),
            is_apology: Cell::new(false),
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

    /// Remembers where the conversation stands.
    pub fn remember(&self, conversation: Conversation) {
        self.remembered.replace(Some(conversation));
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
        let remembered = chat.remembered.take();
        if let Some(conversation) = remembered {
            self.conversations
                .put(chat.address, &conversation, now)
                .await?;
        }
        Ok(())
    }
}
