"""How well drafts are written: our path with a model, the same model alone, and offline."""
