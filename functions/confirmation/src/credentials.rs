//! PIN and fact: which fact is asked, and whether both are right.
//!
//! A try is counted against the confirmation and against the customer before anything is compared. An unknown
//! customer, a wrong PIN, a wrong fact and a locked customer get the same bytes for the same work, however often
//! they try.

use aws::confirmations::AdvanceError;
use domain::authority::Identification;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::Customer;
use domain::customer::credential::{FactKind, check_pin, hash_fact};
use domain::customer::standing::{Counted, Standing, TooSoon};
use domain::failure::Failure;
use domain::keyed_hash::Hash;
use lambda_http::{Body, Request, Response};
use serde_json::Value;

use crate::key::idempotency_key;
use crate::steps::{text, unusable};
use crate::{ConfirmationPage, PageError};

/// What was typed, what was asked, and what the try is called.
#[derive(Clone, Copy)]
struct Guess<'a> {
    pin: &'a str,
    fact: &'a str,
    question: FactKind,
    name: Hash,
}

impl ConfirmationPage {
    /// Tries PIN and fact. Counted first, judged after; both are always checked. What comes again under the page's
    /// key gets the answer it got, or should have got.
    pub(crate) async fn credentials(
        &self,
        body: &Value,
        request: &Request,
    ) -> Result<Response<Body>, PageError> {
        let (pin, fact) = (text(body, "pin")?, text(body, "fact")?);
        let (found, session) = self.session_and_token(request).await?;
        let Stage::Identifying { question, .. } = found.stage else {
            return self.already_judged(&found).await;
        };
        if !is_pin(pin) || !is_answer(question, fact) {
            return Err(PageError::Malformed);
        }
        let key = idempotency_key(body, self.random)?;
        let guess = Guess {
            pin,
            fact,
            question,
            name: session.try_name(&key, pin, fact),
        };
        if found.was_wrong(guess.name) {
            return self.show(&found).await;
        }
        self.try_credentials(&found, guess).await
    }

    async fn try_credentials(
        &self,
        found: &Confirmation,
        guess: Guess<'_>,
    ) -> Result<Response<Body>, PageError> {
        let standing = self.standings.of(found.customer()).await?;
        if standing.suspension.is_some() {
            let ended = self.end(found, Ending::Suspended).await?;
            return self.show(&ended).await;
        }
        // Looked at before it is counted, so that waiting costs no try.
        let now = (self.clock)();
        standing
            .counted_in_time(guess.name, now)
            .map_err(|TooSoon(seconds)| PageError::Wait(seconds))?;
        // What is signed is what the session was opened for.
        let count = |before: Confirmation| {
            before.must_be_of(&found.order)?;
            before.count_credential_try(guess.name)
        };
        match self.confirming.advance(found.id(), count).await {
            Ok(counted) if counted.was_wrong(guess.name) => self.show(&counted).await,
            Ok(counted) => self.compare(&counted, guess).await,
            Err(error) => self.judged_meanwhile(found, error).await,
        }
    }

    /// Counts the try against the customer, in the same write that finds it may still be compared.
    async fn compare(
        &self,
        tried: &Confirmation,
        guess: Guess<'_>,
    ) -> Result<Response<Body>, PageError> {
        let now = (self.clock)();
        let count = |before: Standing| before.counted_in_time(guess.name, now);
        let counted = self.standings.try_change(tried.customer(), count).await?;
        let (_, counted) = counted.map_err(|TooSoon(seconds)| PageError::Wait(seconds))?;
        let right = self.are_right(tried, &counted, guess).await?;
        tracing::info!(
            confirmation.id = tried.id().0,
            authentication.factors = "pin, fact",
            authentication.compared = counted != Counted::Locked,
            authentication.succeeded = right,
            "authentication tried"
        );
        self.judge(tried, guess.name, right).await
    }

    /// A right try takes its count back before anything is answered; a wrong one stays counted.
    async fn judge(
        &self,
        tried: &Confirmation,
        name: Hash,
        right: bool,
    ) -> Result<Response<Body>, PageError> {
        if right {
            let answered = |before: Standing| before.answered(name);
            self.standings.change(tried.customer(), answered).await?;
        }
        let keys = self.keys.get().await?;
        let (id, digest) = (tried.id(), tried.order.digest());
        let identified = right.then(|| Identification::sign(&keys.signing_key, id, digest));
        let judge = |before: Confirmation| before.judge_credentials(name, identified);
        match self.confirming.advance(tried.id(), judge).await {
            Ok(judged) => self.already_judged(&judged).await,
            Err(error) => self.judged_meanwhile(tried, error).await,
        }
    }

    /// A twin of this request, or another one, was faster: what it came to is shown.
    async fn judged_meanwhile(
        &self,
        tried: &Confirmation,
        error: AdvanceError,
    ) -> Result<Response<Body>, PageError> {
        let now = self.confirming.get(tried.id()).await?;
        match now.filter(|now| !matches!(now.stage, Stage::Identifying { .. })) {
            Some(now) => self.already_judged(&now).await,
            None => Err(unusable(error)),
        }
    }

    /// The fact to ask: the one that was asked before and not answered, or else one of those on file, drawn. A
    /// customer the bank no longer knows is asked one all the same.
    pub(crate) async fn choose_question(
        &self,
        confirmation: &Confirmation,
    ) -> Result<FactKind, PageError> {
        let customer = self.customer(confirmation).await?;
        let on_file = customer.map_or_else(
            || FactKind::ALL.to_vec(),
            |customer| customer.facts.iter().map(|(kind, _)| *kind).collect(),
        );
        let drawn = self.draw(&on_file)?;
        let ask = |before: Standing| before.asked(drawn, &on_file);
        let asked = self.standings.change(confirmation.customer(), ask).await?;
        Ok(asked.question.unwrap_or(drawn))
    }

    fn draw(&self, on_file: &[FactKind]) -> Result<FactKind, PageError> {
        let mut byte = [0];
        (self.random)(&mut byte).map_err(Failure::retry)?;
        let choice = usize::from(byte[0]).checked_rem(on_file.len());
        let chosen = choice.and_then(|choice| on_file.get(choice)).copied();
        chosen.ok_or_else(|| Failure::fail("the customer has no fact on file").into())
    }

    /// Where nothing may be compared any more there is nothing on file, for the same work.
    async fn are_right(
        &self,
        confirmation: &Confirmation,
        counted: &Counted,
        guess: Guess<'_>,
    ) -> Result<bool, PageError> {
        let keys = self.profile_keys.get().await?;
        let customer = self.customer(confirmation).await?;
        let customer = customer.filter(|_| *counted != Counted::Locked);
        let owner = &confirmation.customer().0;
        let given = hash_fact(&keys.fact_key, owner, guess.question, guess.fact);
        let on_file = customer.as_ref();
        let fact_on_file = on_file.and_then(|found: &Customer| found.fact(guess.question));
        let pin_on_file = on_file.map(|found| &found.pin);
        let pin_is_right =
            check_pin(pin_on_file, guess.pin, &keys.pin_pepper).map_err(Failure::fail)?;
        let fact_is_right = fact_on_file == Some(given);
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
