"""Sources as references: formatted for readers, and as other programs of reference management write them."""
