# What the bank says of an order. $about_to, $to_do, $doing, $noun, $not_done, $done, $nothing and $again are the
# order in the forms that its service gives it (`Forms` in summary.rs has an example of each).

link =
    { $about_to }

    Please confirm on the bank's page. The link works once, for 15 minutes. To call it off, say *cancel*.
# At most 20 characters.
link-button = Review and confirm
reference = Reference { $reference }
done = Done. { $done }
now-holds = Your { $account } now holds *{ $balance }*.
something-came-in = Money has come into your account. To see it, say *balance*.
# A cash machine has given it out, all or a part of what was asked for; or it has taken some of it back.
given-out = A cash machine has given you *{ $amount }*.
given-out-in-part = A cash machine has given you *{ $amount }* of the { $asked } you asked for. The rest is yours to use again.
not-you = Wasn't that you? Say *block*.
kept-by-the-machine = The cash machine took *{ $amount }* back. It is on your account again.
came-in = *{ $payer }* sent you *{ $amount }*{ $reference }.
# A text message: the shorter, the longer a name may be. The short one has at most 70 characters with its names.
passcode-sms = ACME Bank: { $code } is your code to { $to_do }. Never share it.
passcode-sms-short = ACME Bank: { $code } to { $to_do }
passcode-sms-valid = {" "}Valid 5 minutes.
passcode-sms-no-call = {" "}We will not call for it.
receipt-sms = ACME Bank: { $done } Not you? Call { $telephone }.
receipt-sms-short = ACME Bank: { $done }
receipt-sms-why = {" "}We could not reach you on WhatsApp.
ask-again = Please write to me here and ask again for { $noun }.
# $clause begins with a capital letter.
whole = { $clause }.
cancelled = Cancelled. { $nothing_more }
replaced = I've dropped the earlier request to { $to_do }.
credentials-rejected = I've stopped { $noun }: the details on the page were wrong three times. { $nothing } If that wasn't you, please call the bank on { $telephone }.
passcode-rejected = I've stopped { $noun }: the code was wrong three times. { $nothing } If that wasn't you, please call the bank on { $telephone }.
not-asked-for = Thank you for telling me. I've stopped { $noun }, your cards and this chat. { $nothing } Please call the bank on { $telephone }.
suspended = I've called off { $doing }. { $nothing }
locked = I can't { $to_do }: too many tries in a row were wrong. { $nothing } { $ask_to_unlock }
passcode-not-sent = I couldn't text you a code, so { $not_done }. At most five codes an hour and ten a day go to one number: if you have had those, please ask again later. Else your phone may be blocking our texts, or its number has changed: please ask your branch.
expired = Time ran out for { $doing }, so { $nothing }. Just ask again when you're ready.
insufficient-funds = There isn't enough in your account to { $to_do }. { $nothing }
# $doing begins with a capital letter.
limit-reached = { $doing } would go over what you can send in one day. { $nothing }
fresh-phone = I can't { $to_do } just yet: your phone was linked less than three days ago. Until then, to keep you safe, I send up to 200 a day and save no payees. { $nothing } Your branch can help if it can't wait.
account-unavailable = I can't { $to_do }: one of the two accounts can't be used at the moment. { $nothing } Please call the bank and we'll sort it out.
already-paid = I couldn't { $to_do }: it is paid already, or another payment of it is on its way. { $nothing }
bill-changed = I couldn't { $to_do }: the bill or its biller has changed meanwhile. { $nothing } To see what is due, say *bills*.
already-there = I couldn't { $to_do }: that is there already. { $nothing }
gone = I couldn't { $to_do }: it isn't there any more. { $nothing }
full = I couldn't { $to_do }: there are as many as I can keep. { $nothing } Remove one you no longer need, then ask again.
unresolved = Something went wrong with { $doing }. A colleague is looking at it now; please don't { $again } until you hear from us.
failed = Something went wrong on our side, so { $not_done }. Please try again in a few minutes.
