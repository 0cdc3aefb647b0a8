"""Results kept on this computer, for whoever switched that on: what was answered, when, from which files.

Kept are the answers, the words of the label as they were read and the fingerprints of its files; never the files
themselves and no picture.
"""

from __future__ import annotations

from labelcheck.history.database import HistoryError
from labelcheck.history.entries import Entry, FilePrint, Kept, Saved
from labelcheck.history.folder import FOLDER_VARIABLE, SHARED_VARIABLE, data_folder, is_shared
from labelcheck.history.store import History, HistoryOff, NoEntry, number_of

__all__ = [
    "FOLDER_VARIABLE",
    "SHARED_VARIABLE",
    "Entry",
    "FilePrint",
    "History",
    "HistoryError",
    "HistoryOff",
    "Kept",
    "NoEntry",
    "Saved",
    "data_folder",
    "is_shared",
    "number_of",
]
