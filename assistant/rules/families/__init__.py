"""The rules by family, each listed by hand in the order of the codes."""
