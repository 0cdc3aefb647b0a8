"""What surrounds a product on its page and speaks of something else: menus, footers, other products, reviews.

A part is left out only when it says by its name or heading what it is, or when it is a bare list of links that the
extractor leaves out too. What an extractor alone would drop stays: it takes ingredient tables, folded answers and
storage lines for furniture, and a line lost here would be reported as not stated.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from labelcheck.capture.written.outline import BLOCK, VOID, Element, End, Outline


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MENU = _names("nav navbar navigation menu menubar megamenu gnb lnb snb breadcrumb breadcrumbs sitemap pagination")
_SEARCH = _names("search searchbar")
_NOTICE = _names("cookie cookies consent gdpr onetrust newsletter announcement minicart")
_FOOTER = _names("footer colophon contentinfo navfooter")
_PART = _names("product prd item detail details description pdp article entry post card")
_CONTENTS = _PART | _names("ingredient ingredients inci composition formula spec specs specification specifications")
_SIDE = _names("sidebar complementary header banner")
_REVIEWS = _names("reviews testimonial testimonials commentlist qna")
_OTHERS = _names("upsell upsells crosssell crosssells") | _REVIEWS
_ONE_REVIEW = _names(
    "review list item card body text content customer product user prd goods shop store box wrap wrapper container "
    "section widget area row author stars rating"
)
_PRODUCTS = _names("related relation recommendations similar sims")
_PAIRS = frozenset(
    (
        ("cross", "sell"),
        ("cross", "sells"),
        ("recently", "viewed"),
        ("also", "like"),
        ("also", "bought"),
        ("recommended", "products"),
        ("recommended", "items"),
        ("product", "recommendation"),
    )
)
_SKIP_LINK = ("skip", "link")
_HEADING = re.compile(
    r"(?:you (?:may|might) also|related (?:products|items)|products related to|similar (?:products|items)|"
    r"customers (?:who|also)|recommended (?:for you|products)|frequently bought|recently viewed|"
    r"complete (?:the|your) (?:routine|look|set)|"
    r"(?:customer |product )?(?:reviews|ratings)(?:\W*\d[\d,.]*\W*|\W.{0,9}(?:reviews|ratings))?$|"
    r"what (?:our|my) (?:customers|patients|clients|users) say|"
    r"testimonials|"
    r"das könnte (?:ihnen|dir)|ähnliche (?:produkte|artikel)|kunden(?:bewertungen|stimmen|rezensionen)|"
    r"vous aimerez aussi|produits (?:similaires|associés)|avis (?:des )?clients|productos (?:relacionados|similares)|"
    r"también te|opiniones de|prodotti correlati|produtos relacionados|"
    r"관련\s?상품|추천\s?상품|함께\s?(?:구매|본)|(?:상품|구매|고객)\s?(?:후기|문의|리뷰)|리뷰|"
    r"関連商品|おすすめ商品|カスタマーレビュー|レビュー|相关(?:产品|商品|推荐)|用户评价|商品评价)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9]+")
_LONGEST_HEADING = 60
_LONGEST_NAMES = 500
_LARGEST_SHARE = 0.6
_FEW_CHARACTERS = 250
_MENU_SHARE = 0.4
_BARE_MENU = 80
_LIST_SHARE = 0.8
_FEWEST_LINKS = 3
_FEWEST_COMMAS = 3
_DEEPEST = 200
_NEAR = 4
_LISTS = BLOCK | {"td"}
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass(slots=True)
class Surroundings:
    """The elements to leave out, and whether some of them speak of other products or in customers' words."""

    elements: set[Element] = field(default_factory=set)
    of_others: bool = False


def surroundings(page: Outline) -> Surroundings:
    """What to leave out of a page; nothing that holds the main heading or most of the text."""
    measured = _Measures(page)
    found = Surroundings()
    kept = None
    skip_to = -1
    for element in page.elements:
        if element.start < skip_to:
            continue
        if element.hides or not measured.may_go(element):
            continue
        words = _words(element)
        others = _is_of_others(element, words, measured)
        if not others and element.tag in _HEADINGS and _speaks_of_others(page, element):
            section = _section(page, measured, element)
            found.elements.update(section)
            found.of_others = True
            skip_to = max(each.end for each in section)
            continue
        if not others and not _is_furniture(element, words, measured):
            if not measured.is_link_list(element) or _is_content(page, element):
                continue
            kept = _kept(page) if kept is None else kept
            if any(place in kept for place in measured.texts(element)):
                continue
        found.elements.add(element)
        found.of_others = found.of_others or (others and measured.characters(element) > 0)
        skip_to = element.end
    return found


class _Measures:
    """How much text and how many links stand in each stretch of an outline."""

    def __init__(self, page: Outline) -> None:
        text, linked, links, commas, titles = [0], [0], [0], [0], [0]
        hidden = in_links = 0
        self._seen: list[bool] = []
        for event in page.events:
            length = 0
            if isinstance(event, Element):
                hidden += event.hides
                in_links += event.tag in ("a", "button")
            elif isinstance(event, End):
                hidden -= event.element.hides
                in_links -= event.element.tag in ("a", "button")
            elif not hidden:
                length = len("".join(event.split()))
            self._seen.append(bool(length))
            text.append(length)
            linked.append(length if in_links else 0)
            links.append(not hidden and isinstance(event, Element) and event.tag == "a")
            commas.append(event.count(",") if isinstance(event, str) and not in_links else 0)
            titles.append(not hidden and isinstance(event, Element) and event.tag == "h1")
        self._text, self._linked, self._links, self._commas, self._titles = (
            list(accumulate(each)) for each in (text, linked, links, commas, titles)
        )
        self._all = self._text[-1] - self._linked[-1]

    def may_go(self, element: Element) -> bool:
        """Whether the element is small beside the page and holds no main heading."""
        if element.tag in ("html", "body", "main") or self._sum(self._titles, element):
            return False
        own = self.characters(element) - self._sum(self._linked, element)
        return own <= max(_FEW_CHARACTERS, _LARGEST_SHARE * self._all)

    def characters(self, element: Element) -> int:
        """Characters seen in an element."""
        return self._sum(self._text, element)

    def text_between(self, outer: Element, inner: Element) -> int:
        """Characters seen in an element before another in it begins."""
        return self._text[inner.start] - self._text[outer.start]

    def links(self, element: Element) -> int:
        """Links in an element."""
        return self._sum(self._links, element)

    def link_share(self, element: Element) -> float:
        """Share of an element's characters that stand in links; 1 where it has none."""
        characters = self.characters(element)
        return self._sum(self._linked, element) / characters if characters else 1.0

    def is_link_list(self, element: Element) -> bool:
        """Whether an element is links and hardly anything else; words with commas between them are a sentence."""
        return (
            element.tag in _LISTS
            and self.links(element) >= _FEWEST_LINKS
            and self.link_share(element) >= _LIST_SHARE
            and self._sum(self._commas, element) < _FEWEST_COMMAS
        )

    def texts(self, element: Element) -> Iterator[int]:
        """Places of the texts seen in an element."""
        return (place for place in range(element.start, element.end) if self._seen[place])

    @staticmethod
    def _sum(sums: list[int], element: Element) -> int:
        return sums[element.end] - sums[element.start]


def _raw_names(element: Element) -> str:
    values = element.values
    return " ".join(
        values.get(name, "")[:_LONGEST_NAMES] for name in ("class", "id", "role", "aria-label") if name in values
    )


def _words(element: Element) -> set[str]:
    """The words of what an element is called."""
    raw = _raw_names(element)
    return {*_SPLIT.split(_CAMEL.sub(" ", raw).lower()), *_SPLIT.split(raw.lower())} if raw else set()


def _has_pair(element: Element) -> bool:
    words = _SPLIT.split(_CAMEL.sub(" ", _raw_names(element)).lower())
    return any(pair in _PAIRS for pair in zip(words, words[1:], strict=False))


def _is_of_others(element: Element, words: set[str], measured: _Measures) -> bool:
    """Whether an element shows other products, which are links, or what customers write, by its name."""
    return (
        bool(words & _OTHERS)
        or ("review" in words and _is_review(element))
        or (measured.links(element) > 0 and bool(words & _PRODUCTS or _has_pair(element)))
    )


def _is_review(element: Element) -> bool:
    """Whether one of an element's names says nothing but that a review stands here: a review board is none."""
    names = (set(_SPLIT.split(_CAMEL.sub(" ", name).lower())) - {""} for name in _raw_names(element).split())
    return any("review" in words and words <= _ONE_REVIEW for words in names)


def _is_furniture(element: Element, words: set[str], measured: _Measures) -> bool:
    """Whether an element is part of the shop rather than of the product, by its name and its links."""
    tag = element.tag
    if tag == "nav" or words & _MENU:
        bare = tag == "nav" and measured.characters(element) <= _BARE_MENU
        return bare or measured.link_share(element) >= _MENU_SHARE
    if words & _NOTICE or words.issuperset(_SKIP_LINK):
        return True
    if words & _SEARCH:
        return measured.characters(element) < _FEW_CHARACTERS
    if tag == "footer" or words & _FOOTER:
        return not (words & _PART or _inside_main(element)) and measured.links(element) >= 2
    if tag in ("header", "aside") or words & _SIDE:
        return measured.links(element) > 0 and measured.link_share(element) >= _MENU_SHARE
    return False


def _inside_main(element: Element) -> bool:
    above, steps = element.above, 0
    while above is not None and steps < _DEEPEST:
        if above.tag in ("main", "article"):
            return True
        above, steps = above.above, steps + 1
    return False


def _is_content(page: Outline, element: Element) -> bool:
    """Whether a list of links belongs to the product by the names around it or the heading before it."""
    above: Element | None = element
    for _ in range(_NEAR):
        if above is None:
            break
        if _words(above) & _CONTENTS and above.tag != "body":
            return True
        above = above.above
    before = element.start - 1
    while before > 0 and isinstance(event := page.events[before], str) and not event.strip():
        before -= 1
    event = page.events[before]
    return isinstance(event, End) and event.element.tag in _HEADINGS


def _speaks_of_others(page: Outline, heading: Element) -> bool:
    words = " ".join(
        event for event in page.events[heading.start : min(heading.end, heading.start + 40)] if isinstance(event, str)
    )
    words = " ".join(words.split())
    return len(words) <= _LONGEST_HEADING and bool(_HEADING.match(words))


def _section(page: Outline, measured: _Measures, heading: Element) -> list[Element]:
    """What stands under a heading: the element that begins with it, or what follows it up to the next heading."""
    section = heading
    for _ in range(_DEEPEST):
        above = section.above
        if above is None or not measured.may_go(above) or measured.text_between(above, heading):
            break
        if any(_ranks(each, heading) for each in _children_after(page, above, heading)):
            break
        section = above
    if section is not heading or heading.above is None:
        return [section]
    found = [heading]
    for each in _children_after(page, heading.above, heading):
        if _ranks(each, heading) or not measured.may_go(each):
            break
        found.append(each)
    return found


def _children_after(page: Outline, element: Element, heading: Element) -> Iterator[Element]:
    """The elements in ``element`` behind the heading, outermost only."""
    place = heading.end + 1
    while place < element.end:
        event = page.events[place]
        if isinstance(event, Element):
            yield event
            place = event.end
        place += 1


def _ranks(element: Element, heading: Element) -> bool:
    """Whether an element is a heading as high as another, or higher."""
    return element.tag in _HEADINGS and element.tag <= heading.tag


def _kept(page: Outline) -> set[int]:
    """Places of the texts that the extractor takes for the page's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    parts: list[str] = []
    depth = hidden = 0
    for place, event in enumerate(page.events):
        if isinstance(event, str):
            if not hidden and event.strip():
                parts.append(f"\ue000{place}\ue001{html.escape(event)}")
        elif isinstance(event, Element):
            hidden += event.hides
            depth += 1
            if not hidden and depth <= _DEEPEST and _is_plain(event):
                names = html.escape(_raw_names(event))
                parts.append(f'<{event.tag} class="{names}">' if names else f"<{event.tag}>")
        else:
            if not hidden and depth <= _DEEPEST and _is_plain(event.element):
                parts.append(f"</{event.element.tag}>")
            depth -= 1
            hidden -= event.element.hides
    main = extract_plain_text("".join(parts), main_content=True, alt_texts=False)
    return {int(match.group(1)) for match in _MARK.finditer(main)}


def _is_plain(element: Element) -> bool:
    """Whether an element only groups what is in it: no others are shown to the extractor, which then sees no traps."""
    return (element.tag in BLOCK or element.tag in ("a", "li", "td", "th", "tr")) and element.tag not in VOID
