"""Documents that differ and are no fault of their own: what another fault explains, or what several lots explain."""

from __future__ import annotations

from labelcheck.dossiers import Agreement, Dossier
from labelcheck.language import noted, say
from labelcheck.report.printable import one_line

_OTHER_PRODUCT = noted("They differ, and cannot be compared: “{document}” is of another product.")
_OTHER_LOTS = noted("They differ because there are certificates of further lots.")


def excused(dossier: Dossier, agreement: Agreement) -> str:
    """Why documents that do not agree are no fault of their own, in a sentence; "" where nothing says so."""
    if agreement.agrees is not False:
        return ""
    foreign = {
        quote.document
        for fault in dossier.faults
        if fault.kind == "other product"
        for quote in fault.quotes[1:]
        if 0 <= quote.document < len(dossier.papers)
    }
    speaking = {fact.quote.document for fact in agreement.facts}
    if agreement.name not in ("product", "maker", "lot") and (strange := sorted(foreign & speaking)):
        return say(_OTHER_PRODUCT, document=one_line(dossier.papers[strange[0]].name))
    return say(_OTHER_LOTS) if agreement.name == "lot" and _further_lots(dossier, agreement) else ""


def _further_lots(dossier: Dossier, agreement: Agreement) -> bool:
    """Whether every lot that another document names has its certificate, and no fault tells of a lot."""
    if any(fault.kind == "other lot" for fault in dossier.faults):
        return False
    named: set[str] = set()
    certified: set[str] = set()
    for fact in agreement.facts:
        certificate = dossier.papers[fact.quote.document].kind == "certificate"
        (certified if certificate else named).add(fact.value)
    return len(named) < 2 and named < certified
