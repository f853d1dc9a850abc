//! `load`: customers, accounts and opening balances of a core bank come to the bank.
//!
//! Works on the local stack, or with `--stack` and `--role` on a real one (with the AWS credentials of the environment).
//! Deliberately as the loader's role, here too: what it may not do fails on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use aws::bank_secrets::ProfileKeys;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::secrets::Secret;
use clap::Args;
use domain::time::UnixSeconds;
use jiff::ZonedDateTime;
use ledger::Ledger;
use ledger::accounts::Accounts;
use loader::{Book, File, Format, LoadError, Loader, Problem};

use crate::session;
use crate::stack::{Addresses, Options, STACK};

/// Most problems that are shown: who sees a hundred has a file of another kind.
const MAX_SHOWN: usize = 100;

/// What `load` may be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The folder with `customers` and `accounts`, each `.csv` or `.jsonl`
    folder: PathBuf,
    /// Only check the files and say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Put customers who are another in the file in the place of those at the bank
    #[arg(long)]
    replace: bool,
    /// The name of a real deployment; the local stack's unless given
    #[arg(long, requires = "role")]
    stack: Option<String>,
    /// Its output `LoaderRoleArn`
    #[arg(long, requires = "stack")]
    role: Option<String>,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let book = read(&arguments.folder)?;
    let loader = loader(&arguments).await?;
    let plan = match loader.compare(&book, arguments.replace).await {
        Err(LoadError::Differs(problems)) => return Err(refused(&problems)),
        other => other?,
    };
    if arguments.dry_run {
        println!("{}nothing was written", plan.report());
        return Ok(());
    }
    let written = loader.write(&plan, aws::clock::random, now(&arguments)?);
    let report = written
        .await
        .context("the load was cut off; the same command goes on where it stopped")?;
    print!("{report}");
    Ok(())
}

/// By the clock of the bank that is loaded: the real one's is the machine's.
fn now(arguments: &Arguments) -> anyhow::Result<UnixSeconds> {
    if arguments.stack.is_some() {
        return Ok(aws::clock::now());
    }
    let now = Addresses::read(&Options::on_port(0).directory)?.now()?;
    Ok(UnixSeconds(now.as_second()))
}

fn read(folder: &Path) -> anyhow::Result<Book> {
    let (customers, accounts) = (text_of(folder, "customers")?, text_of(folder, "accounts")?);
    let book = Book::read(
        &customers.file(),
        &accounts.file(),
        ZonedDateTime::now().date(),
    );
    book.map_err(|problems| refused(&problems))
}

/// A file that was found.
struct Found {
    name: String,
    format: Format,
    bytes: Vec<u8>,
}

impl Found {
    fn file(&self) -> File<'_> {
        File {
            name: &self.name,
            format: self.format,
            bytes: &self.bytes,
        }
    }
}

fn text_of(folder: &Path, of: &str) -> anyhow::Result<Found> {
    let forms = [("csv", Format::Csv), ("jsonl", Format::JsonLines)];
    let named = forms.map(|(ending, format)| (format!("{of}.{ending}"), format));
    let mut there = named
        .into_iter()
        .filter(|(name, _)| folder.join(name).exists());
    let (Some((name, format)), None) = (there.next(), there.next()) else {
        bail!(
            "{} must hold either {of}.csv or {of}.jsonl",
            folder.display()
        );
    };
    let bytes = fs::read(folder.join(&name)).with_context(|| format!("{name} cannot be read"))?;
    Ok(Found {
        name,
        format,
        bytes,
    })
}

/// Where the bank is, its name, and the role to act in.
fn place(arguments: &Arguments) -> anyhow::Result<(Connection, String, String)> {
    if let (Some(stack), Some(role)) = (&arguments.stack, &arguments.role) {
        return Ok((Connection::from_environment()?, stack.clone(), role.clone()));
    }
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let local = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    Ok((local, STACK.to_owned(), addresses.loader_role_arn))
}

async fn loader(arguments: &Arguments) -> anyhow::Result<Loader> {
    let (bank, stack, role) = place(arguments)?;
    let connection = session::assume(&bank, &role).await?;
    let keys = Secret::<ProfileKeys>::new(&connection, format!("{stack}/profiles"));
    let keys = keys.get().await?;
    let (customers, ledger) = (format!("{stack}-customers"), format!("{stack}-ledger"));
    Ok(Loader {
        customers: Customers::new(&connection, customers),
        accounts: Accounts::new(&connection, ledger.clone()),
        ledger: Ledger::new(&connection, ledger),
        pin_pepper: keys.pin_pepper.clone(),
        fact_key: keys.fact_key.clone(),
    })
}

/// Nothing was written, and why.
fn refused(problems: &[Problem]) -> anyhow::Error {
    let shown = problems.iter().take(MAX_SHOWN);
    let mut lines: Vec<String> = shown.map(Problem::to_string).collect();
    let hidden = problems.len().saturating_sub(lines.len());
    if hidden > 0 {
        lines.push(format!("and {hidden} more"));
    }
    anyhow::anyhow!("nothing was loaded\n{}", lines.join("\n"))
}
