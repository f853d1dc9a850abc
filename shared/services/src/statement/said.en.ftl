# Statements.

menu-title = Statement
menu-description = What came in and went out, here or as a PDF
help = *statement last week* – what came in and went out, also as a PDF
more = Show more
as-document = As a PDF
which-days = For which days shall I make it? You can also type them: *in October*, *1 to 15 March*.
this-month = This month
last-month = Last month
three-months = Last 3 months
unread = I can't show a statement by “{ $unread }”. For which days would you like it? For example *statement last week* or *statement in October*.
no-such-day = I can't find those days in the calendar. Please write them like *1 to 15 March* or *in October*.
too-many = I can show at most { $most } bookings in a message. For more, please ask for the days you need as a PDF: *statement in October as a pdf*.
not-yet = Those days are still to come, so there is nothing to show yet.
no-accounts = I can't find an account in your name. Please ask your branch.
no-such-account = You have no account called { $typed }. I can show: { $accounts }.

# The statement in every form a sentence may need: `Forms` in wording/summary.rs says where each stands.
headline = Statement
row-account = Account
row-days = Days
row-as = As
as-message = A message in your chat
as-pdf = A PDF in your chat
about-to = You're about to see the statement of your *{ $account }* { $ending }: *{ $days }*. I need your confirmation first, because it goes back more than 90 days, or because nothing has been confirmed on this phone in the last 180 days.
to-do = see the statement of your { $account }, { $days }
doing = the statement of your { $account }, { $days }
noun = the statement of your { $account }, { $days }
not-done = the statement of your { $account }, { $days } was not shown
done = Here is the statement of your { $account }, { $days }.
nothing = nothing was shown
again = ask for it again

# The page.
page-doing = You want to see
page-done = Shown in your chat
page-not-done = Not shown
page-go = Show my statement
page-cancel = Cancel this
page-carrying-out = Getting your statement
page-finished = It is in your chat
page-cancelled = Cancelled
page-stopped = We stopped this
page-failed = We couldn’t show it
page-nothing = Nothing has been shown.
