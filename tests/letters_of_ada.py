"""A small edition for tests of what an editor decides: five letters, five notes, and what rules get wrong.

The 3 of "3 charts" looks like a call of note 3, a paragraph of No. 1 is cut in two, No. 5 is misprinted,
and of No. 4 and 5 nothing tells both persons.
"""

from __future__ import annotations

from pathlib import Path

from letterbook.project.letterbook_toml import Project, load
from letterbook.stages import understand
from letterbook.tei import encode, serialise

SOURCE = """\
The Letters of Ada Holm

Correspondence with Ben Reed and Clara Moss

No. 1

Received on May 3, 1901

My dear Miss Holm,

The boat came in last night with all your boxes, and the glass is whole. I have put the lamps in the upper \
room, where the light is good in the morning. 1

Your friend the captain sends his greetings and asks for the charts, which he will need in the autumn. He \
means to sail again

before the equinox, if the owners let him have the men he wants.

Yours sincerely,

Ben Reed

No. 2

Sent on May 9, 1901

Dear Mr Reed,

I thank you for your letter of May 1st. The lamps may stay where they are until I come, and the captain \
shall have his charts before the month is out. 2

Please tell the cap- tain that 3 charts are lost, and that I have written to the printer for others.

Ada Holm

No. 3

Received on June 2, 1901

The captain has his charts, and is well content with them. We waited for you on the pier until it was dark.

I have seen the printer, who will send you 20 sheets more as soon as the paper has come from the mill. 4

Ben Reed

No. 4

Sent on June 11, 1901

I shall come by the evening boat on the last day of the month, if the weather holds, and I bring the \
printer's sheets.

Ada Holm

Mo. 5

Received on July 1, 1901

We have looked out for you in vain, and hope that nothing is amiss. The captain sailed this morning. 5


NOTES

1. The upper room of the lighthouse on Skarn, which Ada Holm had rented for the summer.

2. The charts of the northern sound, printed in 1899 by the cap- tain of the port.

3. Ben Reed kept the light until 1907.

4. The mill at Orrin, which burnt down in the same year.

5. He was never heard of again.
"""

HEAD = 'by = "A. Editor"\n[[responsible]]\nname = "A. Editor"\n'


def lay_out(folder: Path, decisions: str | None = None, **files: str) -> Path:
    """Write the edition into a folder with an editor's files beside it; `files` have _ for the dot."""
    source = folder / "source.txt"
    source.write_text(SOURCE, encoding="utf-8")
    if decisions is not None:
        (folder / "decisions.toml").write_text(HEAD + decisions, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return source


def edition(folder: Path, decisions: str | None = None, **files: str):
    """Return the edition and its problems as (line, code, message and hint) of the editor's files."""
    built, problems = understand(load(lay_out(folder, decisions, **files)).value)
    return built, [(p.place.line, p.code, f"{p.message} | {p.hint}") for p in problems]


def tei(project: Project) -> str:
    """Return the TEI of a project."""
    built, _ = understand(project)
    return serialise(encode(built, project).value.root).decode()
