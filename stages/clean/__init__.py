"""Stages that clean: what is no part of the release goes, what was damaged is repaired."""
