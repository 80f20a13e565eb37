"""A map on the web, for reading: the page, each thing at its address, a SPARQL endpoint and an editor."""
