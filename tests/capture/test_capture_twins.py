"""Several photos of one label: which lines are one, whose words win, and that every offset and box stays true."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.capture import joined
from labelcheck.capture.twins.alike import is_cut_from, likeness, wording
from labelcheck.evaluate import evaluate
from labelcheck.models import Box, Document, Page, Source, Table, TableCell, Trouble, TroubleCause, Word
from labelcheck.report.text import text_report

Said = tuple[str, float]
_ROOM = 4000.0


def photo(name: str, *lines: Said, kind: str = "image", width: float = _ROOM, verdict: str = "photo") -> Document:
    """A photo whose lines (text, confidence) stand one below the other, 10 pixels a character, 100 from the left."""
    words: list[Word] = []
    text = ""
    for row, (line, confidence) in enumerate(lines):
        if not line:  # a place where this photo shows nothing
            continue
        text += "\n" if text else ""
        x = 100.0
        for cell in line.split(" "):
            text += " " if text and text[-1] != "\n" else ""
            box = Box(page=1, x0=x, top=row * 40.0, x1=x + 10 * len(cell), bottom=row * 40.0 + 24)
            words.append(Word(text=cell, start=len(text), end=len(text) + len(cell), box=box, confidence=confidence))
            text += cell
            x = box.x1 + 10
    return Document(
        name=name,
        sha256="0" * 64,
        kind=kind,  # type: ignore[arg-type]
        reader="paper",
        text=text,
        words=tuple(words),
        pages=(Page(number=1, width=width, height=2000, start=0, end=len(text), verdict=verdict),),
    )


def _check(before: Sequence[Document], after: Sequence[Document]) -> None:
    """What holds of joined documents whatever they say."""
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert all(new.text[word.start : word.end] == word.text for word in new.words)
        assert [word.start for word in new.words] == sorted(word.start for word in new.words)
        assert sum(map(len, new.text.split())) == sum(len(word.text) for word in new.words)
        assert new.text.count("\n") == old.text.count("\n")
        assert new.pages[-1].end == len(new.text)
        left, right = min(w.box.x0 for w in old.words), max(w.box.x1 for w in old.words)
        assert all(left <= word.box.x0 < word.box.x1 <= right + 1 for word in new.words)
        assert list(new.twins) == sorted(new.twins, key=lambda twin: twin.start)
        for twin in new.twins:
            other = after[twin.document]
            assert other is not new
            assert new.text[twin.start : twin.end] == other.text[twin.other_start : twin.other_end]
            assert "\n" not in new.text[twin.start : twin.end]
            assert twin.reading is None or twin.reading in old.text


def test_the_clearer_reading_stands_in_both_photos() -> None:
    before = (
        photo("front", ("AURA EXO SERUM", 0.99), ("Store at 2-8 C, do mot freze", 0.8), ("50 mL", 0.98)),
        photo("back", ("Directions", 0.99), ("Store at 2-8 °C, do not freeze", 0.98), ("50 mL", 0.98)),
    )
    front, back = joined(before)
    _check(before, (front, back))
    assert front.text == "AURA EXO SERUM\nStore at 2-8 °C, do not freeze\n50 mL"
    assert back.text == before[1].text
    (storage,) = front.twins
    assert (storage.document, storage.reading) == (1, "Store at 2-8 C, do mot freze")
    assert [back.text[twin.start : twin.end] for twin in back.twins] == ["50 mL"], "as clear, so the earlier one leads"
    words = [word for word in front.words if storage.start <= word.start < storage.end]
    assert {word.confidence for word in words} == {0.98}
    degree = next(word for word in words if word.text == "°C,")
    assert 200 <= degree.box.x0 < degree.box.x1 <= 260 and degree.box.top == 40


def test_two_sure_lines_with_different_numbers_or_words_are_two_lines() -> None:
    pairs = [
        ("Contains 10 billion exosomes", "Contains 18 billion exosomes"),
        ("Contains 10 billion exosomes", "Contains 10 million exosomes"),
        ("Keep at -20 °C after opening", "Keep at 20 °C after opening"),
        ("Keep at 2-8 °C after opening", "Keep at 28 °C after opening"),
        ("Refrigeration required always", "No refrigeration required always"),
        ("开封后请冷藏保存本品两周内用完", "开封后不请冷藏保存本品两周内用完"),
    ]
    for one, other in pairs:
        before = (photo("a", (one, 0.97)), photo("b", (other, 0.95)))
        assert joined(before) == before, one


def test_a_word_more_or_less_is_no_misreading_even_where_in_doubt() -> None:
    for one, other in (
        ("No refrigeration required", "Refrigeration required"),
        ("Do not store in the refrigerator", "Do store in the refrigerator"),
        ("本品开封后可以冷藏保存使用", "本品开封后不可以冷藏保存使用"),
    ):
        before = (photo("a", (one, 0.8)), photo("b", (other, 0.98)))
        assert joined(before) == before, one


def test_different_numbers_are_one_line_only_in_clear_doubt_beside_another_twin() -> None:
    sure = photo("a", ("AURA EXO SERUM", 0.99), ("Contains 10 billion exosomes", 0.98))
    for confidence, above, same in (
        (0.7, "AURA EXO SERUM", True),
        (0.7, "something else here", False),
        (0.88, "AURA EXO SERUM", False),
    ):
        doubtful = photo("b", (above, 0.99), ("Contains 1O8 bilion exosomes", confidence))
        _, found = joined((sure, doubtful))
        assert ("Contains 10 billion exosomes" in found.text) is same
    far = photo("b", ("AURA EXO SERUM", 0.99), ("Contains 734 billion exosomes", 0.7))
    assert "734" in joined((sure, far))[1].text


def test_a_line_cut_off_by_the_picture_takes_the_whole_ones_words() -> None:
    whole = photo("front", ("Contains 10 billion exosomes per mL", 0.95))
    for cut, width, left in (
        ("Contains 10 billion exoso", 352.0, 100.0),
        ("billion exosomes per mL", _ROOM, 2.0),
    ):
        part = photo("back", (cut, 0.99), width=width)
        if left < 100:
            moved = tuple(
                word.model_copy(
                    update={"box": word.box.model_copy(update={"x0": word.box.x0 - 98, "x1": word.box.x1 - 98})}
                )
                for word in part.words
            )
            part = part.model_copy(update={"words": moved})
        after = joined((whole, part))
        _check((whole, part), after)
        assert after[1].text == whole.text and after[0].text == whole.text
        assert after[1].twins[0].reading == cut
    inside = photo("back", ("Contains 10 billion exoso", 0.99))
    assert joined((whole, inside))[1].text == inside.text, "not at the edge: it may say just that"


def test_raised_digits_are_never_lost_to_a_surer_reading() -> None:
    flat, raised = photo("a", ("Holds 1x1010 particles", 0.99)), photo("b", ("Holds 1×10¹⁰ particles", 0.94))
    for documents in ((flat, raised), (raised, flat)):
        assert {document.text for document in joined(documents)} == {raised.text}


def test_short_lines_need_their_neighbours() -> None:
    one = photo("a", ("AURA EXO SERUM", 0.99), ("50 mL", 0.99), ("Keep cool", 0.99), ("5 mL", 0.99))
    other = photo("b", ("AURA EXO SERUM", 0.98), ("50 mL", 0.98), ("Other text", 0.98), ("5 mL", 0.98))
    found = joined((one, other))[1]
    assert [found.text[twin.start : twin.end] for twin in found.twins] == ["AURA EXO SERUM", "50 mL"]


def test_only_what_was_read_from_pictures_is_joined() -> None:
    line = ("Store at 2-8 °C, do not freeze", 0.99)
    for documents in (
        (photo("a", line), photo("b", line, kind="text")),
        (photo("a", line), photo("b", line, kind="pdf", verdict="text")),
        (photo("a", line),),
        (),
    ):
        assert joined(documents) == documents
    scan = photo("b", line, kind="pdf", verdict="scan")
    assert joined((photo("a", line), scan))[1].twins


def test_three_photos_share_the_clearest_of_three() -> None:
    texts = ("Humon adipose stem cell exosomes", "Human adipose stem cell exosomes", "Human adipose stem cell exosomes")
    before = tuple(photo(f"{n}", (text, c)) for n, (text, c) in enumerate(zip(texts, (0.8, 0.93, 0.99), strict=True)))
    after = joined(before)
    _check(before, after)
    assert {document.text for document in after} == {texts[1]}
    assert [[twin.document for twin in document.twins] for document in after] == [[2], [2], []]


def test_the_same_file_twice_changes_no_word() -> None:
    label = photo("a", ("AURA EXO SERUM", 0.99), ("AURA EXO SERUM", 0.9), ("Store at 2-8 °C", 0.7))
    first, second = joined((label, label))
    assert (first.text, second.text) == (label.text, label.text) and len(second.twins) == 3 and not first.twins


def test_tables_and_later_lines_move_along() -> None:
    doubtful = photo("a", ("Human adipos stem cel exosomes", 0.7), ("Lot 7", 0.99))
    start = doubtful.text.index("Lot")
    cell = TableCell(start=start, end=start + 5, box=doubtful.words[-1].box)
    doubtful = doubtful.model_copy(update={"tables": (Table(page=1, rows=((cell,),)),)})
    found = joined((doubtful, photo("b", ("Human adipose stem cell exosomes", 0.99))))[0]
    moved = found.tables[0].rows[0][0]
    assert found.text[moved.start : moved.end] == "Lot 7"


_LABEL: tuple[Said, ...] = (
    ("AURA EXO SERUM", 0.99),
    ("Human adipose stem cell exosomes", 0.98),
    ("Store at 2-8 °C, do not freeze", 0.98),
    ("Five single-use ampoules of 2 mL", 0.97),
    ("For cosmetic use only", 0.99),
)


def _seen_from(document: Document, scale: float, shift: float) -> Document:
    """The same photo taken from elsewhere: every box scaled and moved."""

    def moved(box: Box) -> Box:
        edges = {edge: round(getattr(box, edge) * scale + shift, 2) for edge in ("x0", "top", "x1", "bottom")}
        return box.model_copy(update=edges)

    return document.model_copy(
        update={
            "words": tuple(word.model_copy(update={"box": moved(word.box)}) for word in document.words),
            "unread": tuple(map(moved, document.unread)),
            "troubles": tuple(each.model_copy(update={"box": moved(each.box)}) for each in document.troubles),
        }
    )


def _poor(*lines: Said, gap: int, cause: TroubleCause = "blurred") -> Document:
    """A photo of the label on which one line could not be read, with the advice that says so."""
    box = Box(page=1, x0=100, top=gap * 40.0, x1=400, bottom=gap * 40.0 + 24)
    trouble = Trouble(cause=cause, box=box, advice="Hold the phone still.")
    return photo("poor", *lines).model_copy(
        update={"unread": (box,), "troubles": (trouble,), "warnings": (trouble.advice,), "legibility": 0.5}
    )


def test_what_a_second_photo_shows_is_no_longer_missing() -> None:
    lines = [line if place != 3 else ("", 0.99) for place, line in enumerate(_LABEL)]
    before = (_seen_from(_poor(*lines, gap=3), 1.7, 60.0), photo("good", *_LABEL))
    poor, good = joined(before)
    assert (poor.unread, poor.troubles, poor.warnings) == ((), (), ()) and poor.legibility == 1.0
    assert good == before[1].model_copy(update={"twins": good.twins})


def test_what_no_other_photo_shows_stays_missing() -> None:
    lines = [line if place != 3 else ("", 0.99) for place, line in enumerate(_LABEL)]
    for other in (
        photo("good", *[line if place != 3 else ("", 0.99) for place, line in enumerate(_LABEL)]),
        photo("good", *[line if place != 3 else (line[0], 0.7) for place, line in enumerate(_LABEL)]),
        photo("good", _LABEL[0], _LABEL[3]),
        _poor(*_LABEL, gap=3),
    ):
        before = _seen_from(_poor(*lines, gap=3), 1.7, 60.0)
        after = joined((before, other))[0]
        assert (after.unread, after.troubles, after.legibility) == (before.unread, before.troubles, 0.5)


def test_a_garbled_line_is_known_by_its_place_alone() -> None:
    garbled = ("St re zt 2-B oC, do nat fneeze", 0.7)
    lines = [line if place != 2 else garbled for place, line in enumerate(_LABEL)]
    good = photo("good", *_LABEL)
    before = (good, _seen_from(photo("poor", *lines), 0.6, 15.0))
    after = joined(before)
    _check(before, after)
    assert after[1].text == good.text
    elsewhere = [*lines[:2], lines[3], lines[4], ("more words stand here", 0.99), garbled]
    assert garbled[0] in joined((good, photo("poor", *elsewhere)))[1].text


def test_evaluating_joins_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    photos = {"front": photo("front", *_LABEL), "back": photo("back", *_LABEL[1:])}
    monkeypatch.setattr(sys.modules["labelcheck.evaluate"], "read", lambda source, *_, **__: photos[source.name])
    found = evaluate([Source(name="front", data=b"1"), Source(name="back", data=b"2")])
    assert found.documents[1].twins
    sources = [claim for claim in found.claims if claim.kind == "source"]
    assert [(claim.document, len(claim.also)) for claim in sources] == [(0, 1)]
    assert "also in back" in text_report(found)


_WORD = st.text(alphabet="abcdefghij0123-°冷", min_size=1, max_size=9)
_LINE = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_SURE = st.sampled_from((0.7, 0.84, 0.89, 0.93, 0.99))


@st.composite
def _photos(draw: st.DrawFn) -> tuple[Document, ...]:
    """Photos of one label: lines shared, dropped, cut at the edge or misread by a character."""
    label = draw(st.lists(_LINE, min_size=1, max_size=8))
    photos = []
    for number in range(draw(st.integers(2, 3))):
        lines: list[Said] = []
        for line in label:
            how = draw(st.sampled_from(("same", "same", "gone", "misread", "cut", "other")))
            place = draw(st.integers(0, len(line)))
            if how == "misread":
                line = " ".join((line[:place] + draw(_WORD) + line[place + 1 :]).split())
            elif how == "cut":
                line = line[: max(1, place)].strip()
            elif how == "other":
                line = draw(_LINE)
            if how != "gone" and line:
                lines.append((line, draw(_SURE)))
        width = draw(st.sampled_from((_ROOM, 300.0)))
        photos.append(photo(str(number), *(lines or [("alone", 0.99)]), width=width))
    return tuple(photos)


@given(_photos())
@settings(max_examples=150, deadline=None)
def test_offsets_and_boxes_hold_for_any_photos(before: tuple[Document, ...]) -> None:
    after = joined(before)
    _check(before, after)
    settled = joined([document.model_copy(update={"twins": ()}) for document in after])
    assert all(one.text.count("\n") == two.text.count("\n") for one, two in zip(after, settled, strict=True))


@pytest.mark.parametrize(
    ("one", "other", "doubt", "same"),
    [
        ("NCTo6677931 results", "NCT06677931 results", 0.95, True),
        ("CI 77891, INCI names", "Cl 77891, lNCl names", 0.95, True),
        ("St0re in a cool place", "Store in a cool place", 0.95, True),
        ("Human adipose cells", "Human adipase cells", 0.95, False),
        ("Human adipose cells", "Human adipase cells", 0.85, True),
        ("a" * 500, "a" * 499 + "b", 0.5, False),
    ],
)
def test_likeness(one: str, other: str, doubt: float, same: bool) -> None:
    assert bool(likeness(wording(one), wording(other), doubt)) is same


def test_a_cut_line_is_the_beginning_or_the_end_of_another() -> None:
    whole = wording("Contains 10 billion exosomes per mL")
    assert is_cut_from(wording("Contains 10 billion exosc"), whole, 0.99, at_end=True)
    assert not is_cut_from(wording("Contains 18 billion exoso"), whole, 0.8, at_end=True)
    assert not is_cut_from(wording("Contains"[:6]), whole, 0.99, at_end=True)
    assert is_cut_from(wording("lion exosomes per mL"), whole, 0.99, at_end=False)
    assert not is_cut_from(whole, whole, 0.99, at_end=True)
