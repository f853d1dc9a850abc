//! A template Meta has approved, filled in.
//!
//! Deliberately only text parameters: amounts come formatted from `wording`, because what the
//! customer reads must be what the bank formatted.

use super::error::{MessageError, Part};
use super::limits;

/// A filled template.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) body: Vec<String>,
    pub(super) buttons: Vec<TemplateButton>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct TemplateButton {
    /// Counted from 0, in the order of the approved template.
    pub(super) index: usize,
    pub(super) parameter: ButtonParameter,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum ButtonParameter {
    Link(String),
    QuickReply(String),
}

impl Template {
    /// Takes the approved name (1 to 512 characters) and a language code such as `en_GB`.
    pub fn try_new(
        name: impl Into<String>,
        language: impl Into<String>,
    ) -> Result<Self, MessageError> {
        Ok(Self {
            name: Part::TemplateName.line(name, limits::TEMPLATE_NAME_CHARS)?,
            language: Part::Language.line(language, limits::LANGUAGE_CHARS)?,
            body: Vec::new(),
            buttons: Vec::new(),
        })
    }

    /// An authentication template with a "copy code" button: Meta wants the code (1 to 15
    /// characters) in the body and again in the button.
    pub fn try_one_time_code(
        name: impl Into<String>,
        language: impl Into<String>,
        code: impl Into<String>,
    ) -> Result<Self, MessageError> {
        let code = Part::OneTimeCode.line(code, limits::ONE_TIME_CODE_CHARS)?;
        Self::try_new(name, language)?
            .with_parameter(code.clone())?
            .with_link_button(0, code)
    }

    /// Adds the body's next parameter (one line; all together at most 1,024 characters).
    pub fn with_parameter(mut self, parameter: impl Into<String>) -> Result<Self, MessageError> {
        let used = super::error::length(&self.body.concat());
        let left = limits::TEMPLATE_PARAMETER_CHARS.saturating_sub(used);
        self.body.push(Part::Parameter.line(parameter, left)?);
        Ok(self)
    }

    /// Fills the variable end of the link of the button at `index` (up to 2,000 characters).
    pub fn with_link_button(
        self,
        index: usize,
        suffix: impl Into<String>,
    ) -> Result<Self, MessageError> {
        let suffix = Part::Parameter.line(suffix, limits::TEMPLATE_LINK_PARAMETER_CHARS)?;
        self.with_button(index, ButtonParameter::Link(suffix))
    }

    /// Gives the quick reply at `index` the payload it answers with (1 to 128 characters).
    pub fn with_quick_reply(
        self,
        index: usize,
        payload: impl Into<String>,
    ) -> Result<Self, MessageError> {
        let payload = Part::Parameter.line(payload, limits::TEMPLATE_PAYLOAD_CHARS)?;
        self.with_button(index, ButtonParameter::QuickReply(payload))
    }

    fn with_button(
        mut self,
        index: usize,
        parameter: ButtonParameter,
    ) -> Result<Self, MessageError> {
        if self.buttons.iter().any(|button| button.index == index) {
            return Err(MessageError::Duplicate {
                part: Part::TemplateButton,
            });
        }
        self.buttons.push(TemplateButton { index, parameter });
        Part::TemplateButton.count(self.buttons.len(), limits::TEMPLATE_BUTTONS)?;
        Ok(self)
    }
}
