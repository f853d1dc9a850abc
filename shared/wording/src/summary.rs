//! What an order is, in the words of one language: the only thing of an order that the link's message, the
//! page, the text message, the receipt, the ending and the voice read.
//!
//! A service says it once, in the forms a sentence may need; whoever speaks of an order puts them together.

use crate::sentence::Sentence;

/// An order in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Summary {
    /// What is at stake, at a glance: `£50.00`. The page shows it large.
    pub headline: Sentence,
    /// Whom or what it concerns, alone: `Ben Carter`.
    pub subject: Sentence,
    /// What else the page shows, each with its label.
    pub rows: Vec<Row>,
    /// The order in the forms a sentence may need.
    pub forms: Forms,
    /// What the page calls it.
    pub page: PageWords,
}

/// A line of the page: `To` and `Ben Carter`.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: Sentence,
    /// What it says.
    pub value: Sentence,
}

/// One order in the forms a sentence may need. English examples; another language uses each where English
/// does, whatever its grammar makes of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Forms {
    /// A whole sentence: "You're about to send £50.00 to Ben Carter from your current account ••0101."
    pub about_to: Sentence,
    /// After "your code to": "send £50.00 to Ben Carter".
    pub to_do: Sentence,
    /// "sending £50.00 to Ben Carter".
    pub doing: Sentence,
    /// After "I've stopped": "the transfer of £50.00 to Ben Carter".
    pub noun: Sentence,
    /// After "so": "£50.00 to Ben Carter was not sent".
    pub not_done: Sentence,
    /// A whole sentence: "You sent £50.00 to Ben Carter."
    pub done: Sentence,
    /// A clause: "nothing was sent".
    pub nothing: Sentence,
    /// A clause, where something might have been held: "nothing was sent or held".
    pub nothing_held: Sentence,
    /// A clause, after the customer called it off: "nothing was sent to Ben Carter".
    pub nothing_more: Sentence,
    /// After "please don't": "send it again".
    pub again: Sentence,
}

/// What the page calls an order while it is confirmed and when it is over.
#[derive(Clone, PartialEq, Eq)]
pub struct PageWords {
    /// Above the headline while it is open: "You're sending".
    pub doing: Sentence,
    /// Above the headline once it is done: "Sent".
    pub done: Sentence,
    /// Above the headline when it will not be: "Not sent".
    pub not_done: Sentence,
    /// The button beside the passcode: "Send £50.00".
    pub go: Sentence,
    /// The button that calls it off: "Cancel this transfer".
    pub cancel: Sentence,
    /// While it is carried out: "Moving your money".
    pub carrying_out: Sentence,
    /// The end, when it is done: "Your money is sent".
    pub finished: Sentence,
    /// The end, when the customer called it off: "Transfer cancelled".
    pub cancelled: Sentence,
    /// The end, after too many wrong tries: "We stopped this transfer".
    pub stopped: Sentence,
    /// The end, when it could not be done: "We couldn't make this transfer".
    pub failed: Sentence,
    /// Said at every end but the good one: "Nothing has been moved."
    pub nothing: Sentence,
}

/// Names and amounts are confidential.
impl std::fmt::Debug for Summary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Summary(..)")
    }
}
