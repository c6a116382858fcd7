"""How long things take, measured on the machine that asks."""
