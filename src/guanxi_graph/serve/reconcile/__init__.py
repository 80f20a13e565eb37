"""Names of a table matched with the things of the map: the Reconciliation Service API 0.2, which OpenRefine speaks."""
