"""Which quantities of the tables a mention of the narrative may mean, as data."""
