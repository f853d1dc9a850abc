//! The link: a fresh token in the URL's fragment, kept only as a hash.

use aws::confirmations::AdvanceError;
use domain::confirmation::link::Token;
use domain::confirmation::{Confirmation, Ending, Stage, StepError, TaskToken};
use domain::conversation::outbound::Purpose;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::language::Language;
use whatsapp::message::CtaUrl;
use wording::told;

use crate::send::Words;
use crate::{Messenger, described};

impl Messenger {
    /// Stores the hash and the wait, then sends the link. A retry replaces a link nobody opened; where
    /// somebody else may read it, nothing is worth waiting for.
    pub(crate) async fn link(&self, id: &OrderId, wait: TaskToken) -> Result<(), Failure> {
        let token = Token::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let step = |before: Confirmation| before.send_link(token.hash(), wait.clone(), now);
        let confirmation = match self.confirmations.advance(id, step).await {
            Ok(confirmation) => confirmation,
            Err(AdvanceError::Store(error)) => return Err(error.into()),
            Err(AdvanceError::Step(_)) => return Err(self.why_not(id).await?),
            Err(error @ AdvanceError::NoSuchConfirmation) => return Err(Failure::fail(error)),
        };
        let words = self.link_words(&confirmation, &token)?;
        let customer = confirmation.customer();
        if self.tell(id, Purpose::Link, customer, &words).await? {
            return Ok(());
        }
        Err(Failure::Ended(Ending::Suspended.name()))
    }

    /// Another link for a wait that goes on; the one that did not arrive is dead from here.
    pub(crate) async fn fresh_link(&self, confirmation: &Confirmation) -> Result<Words, Failure> {
        let token = Token::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let step = |before: Confirmation| match before.task_token.clone() {
            Some(wait) => before.send_link(token.hash(), wait, now),
            None => Err(StepError::NotDue),
        };
        let advanced = self.confirmations.advance(confirmation.id(), step).await;
        let confirmation = advanced.map_err(|error| match error {
            AdvanceError::Store(error) => error.into(),
            error => Failure::fail(error),
        })?;
        self.link_words(&confirmation, &token)
    }

    async fn why_not(&self, id: &OrderId) -> Result<Failure, Failure> {
        Ok(
            match self.confirmations.get(id).await?.map(|found| found.stage) {
                Some(Stage::Ended(ending)) => Failure::Ended(ending.name()),
                _ => Failure::fail("no link is due for this confirmation"),
            },
        )
    }
}

impl Messenger {
    fn link_words(&self, confirmation: &Confirmation, token: &Token) -> Result<Words, Failure> {
        let (summary, language) = described(confirmation)?;
        // The fragment never leaves the browser: no server log, referrer or preview bot sees the token.
        let suffix = format!("{}#{}", query(language), token.expose());
        let url = format!("{}{suffix}", self.link_url);
        let body = told::link(&summary, language).chat();
        let free =
            CtaUrl::try_new(body, told::link_button(language), url).map_err(Failure::fail)?;
        Ok(Words {
            free: free.into(),
            parameter: summary.forms.about_to.plain(),
            link_suffix: Some(suffix),
            token: Some(token.hash()),
        })
    }
}

/// What tells the page its language; nothing where it is the one it speaks anyway.
fn query(language: Language) -> String {
    if language == Language::ENGLISH {
        return String::new();
    }
    format!("?language={}", language.tag())
}
