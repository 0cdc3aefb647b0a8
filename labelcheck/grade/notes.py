"""What to know beside an answer, which it does not change: stability of the format, and errors of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labelcheck.grade.selection import NO_TAGS, Tags, selected
from labelcheck.models import Checklist, Claim, Correction, Evidence, Item, Note


def notes_of(item: Item, claims: Sequence[Claim], tags: Tags = NO_TAGS) -> tuple[Note, ...]:
    """The first note of an item whose claims are found."""
    for note in item.notes:
        found = selected(claims, note.when, tags)
        beside = selected(claims, note.beside, tags)
        if found and (beside or not note.beside) and not selected(claims, note.unless, tags):
            ids = tuple(dict.fromkeys(claim.id for claim in (*found, *beside)))
            return (Note(text=note.text, references=note.references, basis=note.basis, claims=ids),)
    return ()


def corrections_of(
    answer: str, checklist: Checklist, claims: Sequence[Claim], evidence: Iterable[Evidence]
) -> tuple[Note, ...]:
    """Where the article is wrong in what an item or condition leans on."""
    records = {one.record: one for one in evidence}
    found = []
    for entry in checklist.corrections:
        if answer not in entry.items:
            continue
        leaning = selected(claims, entry.when)
        cited = [records[name] for name in entry.records if name in records]
        if leaning or cited or not (entry.when or entry.records):
            ids = [*(claim.id for claim in leaning), *(name for one in cited for name in one.claims)]
            found.append(_note(entry, tuple(dict.fromkeys(ids))))
    return tuple(found)


def _note(entry: Correction, claims: tuple[str, ...]) -> Note:
    return Note(
        text=entry.correction,
        references=entry.references,
        basis=entry.basis,
        claims=claims,
        corrects=entry.statement,
    )
