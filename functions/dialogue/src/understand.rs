//! What does the customer want? Watson says; while Watson cannot, a small strict grammar serves.

use std::time::Duration;

use aws::conversations::Conversation;
use domain::conversation::command::Command;
use domain::conversation::grammar;
use domain::failure::Failure;
use watson::assistant::{Answer, Choice, Client, Config, Context, Reply, Turn};
use watson::error::Error;
use wording::saying::Saying;

use crate::{CustomerTurn, Dialogue, action};

/// How long Watson may take, in milliseconds: the customer is answered within ten seconds all the same.
const WATSON_TIMEOUT_MS: u64 = 4_000;

/// Where the bank's customers live, for "tomorrow" and for day before month.
const TIMEZONE: &str = "Europe/London";
const LOCALE: &str = "en-gb";

impl Dialogue {
    /// Understands a text and does what it asks.
    pub(crate) async fn understand(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<(), Failure> {
        let conversation = self.conversations.get(turn.chat.address).await?;
        match self.ask_watson(turn, &conversation, text).await {
            Ok(answer) => self.follow(turn, answer).await,
            Err(error) => {
                tracing::warn!("watson gave no answer: {error}");
                self.do_without_watson(turn, text).await
            }
        }
    }

    async fn ask_watson(
        &self,
        turn: &CustomerTurn<'_>,
        conversation: &Conversation,
        text: &str,
    ) -> Result<Answer, Error> {
        let secret = self
            .watson
            .get()
            .await
            .map_err(|_| Error::Unavailable { status: None })?;
        let service = &secret.assistant;
        let config = Config {
            url: service.url.clone(),
            api_key: service.api_key.clone(),
            environment_id: service.environment_id.clone(),
        };
        let timeout = Duration::from_millis(WATSON_TIMEOUT_MS);
        let context = conversation.watson_context.as_deref();
        // A context that no longer reads only means that the conversation starts over.
        let context = context.and_then(|text| text.parse::<Context>().ok());
        let answer = Client::new(self.http.clone(), config, timeout)
            .message(&Turn {
                text,
                context: context.as_ref(),
                user_id: &turn.customer.id.0,
                timezone: TIMEZONE,
                locale: LOCALE,
                suggestion_id: None,
            })
            .await;
        if answer == Err(Error::Unauthorized) {
            self.watson.forget().await;
        }
        answer
    }

    /// Does what Watson asks and says what it says, then remembers where the conversation stands.
    async fn follow(&self, turn: &CustomerTurn<'_>, answer: Answer) -> Result<(), Failure> {
        for wanted in &answer.actions {
            let command = action::read(wanted).map_err(Failure::fail)?;
            self.act(turn, command).await?;
        }
        // After the actions: in a digression the question that is still open comes last.
        let said = spoken(&answer.replies);
        if !said.is_empty() {
            turn.chat.tell(said)?;
        } else if answer.actions.is_empty() {
            // Nothing to do and nothing this channel can show: whoever wrote is owed an answer all the same.
            self.act(turn, Command::Menu).await?;
        }
        turn.chat.remember(Conversation {
            watson_context: Some(answer.context.to_text()),
        });
        Ok(())
    }

    /// Told once an hour at most, however often Watson comes and goes.
    async fn do_without_watson(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        let reach = self.outbox.records.reach(turn.chat.address).await?;
        if reach.may_apologise(turn.now) {
            turn.chat.apologise(&Saying::UnderstandingLess)?;
        }
        self.act(turn, grammar::read(text).unwrap_or(Command::Menu))
            .await
    }
}

/// Watson's replies as one message: the channel allows a customer about one in six seconds.
fn spoken(replies: &[Reply]) -> String {
    let texts = replies.iter().filter_map(|reply| match reply {
        Reply::Text(text) => Some(text.clone()),
        Reply::Option { title, options, .. } => Some(choices(title, options)),
        Reply::Suggestion { title, suggestions } => Some(choices(title, suggestions)),
        Reply::ConnectToAgent { unavailable, .. } => Some(unavailable.clone()),
        Reply::Image {
            title, alt_text, ..
        } => Some(if title.is_empty() { alt_text } else { title }.clone()),
        Reply::UserDefined(_) | Reply::Unknown(_) => None,
    });
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    texts.join("\n\n")
}

/// A question and its ready answers, each to be typed.
fn choices(title: &str, choices: &[Choice]) -> String {
    let labels = choices.iter().map(|choice| format!("• {}", choice.label));
    let lines = std::iter::once(title.to_owned()).chain(labels);
    lines.collect::<Vec<_>>().join("\n")
}
