"""Every message has its translation, no translation is left of what is no longer said, and both have the same blanks.

Messages are found where they are said: literals given to ``say``, ``noted``, ``said``, ``filled`` or ``dialog``.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_house_rule_messages import parts

from labelcheck.language import LANGUAGES, SOURCE

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "labelcheck" / "messages"
FILES = [*sorted((ROOT / "labelcheck").rglob("*.py")), ROOT / "app.py"]
SAYING = {"say", "noted", "said", "filled"}
OTHERS = [language for language in LANGUAGES if language != SOURCE]
ALIKE = {"PDF", "platelet, melasma, Cho, NCT06677931 …"}
"""Messages with words that are the same in every language; records are searched in English."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Where something is said; a function of the same name that is not the language's own says nothing."""
    sources = ("labelcheck.language", "labelcheck.report.html.markup")
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in sources]
    local = SAYING & {alias.name for node in imports for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            dialog = isinstance(called, ast.Attribute) and called.attr == "dialog"
            if dialog or (isinstance(called, ast.Name) and called.id in local):
                yield node


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from literals(value)


def messages() -> dict[str, str]:
    """Every message that is said, with the file it stands in."""
    found: dict[str, str] = {}
    for path in FILES:
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            for message in literals(call.args[0]):
                if message:
                    found.setdefault(message, path.relative_to(ROOT).as_posix())
    for invented in json.loads((ROOT / "labelcheck" / "samples" / "manifest.json").read_text(encoding="utf-8")):
        found |= {invented[part]: "samples/manifest.json" for part in ("title", "description")}
    return found


def catalogues(language: str) -> dict[str, dict[str, str]]:
    return {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(MESSAGES.glob(f"{language}*.toml"))
    }


def blanks(message: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?::\w+)?\}", message))


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_its_translation(language: str) -> None:
    known = {key for entries in catalogues(language).values() for key in entries}
    missing = [f"{path}: {message}" for message, path in messages().items() if message not in known]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    said = messages()
    others = [(name, entries) for name, entries in catalogues(language).items() if "_rules" not in name]
    unknown = [f"{name}: {key}" for name, entries in others for key in entries if key not in said and parts(key) > 1]
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_same_blanks_and_say_something(language: str) -> None:
    for name, entries in catalogues(language).items():
        for english, said in entries.items():
            assert blanks(english) == blanks(said), f"{name}: {english}"
            assert said.strip(), f"{name}: {english}"
            wordless = not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", english))
            assert said != english or wordless or english in ALIKE, f"{name}: {english}"


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_stands_in_two_files(language: str) -> None:
    seen = Counter(key for entries in catalogues(language).values() for key in entries)
    assert not [key for key, times in seen.items() if times > 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_message_is_never_put_together(path: Path) -> None:
    """An f-string, a sum or a formatted text can have no entry in a catalogue."""
    for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
        made = call.args[0]
        glued = isinstance(made, ast.JoinedStr | ast.BinOp) or (
            isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute) and made.func.attr in ("format", "join")
        )
        assert not glued, f"{path}:{call.lineno}: {ast.unparse(made)}"


def test_blanks_that_are_said_are_blanks_of_the_message() -> None:
    for path in FILES:
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            given = {keyword.arg for keyword in call.keywords}
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name in ("say", "filled") and None not in given:
                for message in literals(call.args[0]):
                    assert blanks(message) <= given, f"{path}:{call.lineno}: {message}"
