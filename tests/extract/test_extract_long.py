"""A document of more than a million characters is read like any other, and a search in one can be ended."""

from __future__ import annotations

import inspect

import pytest

from labelcheck.capture import read
from labelcheck.extract import find_claims
from labelcheck.extract.language import blank_language
from labelcheck.models import Source
from labelcheck.rules import load_rules

LABEL = """Human adipose stem cell exosomes, 2 x 10^10 particles per mL by NTA. 사람 줄기세포 엑소좀.
Keep refrigerated at 2-8 C. Lot LX-101. Use with microneedling.
"""


class _Enough(Exception):
    pass


def test_a_long_text_has_its_words() -> None:
    text = "exosome" + " " * 1_000_000 + "serum"
    assert [token.text for token in blank_language().make_doc(text) if token.text.strip()] == ["exosome", "serum"]


def test_a_search_can_be_ended_at_every_stage_of_one_document() -> None:
    document, rules = read(Source(name="label.txt", text=LABEL * 20)), load_rules()
    stages: list[str] = []

    def step() -> None:
        frame = inspect.currentframe()
        assert frame and frame.f_back
        stages.append(frame.f_back.f_code.co_name)

    whole = find_claims([document], rules, step)
    assert whole == find_claims([document], rules)
    assert {"_in_document", "_laid_out", "hits", "_scanned", "_amounts"} <= set(stages)
    assert len(stages) > len(whole), "once for every claim, beside the stages"
    for last in (1, len(stages) // 2, len(stages)):
        left = last

        def end_at() -> None:
            nonlocal left
            left -= 1
            if not left:
                raise _Enough

        with pytest.raises(_Enough):
            find_claims([document], rules, end_at)
