"""The drafting suite on inspect-ai: cases to samples, `assistant/` as the solver, our scorers."""
