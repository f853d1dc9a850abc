//! Both files together, judged as a whole.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use jiff::civil::Date;

use crate::account::{self, NewAccount};
use crate::customer::{self, NewCustomer};
use crate::problem::{Problem, Wrong};
use crate::table::{Row, Table};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Fields parted by commas, the columns' names in the first line (RFC 4180).
    Csv,
    /// A JSON object in each line, its values strings.
    JsonLines,
}

/// A file.
pub struct File<'a> {
    /// Its name, for what is said about it.
    pub name: &'a str,
    /// How it is written.
    pub format: Format,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What is to be loaded, as far as the files alone can tell without fault.
pub struct Book {
    pub(crate) customers: Vec<NewCustomer>,
    pub(crate) accounts: Vec<NewAccount>,
    pub(crate) customers_file: String,
    pub(crate) accounts_file: String,
}

impl Book {
    /// Reads both files.
    ///
    /// # Errors
    /// Everything that is wrong with them, in the order of the lines. Then nothing can be loaded.
    pub fn read(
        customers: &File<'_>,
        accounts: &File<'_>,
        today: Date,
    ) -> Result<Self, Vec<Problem>> {
        let (people, mut problems) = rows(customers, &customer::COLUMNS, |row| {
            NewCustomer::read(row, today)
        });
        // Whose row could not be read is not nobody.
        let knows_everybody = problems.is_empty();
        let (opened, others) = rows(accounts, &account::COLUMNS, NewAccount::read);
        problems.extend(others);
        let book = Self {
            customers: people,
            accounts: opened,
            customers_file: customers.name.to_owned(),
            accounts_file: accounts.name.to_owned(),
        };
        problems.extend(book.repetitions());
        if knows_everybody {
            problems.extend(book.accounts_of_nobody());
        }
        if problems.is_empty() {
            Ok(book)
        } else {
            Err(problems)
        }
    }

    /// What stands there twice.
    fn repetitions(&self) -> Vec<Problem> {
        let ids = self.customers.iter().map(|one| (one.line, &one.id.0));
        let phones = self.customers.iter();
        let phones = phones.filter_map(|one| Some((one.line, &one.person.as_ref()?.phone)));
        let numbers = self.accounts.iter().map(|one| (one.line, &one.id.0));
        let mut problems = repeated(&self.customers_file, "id", ids);
        // A chat is one person's, and so is the phone a passcode goes to.
        problems.extend(repeated(&self.customers_file, "phone", phones));
        problems.extend(repeated(&self.accounts_file, "id", numbers));
        problems
    }

    fn accounts_of_nobody(&self) -> impl Iterator<Item = Problem> {
        let known: HashSet<_> = self.customers.iter().map(|one| &one.id).collect();
        let accounts = self.accounts.iter();
        accounts
            .filter(move |one| !known.contains(&one.owner))
            .map(|one| self.in_account(one, "owner", Wrong::NoSuchOwner))
    }

    /// Something wrong with a customer's row.
    pub(crate) fn in_customer(
        &self,
        customer: &NewCustomer,
        column: &'static str,
        wrong: Wrong,
    ) -> Problem {
        problem(&self.customers_file, customer.line, column, wrong)
    }

    /// Something wrong with an account's row.
    pub(crate) fn in_account(
        &self,
        account: &NewAccount,
        column: &'static str,
        wrong: Wrong,
    ) -> Problem {
        problem(&self.accounts_file, account.line, column, wrong)
    }
}

fn problem(file: &str, line: u64, column: &'static str, wrong: Wrong) -> Problem {
    Problem {
        file: file.to_owned(),
        line: Some(line),
        column: Some(column),
        wrong,
    }
}

/// The rows of a file that can be read, and what is wrong with the others.
fn rows<T>(
    file: &File<'_>,
    columns: &crate::table::Columns,
    read: impl Fn(&Row) -> Result<T, (&'static str, Wrong)>,
) -> (Vec<T>, Vec<Problem>) {
    let table = Table::read(file, columns);
    let mut problems: Vec<Problem> = table.problems_in(file.name).collect();
    let mut all = Vec::new();
    for row in &table.rows {
        match read(row) {
            Ok(one) => all.push(one),
            Err((column, wrong)) => problems.push(problem(file.name, row.line(), column, wrong)),
        }
    }
    problems.sort_by_key(|problem| problem.line);
    (all, problems)
}

/// Each value that stands in an earlier line already.
fn repeated<T: Hash + Eq>(
    file: &str,
    column: &'static str,
    values: impl Iterator<Item = (u64, T)>,
) -> Vec<Problem> {
    let mut seen: HashMap<T, u64> = HashMap::new();
    let mut problems = Vec::new();
    for (line, value) in values {
        if let Some(first) = seen.get(&value) {
            problems.push(problem(file, line, column, Wrong::Again { first: *first }));
        } else {
            seen.insert(value, line);
        }
    }
    problems
}
