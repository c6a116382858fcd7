"""What reading gets right: expected figures of real reports, and a fuzz of the readers."""
