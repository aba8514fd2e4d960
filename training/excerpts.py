"""Small books made of large ones: a few letters that follow each other, with or without the lines before.

A book of four letters must be read as well as one of two hundred, and nobody has gold of small books.
"""

from __future__ import annotations

from collections.abc import Iterator

from volumes import Volume

_SIZES = (4, 7, 3, 10)  # letters of the excerpts
_MATTER = 30_000  # code points of a book without letters
_FRONT = 1500  # code points of the front matter that some keep


def excerpts(volume: Volume) -> Iterator[Volume]:
    """Yield small books made of a volume: from different places, some with the end of what stands before."""
    count = len(volume.letters)
    for k, size in enumerate(_SIZES):
        first = count * (2 * k + 1) // (2 * len(_SIZES))
        chosen = range(first, min(first + size, count))
        if len(chosen) < 2 or any(i in volume.unsure for i in chosen):  # noqa: PLR2004
            continue
        start = volume.letters[chosen[0]][0]
        end = volume.letters[chosen[-1]][2]
        if k % 2:  # notes and what else stands behind the last letter, up to the next
            end = volume.letters[chosen[-1] + 1][0] if chosen[-1] + 1 < count else end
            end = min(end, volume.letters[chosen[-1]][2] + _FRONT)
            end = volume.text.rfind("\n", 0, end) + 1 or end
            end = max(end, volume.letters[chosen[-1]][2])
        front = ""
        if k >= 2 and volume.letters[0][0] > _FRONT:  # noqa: PLR2004
            before = volume.text[: volume.letters[0][0]]
            front = before[before.find("\n\n", len(before) - _FRONT) :]
        shift = len(front) - start
        yield Volume(
            f"{volume.name}+{k}",
            front + volume.text[start:end],
            tuple((a + shift, b + shift, c + shift) for a, b, c in (volume.letters[i] for i in chosen)),
            frozenset(),
            tuple((a + shift, b + shift) for a, b in volume.notes if start <= a and b <= end),
        )


def matter(volume: Volume) -> Iterator[Volume]:
    """Yield what stands before the letters, and behind them, as books without letters."""
    first, last = volume.letters[0][0], volume.letters[-1][2]
    for k, part in enumerate((volume.text[:first], volume.text[last:])):
        text = part[part.find("\n\n") + 2 :] if k else part
        if len(text) > _FRONT:
            yield Volume(f"{volume.name}+m{k}", text[:_MATTER], (), frozenset(), ())
