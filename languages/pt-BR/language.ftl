# Portuguese as it is written in Brazil.
name = Português
locale = pt-br
group = .
decimal = ,
amount = ¤ #
is-complete = no
