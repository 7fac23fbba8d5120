"""Headquarters: the shared server that laptops send their streams to."""
