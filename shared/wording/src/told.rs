//! What the bank says of an order, whichever it is: the link, the receipt, the ending, the text messages.
//! Everything about the order itself comes from its [`Summary`].

use domain::confirmation::Ending;
use domain::language::Language;
use domain::money::Money;

use crate::english;
use crate::sentence::Sentence;
use crate::sms::Text;
use crate::summary::Summary;

/// What an account holds after an order was carried out.
#[derive(Clone, Copy)]
pub struct NewBalance<'a> {
    /// What the customer calls the account.
    pub account: &'a str,
    /// What it holds now.
    pub balance: Money,
}

/// The message that carries the link.
#[must_use]
pub fn link(summary: &Summary, _language: Language) -> Sentence {
    english::told::link(summary)
}

/// The label of the link's button, 20 characters at most.
#[must_use]
pub fn link_button(_language: Language) -> &'static str {
    "Review and confirm"
}

/// It is done. `balance`: what the debited account holds now, where money was moved. `reference`: what the
/// customer can quote.
#[must_use]
pub fn receipt(
    summary: &Summary,
    balance: Option<NewBalance<'_>>,
    reference: &str,
    _language: Language,
) -> Sentence {
    english::told::receipt(summary, balance, reference)
}

/// The receipt as it is spoken: never a reference.
#[must_use]
pub fn spoken_receipt(
    summary: &Summary,
    balance: Option<NewBalance<'_>>,
    _language: Language,
) -> Sentence {
    english::told::spoken_receipt(summary, balance)
}

/// Instead of [`credit_notice`], to a phone on which nobody has proved who they are: neither how much nor from whom.
#[must_use]
pub fn something_came_in(_language: Language) -> Sentence {
    english::told::something_came_in()
}

/// Money has come in.
#[must_use]
pub fn credit_notice(
    payer: &str,
    amount: Money,
    balance: NewBalance<'_>,
    _language: Language,
) -> Sentence {
    english::told::credit_notice(payer, amount, balance)
}

/// It ended without being carried out.
#[must_use]
pub fn ending(ending: Ending, summary: &Summary, _language: Language) -> Sentence {
    english::told::ending(ending, summary)
}

/// What was to be shown cannot be put into a message that WhatsApp still takes.
#[must_use]
pub fn ask_again(summary: &Summary, _language: Language) -> Sentence {
    english::told::ask_again(summary)
}

/// The text that carries a passcode (PSD2 RTS article 5: the payer is made aware of amount and payee).
/// `host`: where the page is that takes the code, so that a phone fills it in there and nowhere else.
#[must_use]
pub fn passcode_sms(
    code: &str,
    summary: &Summary,
    host: Option<&str>,
    _language: Language,
) -> Text {
    english::told::passcode_sms(code, summary, host)
}

/// The receipt as a text message, where the chat could not carry it. No balance: an SMS lies open on a locked
/// phone.
#[must_use]
pub fn receipt_sms(summary: &Summary, _language: Language) -> Text {
    english::told::receipt_sms(summary)
}
