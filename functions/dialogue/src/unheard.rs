//! What was not understood, and what helps when that happens again: the menu, and how to reach a person.
//!
//! Deliberately never the same sentence twice in a row.

use domain::failure::Failure;
use services::outcome::Said;
use wording::saying::Saying;
use wording::sentence::{Sentence, Words as _};
use wording::unsure::Unsure;

use crate::Dialogue;
use crate::show;
use crate::turn::CustomerTurn;

/// So often a question is put again in the same words before it is dropped.
const PUT_AGAIN: u8 = 1;

impl Dialogue {
    /// Nothing in it was understood. What waits meanwhile is said, for it may have been about that: "tomorrow".
    pub(crate) async fn say_not_understood(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        turn.leaves_unsettled();
        say_not_understood(turn)?;
        self.tells_what_is_open(turn).await.map(drop)
    }
}

fn say_not_understood(turn: &CustomerTurn<'_>) -> Result<(), Failure> {
    match turn.chat.was_not_understood() {
        1 => turn.chat.say(&Saying::NotUnderstood),
        failures if failures % 2 == 0 => {
            turn.chat.say(&Unsure::AskAPerson)?;
            show::menu(turn, None)
        }
        _ => turn.chat.say(&Unsure::FewWords),
    }
}

/// A question is put again in the same words, because two answers were not understood: what is said, or nothing if
/// the question was dropped.
pub fn said_again(turn: &CustomerTurn<'_>, said: Said) -> Result<Option<Said>, Failure> {
    if turn.chat.was_not_understood() > PUT_AGAIN {
        turn.chat.forget();
        turn.chat.say(&Unsure::QuestionDropped)?;
        show::menu(turn, None)?;
        return Ok(None);
    }
    let way_out = Unsure::WaysOut.words(turn.chat.language);
    let text = Sentence::joined([said.text.clone(), way_out], "\n\n");
    Ok(Some(Said { text, ..said }))
}
