"""A model's opinion of two drafts: told beside the scores and never mixed into them."""
