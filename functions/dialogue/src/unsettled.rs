//! "Don't" or "my friend said" in one bubble and "send 28 to Ben" in the next: together they may mean another thing than
//! the second alone, so its sender is asked.
//!
//! Deliberately keeps only when the first was written, not its words.

use domain::failure::Failure;
use domain::time::UnixSeconds;
use services::outcome::Outcome;
use services::service::Heard;
use wording::belated::Belated;
use wording::sentence::Words as _;
use wording::unsure::Unsure;

use crate::held::{About, hold, original};
use crate::late::{begins_an_order, said_back, yes_or_no};
use crate::turn::CustomerTurn;

/// Two messages that were written within this time may be one, in seconds.
const ONE_BREATH_SECONDS: i64 = 10;

/// Instead of beginning a whole order right behind words of which nothing came: whether it was asked about.
pub fn asks_about_unsettled(
    turn: &CustomerTurn<'_>,
    heard: &Heard<'_>,
    outcome: &Outcome,
) -> Result<bool, Failure> {
    let unsettled_at = turn.chat.unsettled_before();
    let is_one = unsettled_at
        .zip(turn.written_at)
        .is_some_and(|(first, second)| is_one_breath(first, second));
    let Some((original, said)) = original(turn.content).filter(|_| is_one) else {
        return Ok(false);
    };
    let is_part = heard.is_answer || heard.corrects || heard.tapped.is_some();
    if is_part || !begins_an_order(outcome) {
        return Ok(false);
    }
    let said = said_back(said);
    let question = Unsure::JustThis { said }.words(turn.chat.language);
    let (yes, no) = (Belated::YesStillWanted, Belated::NotWanted);
    let asked = yes_or_no(turn, question, &yes, &no);
    hold(turn, &asked, original, About::Late).map(|()| true)
}

fn is_one_breath(first: UnixSeconds, second: UnixSeconds) -> bool {
    first <= second && second <= first.plus(ONE_BREATH_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bubbles_of_a_few_seconds_are_one_message() {
        let is_one = |first, second| is_one_breath(UnixSeconds(first), UnixSeconds(second));
        assert!(is_one(100, 100) && is_one(100, 110));
        assert!(!is_one(100, 111) && !is_one(100, 99));
    }
}
