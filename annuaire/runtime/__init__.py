"""What a run needs of the machine: clock, files, digests, caches, worker processes, memory."""
