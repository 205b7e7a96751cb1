"""French as pure functions: its typography, its alphabet, the names of places, the words of files that are taken away."""
