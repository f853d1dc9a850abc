//! What the bank can say in the chat whatever it is asked for. What one service says stands with the service.

use domain::customer::standing::SuspensionReason;
use domain::language::Language;

use crate::english;
use crate::sentence::{Sentence, Words};

/// One thing the bank can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// A stranger writes: the way in.
    HowToEnrol,
    /// The activation code does not work.
    ActivationRefused,
    /// The phone is linked now.
    Activated {
        /// Whom to greet.
        first_name: String,
    },
    /// An activation code from a phone that is linked already.
    AlreadyActivated,
    /// Anything asked of a channel that is suspended.
    Suspended(SuspensionReason),
    /// Everything was stopped, because the customer said so.
    Blocked,
    /// Somebody says a passcode was not theirs to ask for.
    CodeNotRequested,
    /// A card number, a PIN or a code nobody asked for.
    KeepItSecret,
    /// A code is due, and the text with digits in it says more than that.
    CodeAlone,
    /// Six digits, though no code is due.
    NoPasscodeDue,
    /// A wrong passcode in the chat.
    PasscodeWrong {
        /// Tries that are left.
        tries_left: u8,
    },
    /// The passcode ran out.
    PasscodeExpired,
    /// Opens the menu.
    Menu {
        /// Whom to greet.
        first_name: String,
    },
    /// What can be said, and how it is kept safe: one line for each service.
    Help(Vec<Sentence>),
    /// Spoken receipts were turned on or off.
    SpokenReceipts(bool),
    /// What was asked about was dropped, before anything was done.
    Dropped,
    /// Nothing in it was understood.
    NotUnderstood,
    /// What was talked about was kept in a form this version does not read.
    Forgotten,
    /// Nobody has proved anything on this phone yet.
    ProveFirst,
    /// What waits to be confirmed.
    Confirming {
        /// The order as a whole sentence.
        about_to: Sentence,
    },
    /// Nothing waits to be confirmed.
    NothingToConfirm,
    /// A stranger wants to hear nothing: the last line they get.
    Left,
    /// Whether the bank writes of its own accord was turned on or off.
    Notices(bool),
    /// The same text came so often that it is left unanswered for a while.
    SameAgain,
    /// A code is due, and did not come.
    CodeMissing {
        /// The last digits of the number it goes to.
        ending: String,
    },
    /// A code did not come, and none is due.
    NoCodeOnItsWay,
    /// Nothing to call off.
    NothingToCancel,
    /// Whether what is open is to be called off is not certain.
    SayCancel,
    /// It was confirmed a moment ago.
    TooLateToCancel,
    /// A new link is asked for, and nothing waits to be confirmed.
    NoLinkDue,
    /// A new link is asked for, and PIN and fact were right already.
    CodeIsDue,
    /// The number on file has had its codes for now.
    NoMoreCodes,
    /// No text reaches the number on file.
    CannotText,
    /// Watson is away; short requests still work. Said once.
    UnderstandingLess,
    /// Something broke and the customer should not be left waiting.
    SomethingBroke,
    /// A kind of message the bank cannot act on.
    CannotActOn(Kind),
}

/// A kind of message the bank cannot act on: each gets one kind sentence, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A voice note or a sound file.
    Audio,
    /// A picture or a film.
    Picture,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// Contact cards.
    Contacts,
    /// A shopping basket.
    Order,
    /// A form nobody at the bank has sent.
    Form,
    /// What `WhatsApp` does not pass on: a poll, a view-once picture.
    Unsupported,
    /// An earlier message was edited.
    Edit,
    /// A kind this bank does not know yet.
    Unknown,
}

impl Kind {
    /// Every kind, for tests of tone and length.
    pub const ALL: [Self; 11] = [
        Self::Audio,
        Self::Picture,
        Self::Document,
        Self::Sticker,
        Self::Location,
        Self::Contacts,
        Self::Order,
        Self::Form,
        Self::Unsupported,
        Self::Edit,
        Self::Unknown,
    ];
}

impl Words for Saying {
    fn words(&self, _language: Language) -> Sentence {
        english::saying::words(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_about_a_kind_is_short_and_says_what_to_do_next() {
        for language in Language::ALL {
            for kind in Kind::ALL {
                let sentence = Saying::CannotActOn(kind).words(language).chat();
                assert!(sentence.chars().count() <= 240, "{sentence}");
                let helps = [
                    "ype ",
                    "say *",
                    "ay *",
                    "branch",
                    "write it again",
                    "internet banking",
                ];
                assert!(
                    helps.iter().any(|help| sentence.contains(help)),
                    "{sentence}"
                );
            }
        }
    }
}
