# Where the bank is not sure: of what was meant, or whether something is still wanted.

did-you-mean-this = I'm not sure I understood that, so I've done nothing yet. Did you mean this?
did-you-mean-one-of-these = I'm not sure I understood that, so I've done nothing yet. Did you mean one of these?
none-of-these = Something else
# What was going on, and what would be taken for the answer. $pursuit: "send £50.00 to Ben Carter".
still-going-on = It's been a while. Do you still want to { $pursuit }? You've just answered: “{ $said }”.
still-going-on-with-it = It's been a while. Shall we go on where we stopped? You've just answered: “{ $said }”.
go-on = Yes, go on
drop-it = No, drop it
ask-a-person = I'm sorry, I don't understand that either. A person helps you on { $telephone }, or at your branch. This is what I can do:
few-words = I still don't follow, I'm sorry. A few plain words work best, like *balance* or *send 50 to Ben*; a person helps you on { $telephone }.
ways-out = If you want something else, say *cancel* or *menu*. A person helps you on { $telephone }.
question-dropped = Let's leave that for now: nothing was done. If I keep misunderstanding you, a person helps you on { $telephone }.
one-at-a-time = I can do those one at a time, so I've done nothing yet. Please start with the first, and ask me for the other one afterwards.
one-is-enough = I can begin one thing with each message. Please ask me for the other one again in a moment.
just-this = What you wrote just before may belong to this, so I've done nothing yet: “{ $said }”. Do you want just this?
