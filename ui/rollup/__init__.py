"""The roll-up in the page: a parent agency collects its units' reports and adds them up."""
