//! What a service is: what it keeps between two messages, what it has to know, what it hears and decides.
//!
//! Deliberately pure. `dialogue` fetches the facts, lets the service decide, and does what was decided; it
//! knows no service by name.

use domain::confirmation::order::{Effect, Order};
use domain::customer::standing::SuspensionReason;
use domain::id::CustomerId;
use domain::language::Language;
use domain::time::{Calendar, UnixSeconds};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wording::sentence::Words;
use wording::summary::Summary;

use crate::choice::Choice;
use crate::facts::Facts;
use crate::meaning::Stake;
use crate::menu::Entry;

/// One thing a customer can ask for.
pub trait Service {
    /// The stable name: in sealed orders, kept drafts, reply ids and the skill's actions.
    const NAME: &'static str;

    /// Raised when a draft of an older version would be misread: such a draft is dropped, politely.
    const DRAFT_VERSION: u16 = 1;

    /// What has been understood of a request so far. Kept between messages; survives a deployment.
    type Draft: Default + Serialize + DeserializeOwned;

    /// What it has to know to decide, and nothing more.
    type Facts: Facts<Self::Draft>;

    /// Everything it can say.
    type Says: Words;

    /// Adds what was just heard to what was understood before.
    fn hear(heard: &Heard<'_>, so_far: Option<Self::Draft>) -> Self::Draft;

    /// Decides what comes next.
    fn decide(
        draft: Self::Draft,
        facts: &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Self::Draft, Self::Says>;

    /// Whether a whole text is certainly meant for this service, word for word: what understands while Watson
    /// is away, and before anything else where it must be quick.
    #[must_use]
    fn reads(_text: &str, _language: Language) -> bool {
        false
    }

    /// Whether a text that another service took for its own and gave back may be meant for this one.
    #[must_use]
    fn takes_over(text: &str, language: Language) -> bool {
        Self::reads(text, language)
    }

    /// Whether a text can be the answer to what this draft asks, read exactly: then nobody else is asked.
    fn answers(_draft: &Self::Draft, _text: &str, _language: Language) -> bool {
        false
    }

    /// What one of its sealed orders was made of, so that it can be corrected; nothing if it cannot.
    #[must_use]
    fn draft_of(_order: &Order) -> Option<Self::Draft> {
        None
    }

    /// Whether a text may correct this draft. Read with what the service has to know it may turn out to be
    /// [`Step::NotMine`] all the same.
    fn may_correct(_draft: &Self::Draft, _text: &str, _language: Language) -> bool {
        false
    }

    /// What gives back what an order of its own was carried out for, while that can be: whoever says "cancel" then means
    /// that. Nothing where what is done is done.
    #[must_use]
    fn takes_back(_order: &Order) -> Option<Effect> {
        None
    }

    /// One of its sealed orders in words; nothing if it is none of its own.
    #[must_use]
    fn summary(_order: &Order) -> Option<Summary> {
        None
    }

    /// Ids its rows and buttons had before ids had a version, and what each means. Old messages stay tappable.
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[];

    /// Whether its words are read before anybody else is asked, because it must be quick.
    const IS_URGENT: bool = false;

    /// Whether it may be asked on a linked phone on which nobody has proved anything yet: it tells nothing of the
    /// customer's, or asks for the proof itself. Whoever has stolen an activation code gets no further than these.
    const BEFORE_PROOF: bool = false;

    /// Whether whoever asks for it doubts that something is right: what else the same text asks for is not done.
    const DOUBTS: bool = false;

    /// What is at stake if it is begun though something else was meant.
    const STAKE: Stake = Stake::Nothing;

    /// The intents of its skill that it deals with by the text alone, each with what it is called where it is asked
    /// whether it is meant: at most 20 characters.
    #[must_use]
    fn meanings() -> Vec<(&'static str, Self::Says)> {
        Vec::new()
    }

    /// What a draft is about, to follow "do you still want to": *send 50 to Ben*. Nothing where it cannot be said.
    fn pursuit(_draft: &Self::Draft) -> Option<Self::Says> {
        None
    }

    /// Its rows in the menu.
    #[must_use]
    fn menu(_asker: &Asker<'_>) -> Vec<Entry<Self::Says>> {
        Vec::new()
    }

    /// How to ask for it, for the help: *send 50 to Ben* – money to a payee you have saved.
    #[must_use]
    fn help() -> Option<Self::Says> {
        None
    }
}

/// What the customer has just said to a service.
#[derive(Clone, Copy, Default)]
pub struct Heard<'a> {
    /// The words as typed; empty where something was tapped.
    pub text: &'a str,
    /// In which language they are read.
    pub language: Language,
    /// What the skill found in them.
    pub parameters: Option<&'a Map<String, Value>>,
    /// What stands behind the service's name in a tapped reply.
    pub tapped: Option<&'a str>,
    /// Whether it answers what the service has just asked.
    pub is_answer: bool,
    /// Whether it may correct what is kept. If it does not, it is not this service's.
    pub corrects: bool,
}

/// Who asks, when, and in which language.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// Who.
    pub asker: Asker<'a>,
    /// When.
    pub now: UnixSeconds,
    /// The bank's calendar: what "today" and "last week" mean.
    pub calendar: &'a Calendar,
    /// In which language.
    pub language: Language,
}

/// The customer, as far as a service has to know one.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    /// The bank's identifier.
    pub id: &'a CustomerId,
    /// Full name.
    pub name: &'a str,
    /// Whether receipts are also spoken.
    pub hears_receipts: bool,
}

/// What a service decides.
pub enum Step<D, W> {
    /// Something is missing or unclear: ask, and keep what is known.
    Ask {
        /// What is known.
        draft: D,
        /// The question.
        question: W,
        /// Answers that can be tapped.
        choices: Vec<Choice<W>>,
    },
    /// Answer, and offer more of it: nothing is waited for, but what was shown is remembered.
    Offer {
        /// What is shown.
        draft: D,
        /// The answer.
        says: W,
        /// What can be tapped.
        choices: Vec<Choice<W>>,
    },
    /// Answer.
    Show(W),
    /// It cannot be done, and why.
    Refuse(W),
    /// Fix it as an order, to be confirmed. An older one that is still open gives way.
    Seal(Effect),
    /// Fix it as an order that needs nobody's leave: what is open beside it stays open. Whoever carries it out looks
    /// once more whether that is so.
    AtOnce(Effect),
    /// Remember a preference.
    Prefer(Preference),
    /// Stop cards, chat and everything that waits, at once.
    Stop(SuspensionReason),
    /// The words belong to another service.
    NotMine,
}

/// Something a customer prefers. Neither loosens nor tightens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Whether receipts are also spoken.
    SpokenReceipts(bool),
    /// In which language the bank speaks.
    Language(Language),
}
