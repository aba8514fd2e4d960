"""Declare what findings hold: one type for each sort of sign (`model/kinds.py` says which kind holds which).

All are immutable. "" or None stands for what is not printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.model.finding import Cert
from letterbook.model.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a letter says, read once, by the rule that finds it.

    - `number`: the number as a plain numeral (“12”, “12a”); empty where none is printed
    - `style`: how it is printed: “arabic”, “roman”, “small”, “word”, “none”
    - `prefix`: the word before the number, folded: “letter”; “to”, “from”, “from-to” where names stand alone
    - `mark`: the stops behind the number
    - `rest`: what else it says: “bare” (nothing), “names”, “words”; “dateline” or “salute” where a letter
      begins without a heading
    - `number_at`: where the number stands, if in figures
    - `prefix_at`: where the word before such a number stands, with its stop
    """

    number: str = ""
    style: str = "none"
    prefix: str = ""
    mark: str = ""
    rest: str = "bare"
    number_at: Span | None = None
    prefix_at: Span | None = None


@dataclass(frozen=True, slots=True)
class PartTitle:
    """The title of a part that is no letter.

    - `type`: TEI div/@type: “preface”, “contents”, “index” ...
    """

    type: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that says who made the book, or the text.

    - `type`: “publisher”, “transcription”, “licence”, “title”, “author” ...
    """

    type: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The year in which a book was printed, as its title page has it.

    - `year`: the year, of either kind of figures
    """

    year: int


@dataclass(frozen=True, slots=True)
class Licence:
    """A distributor's words around the book.

    - `place`: “front”, “back”, or “between” two books in one text
    """

    place: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Who corresponds with whom in the whole book.

    - `kind`: “pair”, “hub”, “from”, “to”, “of”, “open” ...
    - `one`: names of the one side
    - `other`: names of the other side
    - `viewpoint`: the person from whom “sent” and “received” are counted
    """

    kind: str
    one: str = ""
    other: str = ""
    viewpoint: str = ""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The beginning of a page.

    - `n`: its number as printed
    - `facs`: the file of its image
    """

    n: str = ""
    facs: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """How words are set off.

    - `rend`: TEI hi/@rend
    """

    rend: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the original to a note.

    - `target`: the note's name in the original
    """

    target: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of the original to which links lead.

    - `id`: its name in the original
    """

    id: str


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that holds one letter.

    - `number`: the letter's number
    - `file`: the file
    - `key`: the letter's key in the edition
    - `kept`: what the table of letters says of it beside its facts
    """

    number: str
    file: str
    key: str
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that dates a letter.

    - `role`: “sent” or “received” where a word says so
    - `whole`: the year is printed, nothing is taken from another line
    """

    role: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a paragraph or of an item of a list.

    - `n`: the number as printed
    - `form`: “item” or “paragraph”
    """

    n: str
    form: str


@dataclass(frozen=True, slots=True)
class MarksShown:
    """A mark in the text, the mark of the note that answers it, and how many such pairs there are.

    - `call`: where the mark in the text stands
    - `note`: where that of the note stands
    - `pairs`: how many there are
    """

    call: Span
    note: Span
    pairs: int


@dataclass(frozen=True, slots=True)
class NoteManner:
    """How a book prints one set of its notes.

    - `manner`: its number among the book's sets, from 0
    - `calls`: the style of the calls
    - `notes`: the style of the marks before notes
    - `family`: “figure”, “letter” or “sign”
    - `called`: how many marks are answered
    - `unanswered`: how many marks of the style no note answers
    - `shown`: the first call and its note, as an example of the marks
    - `second`: the same of the manner that came second, if there was one
    """

    manner: int
    calls: str
    notes: str
    family: str
    called: int
    unanswered: int
    shown: MarksShown | None = None
    second: MarksShown | None = None


@dataclass(frozen=True, slots=True)
class NoteOpening:
    """The mark with which a note begins.

    - `number`: the mark: “1”, “1a”, “*”, as it is meant; empty where none is printed
    - `form`: the stops round it: “1.”, “[1]”, “*”; “labelled” where a word stands before it
    - `label`: that word, such as “Note”
    - `opens`: offset where the words of the note begin
    - `manner`: which of the book's sets of notes it belongs to, from 0; None where none was told
    - `style`: how its call is printed (rules/calls/marks.py, STYLES)
    - `calls`: the marks that it answers; None where the judge of calls has still to look for them
    - `printed`: the mark as printed, where it is misprinted
    - `family`: “figure”, “letter”, “roman” or “sign”; empty where the number alone tells it
    - `sure`: its end is known: by a bracket, or by the next note
    - `ref`: the place or the words that an annotation without a mark names
    - `letter`: the key of the letter that such an annotation is on
    """

    number: str = ""
    form: str = ""
    label: str = ""
    opens: int = 0
    manner: int | None = None
    style: str = ""
    calls: tuple[Span, ...] | None = None
    printed: str = ""
    family: str = ""
    sure: bool = False
    ref: str = ""
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """How an annotation begins that no mark calls.

    - `letter`: the number of the letter that it names, or empty
    - `page`: the number of the page, or empty
    - `line`: the number of the line, or empty
    - `lemma`: the words that it explains, or empty
    - `end`: how the lemma ends: “bracket”, “stop”, or empty
    - `opens`: the offset behind what it begins with
    """

    letter: str
    page: str
    line: str
    lemma: str
    end: str
    opens: int


@dataclass(frozen=True, slots=True)
class LooseMark:
    """A mark as of a call or a note, that nothing answers or calls.

    - `number`: the mark as printed
    - `known`: the book's notes have such marks
    """

    number: str
    known: bool


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note.

    - `number`: the number that is printed
    - `style`: how it is printed (rules/calls/marks.py, STYLES)
    - `scope`: whose notes: empty for the book, else the key of the letter or page
    - `rank`: the place of the note in its scope, from 0
    - `note`: the key of the note
    - `meant`: scope and rank of the note that is meant, where the print calls another
    - `meant_note`: key of the note that is meant
    - `cert`: how sure the editor is; None where the print says it
    """

    number: str
    style: str
    scope: str = ""
    rank: int = 0
    note: str = ""
    meant: tuple[str, int] | None = None
    meant_note: str = ""
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that are misprinted or misread.

    - `reading`: how they should read
    - `cert`: “high” is applied, “medium” and “low” wait for an editor
    - `sort`: which rule: “hyphen”, “fusion”, “stop” ...
    """

    reading: str
    cert: Cert
    sort: str


@dataclass(frozen=True, slots=True)
class Break:
    """A break that may part one paragraph in two.

    - `reading`: the words around it
    - `cert`: how sure the rule is
    """

    reading: str
    cert: Cert


@dataclass(frozen=True, slots=True)
class Remark:
    """An editor's remark in the line.

    - `type`: TEI note/@type, or “gap”
    """

    type: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters that are no words of the text.

    - `reason`: why, as the ledger says it
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """Who wrote or received a letter, as one reading has it.

    - `person`: names, joined with “; ”
    - `key`: keys of the persons, joined with blanks
    """

    person: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A day or a place that a decision or the levels of certainty took away.

    - `value`: the day or the place
    - `key`: the place's key
    """

    value: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor decided.

    - `says`: the decision as a sentence
    - `new`: whether it changed anything
    - `decided`: where it is written down: file, line and column
    - `on`: the day, as the editor gives it
    """

    says: str
    new: bool
    decided: str
    on: str = ""
