"""Marks on the picture of a page: in their place, in their colour, at the picture's own scale."""

from __future__ import annotations

import io

from PIL import Image

from labelcheck.models import Box, Page
from labelcheck.report.highlight import Mark, cut_out, highlighted

_PAGE = Page(number=1, width=300, height=400, start=0, end=0)


def _blank(width: int, height: int) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(output, "PNG")
    return output.getvalue()


def _drawn(marks: list[Mark]) -> Image.Image:
    return Image.open(io.BytesIO(highlighted(_blank(600, 800), _PAGE, marks))).convert("RGB")


def test_a_box_is_scaled_to_the_picture() -> None:
    picture = _drawn([Mark(1, "#ff0000", (Box(page=1, x0=50, top=100, x1=150, bottom=120),))])
    assert picture.size == (600, 800)
    assert picture.getpixel((200, 220)) not in ((255, 255, 255), (255, 0, 0))
    assert picture.getpixel((500, 700)) == (255, 255, 255)


def test_words_of_a_line_share_a_box_and_lines_do_not() -> None:
    words = (
        Box(page=1, x0=50, top=100, x1=90, bottom=120),
        Box(page=1, x0=100, top=101, x1=150, bottom=121),
        Box(page=1, x0=50, top=130, x1=90, bottom=150),
    )
    picture = _drawn([Mark(1, "#0000ff", words)])
    assert picture.getpixel((190, 220)) != (255, 255, 255)
    assert picture.getpixel((280, 280)) == (255, 255, 255)


def test_boxes_of_other_pages_are_left_out() -> None:
    picture = _drawn([Mark(1, "#0000ff", (Box(page=2, x0=50, top=100, x1=150, bottom=120),))])
    assert picture.getcolors() == [(600 * 800, (255, 255, 255))]


def test_boxes_outside_the_page_or_turned_over_do_no_harm() -> None:
    boxes = (Box(page=1, x0=-900, top=-50, x1=9000, bottom=20), Box(page=1, x0=90, top=90, x1=20, bottom=20))
    assert _drawn([Mark(12, "#00aa00", boxes)]).size == (600, 800)


def _cut(box: Box, width: int = 600) -> Image.Image | None:
    (cut,) = cut_out(_blank(width, width * 4 // 3), _PAGE, [Mark(7, "#ff0000", (box,))])
    return Image.open(io.BytesIO(cut.png)).convert("RGB") if cut else None


def test_a_cut_holds_the_words_with_what_stands_near_and_no_more() -> None:
    picture = _cut(Box(page=1, x0=50, top=100, x1=150, bottom=120))
    assert picture is not None
    assert 300 < picture.width < 600 and 60 < picture.height < 200
    inks = [colour for _, colour in picture.getcolors(100_000) or [] if colour[0] > 200 and colour[1] < 80]
    assert inks


def test_a_cut_of_a_large_picture_is_made_small() -> None:
    picture = _cut(Box(page=1, x0=50, top=100, x1=150, bottom=120), width=6000)
    assert picture is not None and max(picture.size) == 900


def test_what_stands_on_another_page_or_outside_is_not_cut() -> None:
    assert _cut(Box(page=2, x0=50, top=100, x1=150, bottom=120)) is None
    assert _cut(Box(page=1, x0=5000, top=100, x1=6000, bottom=120)) is None
    assert _cut(Box(page=1, x0=-90, top=-60, x1=-20, bottom=-40)) is None


def test_a_cut_goes_between_lines_of_print_and_not_through_them() -> None:
    mark = Box(page=1, x0=50, top=100, x1=150, bottom=120)
    far, near = Box(page=1, x0=50, top=140, x1=150, bottom=160), Box(page=1, x0=50, top=122, x1=150, bottom=158)

    def height(*words: Box) -> int:
        (cut,) = cut_out(_blank(300, 400), _PAGE, [Mark(7, "#ff0000", (mark,))], words)
        assert cut is not None
        return cut.height

    plain = height()
    assert height(far) < plain
    assert height(near) > plain
    above = Box(page=1, x0=50, top=50, x1=150, bottom=80)
    assert height(above) < plain
    beside = Box(page=1, x0=280, top=140, x1=299, bottom=160)
    assert height(beside) == plain
