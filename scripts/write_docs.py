"""Write docs/openapi.json and the generated parts of README.md and rules/README.md, or check them.

    python scripts/write_docs.py [--check]

A generated part stands between ``<!-- name -->`` and ``<!-- /name -->``. ``--check`` writes nothing and exits 1 if a
part lags behind the program or the rules.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path

from labelcheck.cli import build_parser
from labelcheck.report.references import reference_link
from labelcheck.rules import load_rules

ROOT = Path(__file__).resolve().parents[1]


def help_blocks() -> str:
    os.environ["COLUMNS"] = "100"
    os.environ["NO_COLOR"] = "1"
    parser = build_parser()
    blocks = [parser.format_help()]
    actions = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    shown = ("check", "batch", "compare", "verify", "diff", "lint", "serve")
    blocks += [actions.choices[name].format_help() for name in shown]
    return "\n".join(f"```\n{block.rstrip()}\n```\n" for block in blocks)


def corrections() -> str:
    rows = ["| the article says | its sources say |", "| --- | --- |"]
    for entry in load_rules().checklists["tetrapod-2026"].corrections:
        links = ", ".join(f"[{reference}]({reference_link(reference)})" for reference in entry.references)
        rows.append(f"| {entry.statement} | {entry.correction.strip()} {links} |")
    return "\n".join(rows) + "\n"


def rules_table() -> str:
    rules = load_rules()
    rows = ["| id | says | languages |", "| --- | --- | --- |"]
    rows += [f"| `{rule.id}` | {rule.title} | {', '.join(rule.match)} |" for rule in rules.rules]
    rows += ["", "| flag | raised when | topic | severity |", "| --- | --- | --- | --- |"]
    rows += [f"| `{flag.id}` | {flag.title} | {flag.topic} | {flag.severity} |" for flag in rules.flags]
    rows += ["", "| word | means |", "| --- | --- |"]
    rows += [f"| {term.name} | {term.meaning} |" for term in rules.terms]
    rows += ["", "| study | kind | results | known how |", "| --- | --- | --- | --- |"]
    for study in rules.studies:
        rows.append(f"| `{study.id}` {study.name} | {study.kind} | {study.results} | {study.basis} |")
    return "\n".join(rows) + "\n"


def openapi() -> str:
    from labelcheck.api.openapi import description
    from labelcheck.api.work import Limits

    return json.dumps(description(load_rules(), Limits()), indent=2, ensure_ascii=False) + "\n"


WHOLE = {"docs/openapi.json": openapi}
PARTS = {
    "README.md": {"help": help_blocks, "corrections": corrections},
    "rules/README.md": {"rules": rules_table},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    lagging = []
    for name, content in WHOLE.items():
        path = ROOT / name
        made = content()
        if not path.is_file() or path.read_text(encoding="utf-8") != made:
            lagging.append(name)
            if not check:
                path.write_text(made, encoding="utf-8")
    for name, parts in PARTS.items():
        path = ROOT / name
        old = new = path.read_text(encoding="utf-8")
        for part, content in parts.items():
            block = f"<!-- {part} -->\n{content()}<!-- /{part} -->"
            new = re.sub(rf"<!-- {part} -->\n.*?<!-- /{part} -->", lambda _, block=block: block, new, flags=re.DOTALL)
        if new != old:
            lagging.append(name)
            if not check:
                path.write_text(new, encoding="utf-8")
    if lagging and check:
        print(f"{', '.join(lagging)}: run python scripts/write_docs.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
