"""Figures and passages to a `Draft` whose every number and citation is traced."""
