"""Labels of invented products that come with the package: to try the program on, and to test it with.

The words and pictures are drawn by ``scripts/draw_samples.py``; ``manifest.json`` says what each one should get.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from labelcheck.models import Frozen, Outcome, OverallVerdict, Scope, Source

Form = Literal["text", "pdf", "image"]


class UnknownSample(ValueError):
    """A sample, or a form of one, that does not come with the package."""


class Expected(Frozen):
    """What the contract answers for a sample."""

    exosome: Scope
    items: Mapping[str, Outcome]
    conditions: Mapping[str, Outcome]
    verdict: OverallVerdict


class Sample(Frozen):
    """One invented product and its files: the same words as text, as a PDF and as a picture."""

    name: str
    title: str
    description: str
    main: str
    files: Mapping[Form, str]
    expected: Expected
    readable: tuple[Form, ...]
    """The forms that are expected to give ``expected``."""

    def path(self, form: Form | Literal["main"] = "main") -> Traversable:
        """The file of a form inside the package, wherever that is installed: ``.name``, ``.read_bytes()``."""
        if form != "main" and form not in self.files:
            raise UnknownSample(f"sample {self.name!r} has no form {form!r}: choose main, {', '.join(self.files)}")
        return resources.files(__name__) / (self.main if form == "main" else self.files[form])


@cache
def _samples() -> dict[str, Sample]:
    """The manifest, read once and only when somebody asks for a sample."""
    entries = json.loads((resources.files(__name__) / "manifest.json").read_text(encoding="utf-8"))
    return {entry["name"]: Sample.model_validate(entry) for entry in entries}


def sample_names() -> tuple[str, ...]:
    """Names of all samples, in the order in which they are shown."""
    return tuple(_samples())


def sample(name: str) -> Sample:
    """The sample of this name."""
    try:
        return _samples()[name]
    except KeyError:
        raise UnknownSample(f"no sample {name!r}: choose one of {', '.join(sample_names())}") from None


def sample_source(name: str, form: Form | Literal["main"] | None = None) -> Source:
    """A sample as a document to evaluate; without ``form`` in its main form."""
    path = sample(name).path(form or "main")
    return Source(name=path.name, data=path.read_bytes())


def suppliers_source() -> Source:
    """Documents of four invented suppliers as a ZIP with a folder each: ``scripts/draw_suppliers.py`` draws it."""
    path = resources.files(__name__) / "suppliers.zip"
    return Source(name="invented-suppliers.zip", data=path.read_bytes())
