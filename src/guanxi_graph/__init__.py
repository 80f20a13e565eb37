"""Relationship maps as code."""
