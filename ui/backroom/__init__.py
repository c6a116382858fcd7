"""Work that takes the processor, done in processes beside the server's: its edits need not wait."""
