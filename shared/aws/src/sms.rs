//! One SMS through SNS, handed over once.
//!
//! Deliberately not sent again where SNS gave no answer: it may have gone out, and two texts with two codes help
//! nobody. Whoever waits for one asks for another.

use aws_sdk_sns::Client;
use aws_sdk_sns::config::Builder;
use aws_sdk_sns::error::ProvideErrorMetadata;
use aws_sdk_sns::types::MessageAttributeValue;

use crate::connection::Connection;
use crate::once::{Once, had_no_effect};
use domain::failure::Failure;
use std::time::Duration;

/// Most one SMS may cost, in United States dollars. SNS drops a dearer one silently, so this is set
/// well above a domestic part and well below a premium number.
const MAX_PRICE_USD: &str = "0.20";

/// How long SNS may take for one.
const ONCE: Once = Once::within(Duration::from_secs(8));

/// Sends SMS.
#[derive(Clone, Debug)]
pub struct Sms {
    client: Client,
    sender_id: String,
}

/// What is known of a text that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// SNS took it. That does not mean delivered.
    Taken,
    /// SNS gave no answer: it may have been taken.
    Unknown,
}

/// The SMS was certainly not taken. Names neither number nor text.
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

    /// Hands `text` to SNS for `phone` (E.164), once.
    pub async fn send(&self, phone: &str, text: &str) -> Result<Handed, NotAccepted> {
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
            .customize()
            .config_override(
                Builder::new()
                    .retry_config(ONCE.retries())
                    .timeout_config(ONCE.timeouts()),
            )
            .send()
            .await
            .map_or_else(
                |error| handed(had_no_effect(&error), error.code()),
                |_| Ok(Handed::Taken),
            )
    }
}

fn handed(had_no_effect: bool, code: Option<&str>) -> Result<Handed, NotAccepted> {
    let code = code.unwrap_or("no answer").to_owned();
    if had_no_effect {
        return Err(NotAccepted { code });
    }
    tracing::warn!(error.code = code, "an sms may have gone out: no answer");
    Ok(Handed::Unknown)
}
