"""Whose words they are: a source counts where it belongs to a vesicle or conditioned medium, an amount likewise.

"Salmon PDRN and exosomes" names no exosome source, "7,500 ppm niacinamide with exosomes" no exosome amount. Four
joints are known: the source before its carrier ("rose callus exosomes"), after it ("exosomes from rose callus"), in
the source field of a carrier's product ("Source: rose callus"), and beside a source that is joined already ("bone
marrow + umbilical cord MSC exosomes"). Everything else stays unbound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labelcheck.extract.late import any_word, late
from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.terms import Hit
from labelcheck.models import RuleSet

REACH = 120
"""Characters between a source and its carrier beyond which no joint is looked for."""

ANSWER_WORDS = 2
"""Words of an answer that may stand between a question and what goes on about its subject: "No. They come from …"."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A source or amount with the carrier that it belongs to.

    ``start`` and ``end`` span both; ``carrier`` is None where a source field speaks for the whole product.
    ``open`` marks a choice between sources that the words leave open.
    """

    start: int
    end: int
    carrier: Hit | None
    open: bool = False


class Binder:
    """The joints of all languages, compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        bindings = [context.binding for context in rules.contexts.values()]
        bridge = any_word(word for binding in bindings for word in binding.bridge)
        link = any_word(word for binding in bindings for word in binding.link)
        other = any_word(word for binding in bindings for word in binding.other)
        joint = any_word(word for binding in bindings for word in binding.joint)
        choice = any_word(word for binding in bindings for word in binding.alternative)
        amount = any_word(word for binding in bindings for word in binding.amount)
        apart = any_word(word for binding in bindings for word in binding.apart)
        stop = rf"{other}|{joint}|{choice}|{apart}"
        # Every repeat is possessive or of a word that cannot be cut in two, so that no gap is tried in many ways.
        free = rf"(?>[ ]*(?!{stop})(?<![\w'’])[^\W\d_][\w'’.]*+)"
        space = r"[\s®™'()/\-\x00]"
        self._bridge = late(rf"(?:{space}|{bridge})*+")
        inside = any_word(word for binding in bindings for word in binding.inside)
        copula = any_word(word for binding in bindings for word in binding.copula)
        placed = rf"(?:\s(?:{inside})(?:\s[^\W\d_]+){{1,4}}(?=\s(?:{copula})\s))?"  # "the exosomes in our serum are"
        strong = any_word(word for binding in bindings for word in binding.link if " " in word)
        # "exosomes, 6 billion per bottle, taken from"
        counted = rf"(?:,\s\d(?:(?!{other}|{joint})[^,;\n]){{0,48}}+,(?=\s(?:{strong})))?"
        self._link = late(
            rf"(?:\s*\([^)]*\))?{placed}{counted}(?>{free}|\x00++|\d{{1,3}}\s?%| ++){{0,8}}[\s(:]*(?:{link})[\s(:]*"
            rf"(?>{bridge}|\x00++|[\s/\-®™()]++|{free}){{0,10}}"
        )
        cells = any_word(word for binding in bindings for word in binding.cells)
        self._apposed = late(rf"(?:[ ®™'()/\-\x00]|{bridge})*+(?=$|[\n.;|])")
        self._cells = late(cells)
        near = rf"(?:{space}|{bridge}){{0,60}}"
        self._joint = late(rf"{near}?(?:{joint}|/){near}+")
        self._choice = late(rf"{near}?(?:{choice}){near}+")
        topic = any_word(word for binding in bindings for word in binding.topic)
        stated = any_word(word for binding in bindings for word in binding.stated)
        self._topic = late(rf"\s?(?:{amount}){{0,3}}?(?:{topic})[^\n.。;:]{{0,16}}")
        self._stated = late(rf"(?:\x00++|{space}|{bridge}){{0,8}}?(?:{stated})")
        # A source set after its carrier has no noun of its own: "exosomas vegetales para", not "milk lotion".
        self._follows = late(rf"\s*(?:$|[\W\d_\x00]|{stop}|{link})")
        self._derived = late(rf"\W*(?:{strong})(?>{free}|\x00++| ++){{0,8}}")
        pronoun = any_word(word for binding in bindings for word in binding.pronouns)
        self._resumed = late(rf"\W*(?:a[\s.:)]\s?)?(?:{pronoun})\s(?:\w+\s)?(?:{strong})(?>{free}|\x00++| ++){{0,8}}")
        self._owned = late(other)
        self._next = late(rf"\s(?:of\s)?(?:(?!{joint}|{apart})[a-z]+\s)?(?:{other})")
        self._stranger = late(rf"{other}|{joint}|{choice}|[,;+&]")
        wide = any_word(word for binding in bindings for word in binding.other if not word[0].isascii())
        self._taken = late(rf"(?:{wide})[ :]{{0,2}}$")
        self._opens = late(rf"\W*(?:[^\W\d_]{{1,8}}\s?[.:)]\s?|a\s)?(?:{link})(?>{free}|\x00++| ++){{0,8}}\s*")
        self._asked = late(any_word(word for binding in bindings for word in binding.asked))
        self._answers = late(rf"\W*(?:[^\W\d_]{{1,8}}\s?[.:)]\s?)?(?>{free}|\x00++| ++){{0,8}}\s*")
        self._dangling = late(
            rf"(?:(?<=derived)|(?:\s+(?:stem|cells?|tissue))*\s+(?:derived|sourced))\s*(?=$|[\n.,;:()/]|{choice}|{joint})"
        )
        origin = any_word(word for binding in bindings for word in binding.origin)
        self._origin = late(rf"(?:{origin}){free}{{0,6}}[\s:]*")
        self._amount_after = late(rf"(?:\([^()\n\d]{{0,40}}\)|[\s(:|=\-\x00]|{amount})*+")
        self._sourced = late(rf"[\s(]*+(?:{link})(?>\x00++|[\s/\-®™()]++|{bridge}|{free}){{1,12}}+,?[\s(:|=\-]*+")
        self._ends = late(rf"(?=\s?(?:$|[\n.,;:)|/·]|{joint}|{apart}))")
        self._pack = late(r"\s?[x*]\s?\d")
        self._packs = late(r"\d\s?[x*]\s?$")
        self._amount_before = late(rf"[ )]*+(?:(?:of|의|的|の|de|di) )?(?>{free}|\x00++| ++){{0,11}}")

    def sources(
        self, hits: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, text: str, described: bool
    ) -> dict[Hit, Bond]:
        """The source hits that belong to a carrier, each with its bond.

        ``described`` tells that vesicles are characterised somewhere: then a source field speaks of them, though no
        carrier is named.
        """
        bonds: dict[Hit, Bond] = {}
        by_sentence: dict[int, list[Hit]] = {}
        for carrier in carriers:
            by_sentence.setdefault(sentences.at(carrier.start).start, []).append(carrier)
        blank = masked(text, hits)
        for hit in hits:
            sentence = sentences.at(hit.start)
            bond = self._direct(hit, by_sentence.get(sentence.start, ()), blank, text)
            bond = bond or self._by_field(
                hit, sentence, sentences, by_sentence, described or bool(carriers), blank, text
            )
            if bond:
                bonds[hit] = bond
        self._join(hits, bonds, sentences, blank)
        return bonds

    def _direct(self, hit: Hit, carriers: Sequence[Hit], masked: str, text: str) -> Bond | None:
        for carrier in carriers:  # "rose callus exosomes", "platelet exosomes"
            if carrier.start - hit.end > REACH:
                continue
            if hit.start < carrier.end and carrier.start < hit.end:
                return Bond(min(hit.start, carrier.start), max(hit.end, carrier.end), carrier)
            if hit.end <= carrier.start and self._bridge.fullmatch(masked, hit.end, carrier.start):
                return Bond(hit.start, carrier.end, carrier)
        for carrier in reversed(carriers):  # "exosomes derived from rose callus"
            if (
                carrier.end <= hit.start <= carrier.end + REACH
                and (
                    self._link.fullmatch(masked, carrier.end, hit.start)
                    or self._is_apposed(hit, carrier, masked, text)
                    or (
                        self._topic.fullmatch(masked, carrier.end, hit.start)
                        and self._stated.match(masked, hit.end)  # "the exosomes are of rose origin", verb last
                    )
                    or (
                        hit.start - carrier.end <= 2
                        and _may_lead(text, carrier)
                        and masked[carrier.end : hit.start].strip(" (:") == ""
                        and self._follows.match(masked, hit.end)
                    )
                )
            ):
                return Bond(carrier.start, hit.end, carrier)
        return None

    def is_named(self, hit: Hit, carrier: Hit, text: str) -> bool:
        """Whether a source owns the carrier of its ingredient list's entry: only names stand between, in any order."""
        first, last = (hit.end, carrier.start) if hit.end <= carrier.start else (carrier.end, hit.start)
        between = text[first:last] if first <= last else ""
        return self._stranger.search(between) is None and (first == hit.end or between.strip() in ("", "("))

    def _is_apposed(self, hit: Hit, carrier: Hit, masked: str, text: str) -> bool:
        """ "Exosomes, umbilical cord MSC" at the end of a line; "exosomes, centella" is a list of ingredients."""
        if masked[carrier.end : hit.start].strip() != ",":
            return False
        rest = self._apposed.match(masked, hit.end)
        return rest is not None and self._cells.search(text, hit.start, rest.end()) is not None

    def _by_field(
        self,
        hit: Hit,
        sentence: Sentence,
        sentences: Sentences,
        by_sentence: dict[int, list[Hit]],
        has_carrier: bool,
        masked: str,
        text: str,
    ) -> Bond | None:
        if not has_carrier:
            return None
        if "source" in sentence.fields:
            return Bond(hit.start, hit.end, None)
        near = hit.start - sentence.start < REACH
        above = sentences.before(sentence) if near else None
        carried = by_sentence.get(above.start) if above else None
        if above and carried and self._opens.fullmatch(masked, sentence.start, hit.start):
            return Bond(hit.start, hit.end, carried[-1])
        asks = above is not None and above.question and self._asked.search(above.text)
        if asks and carried and self._answers.fullmatch(masked, sentence.start, hit.start):
            return Bond(hit.start, hit.end, carried[-1])
        owned = above is not None and self._owned.search(above.text)
        if near and not owned and self._derived.fullmatch(masked, sentence.start, hit.start):
            return Bond(hit.start, hit.end, None)
        if above and self._resumed.fullmatch(masked, sentence.start, hit.start):
            told = sentences.before(above) if len(above.text.split()) <= ANSWER_WORDS else above
            if told and by_sentence.get(told.start) and not self._owned.search(told.text):
                return Bond(hit.start, hit.end, by_sentence[told.start][-1])
        if by_sentence.get(sentence.start) and self._dangling.match(text, hit.end):
            return Bond(hit.start, hit.end, by_sentence[sentence.start][0])
        for found in self._origin.finditer(masked, max(sentence.start, hit.start - REACH), hit.start):
            if found.end() == hit.start:
                return Bond(hit.start, hit.end, None)
        return None

    def _join(self, hits: Sequence[Hit], bonds: dict[Hit, Bond], sentences: Sentences, masked: str) -> None:
        """Carry a bond over "and", and mark an "or" between two sources as an open choice."""
        ordered = sorted(hits, key=lambda hit: hit.start)
        for first, second in [*zip(ordered, ordered[1:], strict=False)][::-1] + [
            *zip(ordered, ordered[1:], strict=False)
        ]:
            if first.end > second.start or sentences.at(first.start) is not sentences.at(second.start):
                continue
            bound = bonds.get(second) or bonds.get(first)
            if not bound or first.owner.id == second.owner.id:
                continue
            if self._choice.fullmatch(masked, first.end, second.start):
                for hit in (first, second):
                    own = bonds.get(hit, Bond(hit.start, hit.end, bound.carrier))
                    bonds[hit] = Bond(own.start, own.end, own.carrier, open=True)
            elif not (bonds.get(first) and bonds.get(second)) and self._joint.fullmatch(
                masked, first.end, second.start
            ):
                for hit in (first, second):
                    bonds.setdefault(hit, Bond(hit.start, hit.end, bound.carrier))

    def amount(self, start: int, end: int, carriers: Sequence[Hit], text: str) -> Bond | None:
        """The carrier that a share or mass belongs to: "7,500 ppm rose exosome", "exosome solution 5 %".

        What is filled in ("exosome powder, 20 mg x 5") is no amount of vesicles.
        """
        if self._pack.match(text, end) or self._packs.search(text, max(0, start - 6), start):
            return None
        near = carriers[
            bisect_left(carriers, start - 2 * REACH, key=_start) : bisect_left(carriers, end + REACH, key=_start)
        ]
        for carrier in near:
            if 0 <= start - carrier.end < REACH and self._amount_after.fullmatch(text, carrier.end, start):
                if any(char.isalpha() for char in text[carrier.end : start]) and self._next.match(text, end):
                    continue  # "exosome serum 5 % niacinamide": the number has its owner after it
                return Bond(carrier.start, end, carrier)
            if 0 <= start - carrier.end < REACH and self._is_sourced(carrier.end, start, end, text):
                return Bond(carrier.start, end, carrier)
            if self._taken.search(text, max(0, start - REACH), start):
                continue  # "niacinamide 5 %, with exosomes": the number has its owner before it
            if 0 <= carrier.start - end < REACH and self._amount_before.fullmatch(text, end, carrier.start):
                return Bond(start, carrier.end, carrier)
        return None

    def _is_sourced(self, first: int, start: int, end: int, text: str) -> bool:
        """Whether only the source of a carrier stands between it and an amount: "exosomes from rose, 5,000 ppm"."""
        return bool(
            "\x00" in text[first:start] and self._sourced.fullmatch(text, first, start) and self._ends.match(text, end)
        )


def _may_lead(text: str, carrier: Hit) -> bool:
    """Whether a source may follow a carrier without a joint: "exosomes Lactobacillus"; "exosome milk" is a milk."""
    word = text[carrier.start : carrier.end]
    return word[-1] in "snao" or word.endswith("el")


def _start(hit: Hit) -> int:
    return hit.start


def masked(text: str, hits: Iterable[Hit]) -> str:
    """The text with every source word blanked by NUL, so that a joint may step over a neighbouring source."""
    chars = list(text)
    for hit in hits:
        chars[hit.start : hit.end] = "\x00" * (hit.end - hit.start)
    return "".join(chars)
