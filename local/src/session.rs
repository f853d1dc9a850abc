//! Acting in the name of a role of the bank's.

use anyhow::Context;
use aws::connection::Connection;

/// The same AWS in the name of `role`, an ARN, for an hour.
///
/// # Errors
/// If whoever asks may not assume it.
pub(crate) async fn assume(bank: &Connection, role: &str) -> anyhow::Result<Connection> {
    let sts = aws_sdk_sts::Client::new(bank.sdk());
    let asked = sts.assume_role().role_arn(role).role_session_name("acme");
    let session = asked.send().await;
    let session = session.with_context(|| format!("the role {role} cannot be assumed"))?;
    let session = session
        .credentials
        .context("a session without credentials")?;
    Ok(bank.as_session(
        session.access_key_id(),
        session.secret_access_key(),
        session.session_token(),
    ))
}
