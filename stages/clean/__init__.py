"""Stages that clean."""
