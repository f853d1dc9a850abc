//! Several answers as few messages as possible: one customer can be sent about one in six seconds.
//!
//! Deliberately keeps order and words: texts are joined by an empty line, and a text before a list or
//! buttons becomes the beginning of their body, as long as the limits of the channel allow.

use super::error::length;
use super::{Outgoing, Text, limits};

const BETWEEN: &str = "\n\n";

/// The same answers in as few messages.
#[must_use]
pub fn merged(messages: Vec<Outgoing>) -> Vec<Outgoing> {
    let mut merged: Vec<Outgoing> = Vec::with_capacity(messages.len());
    for message in messages {
        match merged.pop() {
            Some(Outgoing::Text(before)) => merged.extend(joined(before, message)),
            Some(before) => merged.extend([before, message]),
            None => merged.push(message),
        }
    }
    merged
}

/// One message if they fit together, else both.
fn joined(before: Text, after: Outgoing) -> Vec<Outgoing> {
    let body = |rest: &str| format!("{}{BETWEEN}{rest}", before.body);
    let fits = |body: &str, limit: usize| length(body) <= limit;
    match after {
        Outgoing::Text(text) if fits(&body(&text.body), limits::TEXT_BODY_CHARS) => {
            let body = body(&text.body);
            vec![Outgoing::Text(Text { body, ..before })]
        }
        Outgoing::List(mut list) if fits(&body(&list.body), limits::LIST_BODY_CHARS) => {
            list.body = body(&list.body);
            vec![Outgoing::List(list)]
        }
        Outgoing::Buttons(mut buttons)
            if fits(&body(&buttons.body), limits::BUTTONS_BODY_CHARS) =>
        {
            buttons.body = body(&buttons.body);
            vec![Outgoing::Buttons(buttons)]
        }
        after => vec![Outgoing::Text(before), after],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{List, Row, Section};

    fn text(body: &str) -> Outgoing {
        Text::try_new(body).unwrap().into()
    }

    fn list(body: &str) -> Outgoing {
        let rows = vec![Row::try_new("1", "One").unwrap()];
        let sections = vec![Section::try_new(rows).unwrap()];
        List::try_new(body, "Choose", sections).unwrap().into()
    }

    #[test]
    fn texts_become_one_and_lead_into_a_list() {
        let messages = vec![text("one"), text("two"), list("three"), text("four")];
        let expected = vec![list("one\n\ntwo\n\nthree"), text("four")];
        assert!(merged(messages) == expected);
        assert!(merged(Vec::new()).is_empty());
    }

    #[test]
    fn what_does_not_fit_together_stays_apart_and_in_order() {
        let long = "x".repeat(4_000);
        let messages = vec![text(&long), text(&long), list("menu")];
        let kept = merged(messages.clone());
        assert_eq!(kept.len(), 2);
        assert!(kept[0] == messages[0]);
    }
}
