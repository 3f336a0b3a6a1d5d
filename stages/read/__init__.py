"""Doors: sources become documents, with everything that they say."""
