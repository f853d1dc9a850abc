# Spanish: a few sentences. What is not here is said in English.
name = Español
locale = es-es
group = .
decimal = ,
amount = # ¤
is-complete = no
