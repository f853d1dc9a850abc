# Standing orders and dated payments. Labels that are tapped have at most 20 characters, titles of the menu 24,
# descriptions 72.

orders = Standing orders
menu-description = Payments on a later day, or again and again: see, add, stop
help = *pay Ben 50 every month on the 1st* or *pay Ben 50 on Friday* – regular and later payments
pursuit = arrange a payment
what = I can pay somebody on a later day, or again and again. Say for example *pay Ben 50 every month on the 1st* or *pay Ben 50 on Friday*.
make-one = Add one
skip-one = Skip a payment
stop-one = Stop one
list-head = This is what I pay for you:
# $rhythm is how often; $next is the day that comes next.
line = { $amount } to { $payee }, { $rhythm }, next on { $next }
more = … and { $count } more. Your branch can show you all of them.
no-orders = You have no standing orders or dated payments. To add one, say for example *pay Ben 50 every month on the 1st*.
no-payees = You have no saved payees yet, so there's nobody I could pay. To add one, say *new payee*.
no-account = I can't find the account to pay from. Please name one of your accounts that can be paid from, or ask your branch.
other-bank = I can't pay to other banks yet, and the account of { $payee } is with another one. Nothing was arranged.
full = You have as many standing orders as I can keep. Please stop one you no longer need, then ask again.
who = Who should be paid?
which-payee = Whom do you mean: { $some }? Please type the full name.
no-such-payee = You have no payee called { $typed }. You can pay: { $saved }. Whom do you mean?
how-much = How much shall I pay each time?
when = When, and how often? Say for example *on Friday*, *on 5 March*, *every Friday* or *every month on the 1st*.
which-weekday = On which day of the week? Say for example *every Friday*.
which-day-of-month = On which day of the month? Say for example *on the 1st* or *on the last day*.

# What is wrong with the days that were named, and that they are asked for again.
no-such-day = There is no such day in the calendar. On which day shall I pay?
past = That day is today or has passed. On which later day shall I pay?
ends-before-it-begins = That ends before it begins. From when until when shall I pay?
too-far = That is further ahead than I can plan. On which days shall I pay?

which-order = Which one do you mean?
no-such-order = You have no standing order to { $typed }. Which one do you mean?
change-what = What shall change? Say the new amount, like *80*, or the new days, like *every month on the 5th*.
unchanged = It is just that already, so I've changed nothing.
due-now = Its payment is due today and is made as you confirmed it. Please ask again tomorrow.

# How paying is spoken of in unclear/said.en.ftl.
manner-verb = pay
manner-done = arranged
manner-example = *pay Ben 50 every Friday*
