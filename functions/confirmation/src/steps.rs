//! The page's POSTs, but for PIN and fact.

use aws::confirmations::AdvanceError;
use aws::confirming::CallOffError;
use calls::passcode::PasscodeAnswer;
use domain::confirmation::link::Token;
use domain::confirmation::{Confirmation, Ending, Stage, passcode};
use domain::customer::Customer;
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use domain::id::OrderId;
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::{Body, Request, Response};
use serde_json::Value;

use crate::session::cookie;
use crate::view::View;
use crate::{ConfirmationPage, PageError, reply};

/// Shortest random value of a browser: 128 bits in hexadecimal digits.
const MIN_BROWSER_LENGTH: usize = 32;

/// Said where the number on file takes no texts.
const UNREACHABLE: &str = "We can’t text your phone: it may be blocking our texts, or its number has changed. Please ask your branch.";

/// Said once the channel is suspended, where the transfer had gone its way before.
const SUSPENDED: &str = "We have stopped your cards and the WhatsApp chat. This went its way before: please call us about it.";

impl ConfirmationPage {
    /// Uses up the link and starts a session; without a token, goes on with the one there is.
    pub(crate) async fn open(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let token = text(body, "token")?;
        if token.is_empty() {
            return self.status(request).await;
        }
        let token = Token::received(token);
        let link = token.hash();
        let found = self
            .confirming
            .by_link(&link)
            .await?
            .ok_or(PageError::LinkUnusable)?;
        // An older link of a confirmation that has sent another is as good as invented. A link that
        // was used opens nothing, except for the browser that used it: there the session goes on.
        let session = self.new_session(&token, body).await?;
        if !matches!(found.stage, Stage::LinkSent { link: current, .. } if current == link) {
            return match found.session {
                Some(begun) if begun.admits(&session, (self.clock)()) => {
                    self.welcome(&found, &session).await
                }
                _ => self.go_on(found.id(), request).await,
            };
        }
        let question = self.choose_question(&found).await?;
        let now = (self.clock)();
        let step = |before: Confirmation| before.open(session.hash(), question, now);
        let opened = self.confirming.advance(found.id(), step).await;
        let opened = opened.map_err(unusable)?;
        tracing::info!(confirmation.id = opened.id().0, "link opened");
        self.welcome(&opened, &session).await
    }

    /// A browser that names a random value of its own gets the same session again when the answer was lost.
    async fn new_session(&self, link: &Token, body: &Value) -> Result<Token, PageError> {
        match body.get("browser").and_then(Value::as_str) {
            Some(browser) if browser.len() >= MIN_BROWSER_LENGTH => {
                let keys = self.keys.get().await?;
                Ok(Token::of_browser(&keys.fact_key, link, browser))
            }
            _ => Ok(Token::draw(self.random).map_err(Failure::retry)?),
        }
    }

    async fn welcome(
        &self,
        opened: &Confirmation,
        session: &Token,
    ) -> Result<Response<Body>, PageError> {
        let mut response = self.show(opened).await?;
        if let Ok(value) = HeaderValue::from_str(&cookie(opened.id(), session)) {
            response.headers_mut().insert("set-cookie", value);
        }
        Ok(response)
    }

    /// The same link tapped again in the same browser.
    async fn go_on(&self, id: &OrderId, request: &Request) -> Result<Response<Body>, PageError> {
        let session = self.session(request).await?;
        if session.id() != id {
            return Err(PageError::LinkUnusable);
        }
        self.show(&session).await
    }

    /// Tries a passcode.
    pub(crate) async fn try_passcode(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let code = passcode::read(text(body, "code")?).ok_or(PageError::Malformed)?;
        let id = self.session(request).await?.id().clone();
        // Without a key: a browser's request comes once, and who presses again means another try.
        let answer = self.passcode.verify(&id, &code, None).await?;
        let now = self.session(request).await?;
        match answer {
            PasscodeAnswer::Expired => {
                self.show_saying(&now, "That code has run out. Send yourself a new one.")
                    .await
            }
            _ => self.show(&now).await,
        }
    }

    /// Sends another passcode.
    pub(crate) async fn resend(&self, request: &Request) -> Result<Response<Body>, PageError> {
        let id = self.session(request).await?.id().clone();
        let answer = self.passcode.resend(&id).await?;
        let now = self.session(request).await?;
        match answer {
            PasscodeAnswer::TooMany => {
                self.show_saying(&now, "We can't send any more codes.")
                    .await
            }
            PasscodeAnswer::Unreachable => self.show_saying(&now, UNREACHABLE).await,
            _ => self.show(&now).await,
        }
    }

    /// Shows how things stand.
    pub(crate) async fn status(&self, request: &Request) -> Result<Response<Body>, PageError> {
        self.show(&self.session(request).await?).await
    }

    /// Calls it off, if it still can be.
    pub(crate) async fn cancel(&self, request: &Request) -> Result<Response<Body>, PageError> {
        let found = self.session(request).await?;
        let now = self.end(&found, Ending::Cancelled).await?;
        self.show(&now).await
    }

    /// "I did not ask for this": suspends the channel first, then ends what can still be ended.
    /// Needs no PIN: stopping must be easier than paying.
    pub(crate) async fn disown(&self, request: &Request) -> Result<Response<Body>, PageError> {
        let found = self.session(request).await?;
        let (reason, now) = (SuspensionReason::NotAskedFor, (self.clock)());
        let customer = found.customer();
        self.standings.suspend(customer, reason, now).await?;
        tracing::warn!(
            customer.id = customer.0,
            suspension.reason = reason.name(),
            "channel suspended"
        );
        let now = self.end(&found, Ending::NotAskedFor).await?;
        if now.stage == Stage::Ended(Ending::NotAskedFor) {
            return self.show(&now).await;
        }
        let view = self.view(&now).await?.saying(SUSPENDED).with_telephone();
        Ok(reply::json(StatusCode::OK, &view))
    }

    /// Ends a confirmation and wakes its workflow; one that is over stays as it is.
    pub(crate) async fn end(
        &self,
        found: &Confirmation,
        ending: Ending,
    ) -> Result<Confirmation, PageError> {
        match self.confirming.call_off(found.id(), ending).await {
            Ok((_, now)) => Ok(now),
            Err(CallOffError::Record(error)) => Err(unusable(error)),
            Err(CallOffError::Workflow(error)) => Err(error.into()),
        }
    }

    /// The workflow may not have heard of it: telling it again is harmless.
    pub(crate) async fn already_judged(
        &self,
        found: &Confirmation,
    ) -> Result<Response<Body>, PageError> {
        self.tell_workflow(found).await?;
        self.show(found).await
    }

    pub(crate) async fn tell_workflow(&self, judged: &Confirmation) -> Result<(), PageError> {
        match judged.stage {
            Stage::Identified => self.confirming.go_on(judged).await?,
            _ => self.confirming.wake(judged).await?,
        };
        Ok(())
    }

    /// Whose confirmation it is; nobody, if the bank no longer knows them.
    pub(crate) async fn customer(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Option<Customer>, PageError> {
        Ok(self.customers.get(confirmation.customer()).await?)
    }

    pub(crate) async fn show(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Response<Body>, PageError> {
        Ok(reply::json(StatusCode::OK, &self.view(confirmation).await?))
    }

    async fn show_saying(
        &self,
        confirmation: &Confirmation,
        message: &'static str,
    ) -> Result<Response<Body>, PageError> {
        let view = self.view(confirmation).await?.saying(message);
        Ok(reply::json(StatusCode::OK, &view))
    }

    async fn view(&self, confirmation: &Confirmation) -> Result<View, PageError> {
        let customer = match confirmation.stage {
            Stage::Identifying { .. } | Stage::PasscodeDue { .. } => {
                self.customer(confirmation).await?
            }
            _ => None,
        };
        let summary = services::summary(confirmation.order.order()).map_err(Failure::fail)?;
        let now = (self.clock)();
        Ok(View::of(confirmation, &summary, customer.as_ref(), now))
    }
}

/// A step that is not due looks like a link that cannot be used; a broken table is ours to mend.
pub(crate) fn unusable(error: AdvanceError) -> PageError {
    match error {
        AdvanceError::Store(error) => error.into(),
        AdvanceError::Step(_) | AdvanceError::NoSuchConfirmation => PageError::LinkUnusable,
    }
}

pub(crate) fn text<'a>(body: &'a Value, field: &str) -> Result<&'a str, PageError> {
    body.get(field)
        .and_then(Value::as_str)
        .ok_or(PageError::Malformed)
}
