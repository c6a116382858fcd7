"""The offline writer: facts to official prose, no model needed."""
