# English as it is written in Britain. The name of the folder is the tag that is stored.

# What its speakers call it.
name = English
# The locale by which Watson reads dates and numbers.
locale = en-gb
# Between the thousands, and before the fraction.
group = ,
decimal = .
# Where the sign of a currency stands: ¤ is the sign, # the number. No line ends at a space.
amount = ¤#
# Whether every sentence must be there. What lacks in any other language is said in English.
is-complete = yes
