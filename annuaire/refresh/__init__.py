"""`make refresh`: asks the networks, within their limits, and updates `snapshot/` with their answers."""
