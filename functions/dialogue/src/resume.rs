//! What answers a question of long ago: asked about before it is taken for the answer.

use domain::failure::Failure;
use domain::time::UnixSeconds;
use services::draft::Kept;
use wording::sentence::Words as _;
use wording::unsure::Unsure;

use crate::held::{About, hold, original};
use crate::late::yes_or_no;
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

/// After this long a question counts as one of long ago, in seconds.
const LONG_AGO_SECONDS: i64 = 1_800;

/// Longest stretch of an answer that is said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 60;

impl Spoken {
    /// Whether what is asked was asked long ago.
    pub fn is_of_long_ago(&self, now: UnixSeconds) -> bool {
        let asked_at = self.asked().and(self.asked_at);
        asked_at.is_some_and(|asked_at| is_long_ago(asked_at, now))
    }
}

pub fn is_long_ago(asked_at: UnixSeconds, now: UnixSeconds) -> bool {
    now > asked_at.plus(LONG_AGO_SECONDS)
}

/// Instead of taking what was said for the answer to a question of long ago: whether it was asked about.
pub fn asks_to_resume(turn: &CustomerTurn<'_>, spoken: &Spoken) -> Result<bool, Failure> {
    let kept = spoken.asked().filter(|_| spoken.is_of_long_ago(turn.now));
    let Some((kept, (original, said))) = kept.zip(original(turn.content)) else {
        return Ok(false);
    };
    let question = question(turn, kept, said).words(turn.chat.language);
    let asked = yes_or_no(turn, question, &Unsure::GoOn, &Unsure::DropIt);
    hold(turn, &asked, original, About::Resuming).map(|()| true)
}

fn question(turn: &CustomerTurn<'_>, kept: &Kept, said: &str) -> Unsure {
    Unsure::StillGoingOn {
        pursuit: services::pursuit(kept, turn.chat.language),
        said: said.chars().take(MAX_ECHO_CHARACTERS).collect(),
    }
}
