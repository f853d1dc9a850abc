//! Counts behind alarms, as lines of the log that CloudWatch reads (its embedded metric format).
//!
//! Deliberately not a call: no function needs a permission for it, and where a count must come every day, a day
//! without the line is seen.

use domain::time::UnixSeconds;
use serde_json::json;

/// Under what `CloudWatch` keeps them.
pub const NAMESPACE: &str = "AcmeBanking";

/// What is counted. For each there is an alarm in `template.yaml` and in `terraform/`; a test compares the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// What the nightly reconciliation found.
    LedgerDifferences,
    /// What Meta says about number, account and templates, where somebody has to look.
    ChannelEvents,
    /// Chats that were stopped because somebody else may have the phone, number or account now.
    IdentityChanges,
    /// Orders that their customer disowned after they were carried out.
    DisownedOrders,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::LedgerDifferences,
        Self::ChannelEvents,
        Self::IdentityChanges,
        Self::DisownedOrders,
    ];

    /// The metric's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LedgerDifferences => "LedgerDifferences",
            Self::ChannelEvents => "ChannelEvents",
            Self::IdentityChanges => "IdentityChanges",
            Self::DisownedOrders => "DisownedOrders",
        }
    }

    /// Counts.
    pub fn count(self, now: UnixSeconds, count: usize) {
        println!("{}", self.line(now, count));
    }

    /// The line. Without dimensions, so that there is one metric, whatever the function is called.
    fn line(self, now: UnixSeconds, count: usize) -> String {
        let name = self.name();
        json!({
            "_aws": {
                "Timestamp": now.0.saturating_mul(1_000),
                "CloudWatchMetrics": [{
                    "Namespace": NAMESPACE,
                    "Dimensions": [[]],
                    "Metrics": [{ "Name": name, "Unit": "Count" }],
                }],
            },
            name: count,
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_nothing_is_counted_as_well() {
        for metric in Metric::ALL {
            let line = metric.line(UnixSeconds(7), 0);
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line[metric.name()], 0);
            assert_eq!(line["_aws"]["Timestamp"], 7_000);
            let described = &line["_aws"]["CloudWatchMetrics"][0];
            assert_eq!(described["Namespace"], NAMESPACE);
            assert_eq!(described["Metrics"][0]["Name"], metric.name());
        }
    }
}
