"""An invented organisation whose units hold real sessions: for a first look, for tests and for measuring.

`people` and `words` invent, `script` says what happens in a session, `recording` records it by the rules of the desk
(`models.decide`) into the stream of a laptop, `world` says who holds which session, `filling` sends it all.
Everything follows from a seed: the same seed gives the same organisation and the same records.
"""
