//! What the tests share: the bank's own skill, and a simulator on a free loopback port.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::path::Path;
use std::sync::LazyLock;

use watson_simulator::Skill;

static BANK: LazyLock<Skill> = LazyLock::new(|| {
    let file = "../../functions/dialogue/skill/skill.json";
    Skill::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
});

/// The bank's skill, as it is deployed. Trained once for all tests of a file.
pub fn bank_skill() -> Skill {
    BANK.clone()
}
