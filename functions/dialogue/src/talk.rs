//! What does the customer want? An answer to what was asked, read exactly; else Watson says; while Watson cannot,
//! what is read word for word.

use std::time::Duration;

use domain::conversation::redaction;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use serde_json::json;
use services::draft::Kept;
use services::meaning::{self, Guess, Meaning};
use services::service::Heard;
use services::talk::Talk;
use watson::assistant::{Answer, Client, ClientAction, Config, Turn};
use watson::error::Error;
use wording::saying::Saying;

use crate::Dialogue;
use crate::held::Held;
use crate::meant::ask_what_is_meant;
use crate::replies::words;
use crate::resume::asks_to_resume;
use crate::show;
use crate::turn::{CustomerTurn, afresh};
use crate::understood;

/// How long Watson may take, in milliseconds: the customer is answered within ten seconds all the same.
const WATSON_TIMEOUT_MS: u64 = 4_000;

/// The skill's intent of a no.
const NO: &str = "no";

/// Where a conversation stands between two messages.
#[derive(Clone, Default)]
pub struct Spoken {
    /// What a service keeps of what it asked or showed.
    pub kept: Option<Kept>,
    /// Its question, to be said again after something else was asked; empty if it only showed something.
    pub question: String,
    /// A message that waits for a word of its sender.
    pub held: Option<Held>,
    /// When the question was last put, if that is not now.
    pub asked_at: Option<UnixSeconds>,
}

impl Spoken {
    /// What is kept until a question is answered; not what was only shown.
    pub fn asked(&self) -> Option<&Kept> {
        self.kept.as_ref().filter(|_| !self.question.is_empty())
    }
}

impl Dialogue {
    /// Where the conversation stands.
    pub(crate) async fn remembered(&self, turn: &CustomerTurn<'_>) -> Result<Spoken, Failure> {
        let conversation = self.conversations.get(turn.chat.address).await?;
        turn.chat.began_with(conversation);
        Ok(turn.chat.stood())
    }

    /// Understands a text and does what it asks.
    pub(crate) async fn talk(&self, turn: &CustomerTurn<'_>, text: &str) -> Result<(), Failure> {
        let spoken = self.remembered(turn).await?;
        if self.answers_late(turn, text, &spoken).await?
            || self.answers_meaning(turn, text, &spoken).await?
        {
            return Ok(());
        }
        Box::pin(self.understand(turn, text, &spoken)).await
    }

    pub(crate) async fn understand(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if let Some(kept) = spoken
            .kept
            .as_ref()
            .filter(|kept| services::answers(kept, text, turn.chat.language))
        {
            return self.hear_answer(turn, kept, text, spoken).await;
        }
        // Boxed, here and below, so that one turn's futures need not hold each other.
        if Box::pin(self.does_two(turn, text, spoken)).await? {
            return Ok(());
        }
        if Talk::cancels(text, turn.chat.language)
            && (spoken.asked().is_some() || self.has_open(turn).await?)
        {
            return match spoken.asked() {
                Some(_) => self.talk_itself(turn, Talk::Cancel, text, spoken).await,
                None => self.cancel(turn).await,
            };
        }
        if Box::pin(self.corrects(turn, text, spoken)).await?
            || self.cancels_first(turn, text, spoken).await?
        {
            return Ok(());
        }
        if self.grants(turn, text, spoken).await? {
            return Ok(());
        }
        if Talk::asks_for_link(text, turn.chat.language) {
            return self.send_another_link(turn).await;
        }
        if Talk::asks_what_is_open(text, turn.chat.language) {
            self.tell_what_is_open(turn).await?;
            return ask_once_more(turn, spoken);
        }
        // An account is nobody else's to see, where the words around it are read to the last. And who asks for a
        // language may not have the one in which Watson listens.
        if (redaction::holds_account(text) || services::spoken::asks_for_a_language(text))
            && let Some(reader) = services::reader(text, turn.chat.language, false)
        {
            self.ask(
                turn,
                reader,
                &afresh(text, turn.chat.language),
                Some(spoken),
            )
            .await?;
            return ask_once_more(turn, spoken);
        }
        match Box::pin(self.ask_watson(turn, text, spoken)).await {
            Ok(answer) => Box::pin(self.follow_watson(turn, text, answer, spoken)).await,
            Err(error) => {
                tracing::warn!("watson gave no answer: {error}");
                self.do_without_watson(turn, text, spoken).await
            }
        }
    }

    pub(crate) async fn hear_answer(
        &self,
        turn: &CustomerTurn<'_>,
        kept: &Kept,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if asks_to_resume(turn, spoken)? {
            return Ok(());
        }
        let heard = Heard {
            is_answer: true,
            ..afresh(text, turn.chat.language)
        };
        Box::pin(self.ask(turn, &kept.service, &heard, Some(spoken))).await
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
        for action in &answer.actions {
            self.do_action(turn, text, action, spoken).await?;
        }
        if answer.actions.is_empty() && says_no(&answer) {
            turn.leaves_unsettled();
            if self.tells_what_is_open(turn).await? {
                return ask_once_more(turn, spoken);
            }
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

    /// What Watson is not sure of: what is read word for word is done, what may be an answer is one, and the rest is
    /// asked about.
    async fn do_doubted(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        perhaps: &[Meaning],
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        if let Some(reader) = services::reader(text, turn.chat.language, false) {
            self.ask(
                turn,
                reader,
                &afresh(text, turn.chat.language),
                Some(spoken),
            )
            .await?;
            return ask_once_more(turn, spoken);
        }
        match spoken.asked() {
            Some(kept) => self.hear_answer(turn, kept, text, spoken).await,
            None => ask_what_is_meant(turn, perhaps),
        }
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

    /// What belongs to no service.
    pub(crate) async fn talk_itself(
        &self,
        turn: &CustomerTurn<'_>,
        talk: Talk,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        match (talk, spoken.asked()) {
            (Talk::Menu(topic), _) => show::menu(turn, topic),
            (Talk::Help, _) => {
                let lines = services::help_lines(turn.chat.language);
                turn.chat.say(&Saying::Help(lines))
            }
            (Talk::Cancel, Some(_)) if turn.late().is_some() => self.cancel_late(turn).await,
            (Talk::Cancel, Some(_)) => self.drop_question(turn, text).await,
            (Talk::Cancel, None) => self.cancel_if_meant(turn, text).await,
            // Said below, as after anything else.
            (Talk::Repeat, Some(_)) => Ok(()),
            (Talk::Repeat, None) => self.repeat(turn).await,
            (Talk::NotUnderstood, Some(kept)) => self.hear_answer(turn, kept, text, spoken).await,
            (Talk::NotUnderstood, None) => self.read_instead(turn, text, spoken).await,
        }
    }

    /// What Watson does not understand may still be read word for word.
    async fn read_instead(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<(), Failure> {
        match services::reader(text, turn.chat.language, false) {
            Some(reader) => {
                let heard = afresh(text, turn.chat.language);
                Box::pin(self.ask(turn, reader, &heard, Some(spoken))).await
            }
            None => self.say_not_understood(turn).await,
        }
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
        let language = turn.chat.language;
        if let Some(reader) = services::reader(text, language, false) {
            self.ask(
                turn,
                reader,
                &afresh(text, turn.chat.language),
                Some(spoken),
            )
            .await?;
        } else if let Some(talk) = Talk::reads(text, language) {
            self.talk_itself(turn, talk, text, spoken).await?;
        } else if let Some(kept) = spoken.asked() {
            return self.hear_answer(turn, kept, text, spoken).await;
        } else {
            turn.chat.was_not_understood();
            return show::menu(turn, None);
        }
        ask_once_more(turn, spoken)
    }
}

/// Whether Watson takes a text for a no.
fn says_no(answer: &Answer) -> bool {
    let first = answer.guesses.first();
    first.is_some_and(|guess| guess.name == NO)
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

/// What was asked before, if it is still open and was not just asked again.
pub fn ask_once_more(turn: &CustomerTurn<'_>, spoken: &Spoken) -> Result<(), Failure> {
    // What was asked long ago is not asked again out of the blue.
    let is_due = spoken.asked().is_some() && !spoken.is_of_long_ago(turn.now);
    if is_due && !turn.chat.was_decided() {
        turn.chat.keep(spoken.clone());
        return turn.chat.tell(&spoken.question);
    }
    Ok(())
}
