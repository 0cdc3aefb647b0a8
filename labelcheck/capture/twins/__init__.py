"""Several photos of one label: the same line is found in both, and the clearer reading wins."""
