//! What a reviewer should not have to check: the import graph, file heads, leftovers, sizes, events.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Longest file, in lines. The house aims at 300; this is where it stops.
const MAX_LINES: usize = 400;

/// The rooms, and which of the house's crates each may name in `[dependencies]`. A function that may not name
/// the ledger cannot touch it, whatever its role would allow.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("shared/translation", &[]),
    ("shared/domain", &[]),
    ("shared/wording", &["domain"]),
    ("shared/paper", &["domain"]),
    ("shared/whatsapp", &["domain"]),
    ("shared/watson", &["domain"]),
    ("shared/https", &[]),
    ("shared/aws", &["domain", "https"]),
    ("shared/ledger", &["aws", "domain"]),
    ("shared/loader", &["aws", "domain", "ledger"]),
    ("shared/calls", &["aws", "domain"]),
    ("shared/outbox", &["aws", "domain", "whatsapp"]),
    ("shared/services", &["domain", "wording"]),
    ("shared/testkit", &["aws", "domain", "ledger"]),
    ("functions/accounts", &["aws", "calls", "domain", "ledger"]),
    ("functions/arrangements", &["aws", "calls", "domain"]),
    ("functions/binding", &["aws", "calls", "domain", "whatsapp"]),
    (
        "functions/confirmation",
        &["aws", "calls", "domain", "services", "wording"],
    ),
    (
        "functions/dialogue",
        &[
            "aws", "calls", "domain", "https", "outbox", "services", "watson", "whatsapp",
            "wording",
        ],
    ),
    (
        "functions/documents",
        &["aws", "calls", "domain", "ledger", "paper", "wording"],
    ),
    ("functions/enrolment", &["aws", "domain"]),
    ("functions/atm", &["aws", "domain"]),
    (
        "functions/messenger",
        &[
            "aws", "calls", "domain", "https", "ledger", "outbox", "services", "whatsapp",
            "wording",
        ],
    ),
    (
        "functions/passcode",
        &["aws", "calls", "domain", "services", "wording"],
    ),
    (
        "functions/reconciliation",
        &["aws", "calls", "domain", "ledger"],
    ),
    (
        "functions/speech",
        &["aws", "calls", "domain", "https", "watson"],
    ),
    ("functions/transfers", &["aws", "calls", "domain", "ledger"]),
    (
        "functions/webhook",
        &["aws", "domain", "services", "whatsapp"],
    ),
];

#[test]
fn every_room_imports_what_it_may_and_nothing_else() {
    let house: Vec<String> = manifests().iter().map(|path| name_of(path)).collect();
    for manifest in manifests() {
        let room = room_of(&manifest);
        if room.starts_with("local") {
            continue;
        }
        let listed = MAY_IMPORT.iter().find(|(name, _)| *name == room);
        let (_, allowed) = listed.unwrap_or_else(|| panic!("{room} is not in the list"));
        for dependency in dependencies(&manifest) {
            let is_ours = house.contains(&dependency);
            assert!(
                !is_ours || allowed.contains(&dependency.as_str()),
                "{room} may not import {dependency}"
            );
        }
    }
}

/// The list itself: no way leads from a room back to it.
#[test]
fn no_room_imports_itself_by_a_detour() {
    let imports: BTreeMap<&str, &[&str]> = MAY_IMPORT
        .iter()
        .map(|(room, imports)| (room.rsplit('/').next().unwrap_or_default(), *imports))
        .collect();
    for room in imports.keys() {
        let mut reached = BTreeSet::new();
        let mut waiting = imports[room].to_vec();
        while let Some(next) = waiting.pop() {
            assert_ne!(next, *room, "{room} imports itself");
            if reached.insert(next) {
                waiting.extend(imports.get(next).copied().unwrap_or_default());
            }
        }
    }
}

/// A service is a folder and a line: whoever asks it, confirms it or carries it out knows its orders, not its name.
#[test]
fn a_service_is_named_only_in_its_folder() {
    let rooms = root().join("shared/services/src");
    let is_in_a_room = |file: &PathBuf| {
        services::NAMES
            .iter()
            .any(|name| file.starts_with(rooms.join(name)))
    };
    let generic = sources(&rooms)
        .into_iter()
        .filter(|file| !is_in_a_room(file));
    let functions = entries(&root().join("functions")).flat_map(|room| sources(&room.join("src")));
    let shared = ["wording", "calls", "outbox", "aws"].into_iter();
    let shared = shared.flat_map(|room| sources(&root().join("shared").join(room).join("src")));
    for file in generic.chain(functions).chain(shared) {
        let text = fs::read_to_string(&file).unwrap();
        for name in services::NAMES {
            let is_named = text.contains(&format!("\"{name}\""));
            assert!(!is_named, "{} names the service {name}", file.display());
        }
    }
}

/// A file of a language that is called as no room would never be read.
#[test]
fn every_file_of_a_language_is_called_as_a_room() {
    let crates = entries(&root().join("shared")).map(|folder| folder.join("src"));
    let said: BTreeSet<String> = crates
        .filter(|sources| sources.is_dir())
        .flat_map(|sources| below(&sources))
        .filter_map(|file| room_said_in(&file))
        .collect();
    let languages = entries(&root().join("languages"));
    for file in languages.flat_map(|folder| below(&folder)) {
        let is_sentences = file.extension().is_some_and(|extension| extension == "ftl");
        let room = file.file_stem().unwrap().to_string_lossy().into_owned();
        let is_known = room == "language" || said.contains(&room);
        assert!(is_known || !is_sentences, "{} is no room", file.display());
    }
    assert!(said.len() > 10, "only {said:?} were found");
}

/// The room of an English file, as `translation` names it.
fn room_said_in(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?.strip_suffix(".en.ftl")?;
    match name {
        "said" => Some(file.parent()?.file_name()?.to_str()?.to_owned()),
        name => Some(name.to_owned()),
    }
}

#[test]
fn every_file_says_what_it_is_and_none_is_unfinished_or_endless() {
    for file in sources(&root()) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.display();
        assert!(text.starts_with("//!"), "{name} does not say what it is");
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{name} has {lines} lines");
        for leftover in [
            "TO".to_owned() + "DO",
            "FIX".to_owned() + "ME",
            "db".to_owned() + "g!(",
        ] {
            assert!(!text.contains(&leftover), "{name} holds {leftover}");
        }
    }
}

#[test]
fn every_function_is_deployed_by_both_and_has_an_event_that_parses() {
    let template = fs::read_to_string(root().join("template.yaml")).unwrap();
    let terraform = fs::read_to_string(root().join("terraform/function.tf")).unwrap();
    let events: Vec<PathBuf> = entries(&root().join("events")).collect();
    for event in &events {
        parses(event);
    }
    for function in entries(&root().join("functions")) {
        let name = function.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            template.contains(&format!("target/lambda/{name}/")),
            "{name}"
        );
        assert!(terraform.contains(&name), "{name}");
        let is_its = |event: &PathBuf| {
            let event = event.file_name().unwrap().to_string_lossy();
            event.starts_with(&name)
        };
        assert!(events.iter().any(is_its), "{name} has no event");
    }
}

#[test]
fn every_workflow_parses_and_is_deployed_by_both() {
    let template = fs::read_to_string(root().join("template.yaml")).unwrap();
    let terraform: String = entries(&root().join("terraform"))
        .filter(|file| file.extension().is_some_and(|extension| extension == "tf"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for workflow in entries(&root().join("workflows")) {
        parses(&workflow);
        let name = workflow.file_name().unwrap().to_string_lossy().into_owned();
        assert!(template.contains(&format!("workflows/{name}")), "{name}");
        assert!(terraform.contains(&format!("workflows/{name}")), "{name}");
    }
}

/// A second one would come with some dependency's feature, and weigh on every function unseen.
#[test]
fn there_is_one_http_client_and_one_tls_stack() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let versions = |name: &str| lock.matches(&format!("name = \"{name}\"\n")).count();
    for once in [
        "aws-lc-rs",
        "hyper",
        "hyper-rustls",
        "hyper-util",
        "reqwest",
        "rustls",
    ] {
        assert_eq!(versions(once), 1, "{once}");
    }
    for never in [
        "aws-smithy-http-client",
        "native-tls",
        "openssl-sys",
        "s2n-tls",
    ] {
        assert_eq!(versions(never), 0, "{never}");
    }
}

#[test]
fn only_one_room_builds_a_client_for_the_web() {
    let folders = ["functions", "shared"].map(|folder| sources(&root().join(folder)));
    for file in folders.into_iter().flatten() {
        let is_in = |part: &str| file.components().any(|one| one.as_os_str() == part);
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            is_in("https") || is_in("tests") || !text.contains("reqwest::Client::"),
            "{} builds a client of its own",
            file.display()
        );
    }
}

/// What the security document proves by: in back quotes, a file, or a test by its whole name.
#[test]
fn security_names_only_tests_that_exist() {
    let text = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let folders =
        ["functions", "shared", "local", "proofs"].map(|folder| sources(&root().join(folder)));
    let files: Vec<PathBuf> = folders.into_iter().flatten().collect();
    let code: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let is_file = |name: &str| {
        let is_kept = |kind: &str| Path::new(name).extension().is_some_and(|one| one == kind);
        ["rs", "html", "lock"].into_iter().any(is_kept)
    };
    // Names of tests have many words; settings and attributes have few.
    let is_test = |name: &str| {
        let is_plain = |one: char| one == '_' || one.is_ascii_lowercase() || one.is_ascii_digit();
        name.matches('_').count() > 1 && name.chars().all(is_plain)
    };
    let mut tests = 0;
    for name in text.split('`').skip(1).step_by(2) {
        if is_file(name) {
            let exists =
                root().join(name).is_file() || files.iter().any(|file| file.ends_with(name));
            assert!(exists, "{name} is no file");
        } else if is_test(name) {
            let declared = code.split_once(&format!("fn {name}("));
            let (before, _) = declared.unwrap_or_else(|| panic!("{name} is nowhere"));
            let is_step = code.matches(&format!("{name}(")).count() > 1;
            assert!(
                is_run(before) || is_step,
                "{name} is neither a test that runs nor a step of one"
            );
            tests += 1;
        }
    }
    assert!(tests > 100, "only {tests} tests were found to look for");
}

/// Whether the attributes right above a function make it a test, and one that is not left out.
fn is_run(before: &str) -> bool {
    let attributes: Vec<&str> = before
        .trim_end_matches("async ")
        .trim_end()
        .rsplit('\n')
        .take_while(|line| line.trim_start().starts_with(['#', '/', ')']) || line.contains(" = "))
        .collect();
    let has = |part: &str| attributes.iter().any(|line| line.contains(part));
    (has("#[test]") || has("#[tokio::test")) && !has("#[ignore")
}

fn parses(file: &Path) {
    let parsed = serde_json::from_slice::<Value>(&fs::read(file).unwrap());
    assert!(parsed.is_ok(), "{} does not parse", file.display());
}

fn manifests() -> Vec<PathBuf> {
    let folders = ["functions", "shared", "local", "proofs"].map(|folder| root().join(folder));
    let crates = folders.iter().flat_map(|folder| entries(folder));
    crates
        .map(|folder| folder.join("Cargo.toml"))
        .filter(|manifest| manifest.is_file())
        .collect()
}

/// The names in `[dependencies]`; tests may use more.
fn dependencies(manifest: &Path) -> Vec<String> {
    let text = fs::read_to_string(manifest).unwrap();
    let table = text.split("[dependencies]").nth(1).unwrap_or_default();
    let table = table.split("\n[").next().unwrap_or_default();
    let names = table
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next());
    names.map(str::to_owned).collect()
}

fn name_of(manifest: &Path) -> String {
    let folder = manifest.parent().unwrap().file_name().unwrap();
    folder.to_string_lossy().into_owned()
}

fn room_of(manifest: &Path) -> String {
    let folder = manifest.parent().unwrap().strip_prefix(root()).unwrap();
    folder.to_string_lossy().into_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in entries(folder) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let inside = |path: PathBuf| {
        if path.is_dir() {
            below(&path)
        } else {
            vec![path]
        }
    };
    entries(folder).flat_map(inside).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}
