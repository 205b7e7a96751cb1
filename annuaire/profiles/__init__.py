"""Profiles of accounts as stored in `snapshot/`, and the opt-outs that withhold them."""
