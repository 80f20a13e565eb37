"""Changing a map's files as a careful person would: the letters that are meant, and no other byte."""
