"""One long piece of work in a process of its own, which a person can watch and call off."""
