# Spoken receipts.

on-title = Voice on
on-description = Hear your receipts as a voice note too
off-title = Voice off
off-description = Receipts as text only
help = *voice on* or *voice off* – receipts as a voice note too
on-or-off = Say *voice on* to hear your receipts, or *voice off* for text only.
