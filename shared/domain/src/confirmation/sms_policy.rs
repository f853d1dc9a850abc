//! Whether a passcode may be texted: to which numbers, how often, and not right after a SIM change.
//!
//! Guards against SMS pumping, where somebody earns on texts to numbers of their own.

use crate::time::UnixSeconds;

/// Most texts to one number within a clock hour.
pub const MAX_PER_NUMBER_AND_HOUR: u32 = 5;

/// Most texts to one number within a UTC day.
pub const MAX_PER_NUMBER_AND_DAY: u32 = 10;

/// How long a changed SIM is distrusted, in seconds: three days.
pub const SIM_DISTRUST_SECONDS: i64 = 3 * 86_400;

/// Mobile numbers of a country, as E.164 prefixes of its national numbering plan. Only mobiles:
/// personal, premium and satellite numbers are what pumping lives on.
const COUNTRIES: [(&str, &[&str]); 8] = [
    // Ofcom: 070 is personal numbering and 076 paging, so neither is here.
    (
        "GB",
        &[
            "4471", "4472", "4473", "4474", "4475", "4477", "4478", "4479",
        ],
    ),
    ("IE", &["3538"]),
    ("DE", &["4915", "4916", "4917"]),
    ("ES", &["346", "347"]),
    ("FR", &["336", "337"]),
    ("IT", &["393"]),
    ("NL", &["316"]),
    ("PT", &["3519"]),
];

/// The countries texts may go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedCountries(Vec<&'static [&'static str]>);

/// A country this code has no numbering plan for.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no numbering plan is known for one of the allowed countries")]
pub struct UnknownCountry;

impl AllowedCountries {
    /// Reads ISO 3166 codes separated by commas, e.g. `GB,IE`. At least one.
    pub fn parse(codes: &str) -> Result<Self, UnknownCountry> {
        let plan = |code: &str| COUNTRIES.iter().find(|(known, _)| *known == code);
        let plans = codes
            .split(',')
            .map(|code| plan(code.trim()).map(|(_, prefixes)| *prefixes));
        plans.collect::<Option<_>>().map(Self).ok_or(UnknownCountry)
    }

    /// Whether `phone` is an E.164 mobile number of one of them.
    #[must_use]
    pub fn admit(&self, phone: &str) -> bool {
        let Some(digits) = phone.strip_prefix('+') else {
            return false;
        };
        let is_number =
            (8..=15).contains(&digits.len()) && digits.bytes().all(|d| d.is_ascii_digit());
        let mut prefixes = self.0.iter().flat_map(|prefixes| prefixes.iter());
        is_number && prefixes.any(|prefix| digits.starts_with(prefix))
    }
}

/// What the operator says about the SIM behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimChange {
    /// Nobody is asked: the bank has no contract with an operator.
    NotConfigured,
    /// No change is known.
    Unchanged,
    /// The SIM was changed last at this time.
    ChangedAt(UnixSeconds),
}

/// Whether a code may go to a SIM: not within three days of its change.
#[must_use]
pub fn trusts_sim(change: SimChange, now: UnixSeconds) -> bool {
    match change {
        SimChange::NotConfigured | SimChange::Unchanged => true,
        SimChange::ChangedAt(at) => now >= at.plus(SIM_DISTRUST_SECONDS),
    }
}

/// Why no text goes out.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SmsRefused {
    /// Not a mobile number of an allowed country.
    #[error("the number on file is not in an allowed country")]
    Country,
    /// The SIM was changed a short time ago.
    #[error("the sim behind the number on file was changed a short time ago")]
    SimChanged,
    /// This number has had its texts for the hour or the day.
    #[error("the number on file has had its texts for now")]
    NumberBudget,
    /// The whole bank has sent its texts for the hour: the breaker is open, and a person should look.
    #[error("the hour's budget of texts is used up")]
    GlobalBudget,
    /// The phone's owner has answered STOP: nothing would arrive.
    #[error("the number on file takes no texts of ours")]
    OptedOut,
    /// No network takes texts for this number.
    #[error("the number on file cannot be texted")]
    Unreachable,
}

impl SmsRefused {
    /// The stable name in logs, which an alarm goes by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::SimChanged => "sim_changed",
            Self::NumberBudget => "number_budget",
            Self::GlobalBudget => "global_budget",
            Self::OptedOut => "opted_out",
            Self::Unreachable => "unreachable",
        }
    }
}

/// Decides what needs no counter: country and SIM.
pub fn admit(
    allowed: &AllowedCountries,
    phone: &str,
    change: SimChange,
    now: UnixSeconds,
) -> Result<(), SmsRefused> {
    if !allowed.admit(phone) {
        return Err(SmsRefused::Country);
    }
    if !trusts_sim(change, now) {
        return Err(SmsRefused::SimChanged);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

    #[test]
    fn only_mobiles_of_the_allowed_countries_get_texts() {
        let gb = AllowedCountries::parse("GB").unwrap();
        assert!(gb.admit("+447700900101"));
        for refused in [
            "+4470000000000", // personal numbering
            "+447600000000",  // paging
            "+442079460000",  // landline
            "+12025550123",
            "+353851234567",
            "+8821612345678", // satellite
            "447700900101",
            "+4477009001x1",
            "+44771",
            "",
        ] {
            assert!(!gb.admit(refused), "{refused}");
        }
        let both = AllowedCountries::parse("GB, IE").unwrap();
        assert!(both.admit("+353851234567") && both.admit("+447700900101"));
        for unknown in ["", "XX", "GB,", "gb"] {
            assert_eq!(AllowedCountries::parse(unknown), Err(UnknownCountry));
        }
    }

    #[test]
    fn a_fresh_sim_is_distrusted_for_three_days_and_not_being_told_is_not_distrust() {
        let gb = AllowedCountries::parse("GB").unwrap();
        let decide = |change| admit(&gb, "+447700900101", change, NOW);
        assert_eq!(decide(SimChange::NotConfigured), Ok(()));
        assert_eq!(decide(SimChange::Unchanged), Ok(()));
        for (ago, expected) in [
            (0, Err(SmsRefused::SimChanged)),
            (SIM_DISTRUST_SECONDS - 1, Err(SmsRefused::SimChanged)),
            (SIM_DISTRUST_SECONDS, Ok(())),
        ] {
            assert_eq!(decide(SimChange::ChangedAt(NOW.plus(-ago))), expected);
        }
    }
}
