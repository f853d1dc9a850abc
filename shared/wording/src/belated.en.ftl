# What comes late: a message that was long on its way, and a wish to stop what has gone.

still-wanted-tapped = You tapped this at { $when }, and it reached me only now: “{ $said }”. Nothing was done yet. Do you still want it?
still-wanted-written = You wrote this at { $when }, and it reached me only now: “{ $said }”. Nothing was done yet. Do you still want it?
yes-still-wanted = Yes, do it
not-wanted = No, drop it
late-dropped = All right, I've dropped what you asked for then. Nothing was done.
late-is-over = I'm not waiting for that answer any more. Please write again what you need.
# Behind what was stopped.
written-at = You asked for that at { $when }; it reached me only now.
cancel-is-older = You wrote that at { $when }, before you asked for what is waiting now, so I've left it open. To call it off, say *cancel*.
cancel-is-anothers = That was under an older message, so I've left open what is waiting now. To call it off, say *cancel*.
# Nothing can be called off, and what to do if it was somebody else.
already-done = That one has been carried out already, so I can't call it off any more. If it wasn't you who asked for it, say *that wasn't me*, or call the bank on { $telephone }.
# What is stopped now, and what is not.
disowned =
    Thank you for telling me. { $how_far } I've stopped your cards and this chat, so that nothing more is sent from here, and noted your case for the bank's staff.

    Please call the bank on { $telephone } now: they will see with you what can still be done.
disowned-being-done = It was being carried out as you wrote, so I can't promise that it stops.
disowned-paid = That payment has gone out already, so I can't stop it.
disowned-done = What was confirmed last has been done already, so I can't stop it.
