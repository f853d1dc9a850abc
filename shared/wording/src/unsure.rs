//! What the bank says where it is not sure: of what was meant, or whether something is still wanted.

use domain::language::Language;

use crate::bank::TELEPHONE;
use crate::said;
use crate::sentence::{Sentence, Words, name, own};

crate::sentences!("unsure");

/// One thing said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// One thing may be meant.
    DidYouMeanThis,
    /// Some things may be meant.
    DidYouMeanOneOfThese,
    /// A button: neither.
    NoneOfThese,
    /// A question of long ago would be answered: is that still wanted?
    StillGoingOn {
        /// What was being talked about, to follow "still": *send £50.00 to Ben Carter*.
        pursuit: Option<Sentence>,
        /// What was said now.
        said: String,
    },
    /// An order right behind words of which nothing came: is it wanted without them?
    JustThis {
        /// The order, in the customer's own words.
        said: String,
    },
    /// A button: it is.
    GoOn,
    /// A button: it is not.
    DropIt,
    /// For the second time in a row nothing was understood: above the menu.
    AskAPerson,
    /// And once more.
    FewWords,
    /// Below a question that is put for the third time.
    WaysOut,
    /// The question was put too often.
    QuestionDropped,
    /// Two requests that move money in one message.
    OneAtATime,
    /// A second request that must be confirmed, in one message.
    OneIsEnough,
}

impl Words for Unsure {
    fn words(&self, language: Language) -> Sentence {
        let telephone = own(TELEPHONE);
        match self {
            Self::DidYouMeanThis => said!(language, DID_YOU_MEAN_THIS),
            Self::DidYouMeanOneOfThese => said!(language, DID_YOU_MEAN_ONE_OF_THESE),
            Self::NoneOfThese => said!(language, NONE_OF_THESE),
            Self::StillGoingOn {
                pursuit: Some(pursuit),
                said,
            } => said!(
                language,
                STILL_GOING_ON,
                pursuit = pursuit.clone(),
                said = name(said)
            ),
            Self::StillGoingOn { said, .. } => {
                said!(language, STILL_GOING_ON_WITH_IT, said = name(said))
            }
            Self::JustThis { said } => said!(language, JUST_THIS, said = name(said)),
            Self::GoOn => said!(language, GO_ON),
            Self::DropIt => said!(language, DROP_IT),
            Self::AskAPerson => said!(language, ASK_A_PERSON, telephone = telephone),
            Self::FewWords => said!(language, FEW_WORDS, telephone = telephone),
            Self::WaysOut => said!(language, WAYS_OUT, telephone = telephone),
            Self::QuestionDropped => said!(language, QUESTION_DROPPED, telephone = telephone),
            Self::OneAtATime => said!(language, ONE_AT_A_TIME),
            Self::OneIsEnough => said!(language, ONE_IS_ENOUGH),
        }
    }
}
