"""Define the labels of the units, and which may follow which.

BEGIN   the first unit of a letter: its heading, or its dateline where it has none
HEAD    what follows before the letter's own words: heading, editor's summary, dateline
INSIDE  the letter's words
END     its last unit: the signature, an address, the last paragraph (a letter of one unit is BEGIN alone)
NOTE    notes behind a letter
FRONT   what stands before the first letter, BETWEEN between letters, BACK behind the last one
"""

from __future__ import annotations

BEGIN, HEAD, INSIDE, END, NOTE, FRONT, BETWEEN, BACK = range(8)
NAMES = ("begin", "head", "inside", "end", "note", "front", "between", "back")
#: What may stand behind each label.
MAY_FOLLOW = {
    BEGIN: (BEGIN, HEAD, INSIDE, END, NOTE, BETWEEN, BACK),
    HEAD: (HEAD, INSIDE, END),
    INSIDE: (INSIDE, END),
    END: (BEGIN, NOTE, BETWEEN, BACK),
    NOTE: (NOTE, BEGIN, BETWEEN, BACK),
    FRONT: (FRONT, BEGIN),
    BETWEEN: (BETWEEN, BEGIN),
    BACK: (BACK,),
}
#: With what a book may begin, and end.
MAY_BEGIN = (BEGIN, FRONT)
MAY_END = (BEGIN, END, NOTE, FRONT, BACK)
