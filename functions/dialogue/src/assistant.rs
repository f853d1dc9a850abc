//! Watson Assistant: asked what a text means, and its answer followed; what is read word for word stands in for it while
//! it is away.

use std::time::Duration;

use domain::conversation::redaction;
use domain::failure::Failure;
use serde_json::json;
use services::meaning::{self, Guess, Meaning};
use services::service::Heard;
use services::talk::Talk;
use services::wish;
use watson::assistant::{Answer, Client, ClientAction, Config, Turn};
use watson::error::Error;
use wording::saying::Saying;

use crate::Dialogue;
use crate::meant::ask_what_is_meant;
use crate::replies::words;
use crate::show;
use crate::talk::{Spoken, ask_once_more};
use crate::turn::{CustomerTurn, afresh};
use crate::understood;

/// How long Watson may take, in milliseconds: the customer is answered within ten seconds all the same.
const WATSON_TIMEOUT_MS: u64 = 4_000;

/// The skill's intents of a yes and a no.
const YES: &str = "yes";
const NO: &str = "no";

impl Dialogue {
    /// Asks Watson, and does what it says.
    pub(crate) async fn heed_watson(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        match Box::pin(self.ask_watson(turn, text, spoken)).await {
            Ok(answer) => Box::pin(self.follow_watson(turn, text, answer, spoken)).await,
            Err(error) => {
                tracing::warn!("watson gave no answer: {error}");
                self.do_without_watson(turn, text, spoken).await
            }
        }
    }

    async fn ask_watson(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<Answer, Error> {
        let understanding = &self.understanding;
        let secret = understanding.secret.get().await;
        let secret = secret.map_err(|_| Error::Unavailable { status: None })?;
        let service = &secret.assistant;
        // In a language without an assistant only what is read word for word is understood.
        let environments = &understanding.environments;
        let environment_id = environments.of(turn.chat.language, &service.environment_id);
        let config = Config {
            url: service.url.clone(),
            api_key: service.api_key.clone(),
            environment_id: environment_id
                .ok_or(Error::Unavailable { status: None })?
                .to_owned(),
        };
        let timeout = Duration::from_millis(WATSON_TIMEOUT_MS);
        // The draft is ours; the skill may know that one is open, and whose.
        let open = spoken
            .asked()
            .map(|kept| json!({ "service": kept.service }));
        let context = turn
            .chat
            .watson_context()
            .with_result("$draft", json!(open));
        let answer = Client::new(understanding.http.clone(), config, timeout)
            .message(&Turn {
                text: &redaction::without_accounts(text),
                context: Some(&context),
                user_id: &turn.customer.id.0,
                timezone: understanding.calendar.name(),
                locale: turn.chat.language.locale(),
                suggestion_id: None,
            })
            .await;
        if answer == Err(Error::Unauthorized) {
            understanding.secret.forget().await;
        }
        answer
    }

    /// Does what Watson asks and says what it says; a question that is still open comes last.
    async fn follow_watson(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        answer: Answer,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        understood::record(&answer);
        turn.chat.understood(&answer.context);
        if let Some(perhaps) = in_doubt(turn, &answer) {
            return self.do_doubted(turn, text, &perhaps, spoken).await;
        }
        if has_nothing_done(&answer) && self.does_read(turn, text, spoken).await? {
            return ask_once_more(turn, spoken);
        }
        for action in &answer.actions {
            self.do_action(turn, text, action, spoken).await?;
        }
        if spoken.asked().is_none() && self.is_about_what_waits(turn, text, &answer).await? {
            return ask_once_more(turn, spoken);
        }
        let said = words(&answer.replies);
        if !said.is_empty() {
            turn.chat.tell(said)?;
        } else if answer.actions.is_empty() {
            // Nothing to do and nothing this channel can show: whoever wrote is owed an answer all the same.
            return show::menu(turn, None);
        }
        ask_once_more(turn, spoken)
    }

    /// Whether a yes or a no to nothing that was asked may be about what waits to be confirmed; then that is said.
    async fn is_about_what_waits(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        answer: &Answer,
    ) -> Result<bool, Failure> {
        let Some(is_yes) = yes_or_no(answer) else {
            return Ok(false);
        };
        let is_told = self.tells_what_is_open(turn).await?;
        // Watson takes "my friend said" for a yes.
        let is_certain = wish::consent(text, turn.chat.language) == Some(true);
        if !(is_yes && (is_told || is_certain)) {
            turn.leaves_unsettled();
        }
        Ok(is_told)
    }

    /// What Watson is not sure of: what is read word for word is done, what may be an answer is one, and the rest is
    /// asked about.
    async fn do_doubted(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        perhaps: &[Meaning],
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if self.does_read(turn, text, spoken).await? {
            return ask_once_more(turn, spoken);
        }
        if let Some(kept) = spoken.asked() {
            return self.hear_answer(turn, kept, text, spoken).await;
        }
        turn.leaves_unsettled();
        ask_what_is_meant(turn, perhaps)
    }

    async fn do_action(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        action: &ClientAction,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if let Some(talk) = Talk::of_action(&action.name) {
            return self.talk_itself(turn, talk, text, spoken).await;
        }
        let is_asked = spoken
            .asked()
            .is_some_and(|kept| kept.service == action.name)
            && !spoken.is_of_long_ago(turn.now);
        let heard = Heard {
            parameters: Some(&action.parameters),
            is_answer: is_asked,
            ..afresh(text, turn.chat.language)
        };
        Box::pin(self.ask(turn, &action.name, &heard, Some(spoken))).await
    }

    /// Told once an hour at most, however often Watson comes and goes.
    async fn do_without_watson(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        let reach = self.outbox.records.reach(turn.chat.address).await?;
        if reach.may_apologise(turn.now) {
            turn.chat.apologise(&Saying::UnderstandingLess)?;
        }
        if self.does_read(turn, text, spoken).await? {
            return ask_once_more(turn, spoken);
        }
        if let Some(talk) = Talk::reads(text, turn.chat.language) {
            self.talk_itself(turn, talk, text, spoken).await?;
        } else if let Some(kept) = spoken.asked() {
            return self.hear_answer(turn, kept, text, spoken).await;
        } else {
            turn.leaves_unsettled();
            turn.chat.was_not_understood();
            return show::menu(turn, None);
        }
        ask_once_more(turn, spoken)
    }
}

/// Whether Watson only says something, or shows what can be asked for. What is read to its last word comes first.
fn has_nothing_done(answer: &Answer) -> bool {
    let is_shown = |action: &ClientAction| {
        let talk = Talk::of_action(&action.name);
        matches!(talk, Some(Talk::Menu(_) | Talk::Help))
    };
    answer.actions.iter().all(is_shown)
}

/// What Watson takes a text for, where that is a yes or a no and has nothing done.
fn yes_or_no(answer: &Answer) -> Option<bool> {
    match answer.guesses.first()?.name.as_str() {
        YES if answer.actions.is_empty() => Some(true),
        NO if answer.actions.is_empty() => Some(false),
        _ => None,
    }
}

/// What a text may mean, where Watson's guess is none to act on.
fn in_doubt(turn: &CustomerTurn<'_>, answer: &Answer) -> Option<Vec<Meaning>> {
    let not_understood =
        |action: &ClientAction| Talk::of_action(&action.name) == Some(Talk::NotUnderstood);
    if answer.actions.iter().any(not_understood) {
        return None;
    }
    let guesses = answer.guesses.iter().map(|intent| Guess {
        intent: &intent.name,
        confidence: intent.confidence,
    });
    let guesses: Vec<Guess<'_>> = guesses.collect();
    meaning::in_doubt(&guesses, turn.chat.language)
}
