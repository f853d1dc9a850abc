//! What a text may mean, where nobody is sure: its sender is asked, and says it with a tap.
//!
//! Deliberately begins nothing before: a guess moves no money and stops nothing.

use domain::failure::Failure;
use services::choice::{Tappable, read, reply_id};
use services::meaning::{self, Meaning};
use services::outcome::Said;
use services::wish;
use wording::belated::Belated;
use wording::sentence::Words as _;
use wording::unsure::Unsure;

use crate::Dialogue;
use crate::held::{About, Held, Original, hold, original};
use crate::show;
use crate::talk::Spoken;
use crate::turn::{CustomerTurn, afresh};

/// What the ids of the answers begin with.
const NAME: &str = "meant";

/// The answer that none of them is meant.
const NONE: &str = "none";

/// Asks which of a few meanings is meant.
pub fn ask_what_is_meant(turn: &CustomerTurn<'_>, meanings: &[Meaning]) -> Result<(), Failure> {
    let Some((original, _)) = original(turn.content) else {
        return show::menu(turn, None);
    };
    let intents = meanings.iter().map(|meaning| meaning.intent.to_owned());
    let about = About::Meaning(intents.collect());
    hold(turn, &question(turn, meanings), original, about)
}

impl Dialogue {
    /// Whether a text says which meaning is meant, or that none is.
    pub(crate) async fn answers_meaning(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let Some((held, intents)) = asked(spoken).filter(|(held, _)| held.is_answered_by(turn))
        else {
            return Ok(false);
        };
        let language = turn.chat.language;
        let named = meaning::named(intents, text, language);
        match (named, wish::consent(text, language), intents) {
            (Some(intent), _, _) => self.do_meant(turn, held, &intent).await?,
            (None, Some(true), [only]) => self.do_meant(turn, held, only).await?,
            (None, Some(false), _) => self.do_meant(turn, held, NONE).await?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether a tap says so. One to a question that is no longer asked is said to be over.
    pub(crate) async fn taps_meaning(
        &self,
        turn: &CustomerTurn<'_>,
        id: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let Some((NAME, means)) = read(id) else {
            return Ok(false);
        };
        let (intent, key) = means.split_once('=').unwrap_or_default();
        let asked = asked(spoken);
        match asked.filter(|(held, _)| held.key == key && held.is_answered_by(turn)) {
            Some((held, _)) => self.do_meant(turn, held, intent).await?,
            None => turn.chat.say(&Belated::LateIsOver)?,
        }
        Ok(true)
    }

    /// Does what is meant, with the words as they were written.
    async fn do_meant(
        &self,
        turn: &CustomerTurn<'_>,
        held: &Held,
        intent: &str,
    ) -> Result<(), Failure> {
        let before = held.before();
        turn.chat.settle_held();
        let language = turn.chat.language;
        match (meaning::of(intent, language), &held.original) {
            (Some(meaning), Original::Text(text)) => {
                Box::pin(self.do_meaning(turn, &meaning, text, &before)).await?;
            }
            _ => show::menu(turn, None)?,
        }
        if !turn.chat.was_decided() {
            turn.chat.keep(before);
        }
        Ok(())
    }

    async fn do_meaning(
        &self,
        turn: &CustomerTurn<'_>,
        meaning: &Meaning,
        text: &str,
        before: &Spoken,
    ) -> Result<(), Failure> {
        match meaning.service {
            Some(service) => {
                self.ask(
                    turn,
                    service,
                    &afresh(text, turn.chat.language),
                    Some(before),
                )
                .await
            }
            // What no service does is asked for by its name.
            None => self.understand(turn, &meaning.label.plain(), before).await,
        }
    }
}

/// What waits to be told apart, and between which intents.
fn asked(spoken: &Spoken) -> Option<(&Held, &[String])> {
    let held = spoken.held.as_ref()?;
    match &held.about {
        About::Meaning(intents) => Some((held, intents)),
        About::Late | About::Resuming => None,
    }
}

fn question(turn: &CustomerTurn<'_>, meanings: &[Meaning]) -> Said {
    let language = turn.chat.language;
    let id = |means: &str| reply_id(NAME, &format!("{means}={}", turn.chat.key));
    let choice = |meaning: &Meaning| Tappable {
        id: id(meaning.intent),
        label: meaning.label.clone(),
    };
    let none = Tappable {
        id: id(NONE),
        label: Unsure::NoneOfThese.words(language),
    };
    let question = match meanings {
        [_] => Unsure::DidYouMeanThis,
        _ => Unsure::DidYouMeanOneOfThese,
    };
    Said {
        text: question.words(language),
        choices: meanings.iter().map(choice).chain([none]).collect(),
        draft: None,
        is_question: true,
        is_refusal: false,
    }
}
