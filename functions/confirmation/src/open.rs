//! Opening the link, once.
//!
//! A page that never heard that it opened the link asks again under the key it asked with, and gets a session in place
//! of the one that was lost. Nobody else knows that key: to all others the link is used.

use aws::confirmations::AdvanceError;
use domain::confirmation::link::{Session, Token};
use domain::confirmation::{Confirmation, Stage, StepError};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use lambda_http::http::HeaderValue;
use lambda_http::{Body, Request, Response};
use serde_json::Value;

use crate::key::given_key;
use crate::session::cookie;
use crate::steps::{text, unusable};
use crate::{ConfirmationPage, PageError};

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
        let opened_by = given_key(body)?.map(|key| Token::received(key).hash());
        let link = Token::received(token).hash();
        let found = self
            .confirming
            .by_link(&link)
            .await?
            .ok_or(PageError::LinkUnusable)?;
        // An older link of a confirmation that has sent another is as good as invented. A link that
        // was used opens nothing, except for the browser that used it: there the session goes on.
        if !matches!(found.stage, Stage::LinkSent { link: current, .. } if current == link) {
            return self.go_on(found.id(), opened_by, request).await;
        }
        let question = self.choose_question(&found).await?;
        let (session, now) = (self.draw_session()?, (self.clock)());
        let step = |before: Confirmation| {
            let token = session.session_hash(before.order.digest());
            before.open(Session::begin(token, opened_by, now), question, now)
        };
        match self.confirming.advance(found.id(), step).await {
            Ok(opened) => self.show_to_new_session(&opened, &session).await,
            // Perhaps a twin of this very request was faster.
            Err(AdvanceError::Step(StepError::NotDue)) => {
                self.go_on(found.id(), opened_by, request).await
            }
            Err(error) => Err(unusable(error)),
        }
    }

    /// The same link tapped again in the same browser, or asked for again by the page that opened it and never
    /// heard so: that one has no session yet, but the key.
    async fn go_on(
        &self,
        id: &OrderId,
        opened_by: Option<Hash>,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        match (self.session(request).await, opened_by) {
            (Ok(session), _) if session.id() == id => self.show(&session).await,
            (Ok(_) | Err(PageError::LinkUnusable), Some(opened_by)) => {
                let (session, now) = (self.draw_session()?, (self.clock)());
                let step = |before: Confirmation| {
                    let token = session.session_hash(before.order.digest());
                    before.open_again(token, opened_by, now)
                };
                let opened = self.confirming.advance(id, step).await;
                let opened = opened.map_err(unusable)?;
                self.show_to_new_session(&opened, &session).await
            }
            (Ok(_), None) => Err(PageError::LinkUnusable),
            (Err(refused), _) => Err(refused),
        }
    }

    fn draw_session(&self) -> Result<Token, PageError> {
        Ok(Token::draw(self.random).map_err(Failure::retry)?)
    }

    async fn show_to_new_session(
        &self,
        opened: &Confirmation,
        session: &Token,
    ) -> Result<Response<Body>, PageError> {
        tracing::info!(confirmation.id = opened.id().0, "link opened");
        let mut response = self.show(opened).await?;
        if let Ok(value) = HeaderValue::from_str(&cookie(opened.id(), session)) {
            response.headers_mut().insert("set-cookie", value);
        }
        Ok(response)
    }
}
