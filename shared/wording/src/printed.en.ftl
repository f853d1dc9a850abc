# The words on a statement's paper. What stands in braces and quotes is filled in by the paper.

# As screen readers choose their voice by it.
language = en-GB
title = Account statement
period = {"{from}"} to {"{until}"}
made-on = Made on
opening = Opening balance
closing = Closing balance
money-in = Money in
money-out = Money out
day = Date
details = Details
balance = Balance, {"{currency}"}
no-lines = Nothing came in or went out in this period.
page = Page {"{n}"} of {"{m}"}
foot = ACME Bank never asks for your PIN in a chat, a call or an email. Something here you do not know? Call us on the number on your card.
substitute = {"{sign}"} stands for a character that we cannot print. Copied text has it.
long-day = {"{day} {month} {year}"}
short-day = {"{day} {month} {year}"}
