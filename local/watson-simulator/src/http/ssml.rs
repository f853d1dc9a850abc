//! Reads the text of a synthesis as IBM does: always as SSML, strictly; and makes it speakable.

use roxmltree::{Document, Node};

use super::ApiError;

/// Longest text, in bytes, markup included.
pub(super) const MAX_BYTES: usize = 5 * 1024;

/// What `<say-as>` can be told to do. Plain `currency` is not among it.
const INTERPRETATIONS: [&str; 16] = [
    "cardinal",
    "date",
    "digits",
    "interjection",
    "letters",
    "number",
    "ordinal",
    "time",
    "vxml:boolean",
    "vxml:currency",
    "vxml:date",
    "vxml:digits",
    "vxml:number",
    "vxml:phone",
    "vxml:time",
    "spell-out",
];

/// Currency names as they are spoken.
const CURRENCIES: [(&str, &str, &str); 5] = [
    ("GBP", "pounds", "pence"),
    ("USD", "dollars", "cents"),
    ("EUR", "euros", "cents"),
    ("BRL", "reais", "centavos"),
    ("JPY", "yen", ""),
];

/// The words to speak, or IBM's refusal.
pub(super) fn speakable(text: &str) -> Result<String, ApiError> {
    if text.len() > MAX_BYTES {
        return Err(ApiError::bad_request("Input text is longer than 5 KB"));
    }
    check_characters(text)?;
    let trimmed = text.trim_start();
    let whole = if trimmed.starts_with("<speak") || trimmed.starts_with("<?xml") {
        trimmed.to_owned()
    } else {
        format!("<speak>{text}</speak>")
    };
    let document = Document::parse(&whole)
        .map_err(|problem| ApiError::bad_request(format!("Invalid SSML: {problem}")))?;
    let mut words = String::new();
    speak(document.root_element(), &mut words)?;
    Ok(words.trim().to_owned())
}

/// Quotes and slashes outside tags must be escaped, though XML would allow them.
fn check_characters(text: &str) -> Result<(), ApiError> {
    let mut inside_tag = false;
    for character in text.chars() {
        match character {
            '<' => inside_tag = true,
            '>' => inside_tag = false,
            '"' | '\'' | '/' if !inside_tag => {
                let problem = format!("Invalid SSML: the character {character} must be escaped");
                return Err(ApiError::bad_request(problem));
            }
            _ => {}
        }
    }
    Ok(())
}

fn speak(node: Node<'_, '_>, words: &mut String) -> Result<(), ApiError> {
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            words.push_str(text);
        } else if child.is_element() {
            element(child, words)?;
        }
    }
    Ok(())
}

fn element(node: Node<'_, '_>, words: &mut String) -> Result<(), ApiError> {
    match node.tag_name().name() {
        "say-as" => say_as(node, words),
        "sub" => {
            let alias = required(node, "alias")?;
            words.push_str(alias);
            Ok(())
        }
        "phoneme" => {
            required(node, "ph")?;
            speak(node, words)
        }
        "break" => {
            words.push_str(", ");
            Ok(())
        }
        "p" | "s" | "paragraph" | "sentence" => {
            speak(node, words)?;
            words.push_str(".\n");
            Ok(())
        }
        // Unknown elements are ignored, their text is spoken.
        _ => speak(node, words),
    }
}

fn required<'a>(node: Node<'a, '_>, name: &str) -> Result<&'a str, ApiError> {
    let tag = node.tag_name().name();
    node.attribute(name).ok_or_else(|| {
        ApiError::bad_request(format!("Tag <{tag}> is missing required attribute {name}"))
    })
}

fn say_as(node: Node<'_, '_>, words: &mut String) -> Result<(), ApiError> {
    let how = required(node, "interpret-as")?;
    if !INTERPRETATIONS.contains(&how) {
        let problem = format!("Tag <say-as> has invalid attribute interpret-as={how}");
        return Err(ApiError::bad_request(problem));
    }
    let mut inner = String::new();
    speak(node, &mut inner)?;
    words.push_str(&match how {
        "vxml:currency" => money(inner.trim()).ok_or_else(|| {
            ApiError::bad_request("Tag <say-as> has an invalid vxml:currency value")
        })?,
        "digits" | "vxml:digits" | "vxml:phone" | "letters" | "spell-out" => inner
            .chars()
            .flat_map(|character| [character, ' '])
            .collect(),
        _ => inner,
    });
    Ok(())
}

/// `GBP45.30` → "45 pounds 30 pence".
fn money(text: &str) -> Option<String> {
    let (code, amount) = text.split_at_checked(3)?;
    let (_, units, parts) = CURRENCIES.iter().find(|(known, ..)| *known == code)?;
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) || fraction.len() > 2 {
        return None;
    }
    let fraction = format!("{fraction:0<2}");
    match fraction.as_str() {
        "00" => Some(format!("{whole} {units}")),
        _ => Some(format!(
            "{whole} {units} {} {parts}",
            fraction.trim_start_matches('0')
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        format!("{:?}", speakable(text).unwrap_err())
    }

    #[test]
    fn escaped_text_and_money_become_words() {
        let text = r#"Smith &amp; Sons owe <say-as interpret-as="vxml:currency">GBP45.30</say-as>, 24&#47;7"#;
        assert_eq!(
            speakable(text).unwrap(),
            "Smith & Sons owe 45 pounds 30 pence, 24/7"
        );
    }

    #[test]
    fn what_ibm_refuses_is_refused() {
        assert!(error("Tom & Jerry").contains("Invalid SSML"));
        assert!(error("on 3/4/2026").contains("must be escaped"));
        assert!(error("it's").contains("must be escaped"));
        assert!(error("<p>open").contains("Invalid SSML"));
        assert!(
            error("<say-as interpret-as=\"currency\">5</say-as>")
                .contains("Tag <say-as> has invalid attribute interpret-as=currency")
        );
        assert!(error(&"a".repeat(MAX_BYTES + 1)).contains("5 KB"));
    }
}
