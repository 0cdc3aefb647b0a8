"""Products side by side, and the documents of one beside each other."""
