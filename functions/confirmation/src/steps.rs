//! The page's six POSTs.

use aws::calls::PasscodeAnswer;
use aws::confirmations::AdvanceError;
use aws::outcome::Failure;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::credential::{FactKind, hash_fact};
use domain::customer::Customer;
use domain::link::Token;
use domain::passcode;
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::{Body, Request, Response};
use serde_json::Value;

use crate::session::cookie;
use crate::view::View;
use crate::{ConfirmationPage, Refusal, reply};

impl ConfirmationPage {
    /// Uses up the link and starts a session; without a token, goes on with the one there is.
    pub(crate) async fn open(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, Refusal> {
        let token = text(body, "token")?;
        if token.is_empty() {
            return self.status(request).await;
        }
        let link = Token::received(token).hash();
        let found = self
            .confirmations
            .by_link(&link)
            .await?
            .ok_or(Refusal::LinkUnusable)?;
        // An older link of a confirmation that has sent another is as good as invented.
        if !matches!(found.stage, Stage::LinkSent { link: current, .. } if current == link) {
            return Err(Refusal::LinkUnusable);
        }
        let session = Token::draw(self.random).map_err(Failure::retry)?;
        let question = self.choose_question(&found).await?;
        let now = (self.clock)();
        let step = |before: Confirmation| before.open(session.hash(), question, now);
        let opened = self.confirmations.advance(&found.intent.id, step).await;
        let opened = opened.map_err(unusable)?;
        let mut response = self.show(&opened).await?;
        if let Ok(value) = HeaderValue::from_str(&cookie(&opened.intent.id, &session)) {
            response.headers_mut().insert("set-cookie", value);
        }
        Ok(response)
    }

    /// Tries PIN and fact. Counted first, judged after; both are always checked.
    pub(crate) async fn credentials(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, Refusal> {
        let (pin, fact) = (text(body, "pin")?, text(body, "fact")?);
        let found = self.session(request).await?;
        let Stage::Identifying { question, .. } = found.stage else {
            return self.already_judged(&found).await;
        };
        if !is_pin(pin) || !is_answer(question, fact) {
            return Err(Refusal::Malformed);
        }
        let id = found.intent.id;
        let counted = self
            .confirmations
            .advance(&id, Confirmation::count_credential_try)
            .await;
        let counted = counted.map_err(unusable)?;
        let right = self.are_right(&counted, question, pin, fact).await?;
        let judge = |before: Confirmation| before.judge_credentials(right);
        let judged = self
            .confirmations
            .advance(&id, judge)
            .await
            .map_err(unusable)?;
        self.tell_workflow(&judged).await?;
        self.show(&judged).await
    }

    /// Tries a passcode.
    pub(crate) async fn try_passcode(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, Refusal> {
        let code = passcode::read(text(body, "code")?).ok_or(Refusal::Malformed)?;
        let id = self.session(request).await?.intent.id;
        let answer = self.passcode.verify(&id, &code).await?;
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
    pub(crate) async fn resend(&self, request: &Request) -> Result<Response<Body>, Refusal> {
        let id = self.session(request).await?.intent.id;
        let answer = self.passcode.resend(&id).await?;
        let now = self.session(request).await?;
        match answer {
            PasscodeAnswer::TooMany => {
                self.show_saying(&now, "We can't send any more codes.")
                    .await
            }
            _ => self.show(&now).await,
        }
    }

    /// Shows how things stand.
    pub(crate) async fn status(&self, request: &Request) -> Result<Response<Body>, Refusal> {
        self.show(&self.session(request).await?).await
    }

    /// Calls it off, if it still can be.
    pub(crate) async fn cancel(&self, request: &Request) -> Result<Response<Body>, Refusal> {
        let found = self.session(request).await?;
        let step = |before: Confirmation| before.call_off(Ending::Cancelled);
        match self.confirmations.advance(&found.intent.id, step).await {
            Ok(ended) => {
                if let Some(token) = &ended.task_token {
                    self.waits.fail(token, Ending::Cancelled).await?;
                }
                self.show(&ended).await
            }
            Err(AdvanceError::Step(_)) => self.already_judged(&self.session(request).await?).await,
            Err(error) => Err(unusable(error)),
        }
    }

    async fn choose_question(&self, confirmation: &Confirmation) -> Result<FactKind, Refusal> {
        let customer = self.customer(confirmation).await?;
        let mut byte = [0];
        (self.random)(&mut byte).map_err(Failure::retry)?;
        let choice = usize::from(byte[0]).checked_rem(customer.facts.len());
        let chosen = choice.and_then(|choice| customer.facts.get(choice));
        let chosen = chosen.ok_or_else(|| Failure::fail("the customer has no fact on file"))?;
        Ok(chosen.0)
    }

    async fn are_right(
        &self,
        confirmation: &Confirmation,
        question: FactKind,
        pin: &str,
        fact: &str,
    ) -> Result<bool, Refusal> {
        let keys = self.keys.get().await?;
        let customer = self.customer(confirmation).await?;
        let given = hash_fact(&keys.fact_key, &customer.id.0, question, fact);
        let fact_is_right = customer.fact(question) == Some(given);
        let pin_is_right = customer
            .pin
            .verify(pin, &keys.pin_pepper)
            .map_err(Failure::fail)?;
        Ok(pin_is_right & fact_is_right)
    }

    /// The workflow may not have heard of it: telling it again is harmless.
    async fn already_judged(&self, found: &Confirmation) -> Result<Response<Body>, Refusal> {
        self.tell_workflow(found).await?;
        self.show(found).await
    }

    async fn tell_workflow(&self, judged: &Confirmation) -> Result<(), Refusal> {
        let Some(token) = &judged.task_token else {
            return Ok(());
        };
        match judged.stage {
            Stage::Identified => self.waits.succeed(token).await.map(drop)?,
            Stage::Ended(ending) => self.waits.fail(token, ending).await.map(drop)?,
            _ => {}
        }
        Ok(())
    }

    async fn customer(&self, confirmation: &Confirmation) -> Result<Customer, Refusal> {
        let found = self.customers.get(&confirmation.intent.customer).await?;
        found.ok_or_else(|| Failure::fail("no such customer").into())
    }

    async fn show(&self, confirmation: &Confirmation) -> Result<Response<Body>, Refusal> {
        Ok(reply::json(StatusCode::OK, &self.view(confirmation).await?))
    }

    async fn show_saying(
        &self,
        confirmation: &Confirmation,
        message: &'static str,
    ) -> Result<Response<Body>, Refusal> {
        let view = self.view(confirmation).await?.saying(message);
        Ok(reply::json(StatusCode::OK, &view))
    }

    async fn view(&self, confirmation: &Confirmation) -> Result<View, Refusal> {
        let customer = match confirmation.stage {
            Stage::PasscodeDue { .. } => Some(self.customer(confirmation).await?),
            _ => None,
        };
        Ok(View::of(confirmation, customer.as_ref(), (self.clock)()))
    }
}

/// A step that is not due looks like a link that cannot be used; a broken table is ours to mend.
fn unusable(error: AdvanceError) -> Refusal {
    match error {
        AdvanceError::Store(error) => error.into(),
        AdvanceError::Step(_) | AdvanceError::NoSuchConfirmation => Refusal::LinkUnusable,
    }
}

fn text<'a>(body: &'a Value, field: &str) -> Result<&'a str, Refusal> {
    body.get(field)
        .and_then(Value::as_str)
        .ok_or(Refusal::Malformed)
}

fn is_pin(pin: &str) -> bool {
    pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an answer has the shape the question asks for; a mistyped one costs no try.
fn is_answer(question: FactKind, answer: &str) -> bool {
    let shape = match question {
        FactKind::CardLastFour => "0000",
        FactKind::BirthDate => "0000-00-00",
    };
    let fits = |(given, wanted): (u8, u8)| match wanted {
        b'0' => given.is_ascii_digit(),
        other => given == other,
    };
    answer.len() == shape.len() && answer.bytes().zip(shape.bytes()).all(fits)
}
