# Stopping everything. Labels that are tapped have at most 20 characters.

menu-title = Block
block-title = Block cards and chat
pursuit = block your cards and this chat
menu-description = Lost phone? Stop your cards and this chat at once
help = *block* – stop your cards and this chat at once
shall-i = Shall I block your cards and this chat? Tap below or say *block*. Nothing can be sent from here then, and only the bank can switch it all back on.
everything = Block everything
no-label = No
not-blocked = All right, I've blocked nothing.
only-the-bank = I can't switch anything back on from here: only the bank can. Please call us on { $telephone }, or visit a branch.
