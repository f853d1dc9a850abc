//! How a service is asked without being known: everything about one that the outside sees has one type here.

use domain::failure::Failure;
use domain::language::Language;
use wording::sentence::{Sentence, Words as _};

use crate::draft::Kept;
use crate::facts::{Facts, Sources};
use crate::meaning::Meaning;
use crate::outcome::{Outcome, Said, erased};
use crate::service::{Asking, Heard, Service};
use crate::talk::Talk;

/// What a tapped reply stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tap {
    /// Something of a service.
    Service {
        /// The service's name.
        name: &'static str,
        /// What is meant.
        means: String,
    },
    /// Something of the conversation itself.
    Talk(Talk),
}

impl Tap {
    pub(crate) fn of<S: Service>(means: &str) -> Self {
        Self::Service {
            name: S::NAME,
            means: means.to_owned(),
        }
    }
}

/// The first urgent one of some services.
pub(crate) const fn urgent(services: &[(&'static str, bool)]) -> &'static str {
    let mut rest = services;
    while let [(name, is_urgent), others @ ..] = rest {
        if *is_urgent {
            return name;
        }
        rest = others;
    }
    panic!("no service stops anything")
}

/// Lets a service hear and decide.
pub(crate) async fn run<S: Service>(
    heard: &Heard<'_>,
    so_far: Option<&Kept>,
    sources: &impl Sources,
    asking: &Asking<'_>,
) -> Result<Outcome, Failure> {
    let before = so_far.and_then(Kept::read::<S>);
    if heard.is_answer && before.is_none() {
        return Ok(Outcome::Forgotten);
    }
    let draft = S::hear(heard, before);
    let facts = S::Facts::fetch(sources, &draft, asking).await?;
    Ok(erased::<S>(S::decide(draft, &facts, asking), asking))
}

/// Lets a service say once more what it asks, in another language; nothing if it would ask nothing.
pub(crate) async fn ask_again<S: Service>(
    kept: &Kept,
    sources: &impl Sources,
    asking: &Asking<'_>,
) -> Result<Option<Said>, Failure> {
    let Some(draft) = kept.read::<S>() else {
        return Ok(None);
    };
    let facts = S::Facts::fetch(sources, &draft, asking).await?;
    let outcome = erased::<S>(S::decide(draft, &facts, asking), asking);
    Ok(match outcome {
        Outcome::Say(said) if said.is_question => Some(said),
        _ => None,
    })
}

/// Whether a whole text is certainly meant for this service: for an urgent one in any language, since who calls for help
/// may have left the one of the chat.
pub(crate) fn reads<S: Service>(text: &str, language: Language) -> bool {
    let in_any = || Language::ALL.into_iter().any(|one| S::reads(text, one));
    S::reads(text, language) || S::IS_URGENT && in_any()
}

/// Whether a text answers what a kept draft of this service asks.
pub(crate) fn answers<S: Service>(kept: &Kept, text: &str, language: Language) -> bool {
    kept.read::<S>()
        .is_some_and(|draft| S::answers(&draft, text, language))
}

/// Whether a text may correct a kept draft of this service.
pub(crate) fn may_correct<S: Service>(kept: &Kept, text: &str, language: Language) -> bool {
    kept.read::<S>()
        .is_some_and(|draft| S::may_correct(&draft, text, language))
}

/// What a kept draft of this service is about.
pub(crate) fn pursuit<S: Service>(kept: &Kept, language: Language) -> Option<Sentence> {
    let draft = kept.read::<S>()?;
    Some(S::pursuit(&draft)?.words(language))
}

/// What of this service can be meant.
pub(crate) fn meanings<S: Service>(language: Language) -> Vec<Meaning> {
    let meaning = |(intent, says): (&'static str, S::Says)| Meaning {
        intent,
        label: says.words(language),
        service: Some(S::NAME),
        stake: S::STAKE,
    };
    S::meanings().into_iter().map(meaning).collect()
}

/// The one registration: a service is a folder and its line here.
macro_rules! services {
    ($($room:ident: $service:ident),* $(,)?) => {
        $(mod $room;)*

        /// Every service's name, in the order of the menu.
        pub const NAMES: &[&str] = &[$(<$room::$service as Service>::NAME),*];

        /// Lets the service called `name` hear and decide; nothing if there is none.
        ///
        /// # Errors
        /// [`Failure::Retry`] while something outside is away.
        pub async fn ask(
            name: &str,
            heard: &Heard<'_>,
            so_far: Option<&Kept>,
            sources: &impl Sources,
            asking: &Asking<'_>,
        ) -> Result<Option<Outcome>, Failure> {
            $(if name == <$room::$service as Service>::NAME {
                let outcome = registry::run::<$room::$service>(heard, so_far, sources, asking);
                return Box::pin(outcome).await.map(Some);
            })*
            Ok(None)
        }

        /// What the service of a kept draft asks, said once more in the language of `asking`; nothing if it would
        /// ask nothing.
        ///
        /// # Errors
        /// [`Failure::Retry`] while something outside is away.
        pub async fn ask_again(
            kept: &Kept,
            sources: &impl Sources,
            asking: &Asking<'_>,
        ) -> Result<Option<Said>, Failure> {
            $(if kept.service == <$room::$service as Service>::NAME {
                return Box::pin(registry::ask_again::<$room::$service>(kept, sources, asking)).await;
            })*
            Ok(None)
        }

        /// The service a whole text is certainly meant for, word for word; only an urgent one, if `is_urgent`.
        #[must_use]
        pub fn reader(text: &str, language: Language, is_urgent: bool) -> Option<&'static str> {
            $(if (<$room::$service as Service>::IS_URGENT || !is_urgent)
                && registry::reads::<$room::$service>(text, language)
            {
                return Some(<$room::$service as Service>::NAME);
            })*
            None
        }

        /// Whether a whole text is certainly meant for some service, read in this language alone.
        pub(crate) fn is_read(text: &str, language: Language) -> bool {
            $(<$room::$service as Service>::reads(text, language))||*
        }

        /// What is at stake in a service.
        #[must_use]
        pub(crate) fn stake(name: &str) -> Stake {
            $(if name == <$room::$service as Service>::NAME {
                return <$room::$service as Service>::STAKE;
            })*
            Stake::Nothing
        }

        /// Whether whoever asks for a service doubts that something is right.
        pub(crate) fn doubts(name: &str) -> bool {
            $(if name == <$room::$service as Service>::NAME {
                return <$room::$service as Service>::DOUBTS;
            })*
            false
        }

        /// What can be meant of all services.
        pub(crate) fn meanings(language: Language) -> Vec<Meaning> {
            let all = [$(registry::meanings::<$room::$service>(language)),*];
            all.into_iter().flatten().collect()
        }

        /// What a kept draft is about, to follow "do you still want to"; nothing where that cannot be said.
        #[must_use]
        pub fn pursuit(kept: &Kept, language: Language) -> Option<Sentence> {
            $(if kept.service == <$room::$service as Service>::NAME {
                return registry::pursuit::<$room::$service>(kept, language);
            })*
            None
        }

        /// Whether a service may be asked only on a phone on which its customer has proved who they are.
        #[must_use]
        pub fn needs_proof(name: &str) -> bool {
            $(if name == <$room::$service as Service>::NAME {
                return !<$room::$service as Service>::BEFORE_PROOF;
            })*
            false
        }

        /// The service that takes over a text which those called so gave back.
        #[must_use]
        pub fn successor(text: &str, language: Language, from: &[&str]) -> Option<&'static str> {
            $(if !from.contains(&<$room::$service as Service>::NAME)
                && <$room::$service as Service>::takes_over(text, language)
            {
                return Some(<$room::$service as Service>::NAME);
            })*
            None
        }

        /// What a tapped id stands for, of today's form or the one before it.
        #[must_use]
        pub fn tapped(id: &str) -> Option<Tap> {
            let Some((name, means)) = choice::read(id) else {
                return old_tap(id);
            };
            $(if name == <$room::$service as Service>::NAME {
                return Some(Tap::of::<$room::$service>(means));
            })*
            Talk::of_tap(name, means).map(Tap::Talk)
        }

        /// The service that stops everything, and asks where that is not certainly meant.
        pub const STOPS: &str = registry::urgent(&[$((<$room::$service as Service>::NAME, <$room::$service as Service>::IS_URGENT)),*]);

        /// Whether a tapped id is a word to an urgent service.
        #[must_use]
        pub fn is_urgent_tap(id: &str) -> bool {
            match tapped(id) {
                $(Some(Tap::Service { name, .. }) if name == <$room::$service as Service>::NAME => {
                    <$room::$service as Service>::IS_URGENT
                })*
                _ => false,
            }
        }

        fn old_tap(id: &str) -> Option<Tap> {
            $(for (old, means) in <$room::$service as Service>::OLD_TAPS {
                if *old == id {
                    return Some(Tap::of::<$room::$service>(means));
                }
            })*
            Talk::of_tap(id, "").map(Tap::Talk)
        }

        /// Whether a text, read exactly, answers what a kept draft asks.
        #[must_use]
        pub fn answers(kept: &Kept, text: &str, language: Language) -> bool {
            $(if kept.service == <$room::$service as Service>::NAME {
                return registry::answers::<$room::$service>(kept, text, language);
            })*
            false
        }

        /// Whether a text may correct a kept draft.
        #[must_use]
        pub fn may_correct(kept: &Kept, text: &str, language: Language) -> bool {
            $(if kept.service == <$room::$service as Service>::NAME {
                return registry::may_correct::<$room::$service>(kept, text, language);
            })*
            false
        }

        /// What a sealed order was made of, to be corrected; nothing if it cannot be.
        #[must_use]
        pub fn draft_of(order: &Order) -> Option<Kept> {
            $(if order.service == <$room::$service as Service>::NAME {
                let draft = <$room::$service as Service>::draft_of(order)?;
                return Kept::of::<$room::$service>(&draft);
            })*
            None
        }

        /// What gives back what an order was carried out for, while that can be; nothing where what is done is done.
        #[must_use]
        pub fn takes_back(order: &Order) -> Option<Effect> {
            $(if order.service == <$room::$service as Service>::NAME {
                return <$room::$service as Service>::takes_back(order);
            })*
            None
        }

        /// An order in the words of its language: the only thing of it that is ever shown.
        ///
        /// # Errors
        /// [`Undescribed`] if no service has its name, or if it is none of that service's.
        pub fn summary(order: &Order) -> Result<Summary, Undescribed> {
            $(if order.service == <$room::$service as Service>::NAME {
                return <$room::$service as Service>::summary(order).ok_or(Undescribed);
            })*
            Err(Undescribed)
        }

        /// Every row of the menu, in the order of the registration.
        #[must_use]
        pub fn rows(asker: &Asker<'_>, language: Language) -> Vec<Row> {
            let mut rows = Vec::new();
            $(rows.extend(
                <$room::$service as Service>::menu(asker)
                    .iter()
                    .map(|entry| entry.row(<$room::$service as Service>::NAME, language)),
            );)*
            rows
        }

        /// The rooms of the services, in their order.
        pub(crate) const ROOMS: &[&str] = &[$(stringify!($room)),*];

        /// How to ask for each service, one line each.
        #[must_use]
        pub fn help_lines(language: Language) -> Vec<Sentence> {
            let lines = [$(<$room::$service as Service>::help().map(|says| says.words(language))),*];
            lines.into_iter().flatten().collect()
        }
    };
}

pub(crate) use services;
