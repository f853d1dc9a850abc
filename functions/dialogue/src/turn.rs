//! One message, in the order in which it is judged: who speaks, whether they may, what kind of message it is, and
//! of a text what must be kept from Watson.

use domain::confirmation::passcode;
use domain::conversation::redaction;
use domain::customer::Customer;
use domain::customer::activation::ActivationCode;
use domain::customer::channel::Channel;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::failure::Failure;
use domain::language::Language;
use domain::time::UnixSeconds;
use services::registry::Tap;
use services::service::Heard;
use whatsapp::inbound::{Content, Message};
use wording::saying::Saying;

use crate::Dialogue;
use crate::chat::Chat;
use crate::fitting::{Fitting, Speaker, fitting, reports_a_change};
use crate::identify::Known;
use crate::language::{self, Tongue};
use crate::open::Ticketed;
use crate::resume::asks_to_resume;
use crate::show;
use crate::talk::Spoken;

/// One message on its way through.
pub struct Turn<'a> {
    pub opened: &'a Ticketed,
    pub message: &'a Message,
    pub chat: &'a Chat<'a>,
    /// Whose phone it is, if anybody's.
    pub known: Option<&'a Known>,
    /// In which language it is answered.
    pub tongue: Tongue,
    pub now: UnixSeconds,
}

/// The same, once we know who is speaking.
pub struct CustomerTurn<'a> {
    /// `webhook`'s word for who wrote.
    pub ticket: &'a str,
    pub message_id: &'a str,
    pub chat: &'a Chat<'a>,
    pub customer: &'a Customer,
    /// The phone that speaks for them.
    pub channel: &'a Channel,
    pub hears_receipts: bool,
    pub standing: Standing,
    pub now: UnixSeconds,
    pub content: &'a Content,
    /// When the message was written, if it says so legibly.
    pub written_at: Option<UnixSeconds>,
    /// The message of ours that it answers, by Meta's id.
    pub quoted: Option<&'a str>,
}

impl Dialogue {
    /// Deals with one message.
    pub(crate) async fn answer(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        let address = turn.chat.address;
        let speaker = turn.known.map(|known| known.speaker(address));
        if !self.hears(turn, speaker).await? {
            return Ok(());
        }
        self.acknowledge(turn, speaker).await;
        let Some((known, speaker)) = turn.known.zip(speaker) else {
            return self.answer_stranger(turn).await;
        };
        // The bank has made sure who it is, since whatever happened to this phone or number.
        if speaker != Speaker::Customer && self.activates(turn).await? {
            return Ok(());
        }
        let id = &known.customer.id;
        match speaker {
            _ if reports_a_change(&turn.message.content) => {
                self.suspend(id, SuspensionReason::IdentityChange).await
            }
            // Silence: they hear no more than that nobody answers.
            Speaker::SomebodyElse => self.suspend(id, SuspensionReason::IdentityChange).await,
            Speaker::Suspended(reason) => self.answer_suspended(turn, id, reason).await,
            Speaker::Customer => Box::pin(self.answer_customer(turn, known)).await,
        }
    }

    async fn answer_customer(&self, turn: &Turn<'_>, known: &Known) -> Result<(), Failure> {
        self.complete(known, turn).await?;
        if turn.tongue.is_new {
            self.speak(&known.customer, turn.tongue.language).await?;
        }
        let turn_of = turn.of(known);
        match fitting(&turn.message.content) {
            Fitting::Understand(text) => {
                self.answer_text(&turn_of, text).await?;
                let perhaps = turn.tongue.perhaps;
                perhaps.map_or(Ok(()), |other| language::ask(&turn_of, other))
            }
            Fitting::Tap(id) => self.answer_tap(&turn_of, id).await,
            Fitting::Menu => show::menu(&turn_of, None),
            Fitting::Say(sentence) => turn.chat.say(&sentence),
            Fitting::Suspend(reason, sentence) => {
                self.suspend(&known.customer.id, reason).await?;
                let Some(sentence) = sentence else {
                    return Ok(());
                };
                turn.chat.say(&sentence)?;
                self.say_when_written(&turn_of)
            }
            Fitting::Silence => Ok(()),
        }
    }

    async fn answer_text(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        if let Some(code) = passcode::read(text) {
            return self.answer_passcode(turn, text, &code).await;
        }
        // Before digits are looked at: a code beside such words is not meant to be used.
        if let Some(urgent) = services::reader(text, turn.chat.language, true) {
            return self
                .ask(turn, urgent, &afresh(text, turn.chat.language), None)
                .await;
        }
        if self.disowns(turn, text).await? {
            return Ok(());
        }
        if redaction::find(text).is_some() {
            return self.answer_secret(turn, text).await;
        }
        if ActivationCode::find(text).is_some() {
            return turn.chat.say(&Saying::AlreadyActivated);
        }
        self.talk(turn, text).await
    }

    /// A tapped reply carries its own meaning and needs no understanding.
    async fn answer_tap(&self, turn: &CustomerTurn<'_>, id: &str) -> Result<(), Failure> {
        let spoken = self.remembered(turn).await?;
        if self.taps_late(turn, id, &spoken).await? || self.taps_meaning(turn, id, &spoken).await? {
            return Ok(());
        }
        self.do_tap(turn, id, &spoken).await
    }

    pub(crate) async fn do_tap(
        &self,
        turn: &CustomerTurn<'_>,
        id: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        match services::tapped(id) {
            Some(Tap::Service { name, means }) => {
                let asked = spoken.asked().filter(|kept| kept.service == name);
                if asked.is_some() && !means.is_empty() && asks_to_resume(turn, spoken)? {
                    return Ok(());
                }
                let heard = Heard {
                    tapped: Some(&means),
                    language: turn.chat.language,
                    ..Heard::default()
                };
                self.ask(turn, name, &heard, Some(spoken)).await
            }
            Some(Tap::Talk(talk)) => self.talk_itself(turn, talk, "", spoken).await,
            None => show::menu(turn, None),
        }
    }
}

impl<'a> Turn<'a> {
    /// The turn of the customer we know.
    pub fn of(&self, known: &'a Known) -> CustomerTurn<'a>
    where
        Self: 'a,
    {
        CustomerTurn {
            ticket: &self.opened.ticket,
            message_id: &self.message.id,
            chat: self.chat,
            customer: &known.customer,
            channel: &known.channel,
            hears_receipts: known.hears_receipts,
            standing: known.standing,
            now: self.now,
            content: &self.message.content,
            written_at: self.message.timestamp,
            quoted: self.message.context_message_id.as_deref(),
        }
    }
}

impl CustomerTurn<'_> {
    /// Nothing came of the message: it was not understood, or says no to nothing. It may be the first half of the next.
    pub fn leaves_unsettled(&self) {
        if let Some(written_at) = self.written_at {
            self.chat.leaves_unsettled(written_at);
        }
    }

    /// Whether something was tapped, not typed.
    pub fn is_tap(&self) -> bool {
        matches!(fitting(self.content), Fitting::Tap(_))
    }
}

/// Words that answer nothing.
pub fn afresh(text: &str, language: Language) -> Heard<'_> {
    Heard {
        text,
        language,
        ..Heard::default()
    }
}
