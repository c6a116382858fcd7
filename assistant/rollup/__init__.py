"""The reports of subordinate units, checked one by one, matched to a list, added up."""
