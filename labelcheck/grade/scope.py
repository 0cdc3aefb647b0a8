"""Whether any document presents this as an exosome, vesicle or conditioned-medium product at all."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.models import Claim, Scope

_PRESENTS = ("exosome", "conditioned_medium")


def scope_of(claims: Sequence[Claim]) -> tuple[Scope, tuple[str, ...]]:
    """Yes, no or unclear, with the claims that decided it.

    A carrier named only in general, of other products, under a hedge, or as a cell extract leaves it unclear, and so
    do counted particles or markers with no carrier at all; a carrier that is only denied ("exosome-free") says no.
    """
    named = [claim for claim in claims if claim.kind == "scope" and claim.value != "rna_exosome"]
    present = [
        claim
        for claim in named
        if claim.value in _PRESENTS and claim.status == "asserted" and claim.subject == "product"
    ]
    if present:
        return "yes", tuple(claim.id for claim in present)
    open_ = [claim for claim in named if claim.status != "negated"]
    if not named:  # a certificate may count particles and name markers without ever saying what carries them
        open_ = [claim for claim in claims if claim.kind == "characterisation" or _counts(claim)]
    if open_:
        return "unclear", tuple(claim.id for claim in open_)
    return "no", tuple(claim.id for claim in named)


def _counts(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.unit == "particle" and claim.status != "negated"
