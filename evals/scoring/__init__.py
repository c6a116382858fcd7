"""Scores of a draft as pure functions: each gives values and a reason in words for every loss."""
