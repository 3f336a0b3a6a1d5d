"""Stages that release."""
