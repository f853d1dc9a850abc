//! What is said in the chat whatever it is asked for, in words.

use domain::customer::standing::SuspensionReason;
use domain::language::Language;

use super::{Kind, Saying};
use crate::bank::TELEPHONE;
use crate::sentence::{Sentence, Words, name, own};
use crate::{said, say};

crate::sentences!("saying");

impl Words for Saying {
    fn words(&self, language: Language) -> Sentence {
        let telephone = own(TELEPHONE);
        match self {
            Self::HowToEnrol => said!(language, HOW_TO_ENROL),
            Self::ActivationRefused => said!(language, ACTIVATION_REFUSED),
            Self::Activated { first_name } => {
                said!(language, ACTIVATED, first_name = name(first_name))
            }
            Self::AlreadyActivated => said!(language, ALREADY_ACTIVATED),
            Self::Suspended(reason) => suspended(*reason, language),
            Self::Blocked => said!(language, BLOCKED, telephone = telephone),
            Self::CodeNotRequested => said!(language, CODE_NOT_REQUESTED, telephone = telephone),
            Self::KeepItSecret => said!(language, KEEP_IT_SECRET),
            Self::CodeAlone => said!(language, CODE_ALONE),
            Self::NoPasscodeDue => said!(language, NO_PASSCODE_DUE),
            Self::PasscodeWrong { tries_left } => {
                said!(language, PASSCODE_WRONG, tries = *tries_left)
            }
            Self::PasscodeExpired => said!(language, PASSCODE_EXPIRED),
            Self::Menu { first_name } => said!(language, MENU, first_name = name(first_name)),
            Self::Help(lines) => help(lines, language),
            Self::SpokenReceipts(true) => said!(language, VOICE_IS_ON),
            Self::SpokenReceipts(false) => said!(language, VOICE_IS_OFF),
            Self::SpeaksThis => said!(language, SPEAKS_THIS),
            Self::SpeakThis => said!(language, SPEAK_THIS),
            Self::YesThis => said!(language, YES_THIS),
            Self::Dropped => said!(language, DROPPED),
            Self::NotUnderstood => said!(language, NOT_UNDERSTOOD),
            Self::Forgotten => said!(language, FORGOTTEN),
            Self::ProveFirst => said!(language, PROVE_FIRST),
            Self::Confirming { about_to } => {
                said!(language, CONFIRMING, about_to = about_to.clone())
            }
            Self::NothingToConfirm => said!(language, NOTHING_TO_CONFIRM),
            Self::Left => said!(language, LEFT),
            Self::Notices(true) => said!(language, NOTICES_ARE_ON),
            Self::Notices(false) => said!(language, NOTICES_ARE_OFF),
            Self::SameAgain => said!(language, SAME_AGAIN),
            Self::CodeMissing { ending } => {
                let ending = own(ending);
                said!(
                    language,
                    CODE_MISSING,
                    ending = ending,
                    telephone = telephone
                )
            }
            Self::NoCodeOnItsWay => said!(language, NO_CODE_ON_ITS_WAY),
            Self::NothingToCancel => said!(language, NOTHING_TO_CANCEL),
            Self::SayCancel => said!(language, SAY_CANCEL),
            Self::TooLateToCancel => said!(language, TOO_LATE_TO_CANCEL),
            Self::NoLinkDue => said!(language, NO_LINK_DUE),
            Self::CodeIsDue => said!(language, CODE_IS_DUE),
            Self::NoMoreCodes => said!(language, NO_MORE_CODES),
            Self::CannotText => said!(language, CANNOT_TEXT),
            Self::UnderstandingLess => said!(language, UNDERSTANDING_LESS),
            Self::SomethingBroke => said!(language, SOMETHING_BROKE),
            Self::CannotActOn(kind) => cannot_act_on(*kind, language),
        }
    }
}

/// One line for each service, then what works whatever is going on.
fn help(lines: &[Sentence], language: Language) -> Sentence {
    let cancel = said!(language, HELP_CANCEL);
    let all = lines.iter().cloned().chain([cancel]);
    let bullets = Sentence::joined(all.map(|line| say!["• ", line]), "\n");
    said!(language, HELP, lines = bullets)
}

fn suspended(reason: SuspensionReason, language: Language) -> Sentence {
    let telephone = own(TELEPHONE);
    match reason {
        SuspensionReason::Blocked | SuspensionReason::NotAskedFor => {
            said!(language, SUSPENDED_AS_ASKED, telephone = telephone)
        }
        SuspensionReason::IdentityChange => {
            said!(language, SUSPENDED_IDENTITY_CHANGE, telephone = telephone)
        }
    }
}

fn cannot_act_on(kind: Kind, language: Language) -> Sentence {
    match kind {
        Kind::Audio => said!(language, CANNOT_ACT_ON_AUDIO),
        Kind::Picture => said!(language, CANNOT_ACT_ON_PICTURE),
        Kind::Document => said!(language, CANNOT_ACT_ON_DOCUMENT),
        Kind::Sticker => said!(language, CANNOT_ACT_ON_STICKER),
        Kind::Location => said!(language, CANNOT_ACT_ON_LOCATION),
        Kind::Contacts => said!(language, CANNOT_ACT_ON_CONTACTS),
        Kind::Order => said!(language, CANNOT_ACT_ON_ORDER),
        Kind::Form => said!(language, CANNOT_ACT_ON_FORM),
        Kind::Unsupported => said!(language, CANNOT_ACT_ON_UNSUPPORTED),
        Kind::Edit => said!(language, CANNOT_ACT_ON_EDIT),
        Kind::Unknown => said!(language, CANNOT_ACT_ON_UNKNOWN),
    }
}

/// Nothing that must be confirmed may begin: too many tries in a row were wrong.
#[must_use]
pub fn locked(language: Language) -> Sentence {
    said!(language, LOCKED, ask_to_unlock = ask_to_unlock(language))
}

/// Who can unlock.
#[must_use]
pub fn ask_to_unlock(language: Language) -> Sentence {
    said!(language, ASK_TO_UNLOCK)
}
