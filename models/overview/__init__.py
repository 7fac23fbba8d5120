"""The overview of a ward or a district: what its units' own records add up to, and the papers of it (R74, R75, R86).

`telling` takes from one meeting what goes up, `values` holds it unit by unit, `sums` adds it up, `standing` says what
a unit still owes, `paper` is the summary report as a document, `reminders` the words to those who are late.
"""
