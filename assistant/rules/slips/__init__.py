"""Slips of the pen found by statistics: what is one character away from words known well."""
