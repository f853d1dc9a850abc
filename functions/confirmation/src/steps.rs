//! The page's POSTs, but for opening the link and for PIN and fact.

use aws::confirmations::AdvanceError;
use aws::confirming::CallOffError;
use calls::passcode::PasscodeAnswer;
use domain::confirmation::{Confirmation, Ending, Stage, passcode};
use domain::customer::Customer;
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use domain::signature::VerifyingKeys;
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, Response};
use serde_json::Value;
use wording::message::Message;
use wording::page;

use crate::key::{given_key, pages_key};
use crate::view::View;
use crate::{ConfirmationPage, PageError, reply};

impl ConfirmationPage {
    /// Tries a passcode.
    pub(crate) async fn try_passcode(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let code = passcode::read(text(body, "code")?).ok_or(PageError::Malformed)?;
        let key = given_key(body)?.map(pages_key);
        let id = self.session(request).await?.id().clone();
        let answer = self.passcode.verify(&id, &code, key.as_deref()).await?;
        let now = self.session(request).await?;
        match answer {
            PasscodeAnswer::Expired => self.show_saying(&now, &page::CODE_EXPIRED).await,
            _ => self.show(&now).await,
        }
    }

    /// Sends another passcode, one for each key of the page's.
    pub(crate) async fn resend(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let key = given_key(body)?.map(pages_key);
        let id = self.session(request).await?.id().clone();
        let answer = self.passcode.resend(&id, key.as_deref()).await?;
        let now = self.session(request).await?;
        match answer {
            PasscodeAnswer::TooMany => self.show_saying(&now, &page::NO_MORE_CODES).await,
            PasscodeAnswer::Unreachable => self.show_saying(&now, &page::UNREACHABLE).await,
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
        let has_gone = now.has_gone_its_way();
        if has_gone {
            let opened = self.confirming.open_case(now.id(), (self.clock)()).await;
            opened.map_err(unusable)?;
        }
        let says = if has_gone {
            &page::HAS_GONE
        } else {
            &page::HAS_GONE_SUSPENDED
        };
        let says = says.label(now.order.order().language);
        let view = self.view(&now).await?.saying(says).with_telephone();
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
            Stage::Identified => {
                self.must_be_signed(judged).await?;
                self.confirming.go_on(judged).await?
            }
            _ => self.confirming.wake(judged).await?,
        };
        Ok(())
    }

    /// That PIN and fact were right is believed where this function has signed it, and not because the record says so.
    async fn must_be_signed(&self, judged: &Confirmation) -> Result<(), PageError> {
        let keys = self.keys.get().await?;
        let own = VerifyingKeys::from(keys.signing_key.public());
        let (id, digest) = (judged.id(), judged.order.digest());
        let identified = judged.identification;
        if identified.is_some_and(|identified| identified.is_for(&own, id, digest)) {
            return Ok(());
        }
        Err(Failure::fail("nobody was identified for this confirmation").into())
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
        message: &Message,
    ) -> Result<Response<Body>, PageError> {
        let message = message.label(confirmation.order.order().language);
        let view = self.view(confirmation).await?.saying(message);
        Ok(reply::json(StatusCode::OK, &view))
    }

    async fn view(&self, confirmation: &Confirmation) -> Result<View, PageError> {
        let (customer, phrase) = match confirmation.stage {
            Stage::Identifying { .. } | Stage::PasscodeDue { .. } => {
                let id = confirmation.customer();
                // Boxed, so that the futures of all who show something need not hold both calls.
                let customer = Box::pin(self.customers.get(id));
                tokio::try_join!(customer, Box::pin(self.phrases.of(id)))?
            }
            _ => (None, None),
        };
        let summary = services::summary(confirmation.order.order()).map_err(Failure::fail)?;
        let now = (self.clock)();
        let view = View::of(confirmation, &summary, customer.as_ref(), now);
        let code = Box::pin(self.machine_code(confirmation)).await?;
        Ok(view.known_by(phrase.as_ref()).with_code(code))
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
