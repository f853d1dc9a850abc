//! Meta's GET.

use whatsapp::webhook::challenge;

const OURS: &str = "verify-me";

#[test]
fn the_right_token_gets_the_challenge_back_unchanged() {
    let answer = challenge(Some("subscribe"), Some(OURS), Some("1158201444"), OURS);
    assert_eq!(answer.as_deref(), Some("1158201444"));
}

#[test]
fn anything_else_gets_nothing() {
    let refused = [
        (Some("subscribe"), Some("verify-mf"), Some("1"), OURS),
        (Some("subscribe"), Some("verify-me "), Some("1"), OURS),
        (Some("subscribe"), Some(""), Some("1"), OURS),
        (Some("subscribe"), None, Some("1"), OURS),
        (Some("unsubscribe"), Some(OURS), Some("1"), OURS),
        (None, Some(OURS), Some("1"), OURS),
        (Some("subscribe"), Some(OURS), None, OURS),
        (Some("subscribe"), Some(""), Some("1"), ""),
    ];
    for (mode, token, text, ours) in refused {
        assert_eq!(challenge(mode, token, text, ours), None);
    }
}
