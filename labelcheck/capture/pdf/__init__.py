"""PDF files: their own words where these can be trusted, the picture of the page where not; tables row by row."""
