# Moving money between one's own accounts.

menu-title = Move money
menu-description = Between your own accounts
help = *move 100 to savings* – money between your own accounts
pursuit = move money between your accounts
how-much = How much would you like to move?
how-much-again = I need an amount, such as 50 or £12.50. How much would you like to move?
where-to = Which of your accounts should it go to?
where-to-again = I need one of your accounts. Which one should the money go to?
where-from = Which of your accounts should it come from?
where-from-again = I need one of your accounts. Which one should the money come from?
same-account = That is one and the same account. Which of your accounts should the money go to?
other-currencies = Those two accounts are in different currencies; I can't change money yet.
one-account = You have only one account that money can move from, so there is nothing to move it to.
no-such-account = You have no account called { $typed }. You can move money between: { $accounts }.

# How moving is spoken of in unclear/said.en.ftl.
manner-verb = move
manner-done = moved
manner-example = *move 100 to savings*

# The move in every form a sentence may need: `Forms` in wording/summary.rs says where each stands. $what is the
# first of them; $to and $from are names of accounts, $account, $debit and $credit the endings of their numbers.
what = { $amount } to your { $to }
about-to = You're about to move *{ $amount }* from your { $from } { $debit } to your { $to } { $credit }{ $reference }.
to-do = move { $what } { $account }
doing = moving { $what }
noun = the move of { $what }
not-done = { $what } was not moved
done = You moved *{ $amount }* to your { $to } { $account }.
nothing = nothing was moved
nothing-held = nothing was moved or held
nothing-more = nothing was moved to your { $to }
again = move it again

# The page.
page-doing = You’re moving
page-done = Moved
page-not-done = Not moved
page-go = Move { $amount }
page-cancel = Cancel this move
page-carrying-out = Moving your money
page-finished = Your money is moved
page-cancelled = Move cancelled
page-stopped = We stopped this move
page-failed = We couldn’t make this move
page-nothing = Nothing has been moved.
