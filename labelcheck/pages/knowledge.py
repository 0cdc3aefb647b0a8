"""What the app knows about labels: the rules, loaded once for everyone, since they hold nothing of any visitor."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.models import Checklist, RuleSet
from labelcheck.rules import load_rules

CHECKLIST: Final = "tetrapod-2026"


@st.cache_resource(show_spinner=False)
def rules() -> RuleSet:
    """The rule set this server answers from."""
    return load_rules()


def checklist() -> Checklist:
    """The article's checklist."""
    return rules().checklists[CHECKLIST]
