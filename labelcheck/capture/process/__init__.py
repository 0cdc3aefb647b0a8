"""Decoding in a process of its own: who starts and stops it, what it does, and what they say to each other."""
