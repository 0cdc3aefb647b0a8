"""What to know beside an answer, which it does not change: stability of the format, and errors of the article."""

from __future__ import annotations

from collections.abc import Iterable

from labelcheck.grade.selection import Pool
from labelcheck.models import Checklist, Correction, Evidence, Item, Note


def notes_of(item: Item, pool: Pool) -> tuple[Note, ...]:
    """The first note of an item whose claims are found."""
    for note in item.notes:
        found, beside = pool.selected(note.when), pool.selected(note.beside)
        if found and (beside or not note.beside) and not pool.selected(note.unless):
            ids = tuple(dict.fromkeys(claim.id for claim in (*found, *beside)))
            return (Note(text=note.text, references=note.references, basis=note.basis, claims=ids),)
    return ()


def corrections_of(answer: str, checklist: Checklist, pool: Pool, evidence: Iterable[Evidence]) -> tuple[Note, ...]:
    """Where the article is wrong in what an item or condition leans on."""
    records = {one.record: one for one in evidence if one.sure}
    found = []
    for entry in checklist.corrections:
        if answer not in entry.items:
            continue
        leaning = pool.selected(entry.when)
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
