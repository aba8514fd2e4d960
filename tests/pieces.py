"""A small edition whose texts to search are cut into pieces, as those of large editions are."""

from __future__ import annotations

from pathlib import Path

from letterbook import assets
from letterbook.publish import render


def cut(tmp_path: Path, count: int, notes: str = "") -> dict[str, bytes]:
    """Make pages whose texts to search are cut into scripts of some 1,000 characters, from letters of 500."""
    sheet = tmp_path / "small.xsl"
    sheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xmlns:v="https://letterbook.invalid/ns/variable">'
        f'<xsl:import href="{assets.xslt("html.xsl").as_uri()}"/>'
        '<xsl:variable name="v:piece" select="1000"/></xsl:stylesheet>',
        encoding="utf-8",
    )
    rest = f'&lt;Stra\u00dfe "\u00c9t\u00e9" {"x " * 220}'
    letters = "".join(
        f'<div type="letter" xml:id="l{n}"><p>Only{n} {"" if n == count else "most"} {rest}</p></div>'
        for n in range(1, count + 1)
    )
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T'
        f"</title></titleStmt></fileDesc></teiHeader><text><body>{letters}</body>"
        f'<back><div type="notes">{notes}</div></back></text></TEI>'
    )
    return render.transform(sheet, document.encode(), {}, "edition.xml").value
