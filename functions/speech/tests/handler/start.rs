//! The start of the process itself, with certificates to believe that cannot be had.

use std::process::Command;

#[test]
fn a_bundle_that_cannot_be_read_stops_start_up_and_names_its_variable() {
    for variable in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
        let mut speech = Command::new(env!("CARGO_BIN_EXE_speech"));
        speech
            .env_clear()
            .envs(
                ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"]
                    .map(|name| (name, "x")),
            )
            .env(variable, "/nonexistent/bundle.pem");
        let ended = speech.output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!ended.status.success() && said.contains(variable), "{said}");
    }
}
