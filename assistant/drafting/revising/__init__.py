"""A draft changed at a person's wish: grounded like the first writing, every step kept."""
