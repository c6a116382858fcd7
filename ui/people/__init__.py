"""What administrators see: the accounts of their agencies, and the log of what was done."""
