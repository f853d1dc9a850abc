//! The voices IBM documents (March 2026), and which `espeak-ng` voice stands in for each.

use serde_json::{Value, json};

/// A voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) name: &'static str,
    gender: &'static str,
}

const fn female(name: &'static str) -> Voice {
    Voice {
        name,
        gender: "female",
    }
}

const fn male(name: &'static str) -> Voice {
    Voice {
        name,
        gender: "male",
    }
}

/// What IBM speaks with when nobody chooses, since 26 March 2026.
pub(super) const DEFAULT: &str = "en-US_MichaelV3Voice";

/// Every voice of the languages the bank may speak.
pub(super) const VOICES: [Voice; 26] = [
    female("en-GB_ChloeNatural"),
    male("en-GB_GeorgeNatural"),
    male("en-GB_GeorgeExpressive"),
    female("en-GB_CharlotteV3Voice"),
    male("en-GB_JamesV3Voice"),
    female("en-GB_KateV3Voice"),
    female("pt-BR_CamilaNatural"),
    male("pt-BR_LucasNatural"),
    male("pt-BR_LucasExpressive"),
    female("pt-BR_IsabelaV3Voice"),
    female("en-US_AllisonV3Voice"),
    female("en-US_EmilyV3Voice"),
    male("en-US_HenryV3Voice"),
    male("en-US_KevinV3Voice"),
    female("en-US_LisaV3Voice"),
    male("en-US_MichaelV3Voice"),
    female("en-US_OliviaV3Voice"),
    female("en-US_AllisonExpressive"),
    female("en-US_EmmaExpressive"),
    female("en-US_LisaExpressive"),
    male("en-US_MichaelExpressive"),
    female("en-US_EllieNatural"),
    female("en-US_EmmaNatural"),
    male("en-US_EthanNatural"),
    male("en-US_JacksonNatural"),
    female("en-US_VictoriaNatural"),
];

impl Voice {
    /// The voice of that name; the old V1 names mean their V3 successors.
    pub(super) fn find(name: &str) -> Option<Self> {
        let successor = name
            .strip_suffix("Voice")
            .map(|stem| format!("{stem}V3Voice"));
        VOICES
            .into_iter()
            .find(|voice| voice.name == name || Some(voice.name) == successor.as_deref())
    }

    fn language(self) -> &'static str {
        self.name
            .split_once('_')
            .map_or("en-US", |(language, _)| language)
    }

    /// The stand-in: language plus a variant of the right gender.
    pub(super) fn stand_in(self) -> String {
        let variant = if self.gender == "female" { "f2" } else { "m3" };
        format!("{}+{variant}", self.language().to_lowercase())
    }

    /// The voice as the API lists it.
    pub(super) fn to_wire(self, base: &str) -> Value {
        let neural = self.name.ends_with("V3Voice");
        json!({
            "name": self.name,
            "language": self.language(),
            "gender": self.gender,
            "url": format!("{base}/v1/voices/{}", self.name),
            "customizable": neural,
            "supported_features": { "voice_transformation": false, "custom_pronunciation": neural },
            "description": format!("{} voice of the simulator.", self.name),
        })
    }
}
