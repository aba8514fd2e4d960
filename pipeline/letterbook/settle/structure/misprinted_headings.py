"""Read misprinted numbers of headings once the letters are known, and claim their digits."""

from __future__ import annotations

from letterbook.detect.found import Found
from letterbook.model import Cert, Decision, Finding, Span, Subject, Topic
from letterbook.model.kinds import CORRECTION
from letterbook.model.values import Fault
from letterbook.settle.structure.regions import Structure
from letterbook.values.numerals import as_roman


def head_claims(structure: Structure) -> list[Span]:
    """Return the spans of the letters' numbers, which no note call may claim."""
    return [r.head.value.number_at for r in structure.letters() if r.head and r.head.value.number_at]


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
            model = sound.value.prefix_at
            span, reading = region.head.value.prefix_at, source.quote(model) if model else ""
        elif "number" in region.amended:
            value = region.amended["number"]
            style = sound.value.style if sound else "arabic"
            roman = as_roman(int(value)) if style in {"roman", "small"} else value
            span, reading = region.head.value.number_at, roman.lower() if style == "small" else roman
        if span is None or not reading:
            continue
        fault = Fault(reading, Cert.HIGH, "heading")
        finding = Finding(CORRECTION, span, "heading", 0.9, fault, region.because)
        findings.append(finding)
        subject = Subject(Topic.MISPRINTED_HEADING, region.key, name=region.number or "")
        decisions.append(Decision(subject, finding, (), "; ".join(e.says for e in region.because)))
    return tuple(findings), tuple(decisions)
