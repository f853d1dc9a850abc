# Bills: which are due, and paying one.

menu-title = Pay a bill
menu-description = See what is due, and pay it
# At most 20 characters, and an example of its intent.
which-are-due = Bills that are due
help = *pay my electricity bill* – or see all that are due: *my bills*
pursuit = pay a bill
another-bill = Another bill
# A line of a list: $due is one of the two below it.
line = { $biller }, *{ $amount }*, { $due }
is-due = due { $day }
was-due = overdue since { $day }
due =
    Your bills that are due:
    { $bills }

    Tap one to pay it, or say, for example, *pay bill 1*.
these =
    { $bills }

    Tap it to pay it.
nothing-due = You have no bill that is due. To pay another one, tap the button, or say *pay* with the biller's name and the reference on the bill.
which =
    Which bill do you mean?
    { $bills }
one-at-a-time =
    I pay one bill at a time, so that you can check each. Which one first?
    { $bills }
which-again = I need one of these bills. Which one would you like to pay?
which-biller = Whose bill is it?
no-such-bill =
    I have no bill of yours called “{ $typed }”, so I've paid nothing. These are due:
    { $bills }
no-such-bill-nor-any = I have no bill of yours called “{ $typed }”, and none is due, so I've paid nothing.
already-paid = Your { $biller } bill of { $amount } is paid already, on { $day }. I've paid nothing more.
whole-only = I can only pay a bill as a whole, and the one from { $biller } is { $amount }. I've paid nothing yet.
pay-whole = Pay { $amount }
not-enough = There isn't enough in your { $account } { $ending } to pay { $amount } to { $biller }. Nothing was paid.
from-which-account = There isn't enough in your { $account } { $ending } to pay { $amount } to { $biller }. Which account shall I pay it from?
no-such-account = You have no account called { $typed } to pay from. You can pay from: { $accounts }.
no-account = I can't find an account to pay from. Please ask your branch.
none-due-from = You have no bill from { $biller } that is due. To pay one all the same, please send me the reference that is on it.
which-reference = Which reference is on the bill from { $biller }?
wrong-check-digits = The reference { $typed } can't be right: its check digits don't fit the rest, so something in it is mistyped. Please send me the reference on the bill from { $biller } once more.
wrong-character = { $typed } is no reference of { $biller }: there is a letter or a sign in it that doesn't belong there. Please send me the reference on the bill once more.
wrong-length = { $typed } is no reference of { $biller }: it has { $characters } characters, and theirs have { $most }. Please send me the reference on the bill once more.
wrong-lengths = { $typed } is no reference of { $biller }: it has { $characters } characters, and theirs have { $fewest } to { $most }. Please send me the reference on the bill once more.
how-much = How much would you like to pay to { $biller }?
how-much-again = I need an amount, such as 50 or £12.50. How much would you like to pay to { $biller }?
how-much-more = The last bill from { $biller } with that reference was paid on { $day }. If you'd like to pay more, how much?
unchanged = That is just what you asked for last, so I've changed nothing.
not-later = I can't pay a bill on a later day yet, only right away, so I've paid nothing. To pay it now, say for example *pay my electricity bill*.

# How paying is spoken of in unclear/said.en.ftl.
manner-verb = pay
manner-done = paid
manner-example = *pay my electricity bill*

# The payment in every form a sentence may need: `Forms` in wording/summary.rs says where each stands. $what is the
# first of them; $to and $debit are the endings of accounts' numbers.
what = { $amount } to { $biller }
about-to = You're about to pay *{ $amount }* to *{ $biller }* from your { $from } { $debit }, reference { $reference }.
to-do = pay { $what } { $to }, ref { $reference }
doing = paying { $what }
noun = the payment of { $what }
not-done = { $what } was not paid
done = You paid *{ $amount }* to *{ $biller }* { $to }, reference { $reference }.
nothing = nothing was paid
nothing-held = nothing was paid or held
nothing-more = nothing was paid to { $biller }
again = pay it again

# The page.
page-doing = You’re paying
page-done = Paid
page-not-done = Not paid
page-go = Pay { $amount }
page-cancel = Cancel this payment
page-carrying-out = Paying your bill
page-finished = Your bill is paid
page-cancelled = Payment cancelled
page-stopped = We stopped this payment
page-failed = We couldn’t make this payment
page-nothing = Nothing has been paid.
