# Accounts and what was booked on them.

of-which = { $balance }, of which { $available } is available
nothing-older = That was all: there is nothing older to show.
balance-after = Balance after the newest: *{ $balance }*
no-document = I couldn't send you the PDF, so here is what it says:
more-than = These are the newest { $most }. For all of them please ask for a PDF, or for fewer days.
# Behind what is said of a payment: what it is for.
reference = {" "}for “{ $reference }”
newest-first = newest first
nothing-of-late = Nothing came into or went out of your { $account } in the last 90 days.
nothing-in = Nothing came into or went out of your { $account } ({ $days }).
# The lines of the page: where money goes and comes from, and what it is for.
row-to = To
row-from = From
row-for = For
row-reference = Reference
