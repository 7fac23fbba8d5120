"""The desk: the only package that knows Textual. Nothing is imported here, so that `--version` costs nothing."""
