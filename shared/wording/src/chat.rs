//! What the bank says in the chat. English; a second language gets a file of its own beside this one.

mod payees;

use domain::amount::AmountError;
use domain::money::Money;

pub use payees::{no_such_payee, which_payee};

/// Opens the list of what can be done.
#[must_use]
pub fn menu(first_name: &str) -> String {
    format!("Hello {first_name}, how can I help? Choose from the list, or just type what you need.")
}

/// The button that opens the list.
pub const MENU_BUTTON: &str = "See what I can do";

/// A row of the menu: title (24 characters) and description (72).
pub const MENU_BALANCES: (&str, &str) = ("Balances", "What is in your accounts right now");
/// A row of the menu.
pub const MENU_SEND: (&str, &str) = ("Send money", "To somebody you have saved as a payee");
/// A row of the menu.
pub const MENU_VOICE_ON: (&str, &str) = ("Voice on", "Hear your receipts as a voice note too");
/// A row of the menu.
pub const MENU_VOICE_OFF: (&str, &str) = ("Voice off", "Receipts as text only");
/// A row of the menu.
pub const MENU_HELP: (&str, &str) = ("Help", "What I can do, and how I keep your money safe");

/// A row of the menu.
pub const MENU_BLOCK: (&str, &str) = ("Block", "Lost phone? Stop your cards and this chat at once");
/// A row of the menu.
pub const MENU_BANK_CHECK: (&str, &str) = ("Is this my bank?", "How to tell that it is really us");

/// One account in a list of balances.
#[must_use]
pub fn balance_line(name: &str, ending: &str, posted: Money, available: Money) -> String {
    if posted == available {
        format!("{name} ••{ending}: *{posted}*")
    } else {
        format!("{name} ••{ending}: *{posted}*, of which {available} is available")
    }
}

/// Nothing to list.
pub const NO_ACCOUNTS: &str = "I can't find an account in your name. Please ask your branch.";

/// What can be done, and how it is kept safe.
#[must_use]
pub fn help() -> String {
    "Here is what you can say:\n\
     • *balance* – what is in your accounts\n\
     • *send 50 to Ben* – money to a payee you have saved\n\
     • *cancel* – call off what you have not confirmed yet\n\
     • *voice on* or *voice off* – receipts as a voice note too\n\
     • *is this my bank?* – how to tell that it is really us\n\
     • *block* – stop your cards and this chat at once\n\n\
     I never ask for your PIN or a code here unless one was just texted to you. Money only moves \
     after you have confirmed it on the bank's own page."
        .to_owned()
}

/// Asks for the whole sentence, when slots cannot be filled one at a time.
pub const HOW_TO_SEND: &str = "Tell me how much and to whom, like this: *send 50 to Ben*.";

/// Why an amount cannot be sent.
#[must_use]
pub fn amount_refused(error: &AmountError) -> String {
    match error {
        AmountError::Unreadable => {
            "I couldn't read that amount. Please write it in figures, like 50 or 12.50."
        }
        AmountError::Zero => {
            "I can't send nothing. Please ask again with an amount, like *send 50 to Ben*."
        }
        AmountError::Negative => "I can only send amounts above zero.",
        AmountError::TooManyDecimals => {
            "That amount has too many decimals: pence are the smallest I can send, like 12.50."
        }
        AmountError::OtherCurrency => "I can only send money in your account's own currency.",
        AmountError::TooLarge => "That is more than I can send.",
    }
    .to_owned()
}

/// More than one transfer may move.
#[must_use]
pub fn over_transfer_limit(amount: Money, limit: Money) -> String {
    format!(
        "{amount} is more than I can send in one go: the most is {limit}. Nothing was sent or held."
    )
}

/// There is no account the money could come from.
pub const NO_ACCOUNT_TO_SEND_FROM: &str =
    "I can't find an account to send from. Please ask your branch.";

/// Spoken receipts turned on or off.
#[must_use]
pub const fn voice(enabled: bool) -> &'static str {
    if enabled {
        "Voice is on: your receipts will also come as a voice note. Say *voice off* to stop."
    } else {
        "Voice is off: receipts come as text only."
    }
}

/// How to tell that it is really the bank. `link`: the one address its links begin with.
#[must_use]
pub fn bank_check(link: &str) -> String {
    format!(
        "Good question. Here is how to tell:\n\
         • The only links I send begin with {link}\n\
         • That page shows the safety phrase you chose with the bank. If it's missing or wrong, \
         close the page. I never say the phrase in this chat.\n\
         • I never ask for your PIN here, and nobody from the bank calls you for a code.\n\n\
         In doubt, say *block* and call the number on your card."
    )
}
