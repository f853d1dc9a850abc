# The language the bank speaks. Titles of the menu have at most 24 characters.

menu-title = Language
help = *em português* or *en español* – another language
which = Which language shall I write to you in?
