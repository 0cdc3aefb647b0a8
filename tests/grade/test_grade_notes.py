"""What stands beside an answer: errors of the article where it leans on them, notes, and ways into the skin."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.grade.notes import notes_of
from labelcheck.grade.selection import Pool
from labelcheck.models import Correction, Evaluation, Item, ItemNote, Note, Selector
from labelcheck.rules import load_rules

RULES = load_rules()
CHECKLIST = RULES.checklists["tetrapod-2026"]
JOURNAL = "The 21-woman trial is from the Journal of Cosmetic Dermatology, 2026."
ISSUE = "Three related trials stand in the same issue."
PLACEBO = "The 56-patient platelet study was placebo-controlled."
CLEAN = "The data of the 21-woman trial are unusually clean."
LED = "LED is a penetration enhancer."
COLD = "Exosomes need a cold chain."


def corrections(found: Evaluation) -> dict[str, set[str]]:
    """The corrected statements of the article, by the answer beside which they are shown."""
    shown: dict[str, set[str]] = {}
    for answer in (*found.items, *found.conditions):
        for note in answer.notes:
            if note.corrects:
                shown.setdefault(answer.id, set()).add(note.corrects)
    return shown


# --- errors of the article -------------------------------------------------------------------------------------------


def test_the_corrections_are_those_of_the_facts_and_each_names_its_source() -> None:
    assert {entry.statement for entry in CHECKLIST.corrections} == {JOURNAL, ISSUE, PLACEBO, CLEAN, LED, COLD}
    answers = {item.id for item in CHECKLIST.items} | {condition.id for condition in CHECKLIST.conditions}
    for entry in CHECKLIST.corrections:
        assert entry.correction.endswith(".") and entry.references and entry.basis != "unconfirmed"
        assert entry.items and set(entry.items) <= answers
        assert bool(entry.when) != bool(entry.records), "leans on claims or on studies"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("doi:10.3390/cosmetics7040090", {"clinical-data": {JOURNAL, ISSUE, CLEAN}}),
        ("A split-face trial of 21 women over 8 weeks.", {"clinical-data": {JOURNAL, ISSUE, CLEAN}}),
        ("PMID 35689936", {"clinical-data": {ISSUE, PLACEBO}}),
        ("In a clinical study 56 people used it for 6 weeks.", {"clinical-data": {ISSUE, PLACEBO}}),
        ("doi:10.1111/jocd.15872", {"clinical-data": {ISSUE}}),
        ("doi:10.2340/00015555-3666", {}),
        ("NCT06677931", {}),
        ("doi:10.5555/unknown.1", {}),
        ("In our in-house study 21 women used it for 8 weeks.", {}),
        ("Apply to clean skin.", {}),
        ("Use it under an LED mask for 20 minutes.", {"penetration": {LED}}),
        ("If you like, use an LED mask.", {"penetration": {LED}}),
        ("LED 마스크와 함께 사용하세요.", {"penetration": {LED}}),
        ("Mit LED-Maske kombinieren.", {"penetration": {LED}}),
        ("Do not use it with an LED mask.", {}),
        ("Apply right after microneedling.", {}),
        ("Freeze-dried exosomes. Store at room temperature.", {"cold-storage": {COLD}, "stability": {COLD}}),
        ("Freeze-dried exosomes. Keep refrigerated.", {"cold-storage": {COLD}, "stability": {COLD}}),
        ("Not freeze-dried. Keep refrigerated.", {}),
        ("Keep refrigerated.", {}),
    ],
)
def test_an_error_of_the_article_is_shown_only_where_an_answer_leans_on_it(
    line: str, expected: dict[str, set[str]]
) -> None:
    assert corrections(evaluate([f"Adipose stem cell exosome product. {line}"], RULES)) == expected


def test_a_correction_changes_no_answer_and_points_at_what_leans_on_it() -> None:
    found = evaluate(["Adipose exosome serum. Use it under an LED mask."], RULES)
    condition = next(one for one in found.conditions if one.id == "penetration")
    (note,) = condition.notes
    assert condition.outcome == "met" and note.basis == "inference"
    assert [claim.rule for claim in found.claims if claim.id in note.claims] == ["enhancer/led"]
    assert "no evidence that LED light carries vesicles" in note.text


def test_a_correction_on_a_study_points_at_the_claims_that_cite_it() -> None:
    found = evaluate(["Platelet exosome serum. PMID 39231070."], RULES)
    notes = next(item.notes for item in found.items if item.id == "clinical-data")
    cited = {name for one in found.evidence for name in one.claims}
    assert notes and all(set(note.claims) == cited for note in notes)


def test_a_correction_without_conditions_is_always_shown() -> None:
    always = Correction(
        statement="It is so.", correction="It is not.", references=("article:limits",), items=("source",)
    )
    checklist = CHECKLIST.model_copy(update={"corrections": (always,)})
    rules = RULES.model_copy(update={"checklists": {"tetrapod-2026": checklist}})
    assert corrections(evaluate(["Rose exosome serum."], rules)) == {"source": {"It is so."}}


# --- notes of items --------------------------------------------------------------------------------------------------


def item_note(text: str, **conditions: tuple[Selector, ...]) -> ItemNote:
    return ItemNote(text=text, references=("article:limits",), **conditions)


def selector(rule: str) -> tuple[Selector, ...]:
    return (Selector(rule=(rule,)),)


def noted(text: str, *notes: ItemNote) -> tuple[Note, ...]:
    """The notes that an item with these shows beside a label."""
    item: Item = CHECKLIST.items[0].model_copy(update={"notes": notes})
    return notes_of(item, Pool(evaluate([text], RULES).claims))


def test_the_first_note_that_fits_is_shown_and_no_other() -> None:
    cold, any_ = (
        item_note("Cold.", when=selector("storage/refrigerated")),
        item_note("Any.", when=selector("storage/*")),
    )
    assert [note.text for note in noted("Exosomes. Keep refrigerated.", cold, any_)] == ["Cold."]
    assert [note.text for note in noted("Exosomes. Store at room temperature.", cold, any_)] == ["Any."]
    assert noted("Exosomes. Apply at night.", cold, any_) == ()


def test_a_note_wants_what_stands_beside_and_nothing_that_speaks_against_it() -> None:
    both = item_note("Both.", when=selector("storage/refrigerated"), beside=selector("packaging/lyophilised"))
    (note,) = noted("Freeze-dried exosomes. Keep refrigerated.", both)
    assert len(note.claims) == 2
    assert noted("Exosomes. Keep refrigerated.", both) == ()
    unless = item_note("Alone.", when=selector("storage/refrigerated"), unless=selector("packaging/lyophilised"))
    assert [one.text for one in noted("Exosomes. Keep refrigerated.", unless)] == ["Alone."]
    assert noted("Freeze-dried exosomes. Keep refrigerated.", unless) == ()


# --- ways into the skin ----------------------------------------------------------------------------------------------

SPONGE_LISTED = "Ingredients: Water, Glycerin, Hydrolyzed Sponge, Butylene Glycol, Panthenol, Phenoxyethanol"


@pytest.mark.parametrize(
    ("line", "value", "state", "outcome"),
    [
        ("Apply right after microneedling.", "microneedling", "instructed", "met"),
        ("Apply immediately after fractional laser.", "laser", "instructed", "met"),
        ("Use it under an LED mask.", "led", "instructed", "met"),
        ("MTS 시술 직후 바르세요.", "microneedling", "instructed", "met"),
        ("マイクロニードル施術後に塗布してください。", "microneedling", "instructed", "met"),
        ("微针后立即涂抹。", "microneedling", "instructed", "met"),
        ("Direkt nach dem Microneedling auftragen.", "microneedling", "instructed", "met"),
        ("If you like, use an LED mask.", "led", "suggested", "partly"),
        ("You may also use it after microneedling.", "microneedling", "suggested", "partly"),
        ("MTS 시술 후 사용할 수 있습니다.", "microneedling", "suggested", "partly"),
        (SPONGE_LISTED, "spicule", "listed as an ingredient", "partly"),
        (SPONGE_LISTED + "\nDo not use spicules on broken skin.", "spicule", "listed as an ingredient", "partly"),
        (SPONGE_LISTED + "\nRub the spicules into the skin.", "spicule", "instructed", "met"),
        ("Do not use with microneedling.", "microneedling", "advised against", "contrary"),
        ("Never use after laser.", "laser", "advised against", "contrary"),
        ("마이크로니들과 함께 사용하지 마세요.", "microneedling", "advised against", "contrary"),
        ("Clinics often combine exosomes with microneedling.", "microneedling", "general education", "not stated"),
        ("What is microneedling?\nMicroneedling is a procedure.", "microneedling", "general education", "not stated"),
        ("Derma roller sold separately.", "microneedling", "of something else", "not stated"),
    ],
)
def test_a_way_into_the_skin_is_told_as_the_label_speaks_of_it(line: str, value: str, state: str, outcome: str) -> None:
    found = evaluate([f"Exosome product.\n{line}"], RULES)
    assert [(use.value, use.state) for use in found.enhancers] == [(value, state)]
    assert next(one.outcome for one in found.conditions if one.id == "penetration") == outcome
    known = {claim.id: claim.value for claim in found.claims}
    assert {known[name] for use in found.enhancers for name in use.claims} == {value}


def test_several_ways_are_told_strongest_word_first_each_once() -> None:
    text = (
        "Exosome serum. Do not use with microneedling at home. Apply after fractional laser. If you like, use an LED "
        "mask. Apply immediately after microneedling by a professional."
    )
    found = evaluate([text], RULES)
    states = [(use.value, use.state) for use in found.enhancers]
    assert states == [("microneedling", "instructed"), ("laser", "instructed"), ("led", "suggested")]
    needling = next(use for use in found.enhancers if use.value == "microneedling")
    assert [claim.status for claim in found.claims if claim.id in needling.claims] == ["asserted"]


def test_no_way_into_the_skin_means_none_is_told() -> None:
    found = evaluate(["Exosome serum. Pat onto clean skin until absorbed."], RULES)
    assert found.enhancers == ()
    assert next(one.outcome for one in found.conditions if one.id == "penetration") == "not stated"


def test_every_way_says_what_is_published_on_it() -> None:
    rules = [rule for rule in RULES.rules if rule.kind == "enhancer"]
    levels = {rule.value: rule.evidence.level for rule in rules if rule.evidence}
    assert set(levels) == {rule.value for rule in rules}
    assert levels["led"] == levels["ultrasound"] == "none found"
    assert (levels["spicule"], levels["iontophoresis"]) == ("laboratory only", "weak")
    assert levels["microneedling"] == levels["laser"] == levels["rf"] == "small trials"
    (use,) = evaluate(["Exosome serum. Use it under an LED mask."], RULES).enhancers
    assert use.evidence is not None and use.evidence.references and use.evidence.text.endswith(".")
