"""Vietnamese text: letters, names and their order, search, typing, dates and numbers in words.

`letters` knows the alphabet and the tones; `text` cleans, folds and sorts; `words` writes and reads dates,
times and numbers; `syllables` tells Vietnamese words from others; `telex` turns keys into words and
`keystrokes` words into keys; `search` finds people by a few letters, with the rules of `scoring`.
"""
