"""`nianbao eval rules`: faults planted in clean reports, and who finds them."""
