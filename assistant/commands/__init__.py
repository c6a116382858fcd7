"""The commands of the shell door, by room; each imports only what it needs, when it runs."""
