"""Benchmarks of build time and memory, in comparison with other static site generators: `make bench`.

Nothing here is part of the site. All fiches are invented (names under .example), generated from a seed, and written into a
temporary folder.
"""
