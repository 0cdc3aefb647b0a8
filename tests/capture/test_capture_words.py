"""Words kept in columns: what goes in comes out, also by way of JSON, and damage is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelcheck.models import Box, Document, Word, WordColumns, Words

_place = st.integers(-100_000, 3_000_000).map(lambda value: value / 100)
_word = st.tuples(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8),
    st.integers(0, 5),
    st.integers(1, 500),
    st.tuples(_place, _place, _place, _place),
    st.integers(0, 10_000).map(lambda value: value / 10_000),
)


_Parts = tuple[str, int, int, tuple[float, float, float, float], float]


def _built(found: list[_Parts]) -> tuple[str, tuple[Word, ...]]:
    text, words = "", []
    for said, gap, page, (x0, top, x1, bottom), confidence in found:
        text += " " * gap
        box = Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
        words.append(Word(text=said, start=len(text), end=len(text) + len(said), box=box, confidence=confidence))
        text += said
    return text, tuple(words)


@given(st.lists(_word, max_size=12))
def test_words_come_out_as_they_went_in(
    found: list[tuple[str, int, int, tuple[float, float, float, float], float]],
) -> None:
    text, words = _built(found)
    columns = WordColumns()
    for word in words:
        box = word.box
        columns.add(word.text, word.start, box.page, (box.x0, box.top, box.x1, box.bottom), word.confidence)
    kept = Words(text, [columns.packed()])
    assert tuple(kept) == words == kept[:]
    assert kept == Words.of(words) == words
    assert list(kept.starts) == [word.start for word in words]
    assert kept.texts() == [word.text for word in words]
    document = Document(name="a", sha256="0", kind="text", reader="r", text=text, words=kept)
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document
    assert tuple(again.words) == words


def test_words_are_found_by_place() -> None:
    _, words = _built([(f"w{number}", 1, 1, (0.0, 0.0, 1.0, 1.0), 1.0) for number in range(5)])
    kept = Words.of(words)
    assert (kept[-1], kept[1:3], len(kept), bool(Words())) == (words[-1], words[1:3], 5, False)
    assert hash(kept) == hash(Words.of(words))
    with pytest.raises(IndexError):
        kept[5]


def test_a_document_may_be_given_words_one_by_one() -> None:
    text, words = _built([("cold", 0, 1, (0.0, 0.0, 1.0, 1.0), 0.5)])
    rows = [word.model_dump() for word in words]
    made = Document.model_validate(
        {"name": "a", "sha256": "0", "kind": "text", "reader": "r", "text": text, "words": rows}
    )
    assert made.words == words


@pytest.mark.parametrize("damaged", [b"", b"no columns", WordColumns().packed()[:-3]])
def test_damaged_words_are_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="words are"):
        Words("text", [damaged])


def test_words_beyond_the_text_are_refused() -> None:
    columns = WordColumns()
    columns.add("cold", 3, 1, (0.0, 0.0, 1.0, 1.0))
    with pytest.raises(ValueError, match="outside their text"):
        Words("cold", [columns.packed()])
