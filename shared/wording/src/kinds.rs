//! What the bank says to a message it cannot act on: one kind sentence per kind, and what to do instead.

/// A voice note or a sound file.
pub const AUDIO: &str =
    "I can't listen to voice messages yet. Please type what you need, or say *menu*.";

/// A picture or a film.
pub const PICTURE: &str = "Thank you, but I can't look at pictures or films. Please type what you need, or say *menu*. \
     Never send a photo of your card.";

/// A file.
pub const DOCUMENT: &str = "I can't open files here, so please take documents to your branch or internet banking. For \
     anything else, just type what you need.";

/// A sticker.
pub const STICKER: &str =
    "Nice one! If there's something I can do for you, just type it, or say *menu*.";

/// A place.
pub const LOCATION: &str = "Thank you for the location. I can't look up places yet; for your accounts, just type what \
     you need.";

/// Contact cards.
pub const CONTACTS: &str = "I can't add people from a contact card. To send money to somebody new, save them as a payee in \
     internet banking first.";

/// A shopping basket.
pub const ORDER: &str =
    "There's nothing to order here. If there's something I can do with your accounts, say *menu*.";

/// A form nobody at the bank has sent.
pub const FORM: &str =
    "I didn't ask for a form, so I haven't used what's in it. Say *menu* to see what I can do.";

/// A kind `WhatsApp` does not pass on: a poll, a view-once picture.
pub const UNSUPPORTED: &str = "WhatsApp couldn't pass that on to me. Please type what you need, or say *menu* to see what I \
     can do.";

/// An earlier message was edited.
pub const EDIT: &str = "I can't follow edits: what you first wrote is what counts. To change something, just write it \
     again; to call off a transfer you haven't confirmed, say *cancel*.";

/// Somebody says a passcode was not theirs to ask for.
pub const CODE_NOT_REQUESTED: &str = "Thank you for telling me. I've stopped payments from this chat until you've spoken to the \
     bank: please call us or visit your branch. Don't share any code.";

/// Every sentence here, for tests of tone and length.
pub const ALL: [&str; 11] = [
    AUDIO,
    PICTURE,
    DOCUMENT,
    STICKER,
    LOCATION,
    CONTACTS,
    ORDER,
    FORM,
    UNSUPPORTED,
    EDIT,
    CODE_NOT_REQUESTED,
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn each_sentence_is_short_and_says_what_to_do_next() {
        for sentence in ALL {
            assert!(sentence.chars().count() <= 240, "{sentence}");
            let helps = [
                "type",
                "say *",
                "Say *",
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
