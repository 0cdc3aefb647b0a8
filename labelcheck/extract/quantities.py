"""Quantities on labels: counts of vesicles with their basis, ppm, shares, masses, temperatures, sizes, durations, n.

A grammar on text, not on tokens: a tokenizer cuts ``2-8°C`` into five and ``2~8`` into one. A number becomes a
count only where a count noun owns it; a neighbour's number (peptides, cells, percentages) stays the neighbour's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from labelcheck.extract.late import late
from labelcheck.extract.numbers import BARE_LOST, LOST, START, STROKE, UNREADABLE, Number, NumberGrammar
from labelcheck.models import Units

_DEGREE = (
    r"(?:°\s?(?P<{0}c>c(?![a-z])|f(?![a-z]))?|[*o]\s?(?P<{0}s>[cf])(?![a-z])|deg(?:rees?|\.)?\s?(?P<{0}w>c|f)\w*"
    r"|grad(?:os|i)?\s?(?P<{0}g>c)\w*|(?P<{0}k>도|度)|(?P<{0}b>[cf])(?![a-z]))"
)
_TEMPERATURE = re.compile(
    rf"(?<![\w.,])(?P<s1>-\s?|minus\s|\+)?(?P<a>\d{{1,3}}(?:[.,]\d)?)\s?(?P<d1>{_DEGREE.format('p')})?"
    rf"(?:\s?(?P<join>-|~|to|and|bis|à|a|y|e|±|至|から|내지)\s?(?P<s2>-\s?|minus\s)?(?P<b>\d{{1,3}}(?:[.,]\d)?)\s?"
    rf"(?P<d2>{_DEGREE.format('q')}))?"
)
_SIZE = re.compile(r"\s?(?P<unit>nm|nanomet(?:er|re)s?|나노미터|納米|纳米|ナノメートル)(?![a-z])")
_VOLUME = re.compile(r"\s?(?P<unit>ml|cc|ul|l|fl\.?\s?oz)(?![a-z])")
_SHARE = re.compile(r"\s?(?P<unit>%|％|percent|ppm|ppb)(?![a-z])")
_AT = re.compile(r"(?<![a-z])(?P<unit>week|day|month)\s(?P<n>\d{1,3})(?!\d)")
_POWER = re.compile(r"10\s?[\^⁰¹²³⁴-⁹]")
_MONEY = re.compile(r"[$€£₩¥]\s?$")
_PRICE = re.compile(r"\s?(?:원|円|元|dollars?|usd|eur|euros?|won|krw)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found in a shadow text: its span, values, unit and basis, and how it was come by."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    per: str | None = None
    repaired: str | None = None
    unreadable: bool = False


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for any of the words, longest first; Latin words end at a letter, others anywhere."""
    ordered = sorted({word.lower() for word in words}, key=len, reverse=True) or ["\0"]
    latin = [re.escape(word).replace(r"\ ", r"\s") for word in ordered if word[-1].isascii() or "à" <= word[-1] <= "ÿ"]
    other = [re.escape(word) for word in ordered if not (word[-1].isascii() or "à" <= word[-1] <= "ÿ")]
    parts = [rf"(?:{'|'.join(latin)})(?![a-zà-ÿ])"] if latin else []
    return "|".join(parts + other)


class QuantityGrammar:
    """Finds the quantities of a text. Built once from ``rules/units.yaml`` and the words that own other numbers."""

    def __init__(self, units: Units, owners: Sequence[str], amounts: Sequence[str]):
        self.numbers = NumberGrammar(units.scales, units.numbers, units.comma_decimal)
        noun = _alternatives(units.nouns["particle"])
        self._bases = {word: base for base, words in units.bases.items() for word in words}
        base = _alternatives(tuple(self._bases))
        per = _alternatives(units.per)
        wide = _alternatives([word for word in owners if not word[0].isascii()])
        self._taken = late(rf"(?:{wide})\s?$")
        blocked = _alternatives([*owners, *units.ends])
        about = rf"(?:\s?(?:{_alternatives(units.approximately)})\s?)*"
        piece = _alternatives(units.nouns["piece"])
        latin_gap = rf"(?:[ (]+(?!{blocked})[^\W\d_][\w'®™+/.-]*\)?){{0,9}}?[ (]+"
        self._noun = late(
            rf"\s?\+?(?:\s?(?:{piece}))?(?:{latin_gap}|[^\w\n]?|(?:의|的|の)?[^\d\n。，、,.;:a-z/당]{{0,8}}?)"
            rf"(?<![a-z])(?P<noun>{noun})(?:\s(?:{noun}))*"
        )
        self._piece = late(rf"\s?\+?\s?(?P<piece>{piece})")
        self._undefined = late(rf"\s?(?:{_alternatives(units.nouns['undefined'])})")
        self._per = late(
            rf"\s?\)?\s?(?:/|(?:{per})\s?|\s(?=ml))\s?(?:(?:a|each|every|single|one|1)\s?)?"
            rf"(?:(?P<vol>\d+(?:\.\d+)?)\s?(?:ml|cc)\s(?!/))?(?:[a-z]+\s)?(?P<base>{base})"
            rf"|\s?(?:/|(?:{per})\s)\s?(?P<volume>\d+(?:[.,]\d+)?\s?(?:ml|cc|g))(?![a-z/])"
            rf"|\s?\(\s?(?:in\s)?\d+(?:[.,]\d+)?\s?(?:ml|cc)\s(?P<holder>{base})\s?\)"
        )
        self._strokeless = late(rf"\s?(?P<base>{base})(?<!s)(?![a-z])")
        self._after = late(rf"(?:의|的|の|\s)?[^\d\n。，、,.;:]{{0,12}}?(?<![a-z])(?:{noun})")
        self._reference = late(rf"(?<![a-z])(?:{_alternatives(units.references)})\s?[.:#|]?\s?$")
        head = _alternatives(amounts)
        self._head = late(
            rf"(?<![a-z])(?:{noun})(?:\s(?:{noun}|{head}))*\s?(?:[(\[]?\s?(?:(?:{per})\s?|/|in\s)(?P<base>{base})\s?[)\]]?)?"
            rf"(?:\s?[:=|(]|\s-|\s(?:is|was|of|at)|\n|(?<=[^\x00-\x7f]))?\s?(?:\([^)\n]{{0,30}}\)\s?[:|]?\s?)?{about}$"
        )
        self._title = late(rf"(?<![a-z])(?:{noun})(?:\s(?:{head}))*(?:\s?[:=|(]|\s-|\n)?\s?$")
        self._any_noun = late(rf"(?<![a-z])(?:{noun})")
        contains = _alternatives(units.contains)
        size = r"(?:\s?\(?(?:of|de|à|von|da|di)?\s?\d+(?:[.,]\d+)?\s?(?:ml|cc|g)\)?)?"
        self._holder = late(
            rf"(?:(?<![a-z])(?:each|every|per|one|single|1|this|the|a|je|jede\w*|chaque|cada|ein|une?|una?)\s?"
            rf"(?:[\w.-]+\s){{0,4}}?(?P<base>{base}){size}\s(?:\([^)\n]*\)\s)?(?:{contains})"
            rf"|(?<![a-z])(?:(?:{per})|/)\s?(?P<base2>{base})\)?\s?[:=|]"
            rf"|1?\s?(?P<base3>{base})(?:\s?(?:1|한|一)\s?(?:{piece}|本|支|瓶|병))?{size}\s?(?:당|에|あたり|当たり|中|含有|に|：|:)"
            rf"|(?:每一?|毎|매|각|各|1|한)\s?(?P<base4>{base}){size}"
            rf"|(?<![a-z])(?:each|every|per|one|a|1|pro|par|por|je|chaque|cada)\s(?P<base5>{base})(?=\s?\(|\s)"
            rf"|(?<![a-z])(?P<base6>{base})\b[^\n.;]{{0,24}},\s(?:each|jeweils|chacun|cada\suno)\s(?:{contains}|of|à|mit)"
            rf")\s?\(?(?:[^\d\n.;(]{{0,24}}?)$"
        )
        self._inside = late(rf"\s(?:[a-z]+\s){{0,2}}?in\s(?:one|each|every|a)\s(?:[\w.]+\s){{0,2}}?(?P<base>{base})")
        masses = {word: mass for mass, words in units.masses.items() for word in words}
        self._masses = masses
        self._mass = late(
            rf"\s?(?P<unit>{_alternatives(tuple(masses))})(?:\s?(?:/|per\s)\s?(?P<base>ml|cc|g|vial|l|ampoule)(?![a-z]))?"
        )
        self._people = late(
            rf"(?:\s|-)?(?:(?:{_alternatives(units.kinds_of_people)})"
            rf"[\s-])*(?P<unit>{_alternatives(units.people)})"
        )
        self._sample = late(
            rf"(?<![a-z0-9])n\s?=\s?(?P<n>\d+(?:[.,]\d{{3}})*)(?!\d|\s?(?:{_alternatives(units.not_people)}))"
        )
        self._durations = {word: name for name, words in units.durations.items() for word in words}
        self._duration = late(rf"[\s-]?(?P<unit>{_alternatives(tuple(self._durations))})")

    def has_words(self, text: str) -> bool:
        """Whether any number stands in the text in words."""
        return self.numbers.named.search(text) is not None

    def find(self, text: str, language: str = "") -> list[Amount]:
        """All quantities of a lower-case shadow text, in order, none overlapping another."""
        found = list(self._candidates(text, language))
        found.sort(key=lambda amount: (amount.start, amount.start - amount.end))
        kept: list[Amount] = []
        for amount in found:
            if not kept or amount.start >= kept[-1].end:
                kept.append(amount)
        return kept

    def _candidates(self, text: str, language: str) -> Iterator[Amount]:
        position = 0
        for start in START.finditer(text):
            if start.start() < position:
                continue
            amount = self._temperature(text, start.start()) or self._amount(text, start.start(), language)
            if amount:
                yield amount
                position = amount.end
        for word in self.numbers.named.finditer(text):
            number = self.numbers.read_named(text, word.start(), language)
            if number is None:
                continue
            amount = self._count(text, word.start(), number) or self._plain_units(
                text, word.start(), number, words=True
            )
            if amount:
                yield amount
        for sample in self._sample.finditer(text):
            value = Decimal(re.sub(r"\D", "", sample["n"]) or "0")
            yield Amount(sample.start(), sample.end(), value, value, "person")
        for point in _AT.finditer(text):
            value = Decimal(point["n"])
            yield Amount(point.start(), point.end(), value, value, point["unit"])

    def _amount(self, text: str, start: int, language: str) -> Amount | None:
        number = self.numbers.read(text, start, language, grouped=False)
        if number is None:
            return None
        counted = self._count(text, start, number)
        if counted:
            return counted
        return self._bare_lost(text, start) or self._plain_units(text, start, number)

    # --- counts of vesicles --------------------------------------------------------------------------------------

    def _count(self, text: str, start: int, number: Number) -> Amount | None:
        if _MONEY.search(text[max(0, start - 3) : start]) or _PRICE.match(text, number.end):
            return None
        if not number.scaled and number.high < 100_000:
            return None
        before = self._before(text, start)
        if (not number.scaled and self._reference.search(before)) or self._taken.search(before):
            return None
        noun = self._noun.match(text, number.end)
        head = None if noun else self._head.search(before)
        if number.unreadable and not (noun and noun.start("noun") - number.end <= 3):
            return None
        if noun:
            end, unit = noun.end(), "particle"
        else:
            end, unit = self._without_noun(text, start, number, before, bool(head))
        if not unit:
            return None
        per, stop = self._basis(text, end, head, before)
        repaired = UNREADABLE if number.unreadable else number.repaired
        if (
            not (per or noun)
            and _POWER.search(text, start, number.end)
            and (basis := self._strokeless.match(text, end))
        ):
            per, stop, repaired = self._bases[re.sub(r"\s", " ", basis["base"])], basis.end(), STROKE
        return Amount(start, stop, number.low, number.high, unit, per, repaired, number.unreadable)

    def _without_noun(self, text: str, start: int, number: Number, before: str, head: bool) -> tuple[int, str]:
        """End and unit of a number that no count noun follows; the unit is empty where nothing says what it counts."""
        undefined = self._undefined.match(text, number.end) if number.scaled else None
        if undefined:
            return undefined.end(), "unit"
        piece = self._piece.match(text, number.end)
        end = piece.end() if piece else number.end
        basis = self._per.match(text, end)
        trailing = basis and self._after.match(text, basis.end())  # 1.5×10⁸ /ml of exosomes
        if not number.scaled and not re.search(r"[:=|]\s?$", before):
            return end, ""  # "Exosome 100,000 serum" is a name
        if head or trailing or (not number.letter and self._title.search(before)):
            return end, "particle"
        if number.letter or not number.scaled or not (piece or basis):
            return end, ""
        if self._any_noun.search(self._line(text, start)):
            return end, "particle"
        return end, "piece" if piece and basis else ""

    def _basis(self, text: str, end: int, head: re.Match[str] | None, before: str) -> tuple[str | None, int]:
        """What a count is counted in, and where its words end: after it, in its field name, or its holder before it."""
        basis = self._per.match(text, end)
        if basis:
            if basis["volume"]:
                return basis["volume"].replace("ml", "mL").replace("cc", "mL"), basis.end()
            return self._bases[re.sub(r"\s", " ", basis["base"] or basis["holder"])], basis.end()
        if head and head["base"]:
            return self._bases[re.sub(r"\s", " ", head["base"])], end
        inside = self._inside.match(text, end)
        if inside:
            return self._bases[re.sub(r"\s", " ", inside["base"])], end
        holder = self._holder.search(before)
        if holder:
            word = next(found for found in holder.groups() if found)
            return self._bases[re.sub(r"\s", " ", word)], end
        return None, end

    def _bare_lost(self, text: str, start: int) -> Amount | None:
        found = BARE_LOST.match(text, start)
        if not found:
            return None
        end = found.end()
        noun = self._noun.match(text, end)
        if not noun or noun.start("noun") - end > 3:
            return None
        value = Decimal(10) ** int(found["lost"])
        number = Number(value, value, end, repaired=LOST, scaled=True)
        return self._count(text, start, number)

    def _before(self, text: str, start: int) -> str:
        """What stands before a number in its line, or in the short line above where the number opens its own."""
        line = text.rfind("\n", 0, start) + 1
        before = text[max(line, start - 90) : start]
        if before.strip(" (:|-+≥>~") or line == 0:
            return before
        above = text.rfind("\n", 0, line - 1) + 1
        heading = text[above:line]
        return heading + before if len(heading.split()) <= 6 else before

    def _line(self, text: str, start: int) -> str:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        return self._before(text, start)[:-1] + text[first : last if last >= 0 else len(text)]

    # --- everything else -----------------------------------------------------------------------------------------

    def _plain_units(self, text: str, start: int, number: Number, *, words: bool = False) -> Amount | None:
        end = number.end
        share = self._share(text, start, number)
        if share:
            return share
        if number.scaled:
            return None
        for pattern, unit in ((_SIZE, "nm"), (_VOLUME, None)):
            found = pattern.match(text, end)
            if found:
                name = unit or {"ml": "mL", "cc": "mL", "ul": "uL", "l": "L"}.get(found["unit"], "fl oz")
                return Amount(start, found.end(), number.low, number.high, name)
        mass = self._mass.match(text, end)
        if mass and not words:
            per = {"ml": "mL", "cc": "mL", "l": "L"}.get(mass["base"] or "", mass["base"])
            return Amount(start, mass.end(), number.low, number.high, self._masses[mass["unit"]], per)
        people = self._people.match(text, end)
        if people:
            return Amount(start, people.end(), number.low, number.high, "person")
        duration = self._duration.match(text, end)
        if duration:
            return Amount(start, duration.end(), number.low, number.high, self._durations[duration["unit"]])
        return None

    def _share(self, text: str, start: int, number: Number) -> Amount | None:
        found = _SHARE.match(text, number.end)
        if not found:
            return None
        unit = found["unit"] if found["unit"] in ("ppm", "ppb") else "%"
        if unit != "%":
            again = self.numbers.read(text, start, "", grouped=True)
            if again and again.end == number.end:
                number = again
        return Amount(start, found.end(), number.low, number.high, unit)

    def _temperature(self, text: str, start: int) -> Amount | None:
        sign = re.compile(r"(?<![\w.,°])(?:-\s?|minus\s|\+)$").search(text[max(0, start - 8) : start])
        first = start - (len(sign[0]) if sign else 0)
        found = _TEMPERATURE.match(text, first) or (_TEMPERATURE.match(text, start) if first != start else None)
        if not found or not (found["d1"] or found["d2"]):
            return None
        if not found["d2"]:
            found = re.compile(_TEMPERATURE.pattern.rsplit("(?:\\s?(?P<join>", 1)[0]).match(text, found.start())
            if not found or not found["d1"]:
                return None
        groups = found.groupdict()
        bare = not any(groups.get(name) for name in ("pc", "ps", "pw", "pg", "pk", "qc", "qs", "qw", "qg", "qk"))
        marked = "°" in found[0]
        if bare and not marked and not (groups.get("b") or groups.get("s1")):
            return None  # "10 c" alone is no temperature; "2-8 c" and "-20 c" are
        fahrenheit = "f" in {groups.get(prefix + name) for prefix in "pq" for name in "cswb"}
        low = self._degrees(groups["a"], groups["s1"])
        high = self._degrees(groups["b"], groups["s2"]) if groups.get("b") else low
        if groups.get("join") == "±":
            low, high = low - high, low + high
        if fahrenheit:
            low, high = ((value - 32) * 5 / 9 for value in (low, high))
        low, high = min(low, high), max(low, high)
        return Amount(found.start(), found.end(), low, high, "degC") if low > -200 and high < 200 else None

    @staticmethod
    def _degrees(figure: str, sign: str | None) -> Decimal:
        value = Decimal(figure.replace(",", "."))
        return -value if sign and sign != "+" else value
