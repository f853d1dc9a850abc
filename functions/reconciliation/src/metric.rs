//! The metric behind the alarm, as a line of the log that CloudWatch reads (its embedded metric format).
//!
//! Deliberately not a call: the function needs no permission for it, and a day without the line is seen.

use domain::time::UnixSeconds;
use serde_json::json;

/// What the alarm looks at; `template.yaml` and `terraform/` name both too.
pub const NAMESPACE: &str = "AcmeBanking";
pub const NAME: &str = "LedgerDifferences";

/// The line. Without dimensions, so that there is one metric, whatever the function is called.
pub fn line(now: UnixSeconds, differences: usize) -> String {
    json!({
        "_aws": {
            "Timestamp": now.0.saturating_mul(1_000),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [[]],
                "Metrics": [{ "Name": NAME, "Unit": "Count" }],
            }],
        },
        NAME: differences,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_differences_is_counted_as_well() {
        let line: serde_json::Value = serde_json::from_str(&line(UnixSeconds(7), 0)).unwrap();
        assert_eq!(line["LedgerDifferences"], 0);
        assert_eq!(line["_aws"]["Timestamp"], 7_000);
        let metric = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(metric["Metrics"][0]["Name"], "LedgerDifferences");
    }
}
