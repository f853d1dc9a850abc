//! What Watson took a text to mean, on record for whoever trains the skill: its own names and how sure it was. Never a
//! word of the customer's, and never who they are.

use watson::assistant::Answer;

/// Logs one line a turn. Without an intent its name and confidence are left out.
pub fn record(answer: &Answer) {
    let actions: Vec<&str> = answer
        .actions
        .iter()
        .map(|action| action.name.as_str())
        .collect();
    let intent = answer.intent.as_ref();
    tracing::info!(
        watson.intent = intent.map(|intent| intent.name.as_str()),
        watson.confidence = intent.map(|intent| intent.confidence),
        watson.actions = actions.join(","),
        "understood"
    );
}
