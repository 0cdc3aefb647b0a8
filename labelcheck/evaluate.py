"""The pipeline, in one function: files -> documents -> claims -> verdicts and flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from labelcheck import __version__
from labelcheck.capture import CaptureError, joined, language_marked, read, unpacked
from labelcheck.extract import find_claims
from labelcheck.grade import grade
from labelcheck.models import CaptureSettings, Claim, Document, Evaluation, RuleSet, Skip, Source
from labelcheck.rules import load_rules

DEFAULT_CHECKLIST = "tetrapod-2026"


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
    progress: Callable[[str, float], None] | None = None,
) -> Evaluation:
    """Read one product's documents and answer the checklist.

    A source is a path, a ``Source`` made of bytes with a name, or text (a ``str``). A document that cannot be read
    stands under ``skipped`` with its reason; the others are graded all the same. ``markets`` limits the flags to those
    of some markets (us, eu, kr …) and those that hold everywhere; None means all. ``progress`` is told a short phrase
    and the share done, 0 to 1. Raises UnknownChecklist, UnknownMarket and, while rules are loaded, RuleErrors.
    """
    rules = rules or load_rules()
    known = markets_of(rules)
    asked = markets.split(",") if isinstance(markets, str) else markets
    wanted = None if asked is None else {name.strip().lower() for name in asked if name.strip()}
    chosen_markets = tuple(name for name in known if wanted is None or name in wanted)
    if unknown := sorted((wanted or set()).difference(known)):
        raise UnknownMarket(f"there are no rules of market {unknown[0]!r}; known: {', '.join(known)}")
    if checklist not in rules.checklists:
        raise UnknownChecklist(f"there is no checklist {checklist!r}; known: {', '.join(sorted(rules.checklists))}")
    settings = settings or CaptureSettings()
    documents: list[Document] = []
    skipped: list[Skip] = []
    found = [each for source in sources for each in unpacked(source_of(source), settings)]
    for place, source in enumerate(found):
        if isinstance(source, Skip):
            skipped.append(source)
            continue
        try:
            documents.append(read(source, settings, progress=_share(progress, place, len(found))))
        except CaptureError as error:
            skipped.append(Skip(name=error.name, reason=f"{error.cause}; {error.cure}", needs=error.needs))
    covered = [language for language, context in rules.contexts.items() if context.cues]
    documents = list(language_marked(joined(documents), covered))
    claims = find_claims(documents, rules)
    chosen = rules.checklists[checklist]
    graded = grade(claims, documents, skipped, chosen, rules, chosen_markets)
    return Evaluation(
        version=__version__,
        rules_digest=rules.digest,
        documents=tuple(documents),
        skipped=tuple(skipped),
        claims=claims,
        checklist=chosen,
        markets=chosen_markets,
        titles=_titles(claims, rules),
        **graded._asdict(),
    )


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
