"""Rehearsal: a whole session as a script, for training, for tests and for counting keys."""
