"""One step a file, numbered; a step that has been shipped is never changed."""
