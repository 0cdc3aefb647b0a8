"""Small signs drawn for pages that stand alone: there is no icon font in them, whose words would show instead."""

from __future__ import annotations

import re
from typing import Final

_RING: Final = '<circle cx="12" cy="12" r="9"/>'
_EYE: Final = '<path d="M2 12c3-5 7-7 10-7s7 2 10 7c-3 5-7 7-10 7s-7-2-10-7z"/><circle cx="12" cy="12" r="3"/>'
_SHEET: Final = '<path d="M6 3h9l4 4v14H6z"/>'
_DOT: Final = '<circle cx="12" cy="17" r=".6"/>'
SIGNS: Final[dict[str, str]] = {
    "check_circle": f'{_RING}<path d="M8 12.5l3 3 5-6"/>',
    "verified": f'{_RING}<path d="M8 12.5l3 3 5-6"/>',
    "contrast": f'{_RING}<path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "cancel": f'{_RING}<path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "radio_button_unchecked": _RING,
    "block": f'{_RING}<path d="M6 6l12 12"/>',
    "visibility": _EYE,
    "visibility_off": f'{_EYE}<path d="M4 4l16 16"/>',
    "gpp_maybe": f'<path d="M12 2l8 3v7c0 5-4 8-8 10-4-2-8-5-8-10V5z"/><path d="M12 8v5"/>{_DOT}',
    "warning": f'<path d="M12 3l10 18H2z"/><path d="M12 10v4"/>{_DOT}',
    "error": f'{_RING}<path d="M12 7v6"/>{_DOT}',
    "info": f'{_RING}<path d="M12 11v6"/><circle cx="12" cy="7.5" r=".6"/>',
    "help": f'{_RING}<path d="M9.5 9.5c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4"/>{_DOT}',
    "flag": '<path d="M6 21V4h12l-3 4 3 4H6"/>',
    "draft": _SHEET,
    "label": '<path d="M3 6h12l6 6-6 6H3z"/>',
    "list_alt": '<path d="M4 4h16v16H4z"/><path d="M8 9h.5M12 9h4M8 12.5h.5M12 12.5h4M8 16h.5M12 16h4"/>',
    "auto_stories": '<path d="M12 6c-3-2-6-2-9-1v13c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v13"/>',
    "workspace_premium": '<circle cx="12" cy="9" r="6"/><path d="M8 14l-1 7 5-2 5 2-1-7M9.5 9l2 2 3-3.5"/>',
    "article": f'{_SHEET}<path d="M9 11h7M9 15h7"/>',
    "description": f'{_SHEET}<path d="M9 11h7M9 15h7"/>',
    "picture_as_pdf": f'{_SHEET}<path d="M9 12h7v5H9z"/>',
    "image": '<path d="M3 5h18v14H3z"/><path d="M4 18l5-6 4 4 3-3 4 4"/>',
    "language": f'{_RING}<path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18"/>',
    "mail": '<path d="M3 6h18v12H3z"/><path d="M3 7l9 7 9-7"/>',
    "forum": '<path d="M3 4h13v9H8l-5 4z"/><path d="M19 9h2v11l-4-3h-6v-1"/>',
    "edit_note": '<path d="M4 7h10M4 12h7M4 17h5"/><path d="M13 18l7-7 1.5 1.5-7 7H13z"/>',
    "remove": '<path d="M6 12h12"/>',
    "qr_code_2": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2z"/>',
    "science": '<path d="M9 3h6M10 3v6l-6 11h16l-6-11V3"/>',
    "bubble_chart": '<circle cx="8" cy="14" r="4"/><circle cx="16" cy="8" r="3"/><circle cx="17" cy="17" r="2"/>',
    "medical_services": '<path d="M3 7h18v13H3zM9 7V4h6v3M12 10v7M8.5 13.5h7"/>',
    "layers": '<path d="M12 3l9 5-9 5-9-5zM3 13l9 5 9-5"/>',
    "trophy": '<path d="M7 4h10v5a5 5 0 0 1-10 0zM7 6H4c0 3 1 5 3 5M17 6h3c0 3-1 5-3 5M12 14v4M8 20h8"/>',
    "health_and_safety": '<path d="M12 2l8 3v7c0 5-4 8-8 10-4-2-8-5-8-10V5zM12 8v7M8.5 11.5h7"/>',
    "gavel": '<path d="M4 20h9M9 5l6 6M7 9l4-4 5 5-4 4zM14 12l6 6"/>',
    "content_copy": '<path d="M9 3h11v13H9zM9 7H4v14h11v-5"/>',
    "vaccines": '<path d="M4 20l5-5M8 11l5 5 6-6-5-5zM15 3l6 6M11 8l2 2"/>',
    "calculate": '<path d="M4 3h16v18H4zM8 8h8M8 13h3M8 17h3M14 13h2M14 17h2"/>',
    "compare_arrows": '<path d="M3 8h12M11 4l4 4-4 4M21 16H9M13 12l-4 4 4 4"/>',
    "fingerprint": '<path d="M5 16c-1-8 4-11 7-11s8 3 7 11M8 19c-2-7 0-10 4-10s6 3 4 10M12 13v7"/>',
    "edit": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "check": '<path d="M5 12.5l5 5 9-11"/>',
    "public": f'{_RING}<path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18"/>',
    "group": '<circle cx="9" cy="8" r="3"/><path d="M3 20c0-8 12-8 12 0M16 5a3 3 0 0 1 0 6M18 14c2 1 3 3 3 6"/>',
}
"""By the name of the symbol that the app shows from its font: what stands inside a box of 24 by 24."""

_ICON = re.compile(r'<span class="lc-icon" aria-hidden="true">(\w+)</span>')


def signed(block: str) -> str:
    """``block`` with a drawn sign wherever it names a symbol of the icon font; a ring where none is drawn for it."""
    return _ICON.sub(lambda match: sign(match[1]), block)


def sign(name: str) -> str:
    """A sign as inline SVG in the colour of its text, hidden from screen readers: the word beside it says it."""
    return (
        '<svg class="lc-icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{SIGNS.get(name, _RING)}</svg>'
    )
