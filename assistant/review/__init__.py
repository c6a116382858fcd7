"""What people do with findings: decide on them, hand them on as a page or as Word comments."""
