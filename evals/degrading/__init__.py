"""Does the ruler measure? Drafts made worse by a known size, and scores that have to follow."""
