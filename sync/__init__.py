"""Disk and wire: journals, streams, the store. May block, may fail; knows nothing of screens."""
