"""An evaluation as HTML: the same blocks for the app's pages and for the report that stands alone."""
