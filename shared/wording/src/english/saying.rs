//! What the bank says in the chat, whatever it is asked for.

use domain::customer::standing::SuspensionReason;

use crate::bank::TELEPHONE;
use crate::say;
use crate::saying::{Kind, Saying};
use crate::sentence::{Sentence, name, own, strong};

/// Who can unlock.
pub const ASK_TO_UNLOCK: &str =
    "Your branch or internet banking can unlock it once they know it's you.";

/// The sentence.
pub fn words(saying: &Saying) -> Sentence {
    match saying {
        Saying::HowToEnrol => say![
            "Hello! This is ACME Bank. This phone isn't linked to an account \
     yet. Ask for an activation code in your branch or in internet banking, then send it to me \
     here: it begins with ACME."
        ],
        Saying::ActivationRefused => say![
            "That activation code doesn't work. Codes last 15 minutes and \
     work once; your branch or internet banking can give you a new one."
        ],
        Saying::Activated { first_name } => say![
            "Welcome, ",
            name(first_name),
            "! This phone is now linked to your ACME Bank accounts."
        ],
        Saying::AlreadyActivated => say!["This phone is already linked to your accounts."],
        Saying::Suspended(reason) => suspended(*reason),
        Saying::Blocked => blocked(),
        Saying::CodeNotRequested => code_not_requested(),
        Saying::KeepItSecret => say![
            "Please keep card numbers, PINs and codes out of this chat: I've \
     thrown away what you just sent, and I never need it here."
        ],
        Saying::CodeAlone => code_alone(),
        Saying::NoPasscodeDue => say![
            "I'm not waiting for a code right now. Please keep your PIN and codes to yourself: I never ask \
     for a PIN in the chat."
        ],
        Saying::PasscodeWrong { tries_left } => passcode_wrong(*tries_left),
        Saying::PasscodeExpired => {
            say!["That code has run out. You can have a new one sent from the bank's page."]
        }
        Saying::Menu { first_name } => say![
            "Hello ",
            name(first_name),
            ", how can I help? Choose from the list, or just type what you need."
        ],
        Saying::Help(lines) => help(lines),
        Saying::SpokenReceipts(true) => say![
            "Voice is on: your receipts will also come as a voice note. Say *voice off* to stop."
        ],
        Saying::SpokenReceipts(false) => say!["Voice is off: receipts come as text only."],
        Saying::Dropped => say!["All right, I've dropped that. Nothing was done."],
        Saying::NotUnderstood => say![
            "I'm sorry, I didn't understand that. I can show your balances or help you send money. Try \
             \"balance\", \"send 50 to Ben\" or \"menu\"."
        ],
        Saying::Forgotten => say![
            "I've learned something new since we last spoke, so let's start that again: what would you \
             like to do?"
        ],
        Saying::ProveFirst => say![
            "This phone was linked only a while ago, so I need to be sure once that it's you. Please say *balance* and \
             confirm it, then ask me again."
        ],
        Saying::Confirming { about_to } => confirming(about_to),
        Saying::NothingToConfirm => say!["Nothing is waiting to be confirmed."],
        Saying::Left => say![
            "All right: I won't write to this number again, unless you send me an activation code or *start*."
        ],
        Saying::Notices(wanted) => say![notices(*wanted)],
        Saying::SameAgain => same_again(),
        Saying::CodeMissing { ending } => code_missing(ending),
        Saying::NoCodeOnItsWay => say![
            "No code is due right now: I text one only after you have confirmed something on the bank's page. Ask me again for what you need."
        ],
        Saying::NothingToCancel => {
            say!["There's nothing waiting to be confirmed, so nothing to cancel."]
        }
        Saying::SayCancel => {
            say![
                "If you want to call off what is waiting, say *cancel*. Otherwise nothing changes."
            ]
        }
        Saying::TooLateToCancel => {
            say![
                "That one has just been confirmed and is being carried out, so I can't call it off any more."
            ]
        }
        Saying::NoLinkDue => say![
            "Nothing is waiting to be confirmed, so there is no link to send. Just ask me again for what \
             you need."
        ],
        Saying::CodeIsDue => say![
            "Your link has done its work: only the code is missing. Please type the one we texted you, here \
             or on the page, or say *cancel*."
        ],
        Saying::NoMoreCodes => no_more_codes(),
        Saying::CannotText => cannot_text(),
        Saying::UnderstandingLess => say![
            "I understand a little less than usual just now, but short \
     requests still work: *balance*, *send 50 to Ben*, *cancel*, *menu*."
        ],
        Saying::SomethingBroke => {
            say!["Sorry, something went wrong on our side. Please try again in a few minutes."]
        }
        Saying::CannotActOn(kind) => say![cannot_act_on(*kind)],
    }
}

fn code_not_requested() -> Sentence {
    say![
        "Thank you for telling me. I've stopped payments from this chat until you've spoken to the \
     bank: please call us on ",
        own(TELEPHONE),
        " or visit your branch. Don't share any code."
    ]
}

fn same_again() -> Sentence {
    say![
        "You've sent me the same thing many times in a few minutes, so I'll leave it unanswered for an hour. Anything else I answer as usual."
    ]
}

fn confirming(about_to: &Sentence) -> Sentence {
    say![
        about_to.clone(),
        " Nothing happens before you have confirmed it on the page. Say *new link* if you cannot use yours, or *cancel* \
         to call it off."
    ]
}

fn code_alone() -> Sentence {
    say![
        "I've not used those digits. To confirm, send me just the six digits of the code and nothing else. If you didn't \
     ask for it, say ",
        strong("I did not ask for this"),
        "."
    ]
}

fn blocked() -> Sentence {
    say![
        "Done. I've stopped your cards and this chat, and called off anything \
     that was waiting. Nothing more can be sent from here.\n\n\
     Now please call the bank on ",
        own(TELEPHONE),
        " from any phone, or visit a branch: only they can switch things back on, once they know it's you."
    ]
}

/// What stops, what goes on, and the way back.
const fn notices(wanted: bool) -> &'static str {
    if wanted {
        "Notices are on: I'll write to you when money comes in. Say *stop* to switch them off."
    } else {
        "Done: I won't write to you of my own accord any more, so there are no notices of money coming in. \
         You still get answers here, and receipts and security messages about what you do yourself. Say *start* to \
         have the notices back."
    }
}

fn code_missing(ending: &str) -> Sentence {
    say![
        "Your code goes by text to the number ending in ",
        own(ending),
        ". If it isn't there within a minute, please have a new one sent from the bank's page. If that number once \
         answered one of our texts with STOP, or has changed, no text gets through: please ask your branch, or call ",
        own(TELEPHONE),
        ". To call it off, say *cancel*."
    ]
}

fn no_more_codes() -> Sentence {
    say![
        "You'd need a code to confirm that, and I can't text you another one for now: at most five an hour \
             and ten a day go to one number. So I haven't sent a link, and nothing was done. Please ask me \
             again in an hour."
    ]
}

fn cannot_text() -> Sentence {
    say![
        "You'd need a code to confirm that, and I can't text the number we have for you: it may be blocking \
             our texts, or have changed. So I haven't sent a link, and nothing was done. Please ask your branch."
    ]
}

/// One line for each service, then what works whatever is going on.
fn help(lines: &[Sentence]) -> Sentence {
    let cancel = say!["*cancel* – call off what you have not confirmed yet"];
    let all = lines.iter().cloned().chain([cancel]);
    let bullets = Sentence::joined(all.map(|line| say!["• ", line]), "\n");
    say![
        "Here is what you can say:\n",
        bullets,
        "\n\nI never ask for your PIN or a code here unless one was just texted to you. Money only moves \
         after you have confirmed it on the bank's own page."
    ]
}

fn passcode_wrong(tries_left: u8) -> Sentence {
    let tries = if tries_left == 1 {
        " try left."
    } else {
        " tries left."
    };
    say!["That code isn't right. You have ", own(tries_left), tries]
}

fn suspended(reason: SuspensionReason) -> Sentence {
    match reason {
        SuspensionReason::Blocked | SuspensionReason::NotAskedFor => say![
            "This chat and your cards are stopped, as you asked. Please call the bank on ",
            own(TELEPHONE),
            ", or visit a branch, to switch them back on."
        ],
        SuspensionReason::IdentityChange => say![
            "WhatsApp tells us that something about this phone or number has changed, so I've \
             stopped this chat to be safe. Please ask your branch or internet banking to switch \
             it back on, or call the bank on ",
            own(TELEPHONE),
            "."
        ],
    }
}

const fn cannot_act_on(kind: Kind) -> &'static str {
    match kind {
        Kind::Audio => {
            "I can't listen to voice messages yet. Please type what you need, or say *menu*."
        }
        Kind::Picture => {
            "Thank you, but I can't look at pictures or films. Please type what you need, or say *menu*. \
     Never send a photo of your card."
        }
        Kind::Document => {
            "I can't open files here, so please take documents to your branch or internet banking. For \
     anything else, just type what you need."
        }
        Kind::Sticker => {
            "Nice one! If there's something I can do for you, just type it, or say *menu*."
        }
        Kind::Location => {
            "Thank you for the location. I can't look up places yet; for your accounts, just type what \
     you need."
        }
        Kind::Contacts => {
            "I can't add people from a contact card. To send money to somebody new, say *new payee*, and I'll \
     ask you for their account."
        }
        Kind::Order => {
            "There's nothing to order here. If there's something I can do with your accounts, say *menu*."
        }
        Kind::Form => {
            "I didn't ask for a form, so I haven't used what's in it. Say *menu* to see what I can do."
        }
        Kind::Unsupported => {
            "WhatsApp couldn't pass that on to me. Please type what you need, or say *menu* to see what I \
     can do."
        }
        Kind::Edit => {
            "I can't follow edits: what you first wrote is what counts. To change something, just write it \
     again; to call off a transfer you haven't confirmed, say *cancel*."
        }
        Kind::Unknown => {
            "I can only read text for now. Type what you need, or say *menu* to see what I can do."
        }
    }
}
