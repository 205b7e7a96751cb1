"""What people wrote and what networks said, joined into the one `Directory` that is published."""
