"""Photos and scans: found lines, their reading, raised digits, what reads badly and why, barcodes."""
