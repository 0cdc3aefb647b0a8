"""Ten invented dossiers: what their papers say, what is wrong with them, and how they are drawn."""
