//! What to try when a message was not delivered. Pure.

use domain::outbound::Purpose;
use whatsapp::client::SendError;

/// The one other way to tell a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The approved template: Meta takes it at any time.
    Template,
    /// A text message to the number on the bank's file.
    Sms,
    /// None: it is logged for operations, and that is the outcome.
    Nothing,
}

impl Way {
    /// The stable name: field in logs, answer of `messenger`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Sms => "sms",
            Self::Nothing => "nothing",
        }
    }
}

/// How to tell the customer after all.
///
/// A template helps only where the window was the obstacle. A receipt is worth an SMS: money has
/// moved. A link is not: link and passcode on one way would be one secret less.
#[must_use]
pub const fn another_way(purpose: Purpose, error: &SendError, has_template: bool) -> Way {
    let window_was_the_obstacle = matches!(error, SendError::WindowClosed(_));
    match purpose {
        Purpose::Reply | Purpose::Voice => Way::Nothing,
        _ if window_was_the_obstacle && has_template => Way::Template,
        Purpose::Receipt => Way::Sms,
        Purpose::Link | Purpose::Ending | Purpose::CreditNotice => Way::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closed_window_is_answered_with_a_template_and_only_a_receipt_with_an_sms() {
        let closed = SendError::from_code(131_047);
        let unreachable = SendError::from_code(131_026);
        for purpose in Purpose::ALL {
            let followed = purpose.is_followed();
            let way = another_way(purpose, &closed, true);
            assert_eq!(way == Way::Template, followed, "{purpose:?}");
            for way in [
                another_way(purpose, &closed, false),
                another_way(purpose, &unreachable, true),
            ] {
                let expected = match purpose {
                    Purpose::Receipt => Way::Sms,
                    _ => Way::Nothing,
                };
                assert_eq!(way, expected, "{purpose:?}");
            }
        }
    }
}
