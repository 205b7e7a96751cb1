"""What pages show that is no page: styles, scripts, portraits, the images of shared links."""
