"""The six samples give the outcomes that their script says, as text, text PDF, scanned PDF and picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from labelcheck.capture import engine_states
from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Source
from labelcheck.samples import sample, sample_names, sample_source

_DPI = 150
FORMS = ("text", "pdf", "scan", "image")
KOREAN_READER = any(state.name == "(Korean)" and state.state.startswith("ready") for state in engine_states())


def source_of(name: str, form: str) -> Source:
    """A sample in one of its shipped forms, or its picture as the only thing on a PDF's page."""
    if form != "scan":
        return sample_source(name, form)
    picture = Image.open(sample(name).path("image")).convert("RGB")
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(picture.width * 72 / _DPI, picture.height * 72 / _DPI))
    canvas.drawInlineImage(picture, 0, 0, picture.width * 72 / _DPI, picture.height * 72 / _DPI)
    canvas.save()
    return Source(name=f"{name}.pdf", data=target.getvalue())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sample_names())
def test_a_sample_gives_the_outcomes_its_script_says(name: str, form: str) -> None:
    second = form in ("image", "scan") and "image" not in sample(name).readable
    if second and not KOREAN_READER:
        pytest.skip("the second reader for Korean is not installed")
    expected = sample(name).expected
    found = evaluate([source_of(name, form)])
    assert not found.skipped
    assert (found.exosome, found.verdict) == (expected.exosome, expected.verdict)
    outcomes = {item.id: item.outcome for item in found.items}
    if second:  # a line of this picture is read in part, and silence proves nothing then
        outcomes = {name: "not stated" if outcome == "unreadable" else outcome for name, outcome in outcomes.items()}
    else:
        assert {condition.id: condition.outcome for condition in found.conditions} == dict(expected.conditions)
    assert outcomes == dict(expected.items)
    if form == "scan":
        assert read_as_scan(found)


def read_as_scan(found: Evaluation) -> bool:
    """Whether every page was read as a picture."""
    return all(page.verdict == "scan" for document in found.documents for page in document.pages)
