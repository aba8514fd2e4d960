"""The records and pages that go with a package: DataCite 4.5, Dublin Core, CITATION.cff, README.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from letterbook.deposit.record import Record
from letterbook.project.creators import Creator

#: What stands for a DOI that is yet to be given (DataCite 4.5, appendix 3: standard values for unknown).
_TO_COME = "(:tba)"
_KERNEL = "http://datacite.org/schema/kernel-4"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_RESOURCE = (
    f'<resource xmlns="{_KERNEL}" {_XSI}'
    f' xsi:schemaLocation="{_KERNEL} http://schema.datacite.org/meta/kernel-4.5/metadata.xsd">'
)
_OAI = "http://www.openarchives.org/OAI/2.0"
_DC = (
    f'<oai_dc:dc xmlns:oai_dc="{_OAI}/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" {_XSI}'
    f' xsi:schemaLocation="{_OAI}/oai_dc/ {_OAI}/oai_dc.xsd">'
)
_FORMATS = ("application/tei+xml", "text/html", "text/plain", "application/json")


def datacite(record: Record) -> dict[str, Any]:
    """Describe the edition by DataCite's Metadata Schema 4.5, in its JSON form."""
    return {
        **({"doi": record.doi} if record.doi else {}),
        **({"url": record.url} if record.url else {}),
        "creators": [_datacite_name(creator) for creator in record.creators],
        "titles": [{"title": record.title}],
        "publisher": {"name": record.publisher},
        "publicationYear": record.year,
        "types": {"resourceType": "Digital edition of letters", "resourceTypeGeneral": "Dataset"},
        "subjects": [{"subject": subject} for subject in ("Correspondence", *record.authors)],
        "contributors": [{"name": name, "contributorType": kind} for kind, name in _contributors(record)],
        "dates": [{"date": record.date, "dateType": "Issued"}],
        **({"language": record.languages[0]} if record.languages else {}),
        "alternateIdentifiers": [{"alternateIdentifier": record.id, "alternateIdentifierType": "letterbook"}],
        "formats": list(_FORMATS),
        "rightsList": [_rights(record)],
        "descriptions": [
            {"description": text, "descriptionType": kind}
            for text, kind in ((record.abstract, "Abstract"), (record.warning, "TechnicalInfo"))
            if text
        ],
        "schemaVersion": _KERNEL,
    }


def _datacite_name(creator: Creator) -> dict[str, Any]:
    if creator.name:
        named: dict[str, Any] = {"name": creator.name}
        if not creator.orcid:  # who has an ORCID is a person, though of one name
            named["nameType"] = "Organizational"
    else:
        named = {"name": creator.sorted, "nameType": "Personal"}
        named |= {"givenName": creator.given} if creator.given else {}
        named |= {"familyName": creator.family}
    if creator.orcid:
        named["nameIdentifiers"] = [
            {
                "nameIdentifier": f"https://orcid.org/{creator.orcid}",
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    return named


def _contributors(record: Record) -> Iterable[tuple[str, str]]:
    editor = [("Editor", record.editor)] if record.editor else []
    others = [("Other", name) for name in dict.fromkeys(name for _, name in record.responsible)]
    return (*editor, *others, ("RightsHolder", record.rights_holder))


def _rights(record: Record) -> dict[str, str]:
    rights = {"rights": record.licence, "rightsUri": record.licence_url}
    if record.spdx:
        rights |= {
            "schemeUri": "https://spdx.org/licenses/",
            "rightsIdentifier": record.spdx,
            "rightsIdentifierScheme": "SPDX",
        }
    return rights


def as_json(value: object) -> bytes:
    """Write a JSON file as archives keep it: readable, in UTF-8, in the order in which it was made."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# ------------------------------------------------------------------ XML


def _element(name: str, text: str, attributes: Mapping[str, str] | None = None, depth: int = 1) -> str:
    given = "".join(f" {key}={quoteattr(value)}" for key, value in (attributes or {}).items() if value)
    return f"{' ' * depth}<{name}{given}>{escape(text)}</{name}>"


def _list(name: str, items: Iterable[str]) -> list[str]:
    return [f" <{name}>", *items, f" </{name}>"]


def datacite_xml(record: Record) -> bytes:
    """Describe the edition by DataCite's Metadata Schema 4.5, in its XML form.

    It must have an identifier; where the DOI is yet to be given, a standard value says so.
    """
    told = datacite(record)
    rights = told["rightsList"][0]
    kind = told["types"]
    lines = [
        _DECLARATION,
        _RESOURCE,
        _element("identifier", record.doi or _TO_COME, {"identifierType": "DOI"}),
        *_list("creators", (line for each in told["creators"] for line in _named("creator", each))),
        *_list("titles", [_element("title", record.title, depth=2)]),
        _element("publisher", record.publisher),
        _element("publicationYear", record.year),
        *_list("subjects", (_element("subject", each["subject"], depth=2) for each in told["subjects"])),
        *_list(
            "contributors", (line for each in told["contributors"] for line in _named("contributor", each))
        ),
        *_list("dates", [_element("date", record.date, {"dateType": "Issued"}, 2)]),
        *([_element("language", told["language"])] if "language" in told else []),
        _element("resourceType", kind["resourceType"], {"resourceTypeGeneral": kind["resourceTypeGeneral"]}),
        *_list(
            "alternateIdentifiers",
            [_element("alternateIdentifier", record.id, {"alternateIdentifierType": "letterbook"}, 2)],
        ),
        *_list("formats", (_element("format", each, depth=2) for each in told["formats"])),
        *_list(
            "rightsList",
            [
                _element(
                    "rights",
                    rights["rights"],
                    {
                        "rightsURI": rights["rightsUri"],
                        "rightsIdentifier": rights.get("rightsIdentifier", ""),
                        "rightsIdentifierScheme": rights.get("rightsIdentifierScheme", ""),
                        "schemeURI": rights.get("schemeUri", ""),
                    },
                    2,
                )
            ],
        ),
        *_list(
            "descriptions",
            (
                _element("description", each["description"], {"descriptionType": each["descriptionType"]}, 2)
                for each in told["descriptions"]
            ),
        ),
        "</resource>",
        "",
    ]
    return "\n".join(lines).encode()


def _named(role: str, who: Mapping[str, Any]) -> Iterable[str]:
    kind = {"contributorType": who["contributorType"]} if "contributorType" in who else {}
    opening = "".join(f" {key}={quoteattr(value)}" for key, value in kind.items())
    yield f"  <{role}{opening}>"
    yield _element(f"{role}Name", who["name"], {"nameType": who.get("nameType", "")}, 3)
    for part in ("givenName", "familyName"):
        if part in who:
            yield _element(part, who[part], depth=3)
    for number in who.get("nameIdentifiers", ()):
        scheme = {"nameIdentifierScheme": number["nameIdentifierScheme"], "schemeURI": number["schemeUri"]}
        yield _element("nameIdentifier", number["nameIdentifier"], scheme, 3)
    yield f"  </{role}>"


def dublin_core(record: Record) -> bytes:
    """Describe the edition by the fifteen elements of Dublin Core, as OAI-PMH harvests them."""
    identifier = f"https://doi.org/{record.doi}" if record.doi else record.url or record.id
    pairs = [
        ("title", record.title),
        *(("creator", creator.sorted) for creator in record.creators),
        *(("subject", subject) for subject in ("Correspondence", *record.authors)),
        ("description", record.abstract),
        *((("description", record.warning),) if record.warning else ()),
        ("publisher", record.publisher),
        *(("contributor", name) for kind, name in _contributors(record) if kind != "RightsHolder"),
        ("date", record.date),
        ("type", "Dataset"),
        *(("format", form) for form in _FORMATS),
        ("identifier", identifier),
        *((("source", record.source),) if record.source else ()),
        *(("language", code) for code in record.languages),
        ("rights", f"{record.licence}, {record.licence_url}"),
        ("rights", f"Rights holder: {record.rights_holder}"),
    ]
    lines = [
        _DECLARATION,
        _DC,
        *(_element(f"dc:{name}", text) for name, text in pairs),
        "</oai_dc:dc>",
        "",
    ]
    return "\n".join(lines).encode()


# ------------------------------------------------------------------ for people


def citation(record: Record) -> bytes:
    """Write CITATION.cff (Citation File Format 1.2.0); strings are those of JSON, which YAML reads too."""

    def said(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [
        "cff-version: 1.2.0",
        'message: "If you use this edition, please cite it as below."',
        "type: dataset",
        f"title: {said(record.title)}",
        "authors:",
    ]
    for creator in record.creators:
        parts = {"name": creator.name, "family-names": creator.family, "given-names": creator.given}
        given = [f"{key}: {said(value)}" for key, value in parts.items() if value]
        given += [f'orcid: "https://orcid.org/{creator.orcid}"'] if creator.orcid else []
        lines += [f"  {'- ' if not n else '  '}{line}" for n, line in enumerate(given)]
    lines += [f'date-released: "{record.date}"', f"abstract: {said(record.abstract)}"]
    lines += [f"license: {record.spdx}"] if record.spdx else [f"license-url: {said(record.licence_url)}"]
    lines += [f"doi: {said(record.doi)}"] if record.doi else []
    lines += [f"url: {said(record.url)}"] if record.url else []
    lines += ["keywords:", *(f"  - {said(word)}" for word in ("letters", "correspondence", "TEI", "CMIF"))]
    return ("\n".join(lines) + "\n").encode()
