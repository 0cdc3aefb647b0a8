"""The dose in words: what the picture of it shows, and which amounts have no place on it and why."""

from __future__ import annotations

from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import Bound, DoseMark, DoseRange, DoseScale, Evaluation, Quantity, Unplaceable
from labelcheck.report import wording
from labelcheck.report.printable import one_line

TITLE: Final = noted("The dose on a scale")
NO_GRADE: Final = noted("A higher count is not a better product; there is no agreed dose.")
_CAUSES: Final[dict[Unplaceable, str]] = {
    "no basis": noted("“{words}” cannot be placed, because the label does not say in how much that is."),
    "no volume": noted("“{words}” cannot be placed, because the label does not say in how many millilitres that is."),
    "no count": noted("“{words}” cannot be placed, because it is a share or a weight, and no count."),
    "too large": noted("“{words}” cannot be placed, because the number is too large to be shown."),
}
_LONGEST: Final = 80


def amount(low: float, high: float, bound: Bound | None = None) -> str:
    """Particles per mL as people write them."""
    return wording.amount(Quantity(low=low, high=high, unit="particle", per="mL", text="", bound=bound))


def label(mark: DoseMark) -> str:
    """A dose of the label as short as a picture needs it: its figures rounded, how it is meant with them."""
    low, high = (float(f"{value:.3g}") for value in (mark.low, mark.high))
    figure = ("≈ " if mark.probable else "") + amount(low, high, mark.bound)
    return say("{amount} (hedged)", amount=figure) if mark.hedged else figure


def unplaced(evaluation: Evaluation, dose: DoseScale) -> list[str]:
    """A sentence for every amount that has no place on the scale."""
    return [say(_CAUSES[entry.cause], words=_words(evaluation, entry.claims)) for entry in dose.unplaced]


def marked(evaluation: Evaluation, mark: DoseMark) -> str:
    """A dose of the label in a sentence, with the sum behind it where it does not stand on the label; a second one
    where the label hedges."""
    told = _told(evaluation, mark)
    return f"{told} {say('The label says this with a hedge, not as a fact.')}" if mark.hedged else told


def _told(evaluation: Evaluation, mark: DoseMark) -> str:
    words, figure = _words(evaluation, mark.claims), amount(mark.low, mark.high, mark.bound)
    if mark.probable:
        return say("“{words}” is probably {amount}: please look at the label.", words=words, amount=figure)
    if mark.arithmetic:
        return say(
            "“{words}” comes to {amount}, worked out and not stated: {sum}.",
            words=words,
            amount=figure,
            sum=one_line(mark.arithmetic),
        )
    return say("“{words}” is {amount}.", words=words, amount=figure)


def beside(entry: DoseRange) -> str:
    """A range that the label's dose is seen beside, in one sentence, with how it is known."""
    figure = amount(entry.low, entry.high)
    return say("{title}: {amount}. {known}", title=say(entry.title), amount=figure, known=say(entry.known))


def _words(evaluation: Evaluation, names: tuple[str, ...]) -> str:
    known = {claim.id: claim for claim in evaluation.claims}
    words = next((one_line(known[name].text) for name in names if name in known), "")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
