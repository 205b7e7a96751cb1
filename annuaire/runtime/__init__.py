"""What a run asks of the machine: its day, what the last one left, its second processor, its memory."""
