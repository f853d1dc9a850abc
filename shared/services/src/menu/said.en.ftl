# The menu. Titles have at most 24 characters, descriptions 72, the buttons that open a list 20.

button = See what I can do
choices-button = Choose
choose = { $topic }: what would you like to do?
help-title = Help
help-description = What I can do, and how I keep your money safe
back-title = Back
back-description = Everything I can do

front-title = Menu
front-description = Everything I can do
accounts-title = My accounts
accounts-description = Balances and statements
payments-title = Send and pay
payments-description = Send money, and whom you send it to
settings-title = Settings
settings-description = How I speak to you
safety-title = Safety
safety-description = Know that it is really us
