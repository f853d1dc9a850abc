//! The English words a request is read by. A second language brings a file like this one.

/// Words that ask for money to be moved.
pub const VERBS: &str = "send pay transfer give wire move lend put shift take";

/// What may stand before the verb without changing what is asked for.
pub const OPENINGS: &[&str] = &[
    "can you",
    "could you",
    "would you",
    "will you",
    "i want to",
    "i wanna",
    "i'd like to",
    "i would like to",
    "i need to",
    "i have to",
    "i'd love to",
    "let me",
    "let's",
    "go ahead and",
    "just",
    "now",
];

/// Said of money that has no amount yet.
pub const MONEY: &[&str] = &[
    "some money",
    "some cash",
    "the money",
    "a payment",
    "a transfer",
    "money",
    "cash",
    "funds",
];

/// At once, which is when it is done anyway.
pub const AT_ONCE: &[&str] = &[
    "right now",
    "right away",
    "straight away",
    "now",
    "today",
    "asap",
    "immediately",
    "back",
];

/// That money goes from one own account to another.
pub const BETWEEN: &[&str] = &[
    "between my accounts",
    "between my own accounts",
    "between accounts",
    "between my two accounts",
];

/// Words that belong to an account before anybody has named it.
pub const ACCOUNTS: &str =
    "savings saving saver current everyday main checking deposit spending isa joint";

/// Words around them.
pub const AROUND_ACCOUNTS: &str = "my the account accounts acc";

/// Words that end a name nobody knows.
pub const ENDS_A_NAME: &str =
    "from for to with via using every each tomorrow tonight today now please as";

/// Words that belong to somebody before their name: "my mate Ben".
pub const RELATIONS: &str = "\
    my our the mate friend mum mom dad brother sister son daughter wife husband partner \
    landlord landlady neighbour colleague boss flatmate cousin aunt uncle";

/// Words before a thing.
pub const WHOSE: &str = "my the a an our this that your his her their";

/// In an answer these could mean that something else is wanted.
pub const DOUBTFUL: &str = "\
    not don't dont doesn't never no nope cancel stop wait sorry actually instead rather undo \
    every each monthly weekly daily yearly twice double tomorrow tonight later next when if \
    until till after before unless once or but from to via using by in at on monday tuesday \
    wednesday thursday friday saturday sunday january february april june july august \
    september october november december";

/// Words that may stand in what a payment is for. Deliberately no figure, unit, time, account and nothing that takes
/// back; with any other word it is asked about.
pub const IN_A_REFERENCE: &str = "\
    rent lunch lunches dinner dinners breakfast brunch supper tea coffee \
    coffees drink drinks beer beers wine pizza pizzas food groceries shopping bill bills electricity gas water internet \
    broadband phone petrol fuel parking taxi taxis cab train bus flight flights hotel holiday trip tickets ticket cinema \
    concert birthday christmas wedding gift gifts present presents flowers cleaning childcare school gym membership \
    share";

/// Words around them, which alone are nothing a payment is for.
pub const AROUND_A_REFERENCE: &str = "a an the my our your his her their some and";

/// A hundredth, by its everyday names.
pub const PENCE: &str = "p pence penny pennies";

/// Words before an amount that takes another one back: "no, make it 110".
pub const TAKES_BACK: &str = "no nope oh sorry wait actually rather make it that i meant mean ,";

/// Words of politeness, which say nothing about what is asked for.
pub const POLITE: &str = "please pls plz thanks thx ta cheers hi hello hey ok okay kindly then";

/// Words that multiply what stands before them.
pub const SCALES: &[(&str, u64)] = &[
    ("k", 1_000),
    ("grand", 1_000),
    ("thousand", 1_000),
    ("hundred", 100),
    ("million", 1_000_000),
];

/// Notes by their everyday names, in pounds.
pub const NOTES: &[(&str, u64)] = &[("fiver", 5), ("fivers", 5), ("tenner", 10), ("tenners", 10)];

/// Words by which somebody asks for another time than now.
pub const TIMES: &str = "\
    tomorrow tonight later next every each monthly weekly daily yearly when until after \
    monday tuesday wednesday thursday friday saturday sunday month week twice once";

/// The months, each by all of its names.
pub const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];

/// The days of the week from Monday, each by its names.
pub const WEEKDAYS: [&str; 7] = [
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
];

/// What is booked, by its everyday names.
pub const BOOKINGS: &str =
    "transactions transaction payments payment bookings entries movements purchases";

/// Words that say that something shall be different from what was said before.
pub const CHANGES: &str = "\
    no nope not sorry wait actually rather instead then scratch make change meant mean correct correction should \
    oops wrong different";

/// Words around a change, which say nothing else about it.
pub const AROUND_A_CHANGE: &str = "\
    ah oh uh um hmm hey ok okay well yes no nope sorry wait hold on hang a moment second oops actually rather scratch \
    cancel forget that this it its it's i i'm i'd i've think mean meant to say should be want would like make change \
    correct correction wrong different the amount sum payee recipient person for of send pay give owe him her them \
    instead then please let's just only , . ! : -";

/// Words that drop what was said.
pub const DROPS: &str = "cancel forget";

/// Words that show that something else is wanted in its place.
pub const DROPS_ONE_FOR_ANOTHER: &str = "instead meant make rather ,";

/// Words by which somebody says that a part shall change, and not yet into what.
pub const CHANGES_WHICH: &str = "change correct wrong different";

/// What a customer calls how much is sent.
pub const THE_AMOUNT: &str = "amount sum";

/// What a customer calls whom it is sent to.
pub const THE_PAYEE: &str = "payee recipient person";

/// Words behind which a name stands.
pub const NAMES_WHO: &str = "meant mean say";

/// Words before "to", behind which a name stands.
pub const BEFORE_TO_WHOM: &str =
    ", no it send pay money payee recipient person change actually rather";

/// Names by which the same person may go.
pub const NICKNAMES: &[&str] = &[
    "ben benjamin benny benji",
    "liz elizabeth beth betty lizzie lisa",
    "tom thomas tommy",
    "will william bill billy",
    "bob robert rob bobby robbie",
    "kate katherine catherine cathy kathy katie cath",
    "dave david davey",
    "mike michael mick mickey",
    "jim james jimmy jamie",
    "tony anthony antony",
    "steve stephen steven",
    "chris christopher christine christina",
    "matt matthew",
    "dan daniel danny",
    "sam samuel samantha sammy",
    "alex alexander alexandra",
    "nick nicholas nicola nicky",
    "joe joseph josephine jo",
    "jon jonathan john johnny jack",
    "andy andrew drew",
    "ed edward eddie ted",
    "maggie margaret meg peggy",
    "sue susan suzanne",
    "jen jennifer jenny",
    "becky rebecca",
    "vicky victoria",
    "abby abigail",
    "charlie charles charlotte",
    "harry henry harold",
    "rick richard dick rich",
    "pat patrick patricia",
    "ron ronald",
    "greg gregory",
    "fred frederick",
    "mandy amanda",
    "debbie deborah",
    "nat natalie natasha",
    "pete peter",
    "phil philip",
    "terry terence teresa",
    "tim timothy",
    "mum mom mother",
    "dad father",
];
