# A change of payees in every form a sentence may need: `Forms` in wording/summary.rs says where each stands.

row-name = Name
row-new-name = New name
row-name-until-now = Name until now
row-name-check = Name check
row-sort-code = Sort code
row-account-number = Account number
row-iban = IBAN

check-match = The name is the account holder's
check-close = The name is almost the account holder's, which is { $registered }
check-no-match = The name is not the account holder's: money you send may go to somebody you don't mean
check-not-possible = I couldn't check whose account it is

unchanged = your payees are as they were
page-cancelled = Cancelled
page-stopped = We stopped this
page-nothing = Your payees are as they were.

# $account is the ending of the account's number.
payee = { $name } { $account }

# $payee is the one above.
add-about-to = You're about to save *{ $name }* with the account *{ $account }* as somebody you can send money to. { $check }.
add-to-do = add { $payee } as a payee
add-doing = adding { $payee } as a payee
add-noun = the new payee { $payee }
add-not-done = { $payee } was not added as a payee
add-done = You added *{ $name }* { $account } as a payee.
add-again = add the payee again
add-page-doing = You’re adding a payee
add-page-done = Payee added
add-page-not-done = Payee not added
add-page-go = Add this payee
add-page-cancel = Don’t add this payee
add-page-carrying-out = Saving the payee
add-page-finished = Your payee is saved
add-page-failed = We couldn’t add this payee

# $account is the ending of the account's number.
rename-about-to = You're about to rename your payee *{ $from }* { $account } to *{ $to }*.
rename-to-do = rename payee { $account } to { $to }
rename-doing = renaming payee { $account } to { $to }
rename-noun = the new name of payee { $account }
rename-not-done = payee { $account } was not renamed
rename-done = You renamed payee { $account } to *{ $to }*.
rename-again = rename it again
rename-page-doing = You’re renaming a payee
rename-page-done = Payee renamed
rename-page-not-done = Payee not renamed
rename-page-go = Rename this payee
rename-page-cancel = Don’t rename this payee
rename-page-carrying-out = Saving the new name
rename-page-finished = The new name is saved
rename-page-failed = We couldn’t rename this payee

# $payee is the one above.
remove-about-to = You're removing { $payee } from your payees.
remove-to-do = remove the payee { $payee }
remove-doing = removing the payee { $payee }
remove-noun = the removal of the payee { $payee }
remove-not-done = the payee { $payee } was not removed
remove-done = You removed *{ $name }* { $account } from your payees.
remove-again = remove the payee again
remove-page-doing = You’re removing a payee
remove-page-done = Payee removed
remove-page-not-done = Payee not removed
remove-page-go = Remove this payee
remove-page-cancel = Keep this payee
remove-page-carrying-out = Removing the payee
remove-page-finished = The payee is removed
remove-page-failed = We couldn’t remove this payee
