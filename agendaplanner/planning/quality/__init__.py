"""What makes a plan good: named rules with units, weights and sentences, and the account of what a plan costs by them.

``rules`` is the list, ``weights`` says how much each counts, ``account`` adds up an agenda. Nothing here searches, and
nothing here knows the search: the account is made from records, in minutes, so that what people are shown is honest.
"""
