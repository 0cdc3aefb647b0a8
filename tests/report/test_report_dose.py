"""The picture of the dose: in its place on a logarithmic scale, in one ink, with the same told in words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import evaluation_studies
import evaluations
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelcheck.language import speaking
from labelcheck.models import DoseMark, DoseScale
from labelcheck.report.dose import marked
from labelcheck.report.dose_picture import WIDTH, Bar, Line, Text, dose_svg, drawing
from labelcheck.report.html.dose import dose
from labelcheck.report.printable import columns


def _scale(*doses: float) -> DoseScale:
    return evaluation_studies.dose(*(DoseMark(low=value, high=value, claims=("c2",)) for value in doses))


def _bars(scale: DoseScale) -> list[Bar]:
    return [shape for shape in drawing(scale).shapes if isinstance(shape, Bar) and shape.height > 1]


def _middle(bar: Bar) -> float:
    return bar.x + bar.width / 2


def test_ten_times_more_is_one_step_to_the_right() -> None:
    marks = [_middle(bar) for bar in _bars(_scale(1e8, 1e9, 1e10)) if bar.strength == 1]
    assert marks[1] - marks[0] == pytest.approx(marks[2] - marks[1])
    assert marks == sorted(marks)


def test_the_label_s_dose_stands_above_the_same_figure_of_another() -> None:
    mark, ampoule, band, _ = _bars(_scale(3e8))
    assert _middle(mark) == pytest.approx(_middle(ampoule))
    assert band.x < _middle(mark) < band.x + band.width


RANGES = st.tuples(st.floats(min_value=1e-3, max_value=1e28), st.floats(min_value=1, max_value=100))


@given(
    st.lists(RANGES, min_size=1, max_size=4),
    st.sampled_from([None, "at least", "about"]),
    st.sampled_from(["en", "ko"]),
)
def test_nothing_leaves_the_picture(doses: list[tuple[float, float]], bound: str | None, language: str) -> None:
    marks = [_meant(low=low, high=low * wider, bound=bound, hedged=bound is None) for low, wider in doses]
    with speaking(language):
        picture = drawing(evaluation_studies.dose(*marks))
    for shape in picture.shapes:
        if isinstance(shape, Text):
            width = columns(shape.words) * shape.size * 0.56
            start = shape.x - {"start": 0, "middle": width / 2, "end": width}[shape.anchor]
            assert start >= 0 and start + width <= WIDTH, shape
        if isinstance(shape, Bar):
            assert shape.x >= 0 and shape.x + shape.width <= WIDTH
        if isinstance(shape, Text | Bar):
            assert 0 <= shape.y <= picture.height
        if isinstance(shape, Line):
            assert 0 <= shape.x <= WIDTH


def test_it_is_drawn_in_one_ink() -> None:
    svg = dose_svg(evaluations.rich())
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"currentColor"}


def test_it_tells_in_words_what_it_shows() -> None:
    root = ElementTree.fromstring(dose_svg(evaluations.rich()))
    space = "{http://www.w3.org/2000/svg}"
    title, told = root.findtext(f"{space}title"), root.findtext(f"{space}desc") or ""
    assert root.get("role") == "img" and title == "The dose on a scale"
    assert root.get("aria-labelledby") == "lc-dose-title lc-dose-desc"
    assert "“1010 particles/mL” is probably 10¹⁰ particles per mL" in told
    assert "Ampoule: 3 × 10⁸ particles per mL. A seller's own figure." in told
    assert told.endswith("A higher count is not a better product; there is no agreed dose.")


def test_what_has_no_place_is_listed_with_its_reason_and_without_a_picture() -> None:
    block = dose(evaluations.hostile())
    assert "<svg" not in block
    assert "cannot be placed, because the number is too large to be shown." in block
    assert "there is no agreed dose" in block


def test_no_amount_means_no_block() -> None:
    assert dose(evaluations.all_met()) == "" and dose_svg(evaluations.all_met()) == ""


def test_it_speaks_korean() -> None:
    with speaking("ko"):
        assert "이 라벨" in dose_svg(evaluations.rich())


def _meant(**meant: object) -> DoseMark:
    return DoseMark(low=1e10, high=1e10, claims=("c2",)).model_copy(update=meant)


@pytest.mark.parametrize(
    ("bound", "side", "told"), [("at most", -1, "at most 10¹⁰ particles"), ("at least", 1, "at least 10¹⁰ particles")]
)
def test_a_bound_leaves_one_end_open_and_is_told(bound: str, side: int, told: str) -> None:
    rich = evaluations.rich()
    scale = evaluation_studies.dose(_meant(bound=bound))
    tail = [bar for bar in _bars(scale) if bar.height == 3]
    dot = next(bar for bar in _bars(scale) if bar.strength == 1)
    assert len(tail) == 3 and all(side * (_middle(bar) - _middle(dot)) > 4 for bar in tail)
    assert [bar.strength for bar in tail] == sorted((bar.strength for bar in tail), reverse=True)
    assert any(told in shape.words for shape in drawing(scale).shapes if isinstance(shape, Text))
    assert f"is {told} per mL" in marked(rich, scale.marks[0])
    assert not [bar for bar in _bars(_scale(1e10)) if bar.height == 3]


def test_a_hedge_is_told() -> None:
    scale = evaluation_studies.dose(_meant(hedged=True))
    assert "10¹⁰ particles per mL (hedged)" in [
        shape.words for shape in drawing(scale).shapes if isinstance(shape, Text)
    ]
    assert marked(evaluations.rich(), scale.marks[0]).endswith("The label says this with a hedge, not as a fact.")


@pytest.mark.parametrize(("low", "high"), [(1e10, 2e10), (12_345_678, 98_765_432), (123_456_789, 123_456_789)])
def test_a_label_is_short_and_fits_beside_or_below_its_bar(low: float, high: float) -> None:
    shapes = drawing(evaluation_studies.dose(_meant(low=low, high=high))).shapes
    (label,) = (
        shape for shape in shapes if isinstance(shape, Text) and shape.bold and "particles per mL" in shape.words
    )
    assert not re.search(r"\d{4}|\.\d{3}", label.words)
    width = columns(label.words) * label.size * 0.56
    assert label.anchor == "start" and label.x + width <= WIDTH
    bar = next(shape for shape in shapes if isinstance(shape, Bar) and shape.strength == 1)
    assert label.x >= bar.x + bar.width or label.y - label.size >= bar.y + bar.height - 4
