"""What is told of a run: comparisons, plots, one page."""
