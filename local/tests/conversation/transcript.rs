//! Transcripts played on the deployed bank: a tenth of those the embedded engine plays, taken evenly.

use std::fs;
use std::path::{Path, PathBuf};

use local::stack::Addresses;
use serde_json::{Value, json};
use testkit::transcript::{Cue, Scene, Script, choices, files, shown};

use crate::support::phone::{Message, Phone};

/// One in so many is played.
const ONE_IN: usize = 10;

/// Most answers of one that is played: a customer gets 40 in a row, then one in six seconds.
const MOST_ANSWERS: usize = 2;

/// In whose path something outlasts them: a stop, a language, the day on which it was played.
const OUTLASTING: [&str; 5] = [
    "/block/",
    "/languages/",
    "portugues",
    "/statement/",
    "/bills/",
];

/// Where the page is on the embedded engine's bank.
const PAGE: &str = "https://bank.example/confirm";

/// Plays them on a freshly seeded bank; nothing is confirmed.
pub async fn play_a_tenth(bank: &Addresses) {
    let mut ana = Phone::pick_up(&bank.simulator_url, "+447700900101").await;
    let page = format!("{}confirm", bank.phone_url);
    for (name, script) in a_tenth() {
        println!("{name}");
        let mut last = Value::Null;
        for scene in &script.scenes {
            let expected = scene.heard.replace(PAGE, &page);
            last = play(&mut ana, &scene.cue, &last, &name, &expected).await;
        }
        forget(&mut ana, &script).await;
    }
}

/// Something happens, and what is written down is heard; answers the last message's body.
async fn play(ana: &mut Phone, cue: &Cue, last: &Value, name: &str, expected: &str) -> Value {
    match cue {
        Cue::Says(text) => ana.says(text).await,
        Cue::Taps(label) => ana.sends(&tap(last, label)).await,
        Cue::Stage(direction) => panic!("{name}: ({direction}) cannot be played here"),
    };
    let (mut heard, mut last) = (Vec::new(), Value::Null);
    while heard.join("\n").len() < expected.len() {
        let message = ana.hears().await;
        heard.push(read(&message));
        last = message.body;
    }
    assert_eq!(heard.join("\n"), expected, "{name}");
    last
}

/// The answer with this label.
fn tap(last: &Value, label: &str) -> Value {
    let found = choices(last).into_iter().find(|(_, title)| title == label);
    let (id, title) = found.unwrap_or_else(|| panic!("nothing called {label} can be tapped"));
    json!({ "type": "list_reply", "id": id, "title": title })
}

/// As it is written down: of a link what is to be confirmed.
fn read(message: &Message) -> String {
    if message.body["interactive"]["type"] != "cta_url" {
        return shown(&message.body);
    }
    let about = message.text.lines().next().unwrap_or_default();
    format!("[confirm: {}]", about.replace('*', ""))
}

/// Takes back what is still asked or waits, so that the next begins with nothing.
async fn forget(ana: &mut Phone, script: &Script) {
    let last = script
        .scenes
        .last()
        .map_or("", |scene| scene.heard.as_str());
    if last.contains("[confirm: ") || last.contains('?') || last.ends_with(']') {
        ana.says("cancel").await;
        ana.hears().await;
    }
}

/// Evenly from all that need no stage, are short and leave nothing behind; by name.
fn a_tenth() -> Vec<(String, Script)> {
    let all = files().unwrap();
    let wanted = all.len().div_ceil(ONE_IN);
    let outlasts = |path: &&PathBuf| {
        let path = path.to_string_lossy();
        OUTLASTING.iter().any(|part| path.contains(part))
    };
    let scripts = all.iter().filter(|path| !outlasts(path));
    let scripts =
        scripts.map(|path| (name(path), Script::read(&fs::read_to_string(path).unwrap())));
    let playable: Vec<_> = scripts.filter(|(_, script)| is_playable(script)).collect();
    let step = playable.len().checked_div(wanted).unwrap_or_default();
    assert!(
        step > 0,
        "only {} can be played, of {wanted}",
        playable.len()
    );
    playable.into_iter().step_by(step).take(wanted).collect()
}

/// An order before the last line is dropped or called off here, and the deployed bank says so in a message of its own.
fn is_playable(script: &Script) -> bool {
    let is_stage = |scene: &Scene| matches!(scene.cue, Cue::Stage(_));
    let seals = |scene: &Scene| scene.heard.contains("[confirm: ");
    let mut before = script.scenes.iter().rev().skip(1);
    script.scenes.len() <= MOST_ANSWERS && !script.scenes.iter().any(is_stage) && !before.any(seals)
}

fn name(path: &Path) -> String {
    let room = path.iter().rev().nth(2).unwrap_or_default();
    let file = path.file_stem().unwrap_or_default();
    format!("{}: {}", room.display(), file.display())
}
