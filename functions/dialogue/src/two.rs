//! Two requests in one message: done one after the other, or asked about.
//!
//! Deliberately seals one order for a message at most: an order is named after its message.

use domain::failure::Failure;
use services::two::{Two, two};
use wording::unsure::Unsure;

use crate::Dialogue;
use crate::talk::{Spoken, ask_once_more};
use crate::turn::CustomerTurn;

impl Dialogue {
    /// Whether the text was two requests, and what can be done of them was.
    pub(crate) async fn does_two(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let Some(two) = two(text, spoken.asked(), turn.chat.language) else {
            return Ok(false);
        };
        match two {
            Two::BothMoveMoney => turn.chat.say(&Unsure::OneAtATime)?,
            Two::YesAndMore(only) | Two::Doubted(only) => self.do_read(turn, only).await?,
            Two::BothRead(first, second) => {
                self.do_read(turn, first).await?;
                self.do_read(turn, second).await?;
            }
            Two::ThenAnything(first, second) => {
                self.do_read(turn, first).await?;
                Box::pin(self.understand(turn, second, &turn.chat.stands())).await?;
            }
            Two::AnswerAndMore(first, second) => {
                // What is asked next stands last.
                self.do_read(turn, second).await?;
                if let Some(kept) = spoken.asked() {
                    self.hear_answer(turn, kept, first, spoken).await?;
                }
            }
        }
        ask_once_more(turn, spoken)?;
        Ok(true)
    }

    async fn do_read(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        let stands = turn.chat.stands();
        self.does_read(turn, text, &stands).await.map(drop)
    }
}
