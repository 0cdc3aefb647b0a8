"""The pipeline, in one function: files -> documents -> claims -> verdicts and flags."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from labelcheck import __version__
from labelcheck.capture import CaptureError, corrected, joined, language_marked, read, unpacked
from labelcheck.extract import find_claims
from labelcheck.grade import grade
from labelcheck.models import CaptureSettings, Claim, Document, Evaluation, Reading, RuleSet, Skip, Source
from labelcheck.rules import load_rules

DEFAULT_CHECKLIST = "tetrapod-2026"
GIVEN_NAME = "the name that was given"
"""What the document is called that holds the product's name as the reader gave it."""


class UnknownChecklist(ValueError):
    """The checklist asked for is not among the rules; the message lists those that are."""


class UnknownMarket(ValueError):
    """A market asked for has no rules; the message lists those that have."""


def markets_of(rules: RuleSet) -> tuple[str, ...]:
    """The markets that have rules of their own, as the folders of ``rules/flags`` name them."""
    return tuple(sorted({flag.market for flag in rules.flags} - {"general"}))


def evaluate(
    sources: Sequence[Source | Path | str],
    rules: RuleSet | None = None,
    *,
    settings: CaptureSettings | None = None,
    checklist: str = DEFAULT_CHECKLIST,
    markets: Sequence[str] | str | None = None,
    name: str | None = None,
    corrections: Mapping[str, str] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Evaluation:
    """Read one product's documents and answer the checklist.

    A source is a path, a ``Source`` made of bytes with a name, or text (a ``str``). A document that cannot be read
    stands under ``skipped`` with its reason; the others are graded all the same. ``progress`` is told a short phrase
    and the share done, 0 to 1. The rest is told by :func:`answer`. Raises UnknownChecklist, UnknownMarket and, while
    rules are loaded, RuleErrors.
    """
    rules = rules or load_rules()
    known = known_markets(rules, checklist, markets)
    reading = read_all(sources, settings or CaptureSettings(), progress)
    return answer(reading, rules, checklist=checklist, markets=known, name=name, corrections=corrections)


def read_all(
    sources: Sequence[Source | Path | str],
    settings: CaptureSettings,
    progress: Callable[[str, float], None] | None = None,
) -> Reading:
    """One product's documents as they can be read: the slow half of :func:`evaluate`, the same for all rules."""
    return read_each([each for source in sources for each in unpacked(source_of(source), settings)], settings, progress)


def read_each(
    found: Sequence[Source | Skip],
    settings: CaptureSettings,
    progress: Callable[[str, float], None] | None = None,
    fits: Callable[[int], str | None] | None = None,
) -> Reading:
    """One product's documents as they can be read, where archives and mails are unpacked already.

    ``fits`` is told the characters of each document that was read, and says why it is skipped all the same, if it is.
    """
    documents: list[Document] = []
    skipped: list[Skip] = []
    for place, source in enumerate(found):
        if isinstance(source, Skip):
            skipped.append(source)
            continue
        try:
            document = read(source, settings, progress=_share(progress, place, len(found)))
            if reason := fits(len(document.text)) if fits else None:
                skipped.append(Skip(name=source.name, reason=reason))
            else:
                documents.append(document)
        except CaptureError as error:
            skipped.append(Skip(name=error.name, reason=f"{error.cause}; {error.cure}", needs=error.needs))
    return Reading(documents=joined(documents), skipped=tuple(skipped))


def answer(
    reading: Reading,
    rules: RuleSet,
    *,
    checklist: str = DEFAULT_CHECKLIST,
    markets: Sequence[str] | str | None = None,
    name: str | None = None,
    corrections: Mapping[str, str] | None = None,
    step: Callable[[], None] | None = None,
) -> Evaluation:
    """Answer the checklist from documents that were read: the quick half of :func:`evaluate`.

    ``markets`` limits the flags to those of some markets (us, eu, kr …) and those that hold everywhere; None means all.
    ``name`` is what the reader calls the product: it can show that this is an exosome product and that a study tested
    it, and answers no question of the checklist.
    ``corrections`` holds texts as corrected by hand, by the ``sha256`` of their documents.
    ``step`` is called again and again meanwhile, also within one long document: what it raises ends the work.
    Raises UnknownChecklist and UnknownMarket.
    """
    chosen_markets = known_markets(rules, checklist, markets)
    documents = corrected(reading.documents, corrections or {})
    if name and name.strip():
        documents = (*documents, _named(name.strip()))
    covered = [language for language, context in rules.contexts.items() if context.cues and not context.partial]
    documents = language_marked(documents, covered)
    claims = find_claims(documents, rules, step)
    chosen = rules.checklists[checklist]
    graded = grade(claims, documents, reading.skipped, chosen, rules, chosen_markets)
    return Evaluation(
        version=__version__,
        rules_digest=rules.digest,
        documents=tuple(documents),
        skipped=reading.skipped,
        claims=claims,
        checklist=chosen,
        markets=chosen_markets,
        titles=_titles(claims, rules),
        name=name.strip() or None if name else None,
        **graded._asdict(),
    )


def regraded(evaluation: Evaluation, claims: tuple[Claim, ...], rules: RuleSet) -> Evaluation:
    """The same documents with the questions answered from other claims, such as without those about something else."""
    graded = grade(claims, evaluation.documents, evaluation.skipped, evaluation.checklist, rules, evaluation.markets)
    return evaluation.model_copy(update={"claims": claims, **graded._asdict()})


def known_markets(rules: RuleSet, checklist: str, markets: Sequence[str] | str | None) -> tuple[str, ...]:
    """The markets asked for, in the order of their names; raises where they or the checklist are not known."""
    known = markets_of(rules)
    asked = markets.split(",") if isinstance(markets, str) else markets
    wanted = None if asked is None else {name.strip().lower() for name in asked if name.strip()}
    if unknown := sorted((wanted or set()).difference(known)):
        raise UnknownMarket(f"there are no rules of market {unknown[0]!r}; known: {', '.join(known)}")
    if checklist not in rules.checklists:
        raise UnknownChecklist(f"there is no checklist {checklist!r}; known: {', '.join(sorted(rules.checklists))}")
    return tuple(name for name in known if wanted is None or name in wanted)


def _named(name: str) -> Document:
    """The product's name as the reader gave it, as a document of its own: never mixed with what a label says."""
    document = read(Source(name=GIVEN_NAME, text=name))
    return document.model_copy(update={"reader": "typed in", "given": True})


def _titles(claims: Sequence[Claim], rules: RuleSet) -> dict[str, str]:
    wanted = {claim.rule for claim in claims}
    return {rule.id: rule.title for rule in rules.rules if rule.id in wanted}


def source_of(source: Source | Path | str) -> Source:
    """A path or a text as a Source."""
    if isinstance(source, Source):
        return source
    if isinstance(source, Path):
        return Source(name=source.name, path=source)
    return Source(name="text", text=source)


def _share(
    progress: Callable[[str, float], None] | None, place: int, total: int
) -> Callable[[str, float], None] | None:
    if progress is None:
        return None
    return lambda phrase, done: progress(phrase, (place + done) / total)
