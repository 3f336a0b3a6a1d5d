"""What of a page is the release, and what is the site round it."""
