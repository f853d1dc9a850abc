//! Any bytes as Watson's answer: read or refused, and the context it leaves can be kept and gone on with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use watson::assistant::{Answer, Context};

fuzz_target!(|body: &[u8]| {
    let Ok(answer) = Answer::from_json(body) else {
        return;
    };
    let kept = answer.context.to_text();
    assert!(kept.parse::<Context>() == Ok(answer.context.clone()));
    for action in answer.actions {
        let result = serde_json::json!({ "outcome": "done" });
        let context = answer.context.clone();
        let _ = context.with_result(&action.result_variable, result);
    }
});
