"""A language server for a map's files: problems as one types, ids by any name, where a thing is given and meant."""
