"""What each part says, in which order, from which facts, and what to ask the staff for."""
