"""Vietnamese text: letters, names and their order, search, typing, dates and numbers in words.

`letters` knows the alphabet and the tones; `text` cleans, folds and sorts; `syllables` tells Vietnamese
words from others; `telex` types them; `search` finds people; `words` writes dates and numbers.
"""
