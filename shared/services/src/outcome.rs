//! What a service decided, so that it can be done without knowing the service.

use domain::confirmation::order::Effect;
use domain::customer::standing::SuspensionReason;
use domain::language::Language;
use wording::sentence::{Sentence, Words};

use crate::choice::{Choice, Tappable};
use crate::draft::Kept;
use crate::service::{Asking, Preference, Service, Step};

/// What a service decided, whichever it was.
pub enum Outcome {
    /// Say this.
    Say(Said),
    /// Seal this as an order of the service.
    Seal {
        /// The service's name.
        service: &'static str,
        /// What carrying it out does.
        effect: Effect,
    },
    /// The same, where nobody's leave is needed.
    AtOnce {
        /// The service's name.
        service: &'static str,
        /// What carrying it out does.
        effect: Effect,
    },
    /// Remember this.
    Prefer(Preference),
    /// Stop everything, at once.
    Stop(SuspensionReason),
    /// The words belong to another service than this one.
    NotMine(&'static str),
    /// What was kept was of another version: it was dropped, and nothing else was done.
    Forgotten,
}

/// What is said.
pub struct Said {
    /// In the customer's language.
    pub text: Sentence,
    /// Answers that can be tapped.
    pub choices: Vec<Tappable>,
    /// What is kept until the answer comes.
    pub draft: Option<Kept>,
    /// Whether an answer is waited for: then it is asked again after something else was asked.
    pub is_question: bool,
    /// Whether it says that what was asked for is not done.
    pub is_refusal: bool,
}

impl Said {
    const fn alone(text: Sentence) -> Self {
        Self {
            text,
            choices: Vec::new(),
            draft: None,
            is_question: false,
            is_refusal: false,
        }
    }
}

/// A service's step, whichever service it is of.
pub(crate) fn erased<S: Service>(step: Step<S::Draft, S::Says>, asking: &Asking<'_>) -> Outcome {
    let language = asking.language;
    match step {
        Step::Ask {
            draft,
            question,
            choices,
        } => Outcome::Say(said::<S>(&draft, &question, &choices, language)),
        Step::Offer {
            draft,
            says,
            choices,
        } => Outcome::Say(Said {
            is_question: false,
            ..said::<S>(&draft, &says, &choices, language)
        }),
        Step::Show(says) => Outcome::Say(Said::alone(says.words(language))),
        Step::Refuse(says) => Outcome::Say(Said {
            is_refusal: true,
            ..Said::alone(says.words(language))
        }),
        Step::Seal(effect) => Outcome::Seal {
            service: S::NAME,
            effect,
        },
        Step::AtOnce(effect) => Outcome::AtOnce {
            service: S::NAME,
            effect,
        },
        Step::Prefer(preference) => Outcome::Prefer(preference),
        Step::Stop(reason) => Outcome::Stop(reason),
        Step::NotMine => Outcome::NotMine(S::NAME),
    }
}

fn said<S: Service>(
    draft: &S::Draft,
    says: &S::Says,
    choices: &[Choice<S::Says>],
    language: Language,
) -> Said {
    let tappable = |choice: &Choice<S::Says>| choice.tappable(S::NAME, language);
    Said {
        text: says.words(language),
        choices: choices.iter().map(tappable).collect(),
        draft: Kept::of::<S>(draft),
        is_question: true,
        is_refusal: false,
    }
}
