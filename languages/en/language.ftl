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
# The voice that speaks it, by Watson's name.
voice = en-GB_KateV3Voice
# What asks for it word for word, in whichever language. Commas between the phrases, and no accents needed.
asked-for-by = english, in english, in english please, speak english, speak english please, switch to english, english please, inglês, em inglês, fala inglês, fale inglês, en inglés, inglés, habla inglés
# Everyday words that no other language of the bank's has: two of them in one sentence make its use certain.
marks = the my is are was what how much many where who please want you your i'm i'd i've don't can't could would with from and this that have did does thanks hello money account card
# Whether every sentence must be there. What lacks in any other language is said in English.
is-complete = yes
