"""A document of more than a million characters is read like any other."""

from __future__ import annotations

from labelcheck.extract.language import blank_language


def test_a_long_text_has_its_words() -> None:
    text = "exosome" + " " * 1_000_000 + "serum"
    assert [token.text for token in blank_language().make_doc(text) if token.text.strip()] == ["exosome", "serum"]
