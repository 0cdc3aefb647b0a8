"""Ten invented dossiers, drawn afresh: every planted fact and fault is found, and nothing else is reported."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from labelcheck.compare.inspection import Inspection, inspected
from labelcheck.compare.reuse import certificate_prints, reused
from labelcheck.dossiers import Fact, Fault
from labelcheck.evaluate import evaluate
from labelcheck.language import say, speaking, untranslated
from labelcheck.models import Evaluation
from labelcheck.rules import load_rules

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
if str(SCRIPTS) not in sys.path:
    sys.path.insert(0, str(SCRIPTS))

import draw_dossiers  # noqa: E402
from dossier_drawing.products import FOLDERS  # noqa: E402

NAMES = tuple(folder.name for folder in FOLDERS)
NAMED_AFTER = {"product-name": "product"}
"""Rules of traceability whose fact has another name."""


class Examined(NamedTuple):
    """A dossier as it was read, and what inspecting it gives."""

    evaluation: Evaluation
    inspection: Inspection


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dossiers")
    draw_dossiers.draw(target)
    return target


@pytest.fixture(scope="module")
def planted(folder: Path) -> dict[str, Any]:
    entries = json.loads((folder / draw_dossiers.MANIFEST).read_text(encoding="utf-8"))["products"]
    return {entry["name"]: entry for entry in entries}


@pytest.fixture(scope="module")
def examined(folder: Path) -> dict[str, Examined]:
    found = {}
    for name in NAMES:
        evaluation = evaluate(sorted((folder / draw_dossiers.DOSSIERS / name).iterdir()), load_rules())
        found[name] = Examined(evaluation, inspected(evaluation, load_rules(), draw_dossiers.TODAY))
    return found


@pytest.fixture(scope="module")
def shared(examined: dict[str, Examined]) -> dict[str, tuple[Fault, ...]]:
    prints = [
        one
        for name, (evaluation, inspection) in examined.items()
        for one in certificate_prints(name, evaluation, inspection.papers, load_rules())
    ]
    return reused(prints)


def told(fact: Fact) -> tuple[Any, ...]:
    """A fact as the manifest lists it."""
    return (fact.name, fact.low, fact.high, fact.per) if fact.name == "dose" else (fact.name, fact.value)


def listed(fact: dict[str, Any]) -> tuple[Any, ...]:
    name = fact["name"]
    return (name, fact["low"], fact["high"], fact["per"]) if name == "dose" else (name, fact["value"])


def about(fault: Fault, evaluation: Evaluation) -> str | None:
    """What a fault is about, by the claims that it quotes."""
    if fault.kind == "several products":
        return None
    if fault.kind == "certificate reused":
        return "text" if fault.arithmetic else "file"
    claims = {claim.id: claim for claim in evaluation.claims}
    kinds = {claims[quote.claim].kind for quote in fault.quotes}
    assert len(kinds) == 1, fault
    kind = kinds.pop()
    if kind == "traceability":
        slug = claims[fault.quotes[0].claim].rule.split("/")[1]
        return NAMED_AFTER.get(slug, slug)
    return {"concentration": "dose"}.get(kind, kind)


@pytest.mark.parametrize("name", NAMES)
def test_every_paper_is_known_for_what_it_is(name: str, planted: dict[str, Any], examined: dict[str, Examined]) -> None:
    evaluation, inspection = examined[name]
    kinds = {paper.name: paper.kind for paper in inspection.papers}
    assert kinds == {entry["file"]: entry["kind"] for entry in planted[name]["papers"]}
    assert all(paper.because for paper in inspection.papers)
    assert [skip.name for skip in evaluation.skipped] == planted[name]["unreadable"]


@pytest.mark.parametrize("name", NAMES)
def test_every_planted_fact_is_found_and_no_other(
    name: str, planted: dict[str, Any], examined: dict[str, Examined]
) -> None:
    inspection = examined[name].inspection
    facts = [fact for agreement in inspection.agreements for fact in agreement.facts]
    found = Counter((inspection.papers[fact.quote.document].name, *told(fact)) for fact in facts)
    wanted = Counter((entry["file"], *listed(fact)) for entry in planted[name]["papers"] for fact in entry["facts"])
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_papers_agree_where_they_should(name: str, planted: dict[str, Any], examined: dict[str, Examined]) -> None:
    agreements = examined[name].inspection.agreements
    assert {one.name: one.agrees for one in agreements if one.agrees is not None} == planted[name]["agrees"]


@pytest.mark.parametrize("name", NAMES)
def test_every_planted_fault_is_found_and_no_other(
    name: str, planted: dict[str, Any], examined: dict[str, Examined], shared: dict[str, tuple[Fault, ...]]
) -> None:
    evaluation, inspection = examined[name]
    found = Counter(
        (
            fault.kind,
            about(fault, evaluation),
            frozenset(inspection.papers[quote.document].name for quote in fault.quotes),
            frozenset(fault.products),
        )
        for fault in (*inspection.faults, *shared.get(name, ()))
    )
    wanted = Counter(
        (entry["kind"], entry["about"], frozenset(entry["files"]), frozenset(entry["products"]))
        for entry in planted[name]["faults"]
    )
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_faults_quote_the_words_of_the_papers_and_name_them(
    name: str, examined: dict[str, Examined], shared: dict[str, tuple[Fault, ...]]
) -> None:
    evaluation, inspection = examined[name]
    claims = {claim.id: claim for claim in evaluation.claims}
    for fault in (*inspection.faults, *shared.get(name, ())):
        assert len(fault.quotes) == (1 if fault.kind == "expired" else 2)
        for quote in fault.quotes:
            claim = claims[quote.claim]
            assert (claim.document, claim.page) == (quote.document, quote.page)
            if fault.kind == "failed result" and quote is fault.quotes[-1]:
                assert not quote.boxes and quote.text in " ".join(evaluation.documents[quote.document].text.split())
            else:
                assert quote.boxes == claim.boxes and quote.text == " ".join(claim.text.split())
            assert inspection.papers[quote.document].name in fault.message
            if fault.kind != "certificate reused":
                assert quote.text in fault.message
        assert all(product in fault.message for product in fault.products)
        assert fault.message.endswith(".") and "{" not in fault.message


@pytest.mark.parametrize("name", NAMES)
def test_faults_are_told_in_korean_with_the_papers_own_words(
    name: str, examined: dict[str, Examined], shared: dict[str, tuple[Fault, ...]]
) -> None:
    for fault in (*examined[name].inspection.faults, *shared.get(name, ())):
        with speaking("ko"):
            assert not untranslated(fault.message), fault.message
            assert not fault.arithmetic or not untranslated(fault.arithmetic), fault.arithmetic
            said = say(fault.message)
        assert "the certificate" not in said and "the label" not in said
        if fault.kind != "certificate reused":
            assert all(quote.text in said for quote in fault.quotes)


def test_the_count_of_the_clean_dossier_differs_within_the_tolerance(examined: dict[str, Examined]) -> None:
    """Else the dossier would not show that a difference within it is no fault."""
    facts = [fact for one in examined["aurelis"].inspection.agreements if one.name == "dose" for fact in one.facts]
    assert {fact.low for fact in facts} == {4e9, 4.4e9}


def test_a_count_that_differs_is_written_out(examined: dict[str, Examined]) -> None:
    faults = {fault.kind: fault for fault in examined["brevane"].inspection.faults}
    sum_ = faults["count differs"].arithmetic
    assert sum_ and "20 billion per vial / 5 mL = 4 billion per mL" in sum_ and "72 % apart, tolerated ± 20 %" in sum_
    assert faults["count differs"].references


def test_nothing_has_expired_on_the_last_day(examined: dict[str, Examined]) -> None:
    evaluation = examined["delmora"].evaluation
    on_the_day = inspected(evaluation, load_rules(), date(2025, 6, 30)).faults
    the_day_after = inspected(evaluation, load_rules(), date(2025, 7, 1)).faults
    assert [fault.kind for fault in on_the_day] == ["contradiction", "failed result"]
    assert [fault.kind for fault in the_day_after] == ["contradiction", "expired", "failed result"]


def test_the_same_dossiers_come_out_every_time(folder: Path, tmp_path: Path) -> None:
    draw_dossiers.draw(tmp_path)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert all((folder / file).read_bytes() == (tmp_path / file).read_bytes() for file in files)


def test_there_are_ten_and_every_kind_of_fault_is_planted() -> None:
    from typing import get_args

    from labelcheck.models import FaultKind

    assert len(FOLDERS) == 10
    assert {one.kind for folder in FOLDERS for one in folder.wrong} == set(get_args(FaultKind))
