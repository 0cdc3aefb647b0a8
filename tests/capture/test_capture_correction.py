"""Text corrected by hand: words that stayed keep their places, whatever was changed around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labelcheck.capture import corrected
from labelcheck.models import Box, Document, Page, Table, TableCell, Twin, Word

_LINES = st.lists(
    st.sampled_from(["Rose", "exosomes", "10¹⁰", "per", "mL,", "엑소좀", "\n", "\n\n", "(2-8 °C)", "a-b"])
)


def _document(text: str, sha256: str = "0" * 64) -> Document:
    words, at = [], 0
    for number, token in enumerate(text.split()):
        at = text.index(token, at)
        box = Box(page=1, x0=10.0 * number, top=5.0, x1=10.0 * number + 8, bottom=15.0)
        words.append(Word(text=token, start=at, end=at + len(token), box=box))
        at += len(token)
    page = Page(number=1, width=100, height=100, start=0, end=len(text))
    return Document(name="x.pdf", sha256=sha256, kind="pdf", reader="r", text=text, words=tuple(words), pages=(page,))


@given(_LINES, _LINES)
def test_words_match_their_text_and_edits_lead_back(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    (found,) = corrected([_document(before)], {"0" * 64: after})
    assert found.text == after
    ends = [0]
    for word in found.words:
        assert found.text[word.start : word.end] == word.text
        assert word.start >= ends[-1]
        ends.append(word.end)
    assert 0 <= found.pages[0].start <= found.pages[0].end <= len(after)
    original, last = "", 0
    for edit in found.edits:
        original += after[last : edit.start] + edit.was
        last = edit.end
    assert original + after[last:] == before


def test_a_word_that_stayed_keeps_its_box_and_a_new_one_stands_where_the_old_one_stood() -> None:
    before = _document("Human stem cell exosomes")
    (after,) = corrected([before], {before.sha256: "Human adipose cell exosomes"})
    assert [word.text for word in after.words] == ["Human", "adipose", "cell", "exosomes"]
    assert [word.box for word in after.words] == [word.box for word in before.words]
    assert [edit.was for edit in after.edits] == ["stem"]


def test_a_corrected_line_is_no_twin_and_others_move_along() -> None:
    text = "one\ntwo\nthree"
    twin = Twin(start=8, end=13, document=1, other_start=4, other_end=7)
    cells = (TableCell(start=8, end=13, box=Box(page=1, x0=0, top=0, x1=1, bottom=1)),)
    first = _document(text).model_copy(update={"twins": (twin,), "tables": (Table(page=1, rows=(cells,)),)})
    second = _document("one\ntwo", "1" * 64)
    moved, _ = corrected([first, second], {first.sha256: "one and\ntwo\nthree"})
    assert [moved.text[each.start : each.end] for each in moved.twins] == ["three"]
    assert [moved.text[cell.start : cell.end] for cell in moved.tables[0].rows[0]] == ["three"]
    (gone, _) = corrected([first, second], {second.sha256: "one\nTWO"})
    assert gone.twins == ()


def test_nothing_changes_where_nothing_was_corrected() -> None:
    document = _document("Rose exosomes")
    assert corrected([document], {document.sha256: document.text, "f" * 64: "x"}) == (document,)


def test_a_page_that_was_written_anew_is_one_change() -> None:
    before = _document("\n".join(f"old {number} words on this line" for number in range(900)))
    after = "same start\n" + "\n".join(f"new {number} words in that line" for number in range(900))
    (found,) = corrected([before], {before.sha256: after})
    assert found.text == after and len(found.edits) == 1
    assert all(found.text[word.start : word.end] == word.text for word in found.words)
