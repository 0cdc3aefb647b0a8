"""Characters as every later stage sees them: one newline, one space, no invisible ones, superscripts kept.

Superscripts carry meaning here (10¹⁰ is not 1010), so compatibility normalisation is never applied to a whole text.
"""

from __future__ import annotations

import re
import unicodedata

_SUPERSCRIPT = str.maketrans("0123456789+-−–()=n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾⁼ⁿ")
SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾⁼ⁿ")
_RAISABLE = frozenset("0123456789+-−–()=")

# Symbol fonts put bullets into the private use area.
_BULLETS = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc"

_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Latin and Armenian ligatures, and the radicals that some PDF fonts use in place of the characters themselves.
_COMPATIBLE = re.compile("[\ufb00-\ufb17\u2e80-\u2fdf\ufe10-\ufe19]")
_BULLET = re.compile(f"[{_BULLETS}]")


def normalised(text: str) -> str:
    """``text`` with LF line ends, plain spaces, no invisible characters, ligatures spelt out, in NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _BULLET.sub("•", text)
    text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return unicodedata.normalize("NFC", text)


def normalised_word(text: str) -> str:
    """``text`` as :func:`normalised`, without any whitespace."""
    return "".join(normalised(text).split())


def superscript(text: str) -> str:
    """``text`` with digits and signs raised: ``10`` gives ``¹⁰``."""
    return text.translate(_SUPERSCRIPT)


def can_be_superscript(text: str) -> bool:
    """Whether ``text`` is digits, perhaps with signs and brackets: what a raised number is made of."""
    return bool(text) and all(char in _RAISABLE for char in text) and any(char.isdigit() for char in text)


def is_control(char: str) -> bool:
    """Whether ``char`` is a control character that no text holds."""
    return char < " " and char not in "\t\n\r\x0b\x0c\x1b" or "\x7f" <= char <= "\x9f" and char != "\x85"
