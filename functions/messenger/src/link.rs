//! The link: a fresh token in the URL's fragment, kept only as a hash.

use aws::confirmations::AdvanceError;
use aws::outcome::Failure;
use domain::confirmation::{Confirmation, Stage, TaskToken};
use domain::intent::{ConfirmationId, SealedIntent};
use domain::link::Token;
use whatsapp::message::{CtaUrl, neutralise};

use crate::Messenger;

impl Messenger {
    /// Stores the hash and the wait, then sends the link. A retry replaces a link nobody opened.
    pub(crate) async fn link(&self, id: &ConfirmationId, wait: TaskToken) -> Result<(), Failure> {
        let token = Token::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let step = |before: Confirmation| before.send_link(token.hash(), wait.clone(), now);
        let confirmation = match self.confirmations.advance(id, step).await {
            Ok(confirmation) => confirmation,
            Err(AdvanceError::Store(error)) => return Err(error.into()),
            Err(AdvanceError::Step(_)) => return Err(self.why_not(id).await?),
            Err(error @ AdvanceError::NoSuchConfirmation) => return Err(Failure::fail(error)),
        };
        let message = link_message(&confirmation.intent, &self.link_url, &token)?;
        let reference = format!("{}-link", id.0);
        self.send(&confirmation.address, &message.into(), &reference)
            .await
    }

    async fn why_not(&self, id: &ConfirmationId) -> Result<Failure, Failure> {
        Ok(
            match self.confirmations.get(id).await?.map(|found| found.stage) {
                Some(Stage::Ended(ending)) => Failure::Ended(ending.name()),
                _ => Failure::fail("no link is due for this confirmation"),
            },
        )
    }
}

fn link_message(intent: &SealedIntent, link_url: &str, token: &Token) -> Result<CtaUrl, Failure> {
    let body = wording::chat::confirm_transfer(
        intent.amount,
        &neutralise(&intent.payee_name),
        &intent.debit_name.to_lowercase(),
        intent.debit_account.ending(),
    );
    // The fragment never leaves the browser: no server log, referrer or preview bot sees the token.
    let url = format!("{link_url}#{}", token.expose());
    CtaUrl::try_new(body, wording::chat::CONFIRM_BUTTON, url).map_err(Failure::fail)
}
