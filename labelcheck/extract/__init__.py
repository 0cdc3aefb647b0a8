"""Document -> claims: what a label says, where, and how it is meant. spaCy lives here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.models import Claim, Document, RuleSet


def find_claims(documents: Sequence[Document], rules: RuleSet) -> tuple[Claim, ...]:
    """All claims of one product's documents, in the order of documents and words; ids count from ``c1``."""
    from labelcheck.extract.claims import extractor

    return extractor(rules).claims(documents)
