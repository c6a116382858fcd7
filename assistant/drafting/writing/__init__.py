"""What a model is asked, and what is made of its answers."""
