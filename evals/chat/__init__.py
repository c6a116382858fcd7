"""How well what people say is taken for the action that they mean."""
