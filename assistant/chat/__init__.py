"""What a person said, to one of the actions of the rooms."""
