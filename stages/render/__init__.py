"""Stages that render."""
