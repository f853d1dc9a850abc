//! A piece of a request body that knows its own path, so that every complaint can name it as Meta does:
//! `interactive['action']['buttons'][0]`.
//!
//! Deliberately no types of its own for messages: what is kept is what the bank sent.

use serde_json::Value;

use crate::graph::error::{GraphError, Outcome};

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    path: String,
}

impl<'a> Node<'a> {
    /// The body itself.
    pub(crate) fn root(value: &'a Value) -> Self {
        Self {
            value,
            path: String::new(),
        }
    }

    /// The field, if it is there and not null.
    pub(crate) fn get(&self, field: &str) -> Option<Node<'a>> {
        let value = self.value.get(field).filter(|value| !value.is_null())?;
        Some(Node {
            value,
            path: self.path_of(field),
        })
    }

    /// The field, which must be there.
    pub(crate) fn need(&self, field: &str) -> Outcome<Node<'a>> {
        self.get(field).ok_or_else(|| {
            GraphError::parameter(&format!(
                "The parameter {} is required.",
                self.path_of(field)
            ))
        })
    }

    /// The field, which must be an object.
    pub(crate) fn object(&self, field: &str) -> Outcome<Node<'a>> {
        let node = self.need(field)?;
        if node.value.is_object() {
            Ok(node)
        } else {
            Err(node.wrong("must be a JSON object"))
        }
    }

    /// The field's text, which must not be empty.
    pub(crate) fn string(&self, field: &str) -> Outcome<&'a str> {
        let node = self.need(field)?;
        let text = node.text()?;
        if text.is_empty() {
            Err(node.wrong("must not be empty"))
        } else {
            Ok(text)
        }
    }

    /// This node as text.
    pub(crate) fn text(&self) -> Outcome<&'a str> {
        self.value
            .as_str()
            .ok_or_else(|| self.wrong("must be a string"))
    }

    /// The field's text of 1 to `most` characters; otherwise 131009 naming `label`.
    pub(crate) fn limited(&self, field: &str, label: &str, most: usize) -> Outcome<&'a str> {
        let text = self.need(field)?.text()?;
        if (1..=most).contains(&text.chars().count()) {
            return Ok(text);
        }
        Err(GraphError::value(format!(
            "{label} length invalid. Min length: 1, Max length: {most}"
        )))
    }

    /// The items of the field, which must be a list of 1 to `most`.
    pub(crate) fn items(&self, field: &str, label: &str, most: usize) -> Outcome<Vec<Node<'a>>> {
        let list = self.need(field)?;
        let items = list
            .value
            .as_array()
            .ok_or_else(|| list.wrong("must be an array"))?;
        if !(1..=most).contains(&items.len()) {
            return Err(GraphError::value(format!(
                "{label} count invalid. Min: 1, Max: {most}"
            )));
        }
        let node = |(at, value)| Node {
            value,
            path: format!("{}[{at}]", list.path),
        };
        Ok(items.iter().enumerate().map(node).collect())
    }

    /// The field's text, which must be one of these.
    pub(crate) fn one_of(&self, field: &str, allowed: &[&str]) -> Outcome<&'a str> {
        let node = self.need(field)?;
        let text = node.text()?;
        if allowed.contains(&text) {
            return Ok(text);
        }
        Err(node.wrong(&format!(
            "must be one of {{{}}} - got \"{text}\"",
            allowed.join(", ")
        )))
    }

    /// Refuses fields that this object cannot have.
    pub(crate) fn only(&self, allowed: &[&str]) -> Outcome<()> {
        let fields = self
            .value
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys);
        let mut unexpected = fields.filter(|field| !allowed.contains(&field.as_str()));
        match unexpected.next() {
            Some(field) => {
                let complaint = format!("Unexpected key \"{field}\" on param \"{}\".", self.path);
                Err(GraphError::parameter(&complaint))
            }
            None => Ok(()),
        }
    }

    /// 100, naming this parameter.
    pub(crate) fn wrong(&self, what: &str) -> GraphError {
        GraphError::parameter(&format!("Param {} {what}.", self.path))
    }

    fn path_of(&self, field: &str) -> String {
        if self.path.is_empty() {
            field.to_owned()
        } else {
            format!("{}['{field}']", self.path)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn complaints_name_the_parameter_by_its_path() {
        let body = json!({"text": {"body": 1}, "list": [{"a": ""}]});
        let root = Node::root(&body);
        let text = root.object("text").unwrap();
        assert_eq!(
            text.string("body").unwrap_err().message,
            "(#100) Param text['body'] must be a string."
        );
        assert_eq!(
            text.string("x").unwrap_err().message,
            "(#100) The parameter text['x'] is required."
        );
        let item = root.items("list", "List", 1).unwrap().remove(0);
        assert_eq!(
            item.string("a").unwrap_err().message,
            "(#100) Param list[0]['a'] must not be empty."
        );
        assert!(
            text.only(&["x"])
                .unwrap_err()
                .message
                .contains("Unexpected key \"body\" on param \"text\"")
        );
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let body = json!({"title": "ç".repeat(20)});
        assert!(Node::root(&body).limited("title", "Title", 20).is_ok());
        assert_eq!(
            Node::root(&body)
                .limited("title", "Title", 19)
                .unwrap_err()
                .code,
            131_009
        );
    }
}
