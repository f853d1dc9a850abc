//! Doing what was asked.

use aws::confirming::CalledOff;
use domain::confirmation::Ending;
use domain::conversation::command::Command;
use domain::failure::Failure;
use domain::ledger::view::AccountView;
use whatsapp::message::{List, MessageError, Outgoing, Row, Section};
use wording::chat;
use wording::neutral::neutralise;
use wording::saying::Saying;

use crate::{CustomerTurn, Dialogue};

impl Dialogue {
    pub(crate) async fn act(
        &self,
        turn: &CustomerTurn<'_>,
        command: Command,
    ) -> Result<(), Failure> {
        match command {
            Command::Menu => Self::show_menu(turn),
            Command::Balances => self.show_balances(turn).await,
            Command::Transfer { amount, payee } => self.start_transfer(turn, &amount, &payee).await,
            Command::HowToTransfer => turn.chat.tell(chat::HOW_TO_SEND),
            Command::Cancel => self.cancel(turn).await,
            Command::Voice(enabled) => self.set_voice(turn, enabled).await,
            Command::Help => turn.chat.tell(chat::help()),
            Command::Block => self.block(turn).await,
            Command::BankCheck => turn.chat.tell(chat::bank_check(&self.link_url)),
        }
    }

    fn show_menu(turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let name = neutralise(turn.customer.first_name());
        let menu = menu(&name, turn.customer.voice).map_err(Failure::fail)?;
        turn.chat.send(menu);
        Ok(())
    }

    async fn show_balances(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let accounts = self.accounts.balances(&turn.customer.id).await?;
        if accounts.is_empty() {
            return turn.chat.tell(chat::NO_ACCOUNTS);
        }
        let lines: Vec<String> = accounts.iter().map(balance_line).collect();
        turn.chat.tell(lines.join("\n"))
    }

    async fn set_voice(&self, turn: &CustomerTurn<'_>, enabled: bool) -> Result<(), Failure> {
        self.customers.set_voice(&turn.customer.id, enabled).await?;
        turn.chat.tell(chat::voice(enabled))
    }

    /// Calls off what is open. The workflow releases the hold and says so.
    async fn cancel(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let Some(latest) = self.confirming.latest_of(&turn.customer.id).await? else {
            return turn.chat.say(&Saying::NothingToCancel);
        };
        let called_off = self.confirming.call_off(latest.id(), Ending::Cancelled);
        match called_off.await?.0 {
            CalledOff::Now => Ok(()),
            CalledOff::TooLate => turn.chat.say(&Saying::TooLateToCancel),
            CalledOff::NothingOpen => turn.chat.say(&Saying::NothingToCancel),
        }
    }
}

fn balance_line(account: &AccountView) -> String {
    chat::balance_line(
        &neutralise(&account.name),
        account.id.ending(),
        account.posted,
        account.available,
    )
}

fn menu(name: &str, voice: bool) -> Result<Outgoing, MessageError> {
    let (toggle, label) = if voice {
        (Command::Voice(false), chat::MENU_VOICE_OFF)
    } else {
        (Command::Voice(true), chat::MENU_VOICE_ON)
    };
    let rows = vec![
        row(&Command::Balances, chat::MENU_BALANCES)?,
        row(&Command::HowToTransfer, chat::MENU_SEND)?,
        row(&toggle, label)?,
        row(&Command::Help, chat::MENU_HELP)?,
        row(&Command::BankCheck, chat::MENU_BANK_CHECK)?,
        row(&Command::Block, chat::MENU_BLOCK)?,
    ];
    let sections = vec![Section::try_new(rows)?];
    Ok(List::try_new(chat::menu(name), chat::MENU_BUTTON, sections)?.into())
}

fn row(command: &Command, (title, description): (&str, &str)) -> Result<Row, MessageError> {
    Row::try_new(command.reply_id().unwrap_or_default(), title)?.with_description(description)
}
