# Payees. Labels that are tapped have at most 20 characters, titles of the menu 24, descriptions 72.

add-title = Add a payee
add-description = Somebody new to send money to
payees = Payees
pursuit = change your payees
list-title = My payees
list-description = See, rename or remove them
help = *new payee* or *my payees* – whom you send money to
what = I can add, rename or remove a payee. What would you like to do?
rename-one = Rename one
remove-one = Remove one
list-head = You can send money to:
list-head-more = And to:
more = Show more
no-payees = You have no saved payees yet. To add one, say *new payee*.
use-it = Use that name
keep-mine = Keep mine
add-anyway = Add anyway
change-it = Change it
stop = Stop
stopped = All right, I've saved nothing.

# The account and the name that are asked for. $example is the first of these.
example = a sort code and an account number, like 04-00-75 40020101, or an IBAN
ask-details = Which account shall I save? Send me { $example }.
ask-details-of = Which account does { $payee } have? Send me { $example }.
details-again = I need { $example }. Which account is it?
details-unclear = I can't tell those numbers apart. Please send me { $example }, and no other numbers.
ask-account-number = The sort code is { $sort_code }. And the account number? It has eight digits.
ask-sort-code = The account number is { $account_number }. And the sort code? Please write it with dashes, like 04-00-75.
no-such-account = There is no account { $account } at ACME Bank that money can be sent to. Please check the numbers and send them again.
ask-name = Whose account is it? Please give me the full name of its holder.
name-again = I need a name of at most 40 characters, such as Ben Carter. What is the name?

# What is wrong with an account, and that it is asked for again.
wrong = { $what } Please check it and send me the account again.
wrong-sort-code = A sort code has six digits, and that one has { $digits }.
wrong-account-number = An account number has eight digits, and that one has { $digits }.
wrong-together = That sort code and that account number don't belong together, so one of them is wrong.
wrong-country = An IBAN begins with the two letters of its country, and that one doesn't.
wrong-length = That IBAN has { $characters } characters, which is not how long its country's are.
wrong-characters = There is something in that IBAN that its country's don't have.
wrong-check-digits = That IBAN can't be right: a character is wrong, or two have changed places.

# What the check of the name says.
almost-the-name = That is almost the name: the account is held by *{ $registered }*. Under which name shall I save it?
another-name = Careful: *{ $given }* is not the name of the account's holder. Money you send there may go to somebody you don't mean, and I may not be able to get it back. Please ask the person for the account again before you go on.
already-saved = You have saved { $called } with that account already, so there is nothing to do.
full = You have as many payees as I can keep. Please remove one you no longer need, then ask again.
own-account = That is your own account. To move money between your accounts, say for example *move 100 to savings*.

# A payee that is to be removed or renamed.
whom-to-remove = Which payee shall I remove?
remove-this = Shall I remove { $called } from your payees?
remove-it = Remove
whom-to-rename = Which payee shall I rename?
no-such-payee = You have no payee called { $typed }. Your payees are: { $saved }. Which one do you mean?
which-payee = Whom do you mean: { $some }?
ask-new-name = What shall I call { $called } from now on?
same-name = That is what { $called } is called already.
