//! The approved templates for what must be said outside the 24-hour window.
//!
//! Configuration: `none`, or `<purpose>=<name>/<language>` separated by commas, with the purposes
//! `link`, `receipt`, `ending` and `credit`. `docs/channel.md` has the texts to submit to Meta.

use domain::conversation::outbound::Purpose;
use whatsapp::message::{MessageError, Template};

/// What is configured. A purpose that is missing has no template: a written outcome, not an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    approved: Vec<(Purpose, String, String)>,
}

/// The configuration does not read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("WHATSAPP_TEMPLATES is neither `none` nor a list like `receipt=acme_receipt/en_GB`: {0}")]
pub struct TemplatesError(String);

/// The purposes a template can be configured for.
const PURPOSES: [Purpose; 4] = [
    Purpose::Link,
    Purpose::Receipt,
    Purpose::Ending,
    Purpose::CreditNotice,
];

impl Templates {
    /// Reads the configuration.
    pub fn parse(text: &str) -> Result<Self, TemplatesError> {
        if text == "none" {
            return Ok(Self::default());
        }
        let mut approved: Vec<(Purpose, String, String)> = Vec::new();
        for part in text.split(',') {
            let template = one(part).ok_or_else(|| TemplatesError(part.to_owned()))?;
            if approved.iter().any(|(purpose, ..)| *purpose == template.0) {
                return Err(TemplatesError(part.to_owned()));
            }
            approved.push(template);
        }
        Ok(Self { approved })
    }

    /// Whether there is a template for a purpose.
    #[must_use]
    pub fn has(&self, purpose: Purpose) -> bool {
        self.approved.iter().any(|(known, ..)| *known == purpose)
    }

    /// The template for a purpose, if one is configured. Each has one parameter: the sentence.
    #[must_use]
    pub fn filled(
        &self,
        purpose: Purpose,
        sentence: &str,
    ) -> Option<Result<Template, MessageError>> {
        let (_, name, language) = self.approved.iter().find(|(known, ..)| *known == purpose)?;
        let empty = Template::try_new(name.clone(), language.clone());
        let sentence = sentence.replace('\n', " ");
        Some(empty.and_then(|template| template.with_parameter(sentence)))
    }
}

fn one(part: &str) -> Option<(Purpose, String, String)> {
    let (purpose, template) = part.trim().split_once('=')?;
    let (name, language) = template.split_once('/')?;
    let purpose = PURPOSES.into_iter().find(|known| known.name() == purpose)?;
    Template::try_new(name, language).ok()?;
    Some((purpose, name.to_owned(), language.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_configured_is_found_and_what_is_not_is_not() {
        let templates = Templates::parse("receipt=acme_receipt/en_GB, link=acme_link/en_GB");
        let templates = templates.unwrap();
        let filled = templates.filled(Purpose::Receipt, "Done. You sent £50.00.\nReference 1");
        assert!(filled.is_some_and(|template| template.is_ok()));
        assert!(templates.filled(Purpose::Ending, "It ended.").is_none());
        assert_eq!(Templates::parse("none"), Ok(Templates::default()));
    }

    #[test]
    fn a_misspelt_configuration_is_named() {
        for text in [
            "",
            "receipt",
            "receipt=",
            "receipt=name",
            "recipt=name/en",
            "reply=name/en",
            "receipt=a/en,receipt=b/en",
        ] {
            assert!(Templates::parse(text).is_err(), "{text}");
        }
    }
}
