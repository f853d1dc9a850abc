//! Watson Assistant v2, stateless: one message in, the answer and the whole context out.
//!
//! Deliberately without sessions: the context travels with every message and is kept by the caller,
//! so nothing expires behind our back. Runs no client action; it only hands them over.

use std::fmt;
use std::time::Duration;

use serde_json::json;

use crate::error::Error;
use crate::http;

mod answer;
mod context;
mod wire;

pub use answer::{Answer, Choice, ClientAction, Intent, Reply};
pub use context::Context;

/// The API version (a date) this client was written against; required on every call.
pub const API_VERSION: &str = "2024-08-25";

/// Longest text Watson takes, in characters.
pub const MAX_TEXT_CHARACTERS: usize = 2048;

/// Largest answer read, in bytes: IBM keeps at most 100 KB of context, and five replies per node
/// come nowhere near the rest.
pub const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// Where the assistant lives and how to get in.
#[derive(Clone)]
pub struct Config {
    /// The service instance: `https://api.eu-gb.assistant.watson.cloud.ibm.com/instances/…`.
    pub url: String,
    /// The API key of the instance.
    pub api_key: String,
    /// The environment (live or draft) that carries the skill; stands in the path as the assistant id.
    pub environment_id: String,
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// One thing the customer said, with what Watson needs to understand it.
///
/// An empty `text` opens the conversation, or follows [`Context::with_result`].
#[derive(Clone, Copy, Default)]
pub struct Turn<'a> {
    /// The customer's words, as typed: the client makes them acceptable to Watson.
    pub text: &'a str,
    /// What the last answer returned; `None` starts over.
    pub context: Option<&'a Context>,
    /// A pseudonym for the customer (header-safe characters). Never a phone number or name.
    pub user_id: &'a str,
    /// IANA time zone, by which Watson reads "tomorrow": `Europe/London`.
    pub timezone: &'a str,
    /// Locale, by which Watson reads dates: `en-gb` for day before month.
    pub locale: &'a str,
    /// The id of the suggestion the customer picked, if this text is one.
    pub suggestion_id: Option<&'a str>,
}

impl fmt::Debug for Turn<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Turn")
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}

/// A client of one assistant environment.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    config: Config,
    timeout: Duration,
}

impl Client {
    /// A client that gives each message at most `timeout`, connecting included.
    #[must_use]
    pub fn new(http: reqwest::Client, config: Config, timeout: Duration) -> Self {
        Self {
            http,
            config,
            timeout,
        }
    }

    /// Sends one turn and returns what the skill says and wants done.
    pub async fn message(&self, turn: &Turn<'_>) -> Result<Answer, Error> {
        let text = sanitise(turn.text);
        let base = self.config.url.trim_end_matches('/');
        let url = format!(
            "{base}/v2/assistants/{}/message",
            self.config.environment_id
        );
        let request = self
            .http
            .post(url)
            .query(&[("version", API_VERSION)])
            .json(&body(turn, &text));
        let answer = http::exchange(
            request,
            &self.config.api_key,
            self.timeout,
            MAX_ANSWER_BYTES,
            &text,
        )
        .await?;
        Answer::from_json(&answer)
    }
}

/// Watson refuses CR, LF and TAB, and anything above its limit.
fn sanitise(text: &str) -> String {
    let visible = text.chars().map(|character| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    });
    visible
        .take(MAX_TEXT_CHARACTERS)
        .collect::<String>()
        .trim()
        .to_owned()
}

fn body(turn: &Turn<'_>, text: &str) -> serde_json::Value {
    let context = turn.context.cloned().unwrap_or_default();
    let mut input = json!({
        "message_type": "text",
        "text": text,
        "options": { "return_context": true, "alternate_intents": true },
    });
    if let Some(suggestion_id) = turn.suggestion_id {
        input["suggestion_id"] = json!(suggestion_id);
    }
    json!({
        "input": input,
        "context": context.located(turn.user_id, turn.timezone, turn.locale).into_value(),
        "user_id": turn.user_id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_tabs_become_spaces() {
        assert_eq!(sanitise("send\r\n50\tto Ben\n"), "send  50 to Ben");
    }

    #[test]
    fn long_texts_are_cut_by_characters_not_bytes() {
        assert_eq!(
            sanitise(&"é".repeat(3000)).chars().count(),
            MAX_TEXT_CHARACTERS
        );
    }

    #[test]
    fn nothing_the_customer_wrote_can_be_printed() {
        let context = Context::default().with_result("$payee", json!("Ben Carter"));
        let turn = Turn {
            text: "my PIN is 1234",
            context: Some(&context),
            ..Turn::default()
        };
        let printed = format!("{turn:?} {context:?}");
        assert!(
            !printed.contains("1234") && !printed.contains("Ben"),
            "{printed}"
        );
    }
}
