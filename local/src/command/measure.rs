//! `measure`: how fast each function starts and how large it is, from the release build alone, beside the
//! smallest function there can be.
//!
//! Start-up is the time from starting the process to its first poll of the Lambda Runtime API, which this command
//! serves itself on loopback; the first answer is the time until AWS, played by a TLS server on loopback, has
//! answered the first call of the first invocation. Everything is measured in turns, round by round, so that
//! whatever else the machine does meets all alike. Deliberately no real AWS: distance is another figure.

mod call;
mod function;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use call::Aws;
use function::Function;
use table::{Figures, Sizes};

/// Measure the functions that `cargo functions` made
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where the functions are, one folder with a `bootstrap` each
    #[arg(default_value = "target/lambda")]
    directory: PathBuf,
    /// Starts of each function
    #[arg(long, default_value_t = 200)]
    starts: usize,
}

/// What everything is compared with; not one of the bank's functions.
const HELLO: &str = "hello";

/// One file for each function and case.
const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../events");

/// Measures and prints one table.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let functions = functions_in(&arguments.directory)?;
    let aws = Aws::start().await?;
    let mut figures = vec![Figures::default(); functions.len()];
    for _ in 0..arguments.starts {
        for (function, figures) in functions.iter().zip(&mut figures) {
            one_round(function, &aws, figures)
                .await
                .with_context(|| function.name.clone())?;
        }
    }
    print(&functions, &figures).await
}

/// One start, and for the bank's own functions one start with an invocation.
async fn one_round(function: &Function, aws: &Aws, figures: &mut Figures) -> anyhow::Result<()> {
    figures.starts.push(function.first_poll().await?);
    if let Some(event) = &function.event {
        let called = call::first_call(function, event, aws).await?;
        figures.answers.push(called.answered);
        figures.called = Some(called);
    }
    Ok(())
}

async fn print(functions: &[Function], figures: &[Figures]) -> anyhow::Result<()> {
    let hello = functions
        .iter()
        .position(|function| function.name == HELLO)
        .and_then(|index| figures.get(index))
        .map(Figures::start_p50)
        .unwrap_or_default();
    println!("{}", table::HEAD);
    for (function, figures) in functions.iter().zip(figures) {
        let sizes = Sizes::of(&function.bootstrap).await?;
        println!("{}", table::row(&function.name, figures, &sizes, hello));
    }
    Ok(())
}

/// Every function with its first event, the smallest first.
fn functions_in(directory: &Path) -> anyhow::Result<Vec<Function>> {
    let entries = std::fs::read_dir(directory).with_context(|| {
        format!(
            "{} is not there; run `cargo functions` first",
            directory.display()
        )
    })?;
    let mut functions = Vec::new();
    for entry in entries {
        let entry = entry?;
        let bootstrap = entry.path().join("bootstrap");
        if bootstrap.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let event = (name != HELLO).then(|| event_of(&name)).transpose()?;
            functions.push(Function {
                name,
                bootstrap,
                event,
            });
        }
    }
    functions.sort_by_key(|function| (function.event.is_some(), function.name.clone()));
    if functions.iter().all(|function| function.name != HELLO) {
        bail!("the smallest function is not there to compare with; run `cargo functions` first");
    }
    Ok(functions)
}

/// The first of a function's events, in the order of their names.
fn event_of(function: &str) -> anyhow::Result<String> {
    let mut events = Vec::new();
    for entry in std::fs::read_dir(EVENTS)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(function) {
            events.push(path);
        }
    }
    events.sort();
    let first = events
        .first()
        .with_context(|| format!("{function} has no event"))?;
    Ok(std::fs::read_to_string(first)?)
}
