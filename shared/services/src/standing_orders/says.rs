//! Everything that the room for standing orders may say, before it is said in a language.

use domain::standing_order::{Terms, Which};
use jiff::civil::Date;

use crate::reading::plan::Wrong;
use crate::unclear::Unclear;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// In the menu, and where it is asked what is meant.
    Orders,
    MenuDescription,
    Help,
    Pursuit,
    /// What can be done with them.
    What,
    /// Buttons.
    MakeOne,
    SkipOne,
    StopOne,
    /// Some of them, each with the day that comes next, and how many more there are.
    List {
        some: Vec<(Terms, Date)>,
        more: usize,
    },
    NoOrders,
    NoPayees,
    NoAccount,
    OtherBank(String),
    Full,
    Who,
    WhichPayee(Vec<String>),
    NoSuchPayee {
        typed: String,
        saved: Vec<String>,
    },
    /// A payee's name, to be tapped.
    Name(String),
    HowMuch,
    When,
    WhichWeekday,
    WhichDayOfMonth,
    /// What is wrong with the days that were named.
    Wrong(Wrong),
    Unclear(Unclear),
    WhichOrder,
    NoSuchOrder(String),
    /// A standing order, to be tapped.
    Label(Which),
    ChangeWhat,
    Unchanged,
    /// A payment is due by now, and is made as it was confirmed.
    DueNow,
    Locked,
}
