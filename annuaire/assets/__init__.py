"""Static assets of pages: styles, scripts, portraits, share images."""
