//! What the bank says of an order, in English.

use domain::confirmation::Ending;
use domain::ledger::movement::Movement;

use super::reference;
use super::saying::ASK_TO_UNLOCK;
use crate::bank::TELEPHONE;
use crate::say;
use crate::sentence::{Sentence, name, own, strong};
use crate::sms::{self, Text};
use crate::summary::Summary;
use crate::told::NewBalance;

pub fn link(summary: &Summary) -> Sentence {
    say![
        summary.forms.about_to.clone(),
        "\n\nPlease confirm on the bank's page. The link works once, for 15 minutes. To call it off, \
         say *cancel*."
    ]
}

pub fn receipt(summary: &Summary, balance: Option<NewBalance<'_>>, reference: &str) -> Sentence {
    let reference = say!["Reference ", own(reference)];
    let lines = [Some(done(summary)), balance.map(now_holds), Some(reference)];
    Sentence::joined(lines.into_iter().flatten(), "\n")
}

pub fn spoken_receipt(summary: &Summary, balance: Option<NewBalance<'_>>) -> Sentence {
    let sentences = [Some(done(summary)), balance.map(now_holds)];
    Sentence::joined(sentences.into_iter().flatten(), " ")
}

fn done(summary: &Summary) -> Sentence {
    say!["Done. ", summary.forms.done.clone()]
}

fn now_holds(new: NewBalance<'_>) -> Sentence {
    say![
        "Your ",
        name(new.account),
        " now holds ",
        strong(new.balance),
        "."
    ]
}

pub fn something_came_in() -> Sentence {
    say!["Money has come into your account. To see it, say *balance*."]
}

pub fn credit_notice(credit: &Movement, balance: NewBalance<'_>) -> Sentence {
    let came = say![
        strong(name(&credit.payer_name)),
        " sent you ",
        strong(credit.amount),
        reference(credit.reference.as_ref()),
        "."
    ];
    Sentence::joined([came, now_holds(balance)], "\n")
}

pub fn passcode_sms(code: &str, summary: &Summary, host: Option<&str>) -> Text {
    let to_do = &summary.forms.to_do;
    let needed = say![
        "ACME Bank: ",
        own(code),
        " is your code to ",
        to_do.clone(),
        ". Never share it."
    ];
    Text {
        needed,
        short: say!["ACME Bank: ", own(code), " to ", to_do.clone()],
        last_line: host.map(|host| sms::bound(host, code)),
        more: vec![say![" Valid 5 minutes."], say![" We will not call for it."]],
    }
}

pub fn receipt_sms(summary: &Summary) -> Text {
    let done = say!["ACME Bank: ", summary.forms.done.clone().uncapitalised()];
    Text {
        needed: say![done.clone(), " Not you? Call ", own(TELEPHONE), "."],
        short: done,
        last_line: None,
        more: vec![say![" We could not reach you on WhatsApp."]],
    }
}

pub fn ask_again(summary: &Summary) -> Sentence {
    say![
        "Please write to me here and ask again for ",
        summary.forms.noun.clone(),
        "."
    ]
}

pub fn ending(ending: Ending, summary: &Summary) -> Sentence {
    let forms = &summary.forms;
    let [to_do, doing, noun, not_done] =
        [&forms.to_do, &forms.doing, &forms.noun, &forms.not_done].map(Clone::clone);
    let nothing = say![forms.nothing.clone().capitalised(), "."];
    let nothing_held = say![forms.nothing_held.clone().capitalised(), "."];
    match ending {
        Ending::Cancelled => say!["Cancelled. ", forms.nothing_more.clone().capitalised(), "."],
        Ending::Replaced => say!["I've dropped the earlier request to ", to_do, "."],
        Ending::CredentialsRejected => say![
            "I've stopped ",
            noun,
            ": the details on the page were wrong three times. ",
            nothing,
            " If that wasn't you, please call the bank on ",
            own(TELEPHONE),
            "."
        ],
        Ending::PasscodeRejected => say![
            "I've stopped ",
            noun,
            ": the code was wrong three times. ",
            nothing,
            " If that wasn't you, please call the bank on ",
            own(TELEPHONE),
            "."
        ],
        Ending::NotAskedFor => say![
            "Thank you for telling me. I've stopped ",
            noun,
            ", your cards and this chat. ",
            nothing,
            " Please call the bank on ",
            own(TELEPHONE),
            "."
        ],
        Ending::Suspended => say!["I've called off ", doing, ". ", nothing],
        Ending::Locked => say![
            "I can't ",
            to_do,
            ": too many tries in a row were wrong. ",
            nothing,
            " ",
            ASK_TO_UNLOCK
        ],
        Ending::PasscodeNotSent => say![
            "I couldn't text you a code, so ",
            not_done,
            ". At most five codes an hour and ten a day go to one number: if you have had those, please ask \
             again later. Else your phone may be blocking our texts, or its number has changed: please ask \
             your branch."
        ],
        Ending::Expired => say![
            "Time ran out for ",
            doing,
            ", so ",
            forms.nothing.clone(),
            ". Just ask again when you're ready."
        ],
        Ending::InsufficientFunds => {
            say![
                "There isn't enough in your account to ",
                to_do,
                ". ",
                nothing_held
            ]
        }
        Ending::LimitReached => say![
            doing.capitalised(),
            " would go over what you can send in one day. ",
            nothing_held
        ],
        Ending::AccountUnavailable => say![
            "I can't ",
            to_do,
            ": one of the two accounts can't be used at the moment. ",
            nothing_held,
            " Please call the bank and we'll sort it out."
        ],
        Ending::AlreadyThere => say!["I couldn't ", to_do, ": that is there already. ", nothing],
        Ending::Gone => say!["I couldn't ", to_do, ": it isn't there any more. ", nothing],
        Ending::Full => say![
            "I couldn't ",
            to_do,
            ": there are as many as I can keep. ",
            nothing,
            " Remove one you no longer need, then ask again."
        ],
        Ending::Unresolved => say![
            "Something went wrong with ",
            doing,
            ". A colleague is looking at it now; please don't ",
            forms.again.clone(),
            " until you hear from us."
        ],
        // What was done gets a receipt instead; if this is ever said, it must not claim success.
        Ending::Done | Ending::Failed => say![
            "Something went wrong on our side, so ",
            not_done,
            ". Please try again in a few minutes."
        ],
    }
}
