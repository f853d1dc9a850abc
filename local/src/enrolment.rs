//! The bank's enrolment as its own systems call it.

use axum::http;
use serde_json::Value;

use crate::signed_api::{Answered, SignedApi};
use crate::stack::Addresses;

/// Enrolment, in one role and by one name.
pub struct EnrolmentApi {
    /// The door it is behind.
    pub door: SignedApi,
}

impl EnrolmentApi {
    /// The API of a running stack, for whoever may assume `role`, an ARN, in the name of `operator`.
    ///
    /// # Errors
    /// If no client can be made.
    pub fn new(addresses: &Addresses, role: &str, operator: &str) -> anyhow::Result<Self> {
        let door = SignedApi::new(addresses, role, operator)?;
        Ok(Self { door })
    }

    /// Asks for an operation for a customer, signed.
    ///
    /// # Errors
    /// If the role cannot be assumed or nobody answers.
    pub async fn ask(
        &self,
        method: &str,
        customer: &str,
        operation: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<Answered> {
        self.door
            .ask(method, &path(customer, operation), body)
            .await
    }

    /// The request, as anybody can write it.
    ///
    /// # Errors
    /// If it is no HTTP.
    pub fn unsigned(
        &self,
        method: &str,
        customer: &str,
        operation: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<http::Request<Vec<u8>>> {
        self.door.unsigned(method, &path(customer, operation), body)
    }
}

fn path(customer: &str, operation: &str) -> String {
    format!("enrolment/{customer}/{operation}")
}
