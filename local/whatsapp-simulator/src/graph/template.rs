//! Templates: finds the approved one, checks its parameters and fills it in.
//!
//! Deliberately positional parameters only, and no approval process: the registry is what is approved.

use crate::graph::error::{GraphError, Outcome};
use crate::graph::node::Node;
use crate::{Template, TemplateCategory};

/// The longest parameter of an authentication template, in characters.
const PASSCODE: usize = 15;

/// The longest rendered body, in characters.
const BODY: usize = 1_024;

/// Checks a `template` object and answers the text that the customer will read.
pub(crate) fn render(
    content: &Node<'_>,
    registry: &[Template],
    to_user_id: bool,
) -> Outcome<String> {
    content.only(&["name", "language", "components", "namespace"])?;
    let name = content.string("name")?;
    let language = content.object("language")?.string("code")?;
    let found = registry
        .iter()
        .find(|template| template.name == name && template.language == language);
    let template = found.ok_or_else(|| GraphError::no_template(name, language))?;
    if to_user_id && template.category == TemplateCategory::Authentication {
        return Err(GraphError::user_id_not_supported());
    }
    let parameters = parameters(content, template)?;
    let text = fill(&template.body, &parameters);
    if text.chars().count() > BODY {
        return Err(GraphError::template_parameter(
            "the translated text is too long",
        ));
    }
    Ok(with_furniture(text, template))
}

/// The body's parameters as text, and a look at those of header and buttons.
fn parameters(content: &Node<'_>, template: &Template) -> Outcome<Vec<String>> {
    let mut body = Vec::new();
    let components = match content.get("components") {
        Some(list) if list.value.as_array().is_some_and(Vec::is_empty) => Vec::new(),
        Some(_) => content.items("components", "Components", 12)?,
        None => Vec::new(),
    };
    for component in components {
        match component.one_of("type", &["header", "body", "button"])? {
            "body" => body = component_texts(&component, template)?,
            "button" => button(&component, template)?,
            _ => component
                .items("parameters", "Header parameters", 1)
                .map(drop)?,
        }
    }
    let wanted = placeholders(&template.body);
    if body.len() == wanted {
        Ok(body)
    } else {
        Err(GraphError::template_parameter_count(body.len(), wanted))
    }
}

fn component_texts(component: &Node<'_>, template: &Template) -> Outcome<Vec<String>> {
    if component.get("parameters").is_none() {
        return Ok(Vec::new());
    }
    component
        .items("parameters", "Parameters", 100)?
        .iter()
        .map(|node| parameter(node, template))
        .collect()
}

fn parameter(node: &Node<'_>, template: &Template) -> Outcome<String> {
    let kind = node.one_of("type", &["text", "currency", "date_time"])?;
    let text = match kind {
        "text" => node.string("text")?,
        _ => node.object(kind)?.string("fallback_value")?,
    };
    if text.contains(['\n', '\t']) || text.contains("     ") {
        let details =
            "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
        return Err(GraphError::template_parameter(details));
    }
    if template.category == TemplateCategory::Authentication && text.chars().count() > PASSCODE {
        return Err(GraphError::template_parameter(format!(
            "Param text is longer than {PASSCODE} characters"
        )));
    }
    Ok(text.to_owned())
}

fn button(component: &Node<'_>, template: &Template) -> Outcome<()> {
    component.one_of("sub_type", &["url", "quick_reply", "flow", "copy_code"])?;
    let node = component.need("index")?;
    let written = node
        .value
        .as_str()
        .map_or_else(|| node.value.to_string(), str::to_owned);
    let index: usize = written
        .parse()
        .map_err(|_| node.wrong("must be a number"))?;
    if index >= template.buttons.len() {
        return Err(GraphError::template_parameter(format!(
            "the template has no button {index}"
        )));
    }
    component
        .items("parameters", "Button parameters", 1)
        .map(drop)
}

/// How many parameters a body wants: the highest of its `{{n}}`.
fn placeholders(body: &str) -> usize {
    let openings = body.split("{{").skip(1);
    let numbers = openings.filter_map(|rest| rest.split_once("}}")?.0.trim().parse::<usize>().ok());
    numbers.max().unwrap_or_default()
}

fn fill(body: &str, parameters: &[String]) -> String {
    // One pass, so that a parameter that itself looks like a placeholder stays as it is.
    let mut filled = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let (number, after) = after.split_once("}}").unwrap_or((after, ""));
        let at = number
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        filled.push_str(
            at.and_then(|at| parameters.get(at))
                .map_or("", String::as_str),
        );
        rest = after;
    }
    filled + rest
}

fn with_furniture(text: String, template: &Template) -> String {
    let footer = template.footer.iter().cloned();
    let buttons = template.buttons.iter().map(|title| format!("[{title}]"));
    std::iter::once(text)
        .chain(footer)
        .chain(buttons)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn receipt() -> Template {
        Template {
            name: "receipt".into(),
            language: "en_GB".into(),
            category: TemplateCategory::Utility,
            body: "Sent {{1}} to {{2}}. {{1}}!".into(),
            footer: Some("ACME".into()),
            buttons: vec!["Menu".into()],
        }
    }

    fn filled(template: Template, parameters: &[&str]) -> Outcome<String> {
        let texts: Vec<Value> = parameters
            .iter()
            .map(|text| json!({"type": "text", "text": text}))
            .collect();
        let content = json!({"name": template.name, "language": {"code": template.language},
            "components": [{"type": "body", "parameters": texts}]});
        render(&Node::root(&content), &[template], true)
    }

    #[test]
    fn parameters_are_filled_in_once_and_literally() {
        assert_eq!(
            filled(receipt(), &["£5 {{2}}", "Ben"]).unwrap(),
            "Sent £5 {{2}} to Ben. £5 {{2}}!\nACME\n[Menu]"
        );
    }

    #[test]
    fn wrong_counts_languages_lines_and_lengths_have_their_own_codes() {
        assert_eq!(filled(receipt(), &["£5"]).unwrap_err().code, 132_000);
        assert_eq!(
            filled(receipt(), &["£5", "Ben\nCarter"]).unwrap_err().code,
            132_018
        );
        let other = json!({"name": "receipt", "language": {"code": "pt_BR"}});
        let missing = render(&Node::root(&other), &[receipt()], false).unwrap_err();
        assert_eq!((missing.code, missing.status.as_u16()), (132_001, 404));
    }

    #[test]
    fn a_passcode_goes_to_phone_numbers_only_and_is_short() {
        let passcode = Template {
            category: TemplateCategory::Authentication,
            ..receipt()
        };
        assert_eq!(
            filled(passcode.clone(), &["1", "2"]).unwrap_err().code,
            131_062
        );
        let content = json!({"name": "receipt", "language": {"code": "en_GB"}, "components": [{"type": "body",
            "parameters": [{"type": "text", "text": "1".repeat(16)}, {"type": "text", "text": "2"}]}]});
        assert_eq!(
            render(&Node::root(&content), &[passcode], false)
                .unwrap_err()
                .code,
            132_018
        );
    }
}
