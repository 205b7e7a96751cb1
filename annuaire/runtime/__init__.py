"""What a run asks of the machine: its day, what it remembers of the last one, its second processor, its memory."""
