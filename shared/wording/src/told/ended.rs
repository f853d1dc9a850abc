//! That an order ended without being carried out.

use domain::confirmation::Ending;
use domain::language::Language;

use super::{
    ACCOUNT_UNAVAILABLE, ALREADY_PAID, ALREADY_THERE, BILL_CHANGED, CANCELLED,
    CREDENTIALS_REJECTED, EXPIRED, FAILED, FRESH_PHONE, FULL, GONE, INSUFFICIENT_FUNDS,
    LIMIT_REACHED, LOCKED, NOT_ASKED_FOR, PASSCODE_NOT_SENT, PASSCODE_REJECTED, REPLACED,
    SUSPENDED, UNRESOLVED, WHOLE,
};
use crate::bank::TELEPHONE;
use crate::said;
use crate::saying::ask_to_unlock;
use crate::sentence::{Sentence, own};
use crate::summary::Summary;

/// The sentence.
pub fn words(ending: Ending, summary: &Summary, language: Language) -> Sentence {
    let forms = &summary.forms;
    let [to_do, doing, noun, not_done] =
        [&forms.to_do, &forms.doing, &forms.noun, &forms.not_done].map(Clone::clone);
    let nothing = whole(&forms.nothing, language);
    let nothing_held = whole(&forms.nothing_held, language);
    let telephone = own(TELEPHONE);
    match ending {
        Ending::Cancelled => {
            let nothing_more = whole(&forms.nothing_more, language);
            said!(language, CANCELLED, nothing_more = nothing_more)
        }
        Ending::Replaced => said!(language, REPLACED, to_do = to_do),
        Ending::CredentialsRejected => said!(
            language,
            CREDENTIALS_REJECTED,
            noun = noun,
            nothing = nothing,
            telephone = telephone
        ),
        Ending::PasscodeRejected => said!(
            language,
            PASSCODE_REJECTED,
            noun = noun,
            nothing = nothing,
            telephone = telephone
        ),
        Ending::NotAskedFor => said!(
            language,
            NOT_ASKED_FOR,
            noun = noun,
            nothing = nothing,
            telephone = telephone
        ),
        Ending::Suspended => said!(language, SUSPENDED, doing = doing, nothing = nothing),
        Ending::Locked => said!(
            language,
            LOCKED,
            to_do = to_do,
            nothing = nothing,
            ask_to_unlock = ask_to_unlock(language)
        ),
        Ending::PasscodeNotSent => said!(language, PASSCODE_NOT_SENT, not_done = not_done),
        Ending::Expired => {
            said!(
                language,
                EXPIRED,
                doing = doing,
                nothing = forms.nothing.clone()
            )
        }
        Ending::InsufficientFunds => {
            said!(
                language,
                INSUFFICIENT_FUNDS,
                to_do = to_do,
                nothing = nothing_held
            )
        }
        Ending::LimitReached => {
            said!(
                language,
                LIMIT_REACHED,
                doing = doing.capitalised(),
                nothing = nothing_held
            )
        }
        Ending::FreshPhone => said!(language, FRESH_PHONE, to_do = to_do, nothing = nothing_held),
        Ending::AccountUnavailable => {
            said!(
                language,
                ACCOUNT_UNAVAILABLE,
                to_do = to_do,
                nothing = nothing_held
            )
        }
        Ending::AlreadyPaid => said!(
            language,
            ALREADY_PAID,
            to_do = to_do,
            nothing = nothing_held
        ),
        Ending::BillChanged => said!(
            language,
            BILL_CHANGED,
            to_do = to_do,
            nothing = nothing_held
        ),
        Ending::AlreadyThere => said!(language, ALREADY_THERE, to_do = to_do, nothing = nothing),
        Ending::Gone => said!(language, GONE, to_do = to_do, nothing = nothing),
        Ending::Full => said!(language, FULL, to_do = to_do, nothing = nothing),
        Ending::Unresolved => {
            said!(
                language,
                UNRESOLVED,
                doing = doing,
                again = forms.again.clone()
            )
        }
        // What was done gets a receipt instead; if this is ever said, it must not claim success.
        Ending::Done | Ending::Failed => said!(language, FAILED, not_done = not_done),
    }
}

/// A clause as a sentence of its own.
fn whole(clause: &Sentence, language: Language) -> Sentence {
    said!(language, WHOLE, clause = clause.clone().capitalised())
}
