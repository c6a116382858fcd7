"""A file of any kind to an `AnnualReport`, with a note on everything that was not understood."""
