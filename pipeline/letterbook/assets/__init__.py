"""Where the schema and the stylesheets lie, in an installed package or in the checkout."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parent
_CHECKOUT = _INSTALLED.parents[2]


def _home() -> Path:
    return _INSTALLED if (_INSTALLED / "xslt").is_dir() else _CHECKOUT


def schema(name: str) -> Path:
    """Return the path of a file of the schema folder; it need not exist."""
    return _home() / "schema" / name


def xslt(name: str = "") -> Path:
    """Return the path of a stylesheet, or of the stylesheets' folder."""
    return _home() / "xslt" / name
