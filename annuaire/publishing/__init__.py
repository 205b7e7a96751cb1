"""What a curator publishes elsewhere than on the site: a list on Bluesky."""
