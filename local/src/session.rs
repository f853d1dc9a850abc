//! Acting in the name of a role of the bank's.

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_sts::types::Credentials;

/// How the sessions are named in which tools try and load.
const TOOLS: &str = "acme";

/// The same AWS in the name of `role`, an ARN, for an hour.
///
/// # Errors
/// If whoever asks may not assume it.
pub(crate) async fn assume(bank: &Connection, role: &str) -> anyhow::Result<Connection> {
    let session = credentials(bank, role, TOOLS).await?;
    Ok(bank.as_session(
        session.access_key_id(),
        session.secret_access_key(),
        session.session_token(),
    ))
}

/// The credentials of a session of `role` that is called `name`.
///
/// # Errors
/// If whoever asks may not assume it.
pub(crate) async fn credentials(
    bank: &Connection,
    role: &str,
    name: &str,
) -> anyhow::Result<Credentials> {
    let sts = aws_sdk_sts::Client::new(bank.sdk());
    let asked = sts.assume_role().role_arn(role).role_session_name(name);
    let session = asked.send().await;
    let session = session.with_context(|| format!("the role {role} cannot be assumed"))?;
    session.credentials.context("a session without credentials")
}
