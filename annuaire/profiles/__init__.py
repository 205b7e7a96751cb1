"""What networks said of accounts, as it is kept in `snapshot/`, and what accounts ask not to be shown."""
