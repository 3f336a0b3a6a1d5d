"""Stages that read."""
