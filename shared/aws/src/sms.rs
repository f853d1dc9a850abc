//! One SMS through SNS.

use aws_sdk_sns::Client;
use aws_sdk_sns::error::ProvideErrorMetadata;
use aws_sdk_sns::types::MessageAttributeValue;

use crate::connection::Connection;
use domain::failure::Failure;

/// Most one SMS may cost, in United States dollars. SNS drops a dearer one silently, so this is set
/// well above a domestic part and well below a premium number.
const MAX_PRICE_USD: &str = "0.20";

/// Sends SMS.
#[derive(Clone, Debug)]
pub struct Sms {
    client: Client,
    sender_id: String,
}

/// The SMS was not taken. Names neither number nor text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the sms was not accepted ({code})")]
pub struct NotAccepted {
    code: String,
}

impl NotAccepted {
    /// Whether the number is to blame, so that no repeat can help.
    #[must_use]
    pub fn is_the_numbers(&self) -> bool {
        matches!(
            self.code.as_str(),
            "InvalidParameter" | "InvalidParameterValue" | "ParameterValueInvalid"
        )
    }
}

impl From<NotAccepted> for Failure {
    fn from(error: NotAccepted) -> Self {
        if error.is_the_numbers() || error.code == "AuthorizationError" {
            Self::fail(error)
        } else {
            Self::retry(error)
        }
    }
}

impl Sms {
    /// `sender_id`: 1 to 11 letters and digits, shown instead of a number where a country allows it.
    #[must_use]
    pub fn new(connection: &Connection, sender_id: String) -> Self {
        Self {
            client: connection.client(Client::new),
            sender_id,
        }
    }

    /// Whether the owner of `phone` has answered STOP: SNS takes a text to such a number and delivers nothing.
    /// Where SNS does not say, the text is worth its try.
    pub async fn is_opted_out(&self, phone: &str) -> bool {
        let question = self.client.check_if_phone_number_is_opted_out();
        let answer = question.phone_number(phone).send().await;
        answer.is_ok_and(|answer| answer.is_opted_out())
    }

    /// Hands `text` to SNS for `phone` (E.164). Accepted does not mean delivered.
    pub async fn send(&self, phone: &str, text: &str) -> Result<(), NotAccepted> {
        let attribute = |kind: &str, value: &str| {
            let built = MessageAttributeValue::builder()
                .data_type(kind)
                .string_value(value);
            built.build().map_err(|_| NotAccepted {
                code: "attribute".to_owned(),
            })
        };
        self.client
            .publish()
            .phone_number(phone)
            .message(text)
            .message_attributes("AWS.SNS.SMS.SMSType", attribute("String", "Transactional")?)
            .message_attributes(
                "AWS.SNS.SMS.SenderID",
                attribute("String", &self.sender_id)?,
            )
            .message_attributes("AWS.SNS.SMS.MaxPrice", attribute("Number", MAX_PRICE_USD)?)
            .send()
            .await
            .map_err(|error| NotAccepted {
                code: error.code().unwrap_or("no answer").to_owned(),
            })?;
        Ok(())
    }
}
