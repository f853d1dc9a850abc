//! What to try when a message was not delivered. Pure.

use domain::conversation::outbound::Purpose;
use domain::conversation::way::Way;
use whatsapp::client::SendError;

/// Which ways are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untried {
    /// It is the first message, not already its repetition.
    pub again: bool,
    /// A template is configured, and the message did not go as one.
    pub template: bool,
}

/// How to tell the customer after all.
///
/// A passing fault is worth one repetition. A template helps only where the window was the obstacle.
/// A receipt is worth an SMS: money has moved. A link is not: link and passcode on one way would be one secret
/// less. What stands in a document is told in writing. An answer in the chat is not kept, so it cannot be repeated:
/// who gets none asks again.
#[must_use]
pub const fn another_way(purpose: Purpose, error: &SendError, untried: Untried) -> Way {
    let window_was_the_obstacle = matches!(error, SendError::WindowClosed(_));
    match purpose {
        Purpose::Reply | Purpose::Voice => Way::Nothing,
        Purpose::Document => Way::InWriting,
        _ if error.is_passing() && untried.again => Way::Again,
        _ if window_was_the_obstacle && untried.template => Way::Template,
        Purpose::Receipt => Way::Sms,
        Purpose::Link
        | Purpose::Ending
        | Purpose::CreditNotice
        | Purpose::Withdrawal
        | Purpose::Reversal => Way::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Untried = Untried {
        again: true,
        template: true,
    };

    /// What is left to a message that went again and as a template.
    fn last_way(purpose: Purpose) -> Way {
        match purpose {
            Purpose::Receipt => Way::Sms,
            _ => Way::Nothing,
        }
    }

    /// The way each purpose takes; an answer in the chat takes none, a document always the same.
    fn assert_ways(code: i64, untried: Untried, way: impl Fn(Purpose) -> Way) {
        let error = SendError::from_code(code);
        for purpose in Purpose::ALL {
            let expected = match purpose {
                Purpose::Document => Way::InWriting,
                _ if purpose.is_followed() => way(purpose),
                _ => Way::Nothing,
            };
            assert_eq!(another_way(purpose, &error, untried), expected, "{code}");
        }
    }

    #[test]
    fn a_passing_fault_is_worth_one_repetition() {
        for code in [131_056, 130_429, 131_000] {
            assert_ways(code, ALL, |_| Way::Again);
            assert_ways(
                code,
                Untried {
                    again: false,
                    ..ALL
                },
                last_way,
            );
        }
    }

    #[test]
    fn only_a_closed_window_is_answered_with_a_template_and_only_a_receipt_with_an_sms() {
        assert_ways(131_047, ALL, |_| Way::Template);
        assert_ways(
            131_047,
            Untried {
                template: false,
                ..ALL
            },
            last_way,
        );
        for code in [131_026, 131_042, 100, 7] {
            assert_ways(code, ALL, last_way);
        }
    }
}
