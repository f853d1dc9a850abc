//! What Watson says, as this channel shows it.

use watson::assistant::{Choice, Reply};

/// Watson's replies as one message: the channel allows a customer about one in six seconds.
pub fn words(replies: &[Reply]) -> String {
    let texts = replies.iter().filter_map(|reply| match reply {
        Reply::Text(text) => Some(text.clone()),
        Reply::Option { title, options, .. } => Some(choices(title, options)),
        Reply::Suggestion { title, suggestions } => Some(choices(title, suggestions)),
        Reply::ConnectToAgent { unavailable, .. } => Some(unavailable.clone()),
        Reply::Image {
            title, alt_text, ..
        } => Some(if title.is_empty() { alt_text } else { title }.clone()),
        Reply::UserDefined(_) | Reply::Unknown(_) => None,
    });
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    texts.join("\n\n")
}

/// A question and its ready answers, each to be typed.
fn choices(title: &str, choices: &[Choice]) -> String {
    let labels = choices.iter().map(|choice| format!("• {}", choice.label));
    let lines = std::iter::once(title.to_owned()).chain(labels);
    lines.collect::<Vec<_>>().join("\n")
}
