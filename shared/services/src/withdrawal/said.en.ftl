# Cash without a card.

# At most 24 and 72 characters.
menu-title = Cash without a card
menu-description = A code for our cash machines, good for half an hour
help = *withdraw 60* – cash at our machines, by a code
pursuit = take out cash
# $most: the most at once.
how-much = I can get you cash without your card: you take it out at one of our cash machines with a code, within half an hour. Up to { $most } at once. How much would you like?
how-much-again = I need an amount, such as 20 or £60. How much would you like to take out?
# $near: one or two amounts.
nearest = Our cash machines can't make { $asked } with the notes they have. Would { $near } do?
too-much = Our cash machines give out { $most } at most at once; your branch has more. How much would you like?
by-code = I can hold *{ $amount }* from your { $account } at our cash machines: you take it out with a code instead of your card, within half an hour. Shall I?
# Buttons: at most 20 characters.
yes = Yes, with a code
no = No, thanks
no-such-account = You have no account called { $typed } that cash can come from. There are: { $accounts }.
no-account = None of your accounts holds the money our cash machines give out.
declined = All right, nothing is held. Your card works at any cash machine; the nearest are on our website under Branches.

# How withdrawing is spoken of in unclear/said.en.ftl.
manner-verb = withdraw
manner-done = withdrawn
manner-example = *withdraw 60*

# What a statement calls where the money went, and what the page shows.
machine = Cash machine
row-where = Where
row-our-machines = Any of our cash machines
row-from = From
from-account = { $account } { $ending }
row-until = Good for
row-half-an-hour = Half an hour

# The withdrawal in every form a sentence may need: `Forms` in wording/summary.rs says where each stands.
about-to = You're about to have *{ $amount }* from your { $account } { $ending } held at our cash machines. After that the page shows a code for the machine, good for half an hour.
to-do = hold { $amount } in cash for you
doing = your withdrawal of { $amount }
noun = your withdrawal of { $amount }
not-done = { $amount } in cash was not held
done = *{ $amount }* waits for you at our cash machines for half an hour. The code for the machine is on the page where you have just confirmed. To call it off, say *cancel*.
nothing = nothing was taken out
nothing-held = nothing was held or taken out
again = ask for it again

page-doing = You’re taking out
page-done = Ready for you
page-not-done = Not ready
page-go = Hold { $amount }
page-cancel = Cancel this withdrawal
page-carrying-out = Holding your money
page-finished = Your cash is waiting
page-cancelled = Withdrawal cancelled
page-stopped = We stopped this withdrawal
page-failed = We couldn’t hold your money
page-nothing = Nothing is held.

# Giving it back before it was taken out.
release-noun = your withdrawal of { $amount }
release-about-to = I'm calling off { $what }.
release-to-do = call off { $what }
release-doing = calling off { $what }
release-not-done = { $what } was not called off
release-done = Your withdrawal of *{ $amount }* is called off: the code is worthless, and the money is yours to use again.
release-nothing = nothing was changed
release-again = call it off again
release-page-doing = Calling it off
release-page-done = Called off
release-page-not-done = Not called off
release-page-nothing = Nothing was changed.
