"""The deterministic validator: one rule a file, never a model, never the network."""
