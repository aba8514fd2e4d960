"""The letters' headings once they are known: which digits they claim, and how a misprinted one is read."""

from __future__ import annotations

import re

from letterbook.detect.found import Found
from letterbook.model import Cert, Decision, Finding, Source, Span, Subject, Topic
from letterbook.model.kinds import CORRECTION
from letterbook.model.values import Fault, Heading
from letterbook.settle.structure.regions import Structure
from letterbook.values.numerals import as_roman

_PREFIX = re.compile(r"[\[(_=~*\s]*(?P<prefix>[^\W\d_]{1,12}\s*[.°º:]*)(?=\s*[\dIVXLCDMivxlcdm])")
_NUMBER = re.compile(r"\d+[a-zA-Z]?|[IVXLCDM]+\b|[ivxlcdm]+\b")


def prefix_span(source: Source, head: Finding[Heading]) -> Span | None:
    """Return the span of the word before a number in figures ("No."), or None where there is none."""
    found = _PREFIX.match(source.quote(head.span))
    if not found or not head.value.prefix or head.value.style in {"none", "word"}:
        return None
    start = head.span.start + found.start("prefix")
    return Span(start, start + len(found["prefix"].rstrip()))


def number_span(source: Source, head: Finding[Heading]) -> Span | None:
    """Return the span of a heading's number in figures, or None where it bears none."""
    if head.value.style in {"none", "word"}:
        return None
    prefix = prefix_span(source, head)
    start = prefix.end if prefix else head.span.start
    found = _NUMBER.search(source.text, start, head.span.end)
    return Span(found.start(), found.end()) if found else None


def head_claims(source: Source, structure: Structure) -> list[Span]:
    """Return the spans of the letters' numbers, which no note call may claim."""
    spans = (number_span(source, r.head) for r in structure.letters() if r.head)
    return [span for span in spans if span]


def amend_heads(
    found: Found, structure: Structure
) -> tuple[tuple[Finding[Fault], ...], tuple[Decision, ...]]:
    """Propose the corrections of misprinted headings ("Mo. 27"), in the form the other headings have."""
    source = found.page.source
    findings: list[Finding[Fault]] = []
    decisions: list[Decision] = []
    sound = next((r.head for r in structure.letters() if r.head and not r.amended), None)
    for region in structure.letters():
        if region.head is None or not region.amended:
            continue
        span: Span | None = None
        reading = ""
        if "prefix" in region.amended and sound:
            model = prefix_span(source, sound)
            span, reading = prefix_span(source, region.head), source.quote(model) if model else ""
        elif "number" in region.amended:
            value = region.amended["number"]
            style = sound.value.style if sound else "arabic"
            roman = as_roman(int(value)) if style in {"roman", "small"} else value
            span, reading = number_span(source, region.head), roman.lower() if style == "small" else roman
        if span is None or not reading:
            continue
        fault = Fault(reading, Cert.HIGH, "heading")
        finding = Finding(CORRECTION, span, "heading", 0.9, fault, region.because)
        findings.append(finding)
        subject = Subject(Topic.MISPRINTED_HEADING, region.key, name=region.number or "")
        decisions.append(Decision(subject, finding, (), "; ".join(e.says for e in region.because)))
    return tuple(findings), tuple(decisions)
