//! What the tests share: the bank's own skill, and one with slots.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
#![allow(dead_code, reason = "not every file of tests needs both")]

pub mod small;

use std::sync::LazyLock;

use domain::language::Language;
use watson_simulator::Skill;

static BANK: LazyLock<Skill> = LazyLock::new(|| {
    let skill = services::skill::build(Language::ENGLISH).unwrap();
    Skill::parse(&skill.to_string()).unwrap()
});

/// The bank's skill, as it is deployed. Trained once for all tests of a file.
pub fn bank_skill() -> Skill {
    BANK.clone()
}

/// A made-up skill whose frame has slots.
pub fn taxi_skill() -> Skill {
    Skill::parse(include_str!("../skills/taxi.json")).unwrap()
}
