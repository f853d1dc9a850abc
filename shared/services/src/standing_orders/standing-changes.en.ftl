# What is arranged with a standing order, in every form a sentence may need: `Forms` in wording/summary.rs says where each
# stands. $what is `payment`; $days says how often and until when.

payment = { $amount } to { $payee }
row-to = To
row-on = On
row-how-often = How often
row-first = First payment
row-until = Last payment
no-end = No end: until you stop it
unchanged = your standing orders are as they were
page-carrying-out = Saving it
page-cancelled = Cancelled
page-stopped = We stopped this
page-nothing = Your standing orders are as they were.

# $to and $debit are the endings of accounts' numbers.
make-about-to = You're about to arrange { $what }, { $days }, from your { $from } { $debit }.
make-to-do = pay { $what } { $to } { $often }
make-doing = arranging { $what }
make-noun = the standing order of { $what }
make-not-done = the standing order of { $what } was not set up
make-done = You arranged { $what }, { $days }. I'll tell you each time it is paid.
make-again = set it up again
make-page-doing = You’re arranging
make-page-done = Arranged
make-page-not-done = Not arranged
make-page-go = Arrange this payment
make-page-cancel = Don’t arrange this
make-page-finished = Your payment is arranged
make-page-failed = We couldn’t arrange this

change-about-to = You're about to change your standing order to { $payee }. From now on: { $what }, { $days }.
change-to-do = pay { $what } { $to } { $often }
change-doing = changing the standing order to { $payee }
change-noun = the change of your standing order to { $payee }
change-not-done = the standing order to { $payee } was not changed
change-done = You changed your standing order. From now on: { $what }, { $days }.
change-again = change it again
change-page-doing = You’re changing a standing order to
change-page-done = Standing order changed
change-page-not-done = Standing order not changed
change-page-go = Change this standing order
change-page-cancel = Leave it as it is
change-page-failed = We couldn’t change this standing order

skip-about-to = You're leaving out { $what } on { $day }.
skip-to-do = leave out { $what } on { $day }
skip-doing = leaving out { $what } on { $day }
skip-noun = leaving out { $what } on { $day }
skip-not-done = { $what } on { $day } was not left out
skip-done = The payment of { $what } on { $day } is left out. Later ones stay as they are.
skip-again = ask for it again

stop-about-to = You're stopping { $what }.
stop-to-do = stop { $what }
stop-doing = stopping { $what }
stop-noun = stopping { $what }
stop-not-done = { $what } was not stopped
stop-done = You stopped the standing order of { $what }. Nothing more is paid by it.
stop-again = ask for it again
