"""Hold every weight for and against a mark being the call of a note.

The unit is the nat: the natural logarithm of the odds. 0 says nothing; 3 is twenty to one for a call, -3
twenty to one against it. Weights of independent signs are added. They are set by hand from how printed
editions look, and not fitted; `python benchmarks/quality.py` shows what a change of one does.
"""

from __future__ import annotations

# ------------------------------------------------------------------ signs beside the mark (surroundings.py)

MONTH_AFTER = -6.0  # "3 May": days before months are the commonest numbers of letters
MONTH_BEFORE = -5.0  # "May 3"; a call may stand after "in May"
DATE_BEFORE = -2.0  # "May 3, 12": the day is read already, so this may be a year, or a call
ORDINAL_ENDING = -6.0  # "3rd"
MEASURES = -5.0  # "3 miles"
PLURAL_AFTER = -1.5  # "3 horses": any plural may follow a call
REFERS_BY_ARTICLE = -1.5  # "the page 3": seldom a reference with an article
REFERS = -4.0  # "page 3"
HOUR = -3.5  # "at 3"
COUNT = -3.0  # "about 3"
JOINED_BY_WORD = -1.5  # "and 3"
JOINS_ANOTHER = -3.0  # "3 and 4"
JOINED_TO_NUMBER = -2.0  # "2 and 3"
CROWD = -0.5  # for each number more than a sentence may have
CROWD_MOST = 4  # numbers of a crowd that count
MONEY_BEFORE = -5.0  # "£3", "No. 3", "§ 3"
MEASURE_AFTER = -5.0  # "3%", "3°"
NUMBERS_ITEM = -5.0  # at the start of a paragraph
AFTER_COLON = -3.0  # "as follows: 1) ..."
CLOSES_ITEM = -3.0  # "3) a house", where no bracket was opened
POWER = -6.0  # "3 m²"
DECIMAL = -4.0  # "2.5"
PART_OF_WORD = -3.0  # "B12"

# ------------------------------------------------------------------ the style of the mark (marks.py)

#: What the style alone is worth: a bracketed number is seldom anything else than a call.
STYLE_ODDS = {
    "bare": 0.0,
    "glued": 1.0,
    "bracket": 3.0,
    "paren": 1.0,
    "half": 1.0,
    "superscript": 4.0,
    "brace": 3.0,
    "angle": 3.0,
    "reference": 4.0,
    "label": 4.0,
    "sign": 2.0,
}

# ------------------------------------------------------------------ the chain of calls (settle/calls)

RAREST = 5.0  # a number that no other passage of the book holds: rarity speaks no louder than this
COMMONEST = -1.0  # a number that stands everywhere
OUT_OF_ORDER = -6.0  # a call out of the order of the notes: all strays of its number compete with it
UNCALLED_IN_RUN = 1.0  # each further note of a run of uncalled ones: faults of a copy come in runs
CLOSE_RIVAL = 2.5  # a rival not this much worse than the call kept is told to the editor
CALLED_NEIGHBOUR = 1.5  # what a called note before or after adds to the confidence in a call
