"""Make a reading of a phrase, with the words of the text that are the date's own."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Span
from letterbook.values.dates.phrases import Phrase
from letterbook.values.dates.reading import Context, Reading
from letterbook.values.dates.tokens import Token


def state(tokens: Sequence[Token], phrase: Phrase, context: Context, base: int = 0) -> Reading:
    """Return what a phrase says, its span moved by the offset of the text it was read from."""
    span = date_span(tokens, phrase)
    return Reading(
        when=phrase.when,
        span=Span(span.start + base, span.end + base),
        cert=phrase.cert,
        basis=phrase.basis,
        inherits=phrase.inherits,
        weekday=phrase.weekday,
        hour=phrase.hour,
        notes=(*phrase.notes, *_outside(phrase, context)),
    )


def _outside(phrase: Phrase, context: Context) -> tuple[str, ...]:
    when = phrase.when
    years = {
        int(v[:4]) for v in (when.when, when.start, when.not_before, when.not_after) if v and v[:4].isdigit()
    }
    if context.years is None or all(context.years[0] <= year <= context.years[1] for year in years):
        return ()
    return ("the year lies outside the edition's span of years",)


def date_span(tokens: Sequence[Token], phrase: Phrase) -> Span:
    """Return the span of the date's words: with brackets that belong to it and the stop of a shortening."""
    # "about Wednesday": where no token of the text begins the phrase, all of them are meant
    first = next((at for at, token in enumerate(tokens) if token.start == phrase.first.start), 0)
    last = next((at for at, token in enumerate(tokens) if token.end == phrase.last.end), len(tokens) - 1)
    following = tokens[last + 1].sign if last + 1 < len(tokens) else ""
    if following == "." and (phrase.last.sign in "mI" or (phrase.last.sign in "nro" and phrase.inherits)):
        last += 1
    while last + 1 < len(tokens) and tokens[last + 1].sign == "?":
        last += 1
    inside = "".join(token.sign for token in tokens[first : last + 1])
    for opening, closing in ("[]", "()"):
        if inside.count(closing) > inside.count(opening) or (
            first
            and tokens[first - 1].sign == opening
            and last + 1 < len(tokens)
            and tokens[last + 1].sign == closing
        ):
            while first and opening not in inside:
                first -= 1
                inside = tokens[first].sign + inside
        if inside.count(opening) > inside.count(closing):
            while last + 1 < len(tokens) and inside.count(opening) > inside.count(closing):
                last += 1
                inside += tokens[last].sign
    return Span(tokens[first].start, tokens[last].end)
