"""Renditions: documents become files."""
