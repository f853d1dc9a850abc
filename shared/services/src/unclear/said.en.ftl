# Why a request was not acted on. $verb and $done are how the service speaks of what it does ("send", "sent"),
# $example is a whole request ("send 50 to Ben").

not-plain = I only { $verb } money when I'm asked to in plain words, like { $example }. Nothing was { $done }.
unread = I didn't understand all of that: “{ $unread }”. To be safe I've done nothing. Please ask again in a few words, like { $example }.
only-now = Here I can only { $verb } money now and once, so I've done nothing. To { $verb } it now, say for example { $example }. To pay somebody later or regularly, say *pay Ben 50 every Friday*.
one-at-a-time = I can do that one at a time, so I've done nothing yet. Please start with the first, like { $example }.
zero = I can't { $verb } nothing. Please ask again with an amount, like { $example }.
negative = I can only { $verb } amounts above zero.
too-many-decimals = That amount has too many decimals: pence are the smallest I can { $verb }, like 12.50.
other-currency = I can only { $verb } money in your account's own currency.
too-large = That is more than I can { $verb }.
over-limit = { $amount } is more than I can { $verb } in one go: the most is { $limit }. Nothing was { $done } or held.
