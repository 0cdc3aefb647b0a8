"""Counts of vesicles with their basis. A number becomes a count only where a count noun owns it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.figures import BARE_LOST
from labelcheck.extract.late import late
from labelcheck.extract.lexicon import alternatives, inverted
from labelcheck.extract.numbers import BEYOND, LOST, MOST, STROKE, UNREADABLE, Number
from labelcheck.models import Bound, BoundWords, Units

_POWER = re.compile(r"10\s?[\^⁰¹²³⁴-⁹]")
_MONEY = re.compile(r"[$€£₩¥]\s?$")
_SHARE = re.compile(r"\s?(?:%|ppm|ppb)(?![a-z])")
_PRICE = re.compile(r"\s?(?:원|円|元|dollars?|usd|eur|euros?|won|krw)")
TIMES = r"\s?[·∙⋅•*]?\s?"
INVERSE = r"\s?(?:\^\s?-\s?1|⁻¹|-1)(?!\d)"
"""Divides by the unit before it: particles · mL⁻¹."""
_LINE = 200
"""Characters around a number that are looked at as its line."""
_CROWD = 100_000_000
"""Pieces per millilitre from which only vesicles are so many, where nothing else is named."""
_BILLION = 10**9
RATIO = "particle:protein"
"""The unit of a count of particles per mass of protein: a purity, not a concentration."""


class Counts:
    """Finds what a number counts and per what. Built once from ``rules/units.yaml`` and the words that own numbers."""

    def __init__(self, units: Units, owners: Sequence[str], amounts: Sequence[str]):
        self._bases = inverted(units.bases)
        self._nouns(units, owners)
        self._basis_patterns(units)
        self._before_patterns(units, amounts)

    def _nouns(self, units: Units, owners: Sequence[str]) -> None:
        noun = alternatives(units.nouns["particle"])
        piece = alternatives(units.nouns["piece"])
        blocked = alternatives([*owners, *units.ends, *units.nouns["undefined"]])
        latin_gap = rf"(?:[ (]{{1,4}}(?!{blocked})[^\W\d_][\w'®™+/.-]*\)?){{0,9}}?[ (]{{1,4}}"
        self._noun = late(
            rf"\s?\+?(?:\s?(?:{piece}))?(?:{latin_gap}|[^\w\n]?|(?:의|的|の)?[^\d\n。，、,.;:a-z/당]{{0,8}}?)"
            rf"(?<![a-z])(?P<noun>{noun})(?:\s(?:{noun}))*"
        )
        self._piece = late(rf"\s?\+?\s?(?P<piece>{piece})")
        self._undefined = late(rf"\s?(?:{alternatives(units.nouns['undefined'])})")
        self._any_noun = late(rf"(?<![a-z])(?:{noun})")
        self._taken = late(rf"(?:{alternatives([word for word in owners if not word[0].isascii()])})\s?$")
        other = alternatives([*owners, *units.not_vesicles])
        self._owned = late(rf"\s?\+?\s?(?:[a-z]+\s){{0,2}}?(?:{other})")
        self._owner_before = late(rf"(?<![a-z])(?:{other})[^\n.;,，、。\d]{{0,12}}$")
        self._other = late(rf"(?<![a-z])(?:{other})")

    def _basis_patterns(self, units: Units) -> None:
        noun, per = alternatives(units.nouns["particle"]), alternatives(units.per)
        base = alternatives(tuple(self._bases))
        protein = alternatives(units.protein)
        microgram = alternatives(units.masses["ug"])
        self._per = late(
            rf"\s?\)?\s?(?:/|(?:{per})\s?|\s(?=ml))\s?(?:(?:a|each|every|single|one|1)\s?)?"
            rf"(?:(?P<vol>\d+(?:\.\d+)?)\s?(?:ml|cc)\s(?!/))?(?:(?!{base})[a-z]+[ ])?(?P<base>{base})"
            rf"|\s?(?:/|(?:{per}|{alternatives(units.within)})\s)\s?(?P<volume>\d+(?:[.,]\d+)?\s?(?:ml|cc|g))(?![a-z/])"
            rf"|\s?\(\s?(?:in\s)?\d+(?:[.,]\d+)?\s?(?:ml|cc)\s(?P<holder>{base})\s?\)"
            rf"|{TIMES}(?P<inverse>{base}){INVERSE}"
        )
        self._per_protein = late(
            rf"(?:\s?(?:/|(?:{per})\s)\s?(?P<unit>{microgram})|{TIMES}(?:{microgram}){INVERSE})"
            rf"(?:\s(?:of\s)?(?:[a-z]+\s)?(?:{protein}))?"
        )
        mass = rf"(?:(?P<ug>{microgram})|{alternatives(units.masses['mg'])})(?![a-z])"
        of_protein = rf"\s?(?:(?:of|de|di)\s)?(?:[a-z]+\s)?(?:{protein})"
        about = rf"(?:\s?(?:{alternatives(units.approximately)})\s?){{0,2}}"
        self._ratio_head = late(
            rf"(?<![a-z])(?:{noun})\s?(?:(?:{per})\s|/)\s?{mass}{of_protein}[^\n:|\d]{{0,12}}[:|=]\s?{about}$"
        )
        self._ratio_title = late(
            rf"(?<![a-z])(?:{noun})[^\n:|\d]{{0,12}}?(?:{protein})[^\n:\d]{{0,24}}(?:[:|]\s?-?\s?){{1,3}}{about}$"
        )
        self._per_mass = late(
            rf"(?:\s?{alternatives(units.nouns['piece'])})?\s?(?:/|(?:{per})\s)\s?{mass}(?:{of_protein})?"
        )
        self._protein_holder = late(
            rf"(?<![a-z])(?:(?:{per})\s|/|(?:one|an?|ein\w*|une?|una?|uno|um)\s)(?P<ug>{microgram}){of_protein}"
            rf"[^\n.;:|\d]{{0,24}}$"
        )
        self._more = late(rf"\s?(?:{alternatives(word for one in units.bounds.values() for word in one.after)})")
        self._strokeless = late(rf"\s?(?P<base>{base})(?<!s)(?![a-z])")
        self._after = late(rf"(?:의|的|の|\s)?[^\d\n。，、,.;:]{{0,12}}?(?<![a-z])(?:{noun})")
        self._inside = late(rf"\s(?:[a-z]+\s){{0,2}}?in\s(?:one|each|every|a)\s(?:[\w.]+\s){{0,2}}?(?P<base>{base})")

    def _before_patterns(self, units: Units, amounts: Sequence[str]) -> None:
        noun, per, head = alternatives(units.nouns["particle"]), alternatives(units.per), alternatives(amounts)
        base, contains = alternatives(tuple(self._bases)), alternatives(units.contains)
        piece = alternatives(units.nouns["piece"])
        about = rf"(?:\s?(?:{alternatives([*units.approximately, *_words_before(units.bounds)])})\s?){{0,3}}"
        self._reference = late(rf"(?<![a-z])(?:{alternatives(units.references)})\s?[.:#|]?\s?$")
        over = rf"(?:[(\[]?\s?(?:(?:{per})\s?|/|in\s)(?P<base>{base})\s?[)\]]?)?"
        named = rf"(?<![a-z])(?:{noun})(?:\s(?:{noun}|{head}))*\s?{over}"
        self._head = late(
            rf"{named}(?:\s?[:=|(]|\s-|\s(?:is|was|of|at)|\n|(?<=[^\x00-\x7f]))?\s?(?:\([^)\n]{{0,30}}\)\s?[:|]?\s?)?{about}$"
        )
        self._apposed = late(rf"{named},\s{about}$")  # "exosomes, 100 billion per vial"
        self._title = late(rf"(?<![a-z])(?:{noun})(?:\s(?:{head}))*(?:\s?[:=|(]|\s-|\n)?\s?$")
        size = r"(?:\s?\(?(?:of|de|à|von|da|di)?\s?\d+(?:[.,]\d+)?\s?(?:ml|cc|g)\)?)?"
        self._holder = late(
            rf"(?:(?<![a-z])(?:each|every|per|one|single|1|this|the|a|je|jede\w*|chaque|cada|ein|une?|una?|ogni)\s?"
            rf"(?:[\w.-]+\s){{0,4}}?(?P<base>{base}){size}(?:\sof(?:\s[a-z]+){{1,3}})?\s"
            rf"(?:\([^)\n]*\)\s)?(?:{contains})"
            rf"|(?<![a-z])(?:(?:{per})|/)\s?(?P<base2>{base})\)?\s?[:=|]"
            rf"|1?\s?(?P<base3>{base})(?:\s?(?:1|한|一)\s?(?:{piece}|本|支|瓶|병))?{size}\s?(?:당|에|あたり|中|含有|に|：|:)"
            rf"|(?:每一?|毎|매|각|各|1|한)\s?(?P<base4>{base}){size}"
            rf"|(?<![a-z])(?:each|every|per|one|a|1|pro|par|por|je|chaque|cada|ogni)\s(?P<base5>{base})(?=\s?\(|\s)"
            rf"|(?<![a-z])(?P<base6>{base})\b[^\n.;]{{0,24}},\s(?:each|jeweils|chacun|cada\suno)\s(?:{contains}|of|à|mit)"
            rf")\s?\(?(?:[^\d\n.;(]{{0,24}}?)$"
        )

    def read(self, text: str, start: int, number: Number) -> Amount | None:
        """The count of vesicles (or of undefined units or pieces) that a number at ``start`` states, or None."""
        if not number.scaled and number.high < 100_000:
            return None
        if _MONEY.search(text[max(0, start - 3) : start]) or _PRICE.match(text, number.end):
            return None
        before = self._before(text, start)
        if (number.letter or not number.scaled) and self._reference.search(before):
            return None
        if self._taken.search(before) or _SHARE.match(text, number.end):
            return None
        noun = self._noun.match(text, number.end)
        if noun and number.letter and number.factor < _BILLION and noun.start("noun") - number.end > 2:
            return None  # "3M Company exosome"
        if not noun and self._owned.match(text, number.end):
            return None
        ratio = self._ratio(text, start, number, before, noun.end() if noun else None)
        if ratio:
            return ratio
        head = None if noun else self._head.search(before)
        if not (noun or head) and self._per.match(text, number.end):
            head = self._apposed.search(before)
        if number.unreadable and not (noun and noun.start("noun") - number.end <= 3):
            return None
        end, unit = (noun.end(), "particle") if noun else self._without_noun(text, start, number, before, bool(head))
        if not unit:
            return None
        if number.high > MOST and not number.unreadable:
            number = replace(number, repaired=BEYOND, unreadable=True)
        protein = self._per_protein.match(text, end)
        if protein:
            return Amount(
                start, protein.end(), number.low, number.high, RATIO, "ug", number.repaired, number.unreadable,
                figure_end=number.end,
            )  # fmt: skip
        return self._counted(text, start, number, before, noun, head, end, unit)

    def _ratio(self, text: str, start: int, number: Number, before: str, counted: int | None) -> Amount | None:
        """The purity of a figure whose field or clause names the protein: "particles per µg protein: 3e9"."""
        if number.unreadable:
            return None
        if counted is None and (head := self._ratio_head.search(before)):
            mass, end = head, number.end
        elif counted is None and self._ratio_title.search(before) and (per := self._per_mass.match(text, number.end)):
            mass, end = per, per.end()
        elif counted is not None and (held := self._protein_holder.search(before)):
            mass, end = held, counted
        else:
            return None
        share = Decimal(1) if mass["ug"] else Decimal("0.001")
        return Amount(
            start, end, number.low * share, number.high * share, RATIO, "ug", number.repaired, False,
            figure_end=number.end,
        )  # fmt: skip

    def _counted(
        self,
        text: str,
        start: int,
        number: Number,
        before: str,
        noun: re.Match[str] | None,
        head: re.Match[str] | None,
        end: int,
        unit: str,
    ) -> Amount:
        per, stop = self._basis(text, end, head, before)
        repaired = UNREADABLE if number.unreadable and not number.repaired else number.repaired
        if (
            not (per or noun)
            and _POWER.search(text, start, number.end)
            and (basis := self._strokeless.match(text, end))
        ):
            per, stop, repaired = self._base(basis["base"]), basis.end(), STROKE
        return Amount(
            start, stop, number.low, number.high, unit, per, repaired, number.unreadable, figure_end=number.end
        )

    def bare_lost(self, text: str, start: int) -> Amount | None:
        """A count whose exponent was printed as ordinary digits with nothing before the ten: 1010 particles."""
        found = BARE_LOST.match(text, start)
        if not found:
            return None
        noun = self._noun.match(text, found.end())
        if not noun or noun.start("noun") - found.end() > 3:
            return None
        value = Decimal(10) ** int(found["lost"])
        return self.read(text, start, Number(value, value, found.end(), repaired=LOST, scaled=True))

    def _without_noun(self, text: str, start: int, number: Number, before: str, head: bool) -> tuple[int, str]:
        """End and unit of a number that no count noun follows; the unit is empty where nothing says what it counts."""
        undefined = self._undefined.match(text, number.end) if number.scaled else None
        if undefined:
            return undefined.end(), "unit"
        piece = self._piece.match(text, number.end)
        end = piece.end() if piece else number.end
        basis = self._per.match(text, end)
        trailing = basis and self._after.match(text, basis.end())  # 1.5×10⁸ /ml of exosomes
        if not (number.scaled or (piece and basis) or re.search(r"[:=|]\s?$", before)):
            return end, ""  # "Exosome 100,000 serum" is a name
        if self._is_owned(before):
            return end, ""
        if head or trailing or (not number.letter and self._title.search(before)):
            return end, "particle"
        if number.letter or not number.scaled or not (piece or basis):
            return end, ""
        line = self._line(text, start)
        if self._any_noun.search(line):
            return end, "particle"
        per = self._bases.get(basis["base"] or basis["inverse"] or "") if basis else self._held_in(before)
        if not (piece and (basis or per)):
            return end, ""
        crowd = per == "mL" and number.low >= _CROWD and not self._other.search(line)
        return end, "particle" if crowd else "piece"

    def _held_in(self, before: str) -> str | None:
        """The basis that stands before a number: 1mLあたり5億個."""
        holder = self._holder.search(before)
        word = next((found for found in holder.groups() if found), None) if holder else None
        return self._bases.get(re.sub(r"\s", " ", word)) if word else None

    def _is_owned(self, before: str) -> bool:
        """Whether something else that is counted stands nearer before the number than any vesicle does."""
        owner = self._owner_before.search(before)
        if not owner:
            return False
        return not any(noun.end() > owner.start() for noun in self._any_noun.finditer(before))

    def _basis(self, text: str, end: int, head: re.Match[str] | None, before: str) -> tuple[str | None, int]:
        """What a count is counted in, and where its words end: after it, in its field name, or its holder before it."""
        more = self._more.match(text, end)
        basis = self._per.match(text, end) or (self._per.match(text, more.end()) if more else None)
        if basis:
            if basis["volume"]:
                return basis["volume"].replace("ml", "mL").replace("cc", "mL"), basis.end()
            return self._base(basis["base"] or basis["holder"] or basis["inverse"]), basis.end()
        if head and head["base"]:
            return self._base(head["base"]), end
        inside = self._inside.match(text, end)
        if inside:
            return self._base(inside["base"]), end
        holder = self._holder.search(before)
        if holder:
            return self._base(next(found for found in holder.groups() if found)), end
        return None, end

    def _base(self, word: str) -> str:
        return self._bases[re.sub(r"\s", " ", word)]

    def _before(self, text: str, start: int) -> str:
        """What stands before a number in its line, or in the short line above where the number opens its own."""
        line = text.rfind("\n", max(0, start - _LINE), start) + 1
        before = text[max(line, start - 90) : start]
        if before.strip(" (:|-+≥>~") or line == 0:
            return before
        above = text.rfind("\n", max(0, line - 1 - _LINE), line - 1) + 1
        heading = text[above:line]
        return heading + before if len(heading) < _LINE and len(heading.split()) <= 6 else before

    def _line(self, text: str, start: int) -> str:
        first = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
        last = text.find("\n", start, start + _LINE)
        return self._before(text, start)[:-1] + text[first : last if last >= 0 else start + _LINE]


def _words_before(bounds: dict[Bound, BoundWords]) -> list[str]:
    return [word for one in bounds.values() for word in one.before]
