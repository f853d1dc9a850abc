//! PIN and fact: which fact is asked, and whether both are right.
//!
//! An unknown customer, a wrong PIN, a wrong fact and a locked customer get the same bytes for the
//! same work.

use domain::authority::Identification;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::credential::{FactKind, check_pin, hash_fact};
use domain::failure::Failure;
use lambda_http::{Body, Request, Response};
use serde_json::Value;

use crate::steps::{text, unusable};
use crate::{ConfirmationPage, PageError};

impl ConfirmationPage {
    /// Tries PIN and fact. Counted first, judged after; both are always checked.
    pub(crate) async fn credentials(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let (pin, fact) = (text(body, "pin")?, text(body, "fact")?);
        let found = self.session(request).await?;
        let Stage::Identifying { question, .. } = found.stage else {
            return self.already_judged(&found).await;
        };
        if !is_pin(pin) || !is_answer(question, fact) {
            return Err(PageError::Malformed);
        }
        let standing = self.standings.of(found.customer()).await?;
        if standing.suspension.is_some() {
            let ended = self.end(&found, Ending::Suspended).await?;
            return self.show(&ended).await;
        }
        if let Some(seconds) = standing.wait_seconds((self.clock)()) {
            return Err(PageError::Wait(seconds));
        }
        let counted = self
            .confirming
            .advance(found.id(), Confirmation::count_credential_try)
            .await
            .map_err(unusable)?;
        let are_right = self.are_right(&counted, question, pin, fact).await?;
        self.judge(&counted, are_right & !standing.is_locked())
            .await
    }

    /// Remembers a failure against the customer before anything is answered.
    async fn judge(
        &self,
        counted: &Confirmation,
        right: bool,
    ) -> Result<Response<Body>, PageError> {
        tracing::info!(
            confirmation.id = counted.id().0,
            authentication.factors = "pin, fact",
            authentication.succeeded = right,
            "authentication tried"
        );
        if !right {
            let (customer, now) = (counted.customer(), (self.clock)());
            self.standings
                .change(customer, |before| before.failed(now))
                .await?;
        }
        let keys = self.keys.get().await?;
        let (id, digest) = (counted.id(), counted.order.digest());
        let identification = right.then(|| Identification::sign(&keys.signing_key, id, digest));
        let judge = |before: Confirmation| before.judge_credentials(identification);
        let judged = self.confirming.advance(counted.id(), judge).await;
        let judged = judged.map_err(unusable)?;
        self.tell_workflow(&judged).await?;
        self.show(&judged).await
    }

    /// Chosen at random among the facts on file. A customer the bank no longer knows is asked one
    /// all the same.
    pub(crate) async fn choose_question(
        &self,
        confirmation: &Confirmation,
    ) -> Result<FactKind, PageError> {
        let customer = self.customer(confirmation).await?;
        let on_file = customer.map_or_else(
            || FactKind::ALL.to_vec(),
            |customer| customer.facts.iter().map(|(kind, _)| *kind).collect(),
        );
        let mut byte = [0];
        (self.random)(&mut byte).map_err(Failure::retry)?;
        let choice = usize::from(byte[0]).checked_rem(on_file.len());
        let chosen = choice.and_then(|choice| on_file.get(choice)).copied();
        chosen.ok_or_else(|| Failure::fail("the customer has no fact on file").into())
    }

    async fn are_right(
        &self,
        confirmation: &Confirmation,
        question: FactKind,
        pin: &str,
        fact: &str,
    ) -> Result<bool, PageError> {
        let keys = self.keys.get().await?;
        let customer = self.customer(confirmation).await?;
        let owner = &confirmation.customer().0;
        let given = hash_fact(&keys.fact_key, owner, question, fact);
        let on_file = customer.as_ref().and_then(|found| found.fact(question));
        let pin_on_file = customer.as_ref().map(|found| &found.pin);
        let pin_is_right = check_pin(pin_on_file, pin, &keys.pin_pepper).map_err(Failure::fail)?;
        let fact_is_right = on_file == Some(given);
        Ok(pin_is_right & fact_is_right)
    }
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
