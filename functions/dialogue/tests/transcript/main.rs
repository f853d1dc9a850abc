//! Conversations as transcripts: what the customer says, what the bank answers.
//!
//! The real handler, the real skill on the Watson simulator, the real tables on the embedded engine. The workflow
//! does not run here: where one is started, the transcript says so in brackets. Each service keeps its transcripts
//! in its own folder, `shared/services/src/<service>/transcripts`. `UPDATE_TRANSCRIPTS=1` writes down what is said,
//! `TRANSCRIPTS=part` plays only those with that part in their path.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod chat;
mod history;

use std::fs;
use std::path::PathBuf;

use chat::Chat;
use testkit::transcript::Script;

#[tokio::test]
async fn every_conversation_goes_as_it_is_written_down() {
    let files = transcripts();
    let is_part = std::env::var_os("TRANSCRIPTS").is_some();
    assert!(
        is_part || files.len() >= 120,
        "only {} transcripts",
        files.len()
    );
    let mut otherwise = Vec::new();
    for file in files {
        let written = fs::read_to_string(&file).unwrap();
        let played = Box::pin(played(&written)).await;
        if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
            fs::write(&file, played).unwrap();
        } else if played != written {
            otherwise.push(format!("{}\n\n{played}", file.display()));
        }
    }
    assert!(
        otherwise.is_empty(),
        "went otherwise:\n\n{}",
        otherwise.join("\n\n")
    );
}

/// Plays what Ana says and does, and writes down how it went.
async fn played(written: &str) -> String {
    let mut script = Script::read(written);
    let mut chat = Chat::with_ana().await;
    for scene in &mut script.scenes {
        scene.heard = chat.plays(&scene.cue).await;
    }
    script.to_string()
}

fn transcripts() -> Vec<PathBuf> {
    let mut files = testkit::transcript::files().unwrap();
    if let Ok(part) = std::env::var("TRANSCRIPTS") {
        files.retain(|file| file.to_string_lossy().contains(&part));
    }
    files
}
