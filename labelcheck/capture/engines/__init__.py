"""Engines that read pictures of lines, what is known about each, and the second reader for Hangul."""
