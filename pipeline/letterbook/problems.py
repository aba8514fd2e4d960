"""What can be wrong with an edition, and how it is said.

A stage never prints and never raises for bad input: it returns its value together with the
`Problem`s it met. The command line prints them as ``file:line:column: severity: message [code]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: an error makes the exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A spot in a file, for people: line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as editors understand it."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""

    def __str__(self) -> str:
        """Write the problem on one line, the hint on a second."""
        line = f"{self.place}: {self.severity}: {self.message} [{self.code}]"
        return f"{line}\n    {self.hint}" if self.hint else line


class Outcome(NamedTuple, Generic[T]):
    """What a stage returns: its value, and what was wrong on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


class Refused(Exception):  # noqa: N818 (it is no fault of the program: the input cannot be used)
    """The input cannot be used at all; it carries the problems that say why.

    Raised by a stage that has no value to return (no letters, not decodable), caught by the
    command line, which prints the problems and exits with code 1.
    """

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems


class Code(NamedTuple):
    """A kind of problem: how much it matters, what it means, what its reader can do."""

    severity: Severity
    means: str
    remedy: str


#: Every code the program can print. A test holds this table and docs/problems.md together.
CODES: dict[str, Code] = {
    "no-letters": Code(
        Severity.ERROR,
        "Nothing in the text looks like the beginning of a letter.",
        "Look at what a letter begins with in this book; `letterbook inspect` shows what was considered. "
        "Letters in a language or script that letterbook has no words for cannot be read yet.",
    ),
    "language-unknown": Code(
        Severity.WARNING,
        "The text is in no language that letterbook knows the commonest words of.",
        "Look through all that was found: the book is read by its numbers, indents and figures alone. Name "
        "the language in letterbook.toml; where it is one that letterbook reads, its words are then used.",
    ),
    "language-incomplete": Code(
        Severity.WARNING,
        "The main language of the book is one that letterbook lacks words for.",
        "What the message names is not read: look for it in the text, and state it in decisions.toml. A "
        "language is one file of words, which anybody can write (CONTRIBUTING.md).",
    ),
    "layout-cut": Code(
        Severity.ERROR,
        "A cut mark in letterbook.toml must name one line of the text, and the marks must stand in order.",
        "Copy the first words of the line from the text; where several lines begin alike, take more words.",
    ),
    "layout-heading": Code(
        Severity.ERROR,
        "The text has no line like the heading that letterbook.toml shows as an example.",
        "Copy a heading of a letter from the text; docs/layouts.md says how it is compared.",
    ),
    "layout-unread": Code(
        Severity.WARNING,
        "A part of the text was not understood; it is kept as prose, and nothing is lost.",
        "Look at the lines named; say in letterbook.toml how the book is printed, or in decisions.toml what "
        "they "
        "are.",
    ),
    "letters-missing": Code(
        Severity.WARNING,
        "Letters seem to be missing: numbers are skipped, or a letter opens in the middle of another.",
        "Look at the lines named. Say in decisions.toml where a letter begins, or in letterbook.toml how the "
        "letters are headed; nothing of the text is lost, it stands in the letter before.",
    ),
    "reading-failed": Code(
        Severity.ERROR,
        "The text looks like a book of letters, but where they begin and end was not understood.",
        "Say in letterbook.toml what heads a letter (`letterbook init` writes the file, docs/layouts.md "
        "explains it), or in decisions.toml where each begins. --force writes the edition as it was read.",
    ),
    "not-letters": Code(
        Severity.ERROR,
        "The parts of the text are not letters: nobody is addressed in them.",
        "If it is an edition of letters all the same, say in letterbook.toml how its letters are headed; if "
        "the file holds one letter, one-letter = true under [layout] (docs/layouts.md).",
    ),
    # Faults of the file letterbook.toml.
    "config-unreadable": Code(
        Severity.ERROR,
        "The file letterbook.toml is there but cannot be read as a text in UTF-8.",
        "Save it as plain text in UTF-8, and check that you may read it.",
    ),
    "config-syntax": Code(
        Severity.ERROR,
        "The file letterbook.toml is not well-formed TOML.",
        'Each line is written as: key = "value". Mend the line that is named.',
    ),
    "config-unknown-key": Code(
        Severity.ERROR,
        "The file letterbook.toml has a key that letterbook does not know.",
        "Correct its spelling or take the line out; docs/configuration.md lists the keys.",
    ),
    "config-type": Code(
        Severity.ERROR,
        "A key of letterbook.toml has a value of the wrong kind, such as a number for a title.",
        "Write the value as docs/configuration.md shows it; words stand in quotes.",
    ),
    "config-value": Code(
        Severity.ERROR,
        "A key of letterbook.toml has a value that cannot be used.",
        "Write the value as docs/configuration.md shows it.",
    ),
    # Faults of the file decisions.toml.
    "decisions-unreadable": Code(
        Severity.ERROR,
        "The file decisions.toml is there but cannot be read as a text in UTF-8.",
        "Save it as plain text in UTF-8, and check that you may read it.",
    ),
    "decisions-syntax": Code(
        Severity.ERROR,
        "The file decisions.toml is not well-formed TOML.",
        'Each line is written as: key = "value", below a line [[table]]. Mend the line that is named.',
    ),
    "decisions-unknown-key": Code(
        Severity.ERROR,
        "The file decisions.toml has a table, or a table has a key, that letterbook does not know.",
        "Correct its spelling or take the line out; docs/decisions.md lists the tables and their keys.",
    ),
    "decisions-type": Code(
        Severity.ERROR,
        "A key of decisions.toml has a value of the wrong kind, such as a list for a quote.",
        "Write the value as docs/decisions.md shows it; words stand in quotes.",
    ),
    "decisions-value": Code(
        Severity.ERROR,
        "A decision lacks something, or has a value that cannot be used.",
        "Write the decision as docs/decisions.md shows it.",
    ),
    # Decisions that do not fit the edition.
    "decision-lost": Code(
        Severity.ERROR,
        "The words that a decision quotes stand nowhere in the source.",
        "Copy the words anew from the source, or take the decision out if what it was about is gone.",
    ),
    "decision-twice": Code(
        Severity.ERROR,
        "The words that a decision quotes stand in the source more than once.",
        "Quote a few words more, or add the number of the line: line = 12.",
    ),
    "decision-moved": Code(
        Severity.NOTE,
        "The words that a decision quotes stand on a different line than it says.",
        "Nothing need be done; correct the line in decisions.toml if you like.",
    ),
    "decision-letter": Code(
        Severity.ERROR,
        "A decision names a letter that is not there, or that several letters could be.",
        "Name the letter by its number, or as the edition's index and letterbook explain call it.",
    ),
    "decision-note": Code(
        Severity.ERROR,
        "A decision names a note that is not there, or that several notes could be.",
        "Name the note by its printed number, or by its key where numbers begin again.",
    ),
    "decision-unmet": Code(
        Severity.ERROR,
        "A decision could not be carried out.",
        "See what letterbook explain says of the place, and word the decision otherwise.",
    ),
    "decision-person": Code(
        Severity.ERROR,
        "A decision names a person by a name that several persons of the edition bear.",
        "Write the name in full, as the register has it.",
    ),
    "decision-nobody": Code(
        Severity.WARNING,
        "A decision says who somebody is that neither wrote nor received a letter.",
        "Write the name as the review gives it; if nobody bears it any more, take the decision out.",
    ),
    "decision-new-name": Code(
        Severity.WARNING,
        "A decision names a person whom neither the edition nor a register knows, but one of a like name.",
        "If it is the same person, correct the name; if not, add the new one to persons.csv.",
    ),
    "decisions-contradict": Code(
        Severity.ERROR,
        "Two decisions say different things of the same place; the first holds until one is taken out.",
        "Take one of them out.",
    ),
    "decision-against-print": Code(
        Severity.WARNING,
        "A decision differs from the print. The decision holds, and the print is kept beside it.",
        "Look at the passage; if the print is wrong, give that as the reason.",
    ),
    # Faults of the registers: persons.csv, places.csv, or lists of TEI.
    "register-unreadable": Code(
        Severity.ERROR,
        "A register cannot be read, or is no text in UTF-8.",
        "Check its name in letterbook.toml; save it as CSV in UTF-8 (in a spreadsheet: CSV UTF-8).",
    ),
    "register-outside": Code(
        Severity.WARNING,
        "A file that letterbook.toml names lies too far from the text to be kept with the edition.",
        "Copy it beside the text and name it so, or the edition cannot be built again from its folder alone.",
    ),
    "register-syntax": Code(
        Severity.ERROR,
        "A line of a register is no proper CSV: a quote is left open, or there are too many cells.",
        "Mend the line that is named, or save the table anew from the spreadsheet.",
    ),
    "register-column": Code(
        Severity.ERROR,
        "A register has a column that letterbook does not know, has one twice, or lacks the names.",
        "Correct the name of the column in the first line; docs/registers.md lists them.",
    ),
    "register-value": Code(
        Severity.ERROR,
        "An entry of a register lacks its name, or holds a value that cannot be used.",
        "Write the entry as docs/registers.md shows it.",
    ),
    "register-number": Code(
        Severity.ERROR,
        "A number of an authority file has the wrong form, or its check digit shows a slip.",
        "Copy the number anew from the authority file.",
    ),
    "register-twice": Code(
        Severity.ERROR,
        "Two entries of the registers have the same id, or the same number of an authority file.",
        "If they are the same person or place, make one entry of them, with aliases; else correct one.",
    ),
    "register-empty": Code(
        Severity.ERROR,
        "A register in TEI holds no person, org or place.",
        "Check that it is the right file, and that its elements are in the namespace of the TEI.",
    ),
    "register-ambiguous": Code(
        Severity.WARNING,
        "A name of the edition is that of several entries of the registers, so that none is taken.",
        "Make the names in the register differ, or say in decisions.toml who is meant.",
    ),
    "register-similar": Code(
        Severity.NOTE,
        "A name of the edition is in no register, but a similar one is.",
        "If it is the same, add the edition's form to the aliases of the entry.",
    ),
    # Editions that letterbook diff cannot compare.
    "diff-unreadable": Code(
        Severity.ERROR,
        "One of the two is no edition of letterbook, or its review cannot be read.",
        "Name two folders that letterbook build wrote, or files report/review.json kept from earlier builds.",
    ),
    # A table of facts that is read back as decisions.
    "table-unreadable": Code(
        Severity.ERROR,
        "The table cannot be read, or it is no facts.csv.",
        "Save it from the spreadsheet as CSV in UTF-8, with the columns it had.",
    ),
    "table-row": Code(
        Severity.ERROR,
        "A row of the table decides nothing: what it says is not understood, or cannot be carried out.",
        "Mend the cell, or write the decision into decisions.toml; all other rows are taken.",
    ),
    # Questions that letterbook explain cannot answer.
    "explain-place": Code(
        Severity.ERROR,
        "There is no such letter, fact or place in the edition.",
        "Name a letter (12), a fact (12/sender), or a place (source.txt:100:5).",
    ),
    # Who wrote to whom.
    "parties-contradict": Code(
        Severity.WARNING,
        "Evidence contradicts itself: a letter gets different senders or receivers, or goes both ways.",
        "Read the two chains of evidence, and say in decisions.toml who wrote the letter or received it.",
    ),
    "parties-viewpoint": Code(
        Severity.WARNING,
        "Header lines say received and sent, but it is unclear from whose point of view.",
        "Name the person in letterbook.toml (viewpoint), as the book's preface or title page tells it.",
    ),
    "parties-other-hand": Code(
        Severity.NOTE,
        "A letter between two people shows signs of another writer: its sender or receiver is left open.",
        "Read the letter, and name all who wrote or received it in decisions.toml.",
    ),
    # Faults of the folder that is written.
    "output-foreign": Code(
        Severity.ERROR,
        "The place where something is to be written holds what letterbook did not write. It is never replaced"
        " or deleted, whatever the options.",
        "Choose another folder or file with -o, or move elsewhere what is there.",
    ),
    "output-changed": Code(
        Severity.ERROR,
        "Somebody changed a file that letterbook wrote; writing it anew would lose that.",
        "Copy the file elsewhere if the changes are wanted; or add --force to have it replaced.",
    ),
    "output-place": Code(
        Severity.ERROR,
        "A folder is to be written as a whole that is more than an edition's: a home folder, a root, a mount"
        " point, the working folder, or one that holds what is being read.",
        "Choose a folder that is not there yet with -o.",
    ),
    "output-list": Code(
        Severity.ERROR,
        "The list of what letterbook wrote in a folder, letterbook.sha256, was changed or is damaged, so that"
        " nothing in the folder may be replaced.",
        "Move the folder elsewhere, or choose another with -o.",
    ),
    "output-left": Code(
        Severity.ERROR,
        "A hidden folder in which letterbook prepares what it writes is there already, with files in it that"
        " are not its own or not whole. A run may have been cut off by a failure of the machine.",
        "Look into the folder, and delete it yourself if nothing in it is wanted.",
    ),
    "output-unwritable": Code(
        Severity.ERROR,
        "The edition could not be written. What stood there before stands there still.",
        "Check that the disk has room and that you may write there, or choose another folder with -o.",
    ),
    "output-name": Code(
        Severity.ERROR,
        "A file of the edition would get a name that leads out of its folder or that some systems refuse.",
        "Use ASCII letters, digits, dots and hyphens: in the name of your text, or in a stylesheet of yours.",
    ),
    # A library of editions.
    "library-empty": Code(
        Severity.ERROR,
        "A folder or a pattern that was given for a library holds no text of an edition.",
        "A text is a file *.txt that is not called README.txt or the like; docs/library.md tells more.",
    ),
    "library-text": Code(
        Severity.ERROR,
        "A folder with a letterbook.toml holds one edition, but which text is meant is not clear.",
        "Call the text source.txt, or give each edition a folder of its own.",
    ),
    "library-clash": Code(
        Severity.ERROR,
        "Two editions of a library would get the same folder.",
        'Give each its own id in its letterbook.toml: id = "letters-1".',
    ),
    "library-busy": Code(
        Severity.ERROR,
        "Another run of letterbook is building into the same folder.",
        "Wait until it has ended, or choose another folder with -o.",
    ),
    "volume-lost": Code(
        Severity.ERROR,
        "The process that built a volume died: it was killed, or ran out of memory. The others were built.",
        "Build again: what is built already is left as it is. Where memory is short, take fewer --jobs.",
    ),
    "volume-timeout": Code(
        Severity.ERROR,
        "A volume took longer than --timeout allows, and was stopped. The others were built.",
        "Allow more time; if a small text takes minutes, please report it.",
    ),
    "volume-fault": Code(
        Severity.ERROR,
        "A fault of letterbook's own kept a volume from being built. The others were built.",
        "Please report it, with the text if you may.",
    ),
    "cluster-missing": Code(
        Severity.ERROR,
        "A cluster was asked for, but what letterbook needs for it is not installed.",
        "Install it: pip install 'letterbook[cluster]'.",
    ),
    "cluster-unreachable": Code(
        Severity.ERROR,
        "The scheduler of the cluster does not answer, or has no workers.",
        "Check the address, and start the scheduler and its workers before letterbook.",
    ),
    "cluster-version": Code(
        Severity.ERROR,
        "A worker of the cluster has another letterbook than this machine, or none.",
        "Install the same letterbook, with the same versions of what it needs, on all machines.",
    ),
    "source-changed": Code(
        Severity.WARNING,
        "A text, or a file beside it, was changed while the edition was built from it.",
        "Build again, so that the edition is of what stands there now.",
    ),
    "file-unreadable": Code(
        Severity.ERROR,
        "A file that was named on the command line, or belongs to it, is not there or cannot be read.",
        "Check the path, and that you may read the file.",
    ),
    # Faults met while the source is read.
    "source-missing": Code(
        Severity.ERROR,
        "There is no file at the path that was given for the source.",
        "Check the path, and the folder you are in.",
    ),
    "source-unreadable": Code(
        Severity.ERROR,
        "The source is there but the system does not let letterbook read it.",
        "Check that you may read the file and that the disk is well.",
    ),
    "source-folder": Code(
        Severity.ERROR,
        "A folder was given where the source, a text file, is wanted.",
        "Give the text file itself, for example FOLDER/source.txt.",
    ),
    "source-empty": Code(
        Severity.ERROR,
        "The source holds nothing, or nothing but blanks and line ends.",
        "Check that it is the right file and that it was saved.",
    ),
    "source-too-large": Code(
        Severity.ERROR,
        "The source is larger than 64 MiB, many times the largest printed edition of letters.",
        "Check that it is the right file; an edition of many volumes is built volume by volume.",
    ),
    "source-binary": Code(
        Severity.ERROR,
        "The source is no plain text: an image, an archive, a word processor's document or the like.",
        "Save it from its own program as plain text in UTF-8, and give that file.",
    ),
    "source-encoding": Code(
        Severity.ERROR,
        "The source is not in the encoding that its first bytes, letterbook.toml or --encoding name;"
        " without any of these it must be UTF-8.",
        "Name the encoding with --encoding, or save the file as UTF-8.",
    ),
    "source-encoding-guessed": Code(
        Severity.WARNING,
        "The encoding was left to letterbook (--encoding auto), which took the likeliest.",
        "Look at the word that is shown; if it reads rightly, name the encoding, so that it stays so.",
    ),
    "source-format": Code(
        Severity.ERROR,
        "The source is of a form that letterbook reads (HTML, DOCX, ODT, PAGE ...), but is broken.",
        "Open it in its own program and save it anew, or export it again.",
    ),
    "source-archive": Code(
        Severity.ERROR,
        "A document that is an archive (DOCX, ODT, EPUB, an export) is broken, or such as no program of words"
        " makes: it would fill the machine, or names files outside of it.",
        "Get the document anew from where it came; if it is yours, save it anew.",
    ),
    "source-link": Code(
        Severity.WARNING,
        "A page or file to which the source leads is not there, or may not be read.",
        "Lay it beside the source, or take the link out.",
    ),
    "source-image": Code(
        Severity.NOTE,
        "Images stand in the source that are no text.",
        "Nothing need be done; the original is kept with the edition.",
    ),
    "source-left-out": Code(
        Severity.WARNING,
        "The source holds words that are no part of the text as printed, such as comments or deleted words.",
        "They are left out, and booked with their places in tei/edition.origin.json. Settle them in the"
        " program the source comes from, if they belong to the text.",
    ),
    "source-text-layer": Code(
        Severity.WARNING,
        "The text layer of a PDF is not whole, or tells less than usual.",
        "Compare these pages with the transcript. Pages that are images must be recognised first (OCR).",
    ),
    "letters-none": Code(
        Severity.ERROR,
        "A folder of letters holds none, or more than letterbook reads.",
        "Check the path. Letters are files such as 001.txt, 002.html; docs/inputs.md lists the forms.",
    ),
    "letters-table": Code(
        Severity.ERROR,
        "The table letters.csv cannot be read, or a cell of it says nothing that can be used.",
        "Mend the row; docs/inputs.md says what each column holds.",
    ),
    "letters-column": Code(
        Severity.WARNING,
        "The table letters.csv has a column that letterbook does not know.",
        "Nothing need be done; name it as docs/inputs.md says if it should be read.",
    ),
    "letters-file": Code(
        Severity.ERROR,
        "A file that letters.csv names is not there, cannot be read, or lies outside of the folder.",
        "Correct the name in the column “file”, or lay the file into the folder.",
    ),
    "letters-unlisted": Code(
        Severity.WARNING,
        "A file lies in a folder of letters, and letters.csv does not name it.",
        "Add a row for it, or take it out of the folder.",
    ),
    "origin-account": Code(
        Severity.ERROR,
        "The account of a transcript, edition.origin.json, cannot be read.",
        "Build the edition anew.",
    ),
    "origin-sum": Code(
        Severity.ERROR,
        "An original, or the transcript that was taken from it, was changed since the edition was built.",
        "Build the edition anew from the originals.",
    ),
    "origin-file": Code(
        Severity.ERROR,
        "An original that a transcript was taken from is not kept with the edition.",
        "Put it back in the edition's folder source, or build anew.",
    ),
    "origin-tiling": Code(
        Severity.ERROR,
        "The account of a transcript does not say of each word whence it is.",
        "This is a fault of letterbook or of a changed file: build anew, and report it if it stays.",
    ),
    "origin-lost": Code(
        Severity.ERROR,
        "Words of an original are neither in the transcript nor left out for a reason.",
        "This is a fault of letterbook or of a changed file: build anew, and report it if it stays.",
    ),
    "source-encoding-unknown": Code(
        Severity.ERROR,
        "The encoding that --encoding names is none that letterbook knows.",
        "Use a common name such as utf-8, windows-1252, iso-8859-1, windows-1251 or macintosh.",
    ),
    "source-encoding-other": Code(
        Severity.WARNING,
        "The source is in another encoding than the one that was named; its own bytes leave no doubt.",
        "Correct or leave out --encoding, or the line in letterbook.toml.",
    ),
    "source-encoding-inexact": Code(
        Severity.ERROR,
        "The source can be decoded, but not turned back into the same bytes: nothing could be proved.",
        "Save the file as UTF-8 and give that.",
    ),
    "source-markup": Code(
        Severity.ERROR,
        "The source is marked up in HTML or XML; letterbook reads plain text.",
        "Save the page as plain text (in a browser: Save as, Text). To check or render TEI,"
        " use letterbook check or letterbook render.",
    ),
    "source-replacement-character": Code(
        Severity.WARNING,
        "The source holds U+FFFD, put by a program that could not read a character: a letter is lost.",
        "Look the passage up in the print, and restore the character in the source.",
    ),
    "source-line-ends": Code(
        Severity.WARNING,
        "The lines of the source end in different ways, as when files from different systems were joined.",
        "Nothing need be done; save the file with one kind of line end if lines are read wrongly.",
    ),
    "source-surrogate": Code(
        Severity.ERROR,
        "The source holds half of a surrogate pair: it was cut or converted wrongly, and is no Unicode text.",
        "Take the character out at the place named, or convert the original file again.",
    ),
    "source-name": Code(
        Severity.ERROR,
        "The name of the text's file is not written in UTF-8, and the edition names its source.",
        "Rename the file, with letters, digits, hyphens and dots.",
    ),
    "source-control-character": Code(
        Severity.WARNING,
        "The source holds a character that is no text and that XML cannot hold or readers cannot see.",
        "It is left out of the TEI and accounted for; look whether a letter or a space is missing there.",
    ),
    "xslt-link": Code(
        Severity.ERROR,
        "A stylesheet of your own, or a file beside it, is a link to somewhere else, and what is there would"
        " be published.",
        "Put the file itself into the folder.",
    ),
    "render-page": Code(
        Severity.ERROR,
        "A stylesheet failed at one page, which is left out; all others are made.",
        "If the stylesheet is your own, mend the line that is named; else please report this.",
    ),
    "preview-fault": Code(
        Severity.ERROR,
        "A fault of letterbook's own kept the edition from being made again. What was made last is shown.",
        "Please report it, with the text if you may. Change the text back, or go on: each change is tried.",
    ),
    "text-control": Code(
        Severity.WARNING,
        "The TEI holds control characters, which no page of the web can show.",
        "They often come of a file that was read in the wrong encoding: look what was meant, and write that.",
    ),
    # Faults of a file that should be XML.
    "xml-empty": Code(
        Severity.ERROR,
        "The file holds no XML element: it is empty, or only comments.",
        "Check that it is the right file and was saved whole.",
    ),
    "xml-syntax": Code(
        Severity.ERROR,
        "The file is not well-formed XML.",
        "Correct the markup at the place named; an XML editor shows it. Later faults may follow from the "
        "first.",
    ),
    "xml-encoding": Code(
        Severity.ERROR,
        "The bytes of the XML file are not in the encoding that it declares (UTF-8 if it declares none).",
        "Save the file as UTF-8, or correct the encoding in its first line.",
    ),
    "xml-entity": Code(
        Severity.ERROR,
        "The XML file uses a named entity, such as &nbsp;, that only a DTD could define.",
        "Write the character itself, or its number: &#160;. Without a DTD there are &amp;, &lt;, &gt;, "
        "&quot;, &apos;.",
    ),
    "xml-doctype": Code(
        Severity.ERROR,
        "The XML file has a DOCTYPE, which could make the reader open other files or fill the memory.",
        "Take the DOCTYPE out; write the characters that its entities stand for.",
    ),
    "xml-deep": Code(
        Severity.ERROR,
        "The elements of the XML file are nested deeper than any text needs.",
        "Check how the file was made; a program may have left out the end tags.",
    ),
    "xml-large": Code(
        Severity.ERROR,
        "The XML file, or one text, attribute or comment in it, is larger than is safe to read.",
        "Divide the file, or take out what is no text, such as an embedded picture.",
    ),
    # Faults of the TEI: its grammar and its links.
    "tei-root": Code(
        Severity.ERROR,
        "The file is XML, but its root element is not TEI in the namespace of the TEI.",
        "Check that it is the right file; a TEI document begins with <TEI "
        'xmlns="http://www.tei-c.org/ns/1.0">.',
    ),
    "tei-none": Code(
        Severity.NOTE,
        "A file in the folder that was given is XML and no TEI; no letter is read from it.",
        "Nothing, if it is none of the letters; else see that its elements are in the namespace of the TEI.",
    ),
    "tei-invalid": Code(
        Severity.ERROR,
        "The document breaks the grammar: an element or attribute stands where letterbook's TEI has none, "
        "or lacks.",
        "Compare the place with schema/letterbook.odd, which says what may stand where.",
    ),
    "id-duplicate": Code(
        Severity.ERROR,
        "Two elements have the same xml:id, so that a pointer to it means neither.",
        "Give one of them another id, and mend the pointers that mean it.",
    ),
    "pointer-dangling": Code(
        Severity.ERROR,
        "A pointer names an id that no element of the document has.",
        "Correct the pointer, or give the element it means that id.",
    ),
    "note-uncalled": Code(
        Severity.WARNING,
        "A note at the end of the text is called from nowhere in it.",
        "Look in the print for its call; if there is none, nothing need be done: readers find the note in "
        "the list.",
    ),
    # Rules of letterbook's TEI beyond the grammar; each is a constraint of schema/letterbook.odd.
    "rule": Code(
        Severity.ERROR,
        "A rule of a Schematron schema is broken; its id stands in brackets.",
        "The message says what the rule asks for.",
    ),
    "letter-decls": Code(
        Severity.ERROR,
        "A letter's @decls names no correspDesc, or several.",
        'Let decls="#corresp-..." point to the letter\'s own description in the header.',
    ),
    "letter-id": Code(
        Severity.ERROR,
        "A letter's xml:id is missing or not of the form letter-...",
        "Give the letter an id that begins with letter-.",
    ),
    "letter-nested": Code(
        Severity.ERROR,
        "A letter stands inside another letter.",
        'End the first before the second; what is enclosed in a letter is <div type="enclosure">.',
    ),
    "corresp-letter": Code(
        Severity.ERROR,
        "A correspDesc is named by no letter's @decls, or by several.",
        "Let exactly one letter name it, or take it out.",
    ),
    "corresp-id": Code(
        Severity.ERROR,
        "A correspDesc's xml:id is missing or not of the form corresp-...",
        "Give it an id that begins with corresp-.",
    ),
    "corresp-actions": Code(
        Severity.ERROR,
        "A correspDesc has two actions of sending, or two of receiving.",
        "Put all senders into one action, and all recipients into one.",
    ),
    "sent-received": Code(
        Severity.WARNING,
        "A letter is said to be received before it was sent.",
        "Look both dates up in the print; correct them in the decisions, or leave them if the print is "
        "wrong.",
    ),
    "inferred-both": Code(
        Severity.ERROR,
        "An inferred fact has only one of @cert and @evidence.",
        "Add the other: how sure the fact is, and what it rests on.",
    ),
    "inferred-resp": Code(
        Severity.ERROR,
        "An inferred fact does not say who inferred it.",
        "Add @resp: #letterbook, or whoever decided.",
    ),
    "context-type": Code(
        Severity.ERROR,
        "A letter named in a correspContext has no @target, or no @type that says how it is related.",
        "Use one of the types prev, next, replyTo, reply, enclosure, and a pointer.",
    ),
    "call-note": Code(
        Severity.ERROR,
        "A call names no note, or several.",
        "Let its @target be one pointer to the note that it calls.",
    ),
    "call-returned": Code(
        Severity.ERROR,
        "A note does not name a call that names it.",
        "Add the call's id to the note's @target.",
    ),
    "call-id": Code(
        Severity.ERROR,
        "A call's xml:id is missing or not of the form call-...",
        "Give the call an id that begins with call-.",
    ),
    "ref-target": Code(
        Severity.ERROR,
        "A ref or ptr points nowhere.",
        "Add @target, or use another element.",
    ),
    "note-target": Code(
        Severity.ERROR,
        "A note's @target names something that is no call of this note.",
        "Let it name the calls of this note only.",
    ),
    "note-anchored": Code(
        Severity.ERROR,
        "A note without a call does not say so, or a note with a call says that it has none.",
        'Write anchored="false" on a note that no call names, and on no other.',
    ),
    "note-id": Code(
        Severity.ERROR,
        "A collected note has no xml:id of the form note-..., or no printed number in @n.",
        "Add what is missing.",
    ),
    "note-hand": Code(
        Severity.ERROR,
        "A note's @resp names something that can have written no note.",
        "Let it name a respStmt, an author, an editor, a person or a body of this document.",
    ),
    "note-set": Code(
        Severity.ERROR,
        "The type of a collected note is no set of notes.",
        "Write numbered, lettered, roman, starred, annotation, author, editor or translator, or no @type.",
    ),
    "choice-pair": Code(
        Severity.ERROR,
        "A choice holds something else than one reading of the print and one correction of it.",
        "Put sic and corr, orig and reg, or abbr and expan into it, one of each.",
    ),
    "date-exclusive": Code(
        Severity.ERROR,
        "A date has @when beside @notBefore, @notAfter, @from or @to, which mean something else.",
        "Keep the one that the evidence bears.",
    ),
    "date-order": Code(
        Severity.ERROR,
        "A span of time ends before it begins.",
        "Exchange or correct its two dates.",
    ),
    "date-calendar": Code(
        Severity.ERROR,
        "A date in another calendar does not say which, or has no words.",
        "Add @calendar, and the words of the print.",
    ),
    "register-kind": Code(
        Severity.ERROR,
        "A name points to an entry of the register that is of another kind.",
        "Let a person's or body's name point to a person or org, a place's name to a place.",
    ),
    "register-entry": Code(
        Severity.ERROR,
        "An entry of the register has no xml:id, or no name.",
        "Add what is missing.",
    ),
    "register-idno": Code(
        Severity.ERROR,
        "An identifier in the register has no value, or does not say whose it is.",
        "Add @type, such as gnd, viaf or wikidata, and the value.",
    ),
    "language-declared": Code(
        Severity.WARNING,
        "A language is used in the text and not declared in langUsage.",
        'Add <language ident="..."> to the header, or correct xml:lang.',
    ),
    # the encode stage, and the accounting (check/ledger)
    "note-not-called": Code(
        Severity.WARNING,
        "A note is printed, and no number or sign in the text calls it.",
        "Look for its call, perhaps misprinted, and name the place in decisions.toml; or leave it so.",
    ),
    "marks-unanswered": Code(
        Severity.WARNING,
        "Numbers in brackets stand in the text as calls of notes do, and no note answers them.",
        "`letterbook inspect` shows how notes and calls were read: pin `notes` and `calls` in [layout], or "
        "name single notes in decisions.toml. If the numbers call nothing, leave it so.",
    ),
    "notes-unread": Code(
        Severity.WARNING,
        "Paragraphs begin with numbers in brackets as notes do, and nothing in the text calls them.",
        "If they are notes, pin `notes` in [layout], or say [[note]] in decisions.toml; else leave it so.",
    ),
    "annotations-unplaced": Code(
        Severity.WARNING,
        "Annotations by page, line or lemma are on no letter that could be told: the page holds several, or "
        "the lemma stands in several letters, or in none.",
        "They stay where they are printed; what they say of a letter can be said in decisions.toml.",
    ),
    "call-without-note": Code(
        Severity.WARNING,
        "A number or sign in the text is taken for the call of a note that the source does not print.",
        "Reject the call in decisions.toml, or name the note that it calls.",
    ),
    "tie-without-letter": Code(
        Severity.WARNING,
        "A letter is said to follow or to answer a letter that is not in the edition.",
        "Name a letter of this edition, or drop the tie.",
    ),
    "ledger-unreadable": Code(
        Severity.ERROR,
        "The ledger is not the file that letterbook writes beside an edition, or it was damaged.",
        "Build the edition again, or take the ledger from where the TEI was published.",
    ),
    "ledger-altered": Code(
        Severity.ERROR,
        "A line of the ledger is not as letterbook wrote it.",
        "Take the ledger again from where the TEI was published, or build the edition again.",
    ),
    "ledger-tiling": Code(
        Severity.ERROR,
        "The ledger leaves out characters of the source or of the edition, or counts them twice.",
        "Take the ledger again from where the TEI was published, or build the edition again.",
    ),
    "ledger-text": Code(
        Severity.ERROR,
        "Printed words of the TEI are not those that the ledger accounts for: the TEI was changed.",
        "A wanted change belongs in decisions.toml, and a correction of the print into choice: build again.",
    ),
    "ledger-added": Code(
        Severity.ERROR,
        "The TEI holds printed words that come from nowhere in the source.",
        "Words of an editor belong in the header, or in corr, reg or supplied: move them, or build again.",
    ),
    "ledger-source": Code(
        Severity.ERROR,
        "What the TEI and the ledger make together is not the source they name.",
        "See the other problems of the ledger; if there are none, these two files are not of one build.",
    ),
    # Faults of any TEI of letters (check). The pages of docs/checking.md say how each is found.
    "xml-html": Code(
        Severity.ERROR,
        "The file is a page of the web (HTML), not TEI.",
        "Check that it is the right file; a server may have sent an error page in its stead.",
    ),
    "xml-bom": Code(
        Severity.NOTE,
        "The file begins with a byte order mark, which some archives refuse.",
        "Save it as UTF-8 without a byte order mark.",
    ),
    "id-name": Code(
        Severity.ERROR,
        "An xml:id is no name by the rules of XML: it holds a blank or another sign, or begins with a digit.",
        "Begin it with a letter, and use letters, digits, dots, hyphens and underscores.",
    ),
    "file-name": Code(
        Severity.WARNING,
        "A file has a name that some archives refuse, or some systems cannot hold.",
        "Use letters, digits, dots and hyphens of ASCII, and an ending in small letters.",
    ),
    "schema-invalid": Code(
        Severity.ERROR,
        "The document breaks the grammar that it was checked by.",
        "Compare the place with the schema; its documentation says what may stand where.",
    ),
    "schema-missing": Code(
        Severity.NOTE,
        "TEI's own grammar is wanted, by the file or by --schema, and is not installed beside letterbook.",
        "Give its file (--schema tei_all.rng), or install the package that has it; see docs/checking.md.",
    ),
    "schema-unusable": Code(
        Severity.ERROR,
        "The file that --schema names is no RELAX NG, W3C or Schematron schema that can be used.",
        "Give a file that ends in .rng, .xsd or .sch; compile ODD and .rnc to RELAX NG first.",
    ),
    "corresp-missing": Code(
        Severity.WARNING,
        "A text or division is called a letter, and no correspDesc says who wrote it, to whom, when.",
        "Add a correspDesc to profileDesc.",
    ),
    "corresp-empty": Code(
        Severity.WARNING,
        "A correspDesc says nothing.",
        "Add a correspAction for the sending and one for the receiving.",
    ),
    "corresp-sender": Code(
        Severity.WARNING,
        "The description of a letter names no sender.",
        "Name the sender in the correspAction of type sent; if nobody is known, say so: Unknown.",
    ),
    "corresp-recipient": Code(
        Severity.WARNING,
        "The description of a letter names no recipient.",
        "Name the recipient in the correspAction of type received; if nobody is known, say so: Unknown.",
    ),
    "corresp-date": Code(
        Severity.WARNING,
        "The description of a letter has no date.",
        "Add a date, even a rough one: notBefore and notAfter say what is known.",
    ),
    "reply-order": Code(
        Severity.WARNING,
        "A letter is said to answer another, which was sent after it.",
        "Look both dates up, and whether it is this letter that is answered.",
    ),
    "date-impossible": Code(
        Severity.ERROR,
        "An attribute holds an impossible date, or one that is not written as XML Schema requires.",
        "Write a day as 1895-10-12, a month as 1895-10, a year as 1895, a day without year as --10-12.",
    ),
    "date-words": Code(
        Severity.ERROR,
        "In the description of a letter a date's words name another day than its attributes.",
        "Look the letter up: one of the two is a slip.",
    ),
    "date-words-data": Code(
        Severity.WARNING,
        "In the header or a register a date's words name another day than its attributes.",
        "Look it up: one of the two is a slip.",
    ),
    "date-words-text": Code(
        Severity.NOTE,
        "In a letter, or in what a header quotes, a date's words name another day than its attributes.",
        "It may be the writer's slip, put right by the editor in the attribute; else it is the editor's.",
    ),
    "date-unvalued": Code(
        Severity.NOTE,
        "A date in the description of a letter has words that a program could sort by, and no attribute.",
        "Add @when, or @notBefore and @notAfter, as the message has it.",
    ),
    "date-empty": Code(
        Severity.WARNING,
        "A date has neither words nor attributes.",
        "Take it out, or say what is known.",
    ),
    "name-unlinked": Code(
        Severity.NOTE,
        "A sender or recipient is named in words alone, so that no program can tell who it is.",
        "Add @ref: an entry of the register, or an authority such as the GND or VIAF.",
    ),
    "name-unregistered": Code(
        Severity.WARNING,
        "A name points to an entry of the register that is not there.",
        "Correct the pointer, or add the entry to the register.",
    ),
    "register-elsewhere": Code(
        Severity.NOTE,
        "The names of a file point to entries, and neither it nor a file checked with it has a register.",
        "Give the register's file too; a pointer to another file is written with its name: persons.xml#p12.",
    ),
    "authority-form": Code(
        Severity.WARNING,
        "The number of an authority (GND, VIAF, LCCN, Wikidata, GeoNames, ISNI, ORCID) cannot be one.",
        "Look the number up; the message says what is wrong with it.",
    ),
    # Rules for indexes of letters in CMIF; each is a pattern of schema/cmif.sch.
    "cmif-header": Code(
        Severity.ERROR,
        "The header of an index of letters lacks a part, or has it in another order than CMIF.",
        "Put the parts into the order that the message names.",
    ),
    "cmif-editor": Code(
        Severity.WARNING,
        "No editor of the index can be asked: there is no e-mail address.",
        "Add email to editor; in letterbook.toml it is editor-email.",
    ),
    "cmif-url": Code(
        Severity.ERROR,
        "The index does not say under which address it lies, which correspSearch knows it by.",
        'Write the address into <idno type="url">; in letterbook.toml it is url.',
    ),
    "cmif-timestamp": Code(
        Severity.ERROR,
        "The index does not say when it was last changed; it is fetched anew only when this has grown.",
        "Give the day or the moment in date/@when; in letterbook.toml it is date.",
    ),
    "cmif-licence": Code(
        Severity.ERROR,
        "The index has neither of the licences that correspSearch takes, or writes its address otherwise.",
        "Use the address of CC BY 4.0 or CC0 as the message has it; in letterbook.toml it is index-licence.",
    ),
    "cmif-bibl": Code(
        Severity.ERROR,
        "The edition that is indexed is not described as CMIF asks.",
        "Give bibl a type, an xml:id and words; a ref in it has the address in @target and as its text.",
    ),
    "cmif-uuid": Code(
        Severity.WARNING,
        "The identifier of the indexed edition is no UUID, so that another edition may have the same.",
        "Use a UUID, once for all, with letters before it: xml:id=uuid-...",
    ),
    "cmif-unused": Code(
        Severity.WARNING,
        "An edition is listed in the index, and no letter is said to stand in it.",
        "Let the letters' @source name it, or take it out.",
    ),
    "cmif-source": Code(
        Severity.ERROR,
        "A letter of the index does not say in which edition it stands.",
        "Let @source name the xml:id of a bibl in sourceDesc, with # before it.",
    ),
    "cmif-key": Code(
        Severity.WARNING,
        "A letter of the index cannot be found in its edition: it has neither number nor address.",
        "Add @key, the number, or @ref, the address.",
    ),
    "cmif-actions": Code(
        Severity.ERROR,
        "A letter of the index has not just one action of sending and one of receiving.",
        "Join several into one; leave other actions out; write Unknown where nobody is known.",
    ),
    "cmif-party": Code(
        Severity.ERROR,
        "An action in the index names nobody.",
        "Write <persName>Unknown</persName>.",
    ),
    "cmif-name": Code(
        Severity.ERROR,
        "A name in the index is empty, holds elements, or points to several authorities.",
        "Write the name as words, and one address into @ref.",
    ),
    "cmif-authority": Code(
        Severity.WARNING,
        "A person in the index is identified by an authority that correspSearch does not know.",
        "Use the GND, VIAF, LCCN (https://lccn.loc.gov/), the BnF or the NDL.",
    ),
    "cmif-place": Code(
        Severity.WARNING,
        "A place in the index is not identified by GeoNames, or not in the form that correspSearch takes.",
        "Write https://www.geonames.org/ and the number, nothing after it.",
    ),
    "cmif-unidentified": Code(
        Severity.NOTE,
        "A person in the index has a name only.",
        "Add @ref; in letterbook's registers it is the column gnd, viaf or lccn.",
    ),
    "cmif-dates": Code(
        Severity.ERROR,
        "An action in the index has several dates, or one that does not say when.",
        "Keep one date, with @when or bounds; leave it out if nothing is known.",
    ),
    "cmif-date-form": Code(
        Severity.ERROR,
        "A date in the index is written in a form that CMIF does not have.",
        "Write 1804, 1804-03 or 1804-03-01.",
    ),
    "cmif-words": Code(
        Severity.NOTE,
        "The words of a date in the index say no more than its attribute.",
        "Leave them out, or leave them: correspSearch takes both.",
    ),
    "cmif-element": Code(
        Severity.ERROR,
        "An element stands in the index that CMIF does not have.",
        "Take it out.",
    ),
    "cmif-form": Code(
        Severity.ERROR,
        "The index has not the form of CMIF: something stands where it may not, or a value is none.",
        "The message has what the grammar says; schema/cmif.rng is that grammar, for an XML editor.",
    ),
    "cmif-attribute": Code(
        Severity.ERROR,
        "An attribute stands in the index that CMIF does not have, or a value of it.",
        'Take it out; CMIF knows evidence="conjecture" and cert="low", no other doubt.',
    ),
    "cmif-newer": Code(
        Severity.NOTE,
        "The index uses what came with CMIF 1.1; checkers older than that refuse it.",
        "Take letterbook's cmif.xml if a checker refuses cmif-v2.xml.",
    ),
    "cmif-ref": Code(
        Severity.ERROR,
        "A reference in the index leads to no address on the web.",
        "Write the whole address, with https://.",
    ),
    # What an index of letters needs (exchange).
    "cmif-metadata": Code(
        Severity.NOTE,
        "correspSearch asks of an index of letters what neither the text nor letterbook.toml says.",
        "Add the key to letterbook.toml; docs/cmif.md tells what each is for. Without it the index is "
        "written all the same, and correspSearch will not take it yet.",
    ),
    # A package for an archive: what is wrong with the edition (deposit).
    "deposit-edition": Code(
        Severity.ERROR,
        "The folder is no edition that letterbook build wrote.",
        "Give the folder of an edition, such as output/my-letters.",
    ),
    "deposit-changed": Code(
        Severity.ERROR,
        "A file of the edition was changed or removed since letterbook wrote it, and the others were not.",
        "Write wanted changes into decisions.toml, and build the edition again.",
    ),
    "deposit-foreign": Code(
        Severity.WARNING,
        "A file lies in the edition's folder that letterbook did not write; it is not packed.",
        "Move it elsewhere, or leave it: the package does without it.",
    ),
    "deposit-source": Code(
        Severity.ERROR,
        "A file that the edition was made from is not kept with it, so that nobody could make it again.",
        "Move the file beside the text, or into a folder beside it, and build the edition again.",
    ),
    "deposit-metadata": Code(
        Severity.ERROR,
        "Archives ask for something that letterbook.toml does not say.",
        "Write it into letterbook.toml, as docs/configuration.md shows, and build the edition again.",
    ),
    "deposit-name": Code(
        Severity.ERROR,
        "The package would have a name that some archives refuse.",
        "Use ASCII letters, digits, hyphens and dots alone.",
    ),
    "deposit-epoch": Code(
        Severity.ERROR,
        "SOURCE_DATE_EPOCH is set to something that is no time.",
        "Set it to a number of seconds since 1970, or not at all.",
    ),
    "deposit-letterbook": Code(
        Severity.WARNING,
        "The edition was made by another letterbook than the one that packs it.",
        "Build the edition again, so that the schema in the package is the one it was made by.",
    ),
    # A package from anybody: its zip, its bag (RFC 8493), its description (RO-Crate).
    "package-unreadable": Code(
        Severity.ERROR,
        "The package is no zip file, or it was cut off or damaged.",
        "Get it again from where it came from, and compare its size and check sum.",
    ),
    "package-unsafe": Code(
        Severity.ERROR,
        "A file in the package would be unpacked elsewhere than into its folder, or is no plain file.",
        "Do not unpack it. Ask whoever made the package for one without such names, links and devices.",
    ),
    "package-large": Code(
        Severity.ERROR,
        "The package is made so that unpacking it fills the disk or the memory.",
        "Do not unpack it. Ask whoever made the package for one that is not compressed so strongly.",
    ),
    "package-twice": Code(
        Severity.ERROR,
        "Two files in the package have one name, or names that some systems cannot tell apart.",
        "Rename one of them, and make the package again.",
    ),
    "package-folder": Code(
        Severity.ERROR,
        "The package does not unpack into a single folder.",
        "Put everything into one folder, and make the zip of that folder.",
    ),
    "package-name": Code(
        Severity.WARNING,
        "The package is not called as the folder in it, or files in it have names that some archives refuse.",
        "Name it as its folder; use ASCII letters, digits, hyphens and dots alone.",
    ),
    "bag-declaration": Code(
        Severity.ERROR,
        "The file bagit.txt is missing, or not as BagIt wants it: two lines, exactly.",
        "Make the bag again with a program that knows BagIt 1.0.",
    ),
    "bag-version": Code(
        Severity.ERROR,
        "The bag follows a version of BagIt that is not known here.",
        "Make the bag again by BagIt 1.0, or look whether a newer letterbook knows the version.",
    ),
    "bag-manifest": Code(
        Severity.ERROR,
        "A manifest is missing, or a line in it cannot be used.",
        "Make the bag again; do not write manifests by hand.",
    ),
    "bag-algorithm": Code(
        Severity.WARNING,
        "The sums of a manifest are of a kind that is not known here, or that is easily forged.",
        "Add a manifest of SHA-256 or SHA-512.",
    ),
    "bag-missing": Code(
        Severity.ERROR,
        "A file that a manifest lists is not in the package.",
        "Get the package again; if the file is not there either, ask whoever made it.",
    ),
    "bag-extra": Code(
        Severity.ERROR,
        "A file in the payload is listed in no manifest, or not in all of them.",
        "Look whether it belongs there; if so, make the bag again.",
    ),
    "bag-altered": Code(
        Severity.ERROR,
        "A file is not what it was when the bag was made: its check sum is another.",
        "Do not use it. Get the package again, and compare.",
    ),
    "bag-fetch": Code(
        Severity.ERROR,
        "The bag is not complete: some files are to be fetched from elsewhere. letterbook fetches nothing.",
        "Complete it with a program for BagIt, and check it again.",
    ),
    "bag-info": Code(
        Severity.ERROR,
        "The file bag-info.txt is not as BagIt wants it, or does not agree with the payload.",
        "Make the bag again.",
    ),
    "crate-invalid": Code(
        Severity.ERROR,
        "The description of the files, ro-crate-metadata.json, breaks a rule of RO-Crate.",
        "Mend the description as the message says; the manifests must be made again then.",
    ),
    "package-schema": Code(
        Severity.NOTE,
        "The edition in the package was made by another schema than this letterbook's, which checked it.",
        "Check it with the letterbook that provenance.json names, if faults are told.",
    ),
    "package-source": Code(
        Severity.ERROR,
        "The package holds another source than the one that its edition and ledger give.",
        "Get the package again; if it is the same, ask whoever made it.",
    ),
    # What a stylesheet says, and faults of stylesheets.
    "render-format": Code(
        Severity.ERROR,
        "No stylesheet makes the format that was asked for.",
        "letterbook formats lists the formats there are.",
    ),
    "render-parameter": Code(
        Severity.ERROR,
        "The format has no parameter of that name.",
        "letterbook formats -v lists the parameters of each format.",
    ),
    "render-stylesheet": Code(
        Severity.ERROR,
        "A stylesheet cannot be compiled, or it failed on this document.",
        "If the stylesheet is your own, mend the line that is named; else please report this.",
    ),
    "xslt-name": Code(
        Severity.ERROR,
        "A file in a project's xslt/ has a name under which it cannot be kept with the edition, or a format "
        "of the project's own has the name of a folder that every edition has.",
        "Give it another name: letters, digits, dots and hyphens; that of a format begins with a small "
        "letter, and is none of tei, cmif, report and source.",
    ),
    "render-empty": Code(
        Severity.NOTE,
        "A file has neither a description of a letter nor any words of a text nor entries of a register.",
        "If it is a letter, describe it in a correspDesc: then it has a page that says that nothing is "
        "transcribed. Else leave the file out.",
    ),
    "render-unhandled": Code(
        Severity.WARNING,
        "The document holds an element that the stylesheet has no template for; its text is kept.",
        "Use an element that letterbook's schema allows, or add a template for it.",
    ),
    "render-message": Code(
        Severity.NOTE,
        "A stylesheet wrote a message.",
        "Read it; letterbook's own stylesheets say only what concerns the document.",
    ),
}


def problem(code: str, message: str, place: Place, hint: str = "") -> Problem:
    """Make a problem of a known code, with that code's severity and, if none is given, its remedy."""
    known = CODES[code]
    return Problem(code, known.severity, message, place, hint or known.remedy)
