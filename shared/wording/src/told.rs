//! What the bank says of an order, whichever it is: the link, the receipt, the ending, the text messages.
//! Everything about the order itself comes from its [`Summary`].

mod ended;

use domain::confirmation::Ending;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::money::Money;

use crate::bank::TELEPHONE;
use crate::said;
use crate::sentence::{Sentence, name, own};
use crate::shown;
use crate::sms::{self, Text};
use crate::summary::Summary;

crate::sentences!("told");

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
pub fn link(summary: &Summary, language: Language) -> Sentence {
    said!(language, LINK, about_to = summary.forms.about_to.clone())
}

/// The label of the link's button, 20 characters at most.
#[must_use]
pub fn link_button(language: Language) -> &'static str {
    LINK_BUTTON.label(language)
}

/// It is done. `balance`: what the debited account holds now, where money was moved. `reference`: what the
/// customer can quote.
#[must_use]
pub fn receipt(
    summary: &Summary,
    balance: Option<NewBalance<'_>>,
    reference: &str,
    language: Language,
) -> Sentence {
    let reference = said!(language, REFERENCE, reference = own(reference));
    let balance = balance.map(|new| now_holds(new, language));
    let lines = [Some(done(summary, language)), balance, Some(reference)];
    Sentence::joined(lines.into_iter().flatten(), "\n")
}

/// The receipt as it is spoken: never a reference.
#[must_use]
pub fn spoken_receipt(
    summary: &Summary,
    balance: Option<NewBalance<'_>>,
    language: Language,
) -> Sentence {
    let balance = balance.map(|new| now_holds(new, language));
    let sentences = [Some(done(summary, language)), balance];
    Sentence::joined(sentences.into_iter().flatten(), " ")
}

/// Instead of [`credit_notice`], to a phone on which nobody has proved who they are: neither how much nor from whom.
#[must_use]
pub fn something_came_in(language: Language) -> Sentence {
    said!(language, SOMETHING_CAME_IN)
}

/// Money has come in.
#[must_use]
pub fn credit_notice(credit: &Movement, balance: NewBalance<'_>, language: Language) -> Sentence {
    let came = said!(
        language,
        CAME_IN,
        payer = name(&credit.payer_name),
        amount = credit.amount,
        reference = shown::reference(credit.reference.as_ref(), language)
    );
    Sentence::joined([came, now_holds(balance, language)], "\n")
}

/// A cash machine has given out `amount` of what was `asked` for.
#[must_use]
pub fn given_out(
    amount: Money,
    asked: Money,
    balance: Option<NewBalance<'_>>,
    language: Language,
) -> Sentence {
    let given = if amount == asked {
        said!(language, GIVEN_OUT, amount = amount)
    } else {
        said!(language, GIVEN_OUT_IN_PART, amount = amount, asked = asked)
    };
    let balance = balance.map(|new| now_holds(new, language));
    let lines = [Some(given), balance, Some(said!(language, NOT_YOU))];
    Sentence::joined(lines.into_iter().flatten(), "\n")
}

/// A cash machine has kept some of what it was to give out.
#[must_use]
pub fn kept_by_the_machine(
    amount: Money,
    balance: Option<NewBalance<'_>>,
    language: Language,
) -> Sentence {
    let kept = said!(language, KEPT_BY_THE_MACHINE, amount = amount);
    let balance = balance.map(|new| now_holds(new, language));
    Sentence::joined([Some(kept), balance].into_iter().flatten(), "\n")
}

/// It ended without being carried out.
#[must_use]
pub fn ending(ending: Ending, summary: &Summary, language: Language) -> Sentence {
    ended::words(ending, summary, language)
}

/// What was to be shown cannot be put into a message that WhatsApp still takes.
#[must_use]
pub fn ask_again(summary: &Summary, language: Language) -> Sentence {
    said!(language, ASK_AGAIN, noun = summary.forms.noun.clone())
}

/// The text that carries a passcode (PSD2 RTS article 5: the payer is made aware of amount and payee).
/// `host`: where the page is that takes the code, so that a phone fills it in there and nowhere else.
#[must_use]
pub fn passcode_sms(code: &str, summary: &Summary, host: Option<&str>, language: Language) -> Text {
    let to_do = || summary.forms.to_do.clone();
    Text {
        needed: said!(language, PASSCODE_SMS, code = own(code), to_do = to_do()),
        short: said!(
            language,
            PASSCODE_SMS_SHORT,
            code = own(code),
            to_do = to_do()
        ),
        last_line: host.map(|host| sms::bound(host, code)),
        more: vec![
            said!(language, PASSCODE_SMS_VALID),
            said!(language, PASSCODE_SMS_NO_CALL),
        ],
    }
}

/// The receipt as a text message, where the chat could not carry it. No balance: an SMS lies open on a locked
/// phone.
#[must_use]
pub fn receipt_sms(summary: &Summary, language: Language) -> Text {
    let done = || summary.forms.done.clone().uncapitalised();
    Text {
        needed: said!(
            language,
            RECEIPT_SMS,
            done = done(),
            telephone = own(TELEPHONE)
        ),
        short: said!(language, RECEIPT_SMS_SHORT, done = done()),
        last_line: None,
        more: vec![said!(language, RECEIPT_SMS_WHY)],
    }
}

fn done(summary: &Summary, language: Language) -> Sentence {
    said!(language, DONE, done = summary.forms.done.clone())
}

fn now_holds(new: NewBalance<'_>, language: Language) -> Sentence {
    let account = name(new.account);
    said!(
        language,
        NOW_HOLDS,
        account = account,
        balance = new.balance
    )
}
