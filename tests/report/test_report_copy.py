"""Marked copy: passages in the order of the text, parts of long texts, and dismissals that know what they are about."""

from __future__ import annotations

import json
import re

import evaluation_parts
import evaluations
import pytest

import labelcheck.report.saved
from labelcheck.models import Evaluation
from labelcheck.report import FORMATS, Extras
from labelcheck.report.dismissal import NoReport, Words, dismissals_in, reasons_of, standing, subject, with_dismissals
from labelcheck.report.html import copy
from labelcheck.report.passages import by_flag, parts, passages, within
from labelcheck.report.places import Places


def test_passages_are_numbered_in_the_order_of_the_text_and_do_not_overlap() -> None:
    for build in evaluations.ALL.values():
        found = passages(build())
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        for before, after in zip(found, found[1:], strict=False):
            assert (before.document, before.end) <= (after.document, after.start)


def test_a_number_stays_whatever_is_hidden() -> None:
    rich = evaluations.rich()
    every = passages(rich)
    last = every[-1]
    (shown,) = [one for one in within(every, {last.flags[0].id}) if one.number == last.number]
    assert shown.start == last.start and len(shown.flags) == 1
    assert within(every, set()) == ()


def test_every_finding_has_its_passages() -> None:
    rich = evaluations.rich()
    places, found = Places(rich), by_flag(passages(rich))
    for flag in rich.flags:
        for spot in places.of(flag):
            assert any(one.document == spot.document and one.start <= spot.start < one.end for one in found[flag.id])


def test_lines_and_columns_count_from_one() -> None:
    rich = evaluations.rich()
    places = Places(rich)
    for claim in rich.claims:
        spot = places.spot(claim)
        lines = rich.documents[claim.document].text.split("\n")
        assert lines[spot.line - 1][spot.column - 1 :].startswith(spot.text.split("\n")[0])


def _long(size: int) -> Evaluation:
    text = ("x" * 99 + "\n") * (size // 100)
    return evaluations.all_met().model_copy(update={"documents": (evaluation_parts.document("long.txt", text),)})


@pytest.mark.parametrize(("size", "count"), [(20_000, 1), (30_000, 1), (300_000, 15)])
def test_a_long_text_is_cut_at_line_ends_and_nothing_is_lost(size: int, count: int) -> None:
    long = _long(size)
    text = long.documents[0].text
    cut = parts(long, ())
    assert len(cut) == pytest.approx(count, abs=1)
    assert "".join(text[part.start : part.end] for part in cut) == text
    assert all(text[part.end - 1] == "\n" for part in cut)


def test_no_part_ends_inside_a_passage() -> None:
    long = _long(100_000)
    first = parts(long, ())[0]
    inside = passages(evaluations.rich())[0]._replace(document=0, start=first.end - 5, end=first.end + 150)
    assert parts(long, (inside,))[0].end == inside.end


def test_marks_carry_a_number_a_symbol_a_style_and_a_tooltip() -> None:
    rich = evaluations.rich()
    every = passages(rich)
    html = "".join(copy.marked_copy(rich, part, every) for part in parts(rich, every))
    marks = re.findall(r'<mark class="lc-copy-mark lc-copy-(\w+) .*?title="(.*?)">(.*?)</mark>', html, re.DOTALL)
    assert len(marks) == len(every)
    for passage, (severity, told, inside) in zip(every, marks, strict=True):
        assert severity == passage.flags[0].severity
        assert told.startswith(f"Passage {passage.number}, ")
        assert 'class="lc-icon"' in inside and f">{passage.number}<" in inside


def test_the_text_between_marks_is_complete_and_escaped() -> None:
    hostile = evaluations.hostile()
    every = passages(hostile)
    html = "".join(copy.marked_copy(hostile, part, every) for part in parts(hostile, every))
    assert "<script" not in html and "<img" not in html
    cards = "".join(copy.finding(hostile, flag, by_flag(every)[flag.id]) for flag in hostile.flags)
    assert "<script" not in cards and "<img" not in cards


def test_tabs_around_the_words_stay_tabs() -> None:
    documents = (evaluation_parts.document("x.txt", "Step\tone:\tour serum\tcures acne\ttoday\x1b."),)
    claim = evaluation_parts.claim(documents, 1, "overclaim/disease", "cures acne")
    flag = evaluations.rich().flags[0].model_copy(update={"claims": (claim.id,)})
    found = evaluation_parts.evaluation(documents, claims=(claim,), flags=(flag,))
    card = copy.finding(found, flag, passages(found))
    assert "Step\tone:\tour serum\t<mark>cures acne</mark>\ttoday\u27e8U+001B\u27e9." in card


def test_the_legend_names_what_occurs_and_nothing_else() -> None:
    rich = evaluations.rich()
    one = [flag for flag in rich.flags if flag.severity == "critical"][:1]
    html = copy.legend(one)
    assert "serious" in html and copy.TOPIC_WORDS[one[0].topic] in html
    assert html.count("<li>") == 2
    assert copy.legend([]) == ""


def test_a_dismissal_is_about_a_rule_and_its_words() -> None:
    rich = evaluations.rich()
    flag = rich.flags[0]
    about = subject(rich, flag)
    found = with_dismissals(rich, {about: "quoted"})
    assert reasons_of(found) == {flag.id: "quoted"}
    assert flag not in standing(found) and len(standing(found)) == len(rich.flags) - 1
    fewer = about._replace(words=frozenset(list(about.words)[1:]))
    assert with_dismissals(rich, {fewer: "quoted"}).dismissed == ()
    more = about._replace(words=about.words | {Words("something", "something else")})
    assert len(with_dismissals(rich, {more: "quoted"}).dismissed) == 1


def _spoon(text: str) -> Evaluation:
    """A text with one finding, "100% safe"."""
    documents = (evaluation_parts.document("x.txt", text),)
    start = max(text.rfind(".", 0, text.index("100%")) + 2, 0) if "." in text[: text.index("100%")] else 0
    claim = evaluation_parts.claim(documents, 1, "overclaim/safe", "100% safe")
    claim = claim.model_copy(update={"sentence": (start, text.index(".", claim.end) + 1)})
    flag = evaluations.rich().flags[0].model_copy(update={"claims": (claim.id,)})
    return evaluation_parts.evaluation(documents, claims=(claim,), flags=(flag,))


def test_a_dismissal_holds_for_the_sentence_that_was_seen_and_not_for_the_same_words_in_another() -> None:
    seen = _spoon("Exosome serum. Our spoon is 100% safe.")
    dismissed = with_dismissals(seen, {subject(seen, seen.flags[0]): "it is a spoon"})
    data = json.loads(FORMATS["json"].write(dismissed, Extras()))
    for reasons in ({subject(seen, seen.flags[0]): "it is a spoon"}, dismissals_in(data)):
        assert with_dismissals(_spoon("New. Our\nspoon is 100% safe. More."), reasons).dismissed
        assert not with_dismissals(_spoon("100% safe for everybody, even when injected."), reasons).dismissed


def test_reports_without_sentences_are_compared_by_words() -> None:
    seen = _spoon("Our spoon is 100% safe.")
    data = json.loads(FORMATS["json"].write(with_dismissals(seen, {subject(seen, seen.flags[0]): "x"}), Extras()))
    del data["claims"][0]["sentence"]
    assert with_dismissals(_spoon("It is 100% safe."), dismissals_in(data)).dismissed


def test_a_text_without_full_stops_is_compared_around_the_words() -> None:
    for far, kept in ((400, True), (20, False)):
        one = _spoon("10 " + "a " * far + "100% safe " + "b " * far + ".")
        other = _spoon("20 " + "a " * far + "100% safe " + "b " * far + ".")
        assert bool(with_dismissals(other, {subject(one, one.flags[0]): "x"}).dismissed) is kept


def test_there_is_one_reader_of_saved_reports() -> None:
    assert NoReport is labelcheck.report.saved.NoReport
    data = json.loads(FORMATS["json"].write(evaluations.rich(), Extras())) | {"schema": "labelcheck.evaluation/9"}
    with pytest.raises(NoReport, match="another version"):
        dismissals_in(data)


def test_dismissals_survive_a_report() -> None:
    rich = evaluations.rich()
    reasons = {subject(rich, flag): f"because {flag.id}" for flag in rich.flags[:2]}
    report = json.loads(FORMATS["json"].write(with_dismissals(rich, reasons), Extras()))
    assert dismissals_in(report) == reasons


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"schema": "labelcheck.lint/1"},
        {"schema": "labelcheck.evaluation/1", "claims": [], "flags": [], "dismissed": [{"flag": "f1", "reason": "x"}]},
        {"schema": "labelcheck.evaluation/1", "claims": 3, "flags": [], "dismissed": []},
    ],
)
def test_what_is_no_report_is_refused(data: object) -> None:
    with pytest.raises(NoReport):
        dismissals_in(data)


def test_a_dismissed_finding_stays_in_the_text_report_with_its_reason() -> None:
    rich = evaluations.rich()
    found = with_dismissals(rich, {subject(rich, rich.flags[0]): "quoted \x1b[2J"})
    text = FORMATS["text"].write(found, Extras()).decode()
    assert "Dismissed by a reader: quoted" in text and "\x1b" not in text
    assert "Dismissed" not in FORMATS["text"].write(rich, Extras()).decode()
