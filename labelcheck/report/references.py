"""References as a reader follows them: the web address behind a DOI, a PMID, a registration number."""

from __future__ import annotations

from typing import Final

_ADDRESSES: Final = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "nct": "https://clinicaltrials.gov/study/{}",
    "article": "https://www.tetrapod.beauty/en/news/asc-exosomes-split-face-melanin-women-8week-2026",
}


def reference_link(reference: str) -> str | None:
    """The web address behind a reference, or None where it is a law or notice that is only named."""
    scheme, _, rest = reference.partition(":")
    if scheme == "https":
        return reference
    pattern = _ADDRESSES.get(scheme)
    return pattern.format(rest) if pattern else None
