# Balances.

menu-title = Balances
menu-description = What is in your accounts right now
help = *balance* – what is in your accounts
no-accounts = I can't find an account in your name. Please ask your branch.

# The look at the balances in every form a sentence may need: `Forms` in wording/summary.rs says where each stands.
headline = Your balances
subject = your balances
about-to = You're about to see your *balances*. It needs your confirmation, because it's the first time on this phone or a while since you last gave one.
to-do = see your balances
doing = your balances
noun = your balances
not-done = your balances were not shown
done = Here are your balances.
nothing = nothing was shown
again = ask for them again

# The page.
page-doing = You want to see
page-done = Shown in your chat
page-not-done = Not shown
page-go = Show my balances
page-cancel = Cancel this
page-carrying-out = Getting your balances
page-finished = They are in your chat
page-cancelled = Cancelled
page-stopped = We stopped this
page-failed = We couldn’t show them
page-nothing = Nothing has been shown.
