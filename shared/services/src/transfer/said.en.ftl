# Sending money to a payee.

menu-title = Send money
menu-description = To somebody you have saved as a payee
help = *send 50 to Ben* – money to a payee you have saved
how-to-send = Tell me how much and to whom, like this: *send 50 to Ben*.
how-much = How much would you like to send?
how-much-again = I need an amount, such as 50 or £12.50. How much would you like to send?
who = Who should it go to?
who-again = Who should the money go to? Type the name of one of your payees, such as Ben Carter.
did-you-mean = You have no payee called { $typed }. Did you mean { $close }?
you-mean = Do you mean { $some }?
is-it-for = Send { $amount } to { $payee }, with the reference “{ $purpose }”: is that right?
not-for = All right, I've done nothing. To send it without a reference, say it in a few words, like *send 50 to Ben*.
it-is = Yes, that's right
it-is-not = No
unchanged = That is just what you asked for last, so I've changed nothing.
somebody-else = Somebody else
no-payees = You have no saved payees yet, so there's nobody I could send to. To add one, say *new payee*.
no-account-to-send-from = I can't find an account to send from. Please ask your branch.
no-such-account = You have no account called { $typed } to send from. You can send from: { $accounts }.
no-such-payee = You have no payee called { $typed }. You can send to: { $saved }.
which-payee = Whom do you mean: { $some }? Please type the full name.
other-bank = I can't send money to other banks yet, and the account of { $payee } is with another one. Nothing was sent.
# What is being talked about, as far as it is known, behind "do you still want to".
pursuit = send money
pursuit-amount = send { $amount }
pursuit-payee = send money to { $payee }
pursuit-both = send { $amount } to { $payee }

# How sending is spoken of in unclear/said.en.ftl.
manner-verb = send
manner-done = sent
manner-example = *send 50 to Ben*

# The transfer in every form a sentence may need: `Forms` in wording/summary.rs says where each stands. $what is the
# first of them; $to and $debit are the endings of accounts' numbers.
what = { $amount } to { $payee }
about-to = You're about to send *{ $amount }* to *{ $payee }* from your { $from } { $debit }{ $reference }.
to-do = send { $what } { $to }
doing = sending { $what }
noun = the transfer of { $what }
not-done = { $what } was not sent
done = You sent *{ $amount }* to *{ $payee }* { $to }.
nothing = nothing was sent
nothing-held = nothing was sent or held
nothing-more = nothing was sent to { $payee }
again = send it again

# The page.
page-doing = You’re sending
page-done = Sent
page-not-done = Not sent
page-go = Send { $amount }
page-cancel = Cancel this transfer
page-carrying-out = Moving your money
page-finished = Your money is sent
page-cancelled = Transfer cancelled
page-stopped = We stopped this transfer
page-failed = We couldn’t make this transfer
page-nothing = Nothing has been moved.
