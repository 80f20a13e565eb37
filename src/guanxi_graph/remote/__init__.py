"""SPARQL servers that are not ours: asked, and given a map."""
