//! `redrive`: what was put aside goes back into the inbound queue, once whatever broke it is mended.
//!
//! Works on the local stack, or with both addresses on a real one (with the AWS credentials of the
//! environment). Deliberately shows reasons and counts only: a body holds what a customer wrote.

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws::dead_letters::{DeadLetter, DeadLetters, Returning};
use clap::Args;

use crate::stack::{Addresses, Options};

/// The queues' names differ in this.
const INBOUND: &str = "-inbound.fifo";
const DEAD: &str = "-inbound-dead.fifo";

/// What `redrive` may be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Only show what was put aside, and why
    #[arg(long)]
    dry_run: bool,
    /// The inbound queue of a real deployment; the local stack's unless given
    #[arg(long, requires = "dead_letter_queue_url")]
    queue_url: Option<String>,
    /// Its dead-letter queue
    #[arg(long, requires = "queue_url")]
    dead_letter_queue_url: Option<String>,
}

/// Where messages come from and go to.
struct Way {
    dead_letters: DeadLetters,
    inbound_url: String,
    /// When this began by the queues' clock, in milliseconds since 1970.
    began_at_ms: i64,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let way = way(&arguments)?;
    if arguments.dry_run {
        way.show().await
    } else {
        way.put_back().await
    }
}

impl Way {
    /// Shows what can be had now, which is at most ten messages of each customer, and leaves it there.
    async fn show(&self) -> anyhow::Result<()> {
        let mut shown = Vec::new();
        loop {
            let taken = self.dead_letters.take().await?;
            if taken.is_empty() {
                break;
            }
            for message in &taken {
                tell(&message.letter);
            }
            shown.extend(taken);
        }
        for message in &shown {
            self.dead_letters.give_back(message).await?;
        }
        let all = self.dead_letters.count().await?;
        println!("{} of {all} messages put aside", shown.len());
        Ok(())
    }

    /// Puts back what had been put aside when this began. What fails again at once comes to lie here again:
    /// it stays, or this would go on for as long as the cause stands.
    async fn put_back(&self) -> anyhow::Result<()> {
        let (mut count, mut back_again) = (0_usize, Vec::new());
        loop {
            let taken = self.dead_letters.take().await?;
            if taken.is_empty() {
                break;
            }
            for message in taken {
                if message
                    .put_aside_at_ms
                    .is_some_and(|at| at > self.began_at_ms)
                {
                    back_again.push(message);
                    continue;
                }
                tell(&message.letter);
                let inbound_url = &self.inbound_url;
                self.dead_letters.redrive(&message, inbound_url).await?;
                count = count.saturating_add(1);
            }
        }
        println!("{count} messages put back");
        self.leave(&back_again).await
    }

    async fn leave(&self, back_again: &[Returning]) -> anyhow::Result<()> {
        for message in back_again {
            tell(&message.letter);
            self.dead_letters.give_back(message).await?;
        }
        if !back_again.is_empty() {
            println!("{} put aside again meanwhile", back_again.len());
        }
        Ok(())
    }
}

fn tell(letter: &DeadLetter) {
    let (id, tries, reason) = (&letter.original_id, letter.tries, &letter.reason);
    println!("{id}  {tries} tries: {reason}");
}

fn way(arguments: &Arguments) -> anyhow::Result<Way> {
    if let (Some(inbound), Some(dead)) = (&arguments.queue_url, &arguments.dead_letter_queue_url) {
        let connection = Connection::from_environment()?;
        return Ok(Way {
            dead_letters: DeadLetters::new(&connection, dead.clone()),
            inbound_url: inbound.clone(),
            began_at_ms: jiff::Timestamp::now().as_millisecond(),
        });
    }
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let began_at_ms = addresses.now()?.as_millisecond();
    let stack = addresses.queue_url.strip_suffix(INBOUND);
    let stack = stack.context("the local queue has another name than expected")?;
    if stack.is_empty() {
        bail!("the local queue has no name");
    }
    Ok(Way {
        dead_letters: DeadLetters::new(&connection, format!("{stack}{DEAD}")),
        inbound_url: addresses.queue_url.clone(),
        began_at_ms,
    })
}
