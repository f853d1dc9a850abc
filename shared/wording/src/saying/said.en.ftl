# What the bank says in the chat, whatever it is asked for.

how-to-enrol = Hello! This is ACME Bank. This phone isn't linked to an account yet. Ask for an activation code in your branch or in internet banking, then send it to me here: it begins with ACME.
activation-refused = That activation code doesn't work. Codes last 15 minutes and work once; your branch or internet banking can give you a new one.
activated = Welcome, { $first_name }! This phone is now linked to your ACME Bank accounts. By sending the code you agreed that I answer you here, on WhatsApp. Of my own accord I only write when money comes in: say *stop* to switch that off, *start* to have it back. For the first three days I send up to 200 a day and save no new payees, to keep you safe.
already-activated = This phone is already linked to your accounts.
suspended-as-asked = This chat and your cards are stopped, as you asked. Please call the bank on { $telephone }, or visit a branch, to switch them back on.
suspended-identity-change = WhatsApp tells us that something about this phone or number has changed, so I've stopped this chat to be safe. Please ask your branch or internet banking to switch it back on, or call the bank on { $telephone }.
blocked =
    Done. I've stopped your cards and this chat, and called off anything that was waiting. Nothing more can be sent from here.

    Now please call the bank on { $telephone } from any phone, or visit a branch: only they can switch things back on, once they know it's you.
code-not-requested = Thank you for telling me. I've stopped payments from this chat until you've spoken to the bank: please call us on { $telephone } or visit your branch. Don't share any code.
keep-it-secret = Please keep card numbers, PINs and codes out of this chat: I've thrown away what you just sent, and I never need it here.
code-alone = I've not used those digits. To confirm, send me just the six digits of the code and nothing else. If you didn't ask for it, say *I did not ask for this*.
no-passcode-due = I'm not waiting for a code right now. Please keep your PIN and codes to yourself: I never ask for a PIN in the chat.
passcode-wrong = That code isn't right. You have { $tries } { $tries ->
        [one] try
       *[other] tries
    } left.
passcode-expired = That code has run out. You can have a new one sent from the bank's page.
menu = Hello { $first_name }, how can I help? Choose from the list, or just type what you need.
# $lines: one line for each service.
help =
    Here is what you can say:
    { $lines }

    I never ask for your PIN or a code here unless one was just texted to you. Money only moves after you have confirmed it on the bank's own page.
help-cancel = *cancel* – call off what you have not confirmed yet
voice-is-on = Voice is on: your receipts will also come as a voice note. Say *voice off* to stop.
voice-is-off = Voice is off: receipts come as text only.
# Of this language, in it: that the bank speaks it from now on, and whether it shall. The answer has at most 20 characters.
speaks-this = I'll write to you in English from now on. Say *em português* or *en español* for another language.
speak-this = Would you like me to write in English?
yes-this = Yes, in English
dropped = All right, I've dropped that. Nothing was done.
not-understood = I'm sorry, I didn't understand that. I can show your balances or help you send money. Try "balance", "send 50 to Ben" or "menu".
forgotten = I've learned something new since we last spoke, so let's start that again: what would you like to do?
prove-first = This phone was linked only a while ago, so I need to be sure once that it's you. Please say *balance* and confirm it, then ask me again.
confirming = { $about_to } Nothing happens before you have confirmed it on the page. Say *new link* if you cannot use yours, or *cancel* to call it off.
nothing-to-confirm = Nothing is waiting to be confirmed.
left = All right: I won't write to this number again, unless you send me an activation code or *start*.
# What stops, what goes on, and the way back.
notices-are-on = Notices are on: I'll write to you when money comes in. Say *stop* to switch them off.
notices-are-off = Done: I won't write to you of my own accord any more, so there are no notices of money coming in. You still get answers here, and receipts and security messages about what you do yourself. Say *start* to have the notices back.
same-again = You've sent me the same thing many times in a few minutes, so I'll leave it unanswered for an hour. Anything else I answer as usual.
code-missing = Your code goes by text to the number ending in { $ending }. If it isn't there within a minute, please have a new one sent from the bank's page. If that number once answered one of our texts with STOP, or has changed, no text gets through: please ask your branch, or call { $telephone }. To call it off, say *cancel*.
no-code-on-its-way = No code is due right now: I text one only after you have confirmed something on the bank's page. Ask me again for what you need.
nothing-to-cancel = There's nothing waiting to be confirmed, so nothing to cancel.
say-cancel = If you want to call off what is waiting, say *cancel*. Otherwise nothing changes.
too-late-to-cancel = That one has just been confirmed and is being carried out, so I can't call it off any more.
no-link-due = Nothing is waiting to be confirmed, so there is no link to send. Just ask me again for what you need.
code-is-due = Your link has done its work: only the code is missing. Please type the one we texted you, here or on the page, or say *cancel*.
no-more-codes = You'd need a code to confirm that, and I can't text you another one for now: at most five an hour and ten a day go to one number. So I haven't sent a link, and nothing was done. Please ask me again in an hour.
cannot-text = You'd need a code to confirm that, and I can't text the number we have for you: it may be blocking our texts, or have changed. So I haven't sent a link, and nothing was done. Please ask your branch.
understanding-less = I understand a little less than usual just now, but short requests still work: *balance*, *send 50 to Ben*, *cancel*, *menu*.
something-broke = Sorry, something went wrong on our side. Please try again in a few minutes.
# Nothing that must be confirmed may begin.
locked = Sending money is locked: too many tries in a row were wrong. { $ask_to_unlock }
ask-to-unlock = Your branch or internet banking can unlock it once they know it's you.
# Kinds of message the bank cannot act on: at most 240 characters each.
cannot-act-on-audio = I can't listen to voice messages yet. Please type what you need, or say *menu*.
cannot-act-on-picture = Thank you, but I can't look at pictures or films. Please type what you need, or say *menu*. Never send a photo of your card.
cannot-act-on-document = I can't open files here, so please take documents to your branch or internet banking. For anything else, just type what you need.
cannot-act-on-sticker = Nice one! If there's something I can do for you, just type it, or say *menu*.
cannot-act-on-location = Thank you for the location. I can't look up places yet; for your accounts, just type what you need.
cannot-act-on-contacts = I can't add people from a contact card. To send money to somebody new, say *new payee*, and I'll ask you for their account.
cannot-act-on-order = There's nothing to order here. If there's something I can do with your accounts, say *menu*.
cannot-act-on-form = I didn't ask for a form, so I haven't used what's in it. Say *menu* to see what I can do.
cannot-act-on-unsupported = WhatsApp couldn't pass that on to me. Please type what you need, or say *menu* to see what I can do.
cannot-act-on-edit = I can't follow edits: what you first wrote is what counts. To change something, just write it again; to call off a transfer you haven't confirmed, say *cancel*.
cannot-act-on-unknown = I can only read text for now. Type what you need, or say *menu* to see what I can do.
