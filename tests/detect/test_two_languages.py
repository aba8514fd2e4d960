"""Books in two languages: each letter is in its own, whose words read its dates, salutations and names."""

from __future__ import annotations

import pytest

from letterbook.model import Block, letters
from letterbook.project.letterbook_toml import load
from letterbook.stages import encode, understand
from letterbook.tei import serialise

GERMAN_WITH_FRENCH = """\
BRIEFE DES FREIHERRN VON LINDENAU

HERAUSGEGEBEN VON KARL OTTO REIS


VORWORT

Die Briefe des Freiherrn liegen im Archiv der Familie. Diejenigen, die er an
Frau von Clairmont in französischer Sprache geschrieben hat, sind hier
unverändert abgedruckt.



1.

An seinen Bruder.

Weimar, den 3. März 1807.

Lieber Bruder,

ich habe deinen Brief erhalten und danke dir für die Nachricht von der
Mutter. Wir haben hier noch immer Schnee, und die Post kommt nicht vor dem
Abend. Sage dem Vater, dass ich zu Ostern komme, wenn die Wege besser sind.

Dein treuer Bruder

Ernst von Lindenau.



2.

À Madame de Clairmont.

Weimar, ce 12 avril 1807.

Madame,

je n'ai pas reçu la lettre que vous m'avez annoncée, et je crains qu'elle ne
soit restée à Francfort. Le libraire m'assure que les livres sont partis,
mais il ne sait pas quand ils arriveront chez vous. Je vous prie de croire
que je n'ai rien oublié de ce que vous m'avez dit.

J'ai l'honneur d'être, Madame, votre très humble serviteur,

Ernst von Lindenau.



3.

An seinen Bruder.

Jena, den 1. Mai 1807.

Lieber Bruder,

die Bücher sind gekommen, aber das Bild ist noch nicht da. Ich bin bei dem
Professor gewesen, und er hat mir gesagt, dass er dich im Sommer besuchen
will. Frau von Clairmont schreibt mir:

„Je ne puis vous dire combien je suis heureuse de vous savoir chez vous, et
je vous attends au mois d'août avec toute votre famille."

Dein

Ernst.



4.

À Madame de Clairmont.

Weimar, ce 20 août.

Madame,

vous avez raison, et je n'ai plus rien à dire contre ce voyage. Nous
partirons le premier septembre, et nous serons chez vous quand les vendanges
commenceront. Mon frère est avec moi, et il vous salue de tout son cœur.

Votre très dévoué

Ernst von Lindenau.



5.

An seinen Bruder.

Genf, den 30. Oktober 1807.

Lieber Bruder,

wir sind seit vier Wochen hier und haben den See noch nicht ohne Nebel
gesehen. Die Leute sind freundlich, und der Wein ist gut. Ich schreibe dir
bald mehr, sobald ich mit der Arbeit fertig bin.

Dein

Ernst.
"""

ENGLISH_WITH_LATIN = """\
THE CORRESPONDENCE OF THOMAS HALLAM, SCHOLAR OF ALL SAINTS

EDITED BY W. PRYCE



LETTER I.

To his Father.

Oxford, 3 May 1531.

Dear Father,

I have your letter by the carrier, and I thank you for the money that was in
it. The fever is in the town, and two of our men are dead of it; but we are
all well in the house, and I shall not come home before the summer.

Your loving son,

Thomas Hallam.



LETTER II.

THOMAS HALLAM JOHANNI FISCHERO S. P. D.

Quod ad me litteras non misisti, id ego non tibi, sed hiemi tribuo, quae
omnes vias clausit. Libros quos petis habeo omnes, et si quis ad vos
proficiscitur, ei eos dabo. De febri nihil est quod timeas: nos enim omnes
valemus, neque in his aedibus quisquam aegrotat.

Vale.

Oxoniae, III Kal. Iunii MDXXXI.



LETTER III.

To his Father.

Oxford, 20 June 1531.

Dear Father,

The fever is gone, and the scholars are come back to their books. I have
written to Master Fisher in Latin, as you told me that I should, and I hope
that he will have no cause to laugh at it.

Your loving son,

Thomas Hallam.



LETTER IV.

JOHANNES FISCHERUS THOMAE HALLAMO S. D.

Litterae tuae mihi gratissimae fuerunt, in quibus nihil desideravi nisi ut
longiores essent. Libros accepi omnes, et eos legi cum maxima voluptate. De
patre tuo scribis quae me delectant, et spero eum mox apud nos esse futurum.

Cura ut valeas.

Roffae, prid. Id. Iul. 1531.



LETTER V.

To his Father.

Oxford, 2 August 1531.

Dear Father,

Master Fisher has answered me, and he says that he has the books, and that
he looks to see you at his house before the end of the year. I have bought
the cloth that my mother wanted.

Your loving son,

Thomas Hallam.
"""

ITALIAN_WITH_SPANISH = """\
LETTERE DEL CONTE ORAZIO MALVEZZI

PUBBLICATE DA GIUSEPPE RAVA



LETTERA I.

Al fratello.

Bologna, 3 maggio 1612.

Carissimo fratello,

ho ricevuto la vostra lettera e vi ringrazio delle nuove che mi date di
nostra madre. Qui non si parla che della guerra, e le strade sono piene di
soldati. Se volete i libri, ve li mando con il primo che viene.

Vostro affezionatissimo fratello,

Orazio Malvezzi.



LETTERA II.

A don Diego de Salazar.

Madrid, a 8 de junio de 1612.

Muy señor mío:

He recibido la carta de vuestra merced y no puedo decirle cuánto me ha
alegrado. Los caballos que me pide están ya en camino, y con ellos va un
criado mío que los conoce muy bien. De la corte no hay nada nuevo, sino que
todos esperan la venida del rey.

Besa las manos de vuestra merced,

Orazio Malvezzi.



LETTERA III.

Al fratello.

Madrid, 30 giugno 1612.

Carissimo fratello,

sono arrivato qui con buona salute, ma senza denari, perché il viaggio è
stato più lungo di quello che io pensavo. Il re non è ancora venuto, e gli
ambasciatori aspettano come me.

Vostro affezionatissimo fratello,

Orazio Malvezzi.



LETTERA IV.

A don Diego de Salazar.

Madrid, a 4 de agosto de 1612.

Muy señor mío:

Los caballos han llegado todos, y el criado dice que ninguno está cojo. Yo
quedo aquí hasta que el rey me dé licencia, y cuando la tenga, iré a besar
las manos de vuestra merced en su casa. No tengo más que decir, sino que
Dios le guarde muchos años.

De vuestra merced servidor,

Orazio Malvezzi.



LETTERA V.

Al fratello.

Bologna, 12 settembre 1612.

Carissimo fratello,

sono di nuovo a casa, e vi aspetto con i vostri figli. La vendemmia è buona,
e il vino sarà migliore di quello dell'anno passato.

Vostro affezionatissimo fratello,

Orazio Malvezzi.
"""

#: A book; its language; of each letter its language if it is another, its day, writer, reader, salutation.
BOOKS = [
    (
        GERMAN_WITH_FRENCH,
        "de",
        [
            ("", "1807-03-03", "Ernst von Lindenau", "Seinen Bruder", "Lieber Bruder,"),
            ("fr", "1807-04-12", "Ernst von Lindenau", "Madame de Clairmont", "Madame,"),
            ("", "1807-05-01", "Ernst von Lindenau", "Seinen Bruder", "Lieber Bruder,"),
            ("fr", "1807-08-20", "Ernst von Lindenau", "Madame de Clairmont", "Madame,"),
            ("", "1807-10-30", "Ernst von Lindenau", "Seinen Bruder", "Lieber Bruder,"),
        ],
    ),
    (
        ENGLISH_WITH_LATIN,
        "en",
        [
            ("", "1531-05-13", "Thomas Hallam", "His Father", "Dear Father,"),
            ("la", "1531-06-09", "Thomas Hallam", "Johanni Fischero", ""),
            ("", "1531-06-30", "Thomas Hallam", "His Father", "Dear Father,"),
            ("la", "1531-07-24", "Johannes Fischerus", "Thomae Hallamo", ""),
            ("", "1531-08-12", "Thomas Hallam", "His Father", "Dear Father,"),
        ],
    ),
    (
        ITALIAN_WITH_SPANISH,
        "it",
        [
            ("", "1612-05-03", "Orazio Malvezzi", "Fratello", "Carissimo fratello,"),
            ("es", "1612-06-08", "Orazio Malvezzi", "Diego de Salazar", "Muy señor mío:"),
            ("", "1612-06-30", "Orazio Malvezzi", "Fratello", "Carissimo fratello,"),
            ("es", "1612-08-04", "Orazio Malvezzi", "Diego de Salazar", "Muy señor mío:"),
            ("", "1612-09-12", "Orazio Malvezzi", "Fratello", "Carissimo fratello,"),
        ],
    ),
]


@pytest.fixture
def read(tmp_path):
    def of(text: str):
        (tmp_path / "book.txt").write_text(text, encoding="utf-8")
        project = load(tmp_path / "book.txt").value
        edition, problems = understand(project)
        assert list(problems) == []
        return edition, serialise(encode(edition, project).value.root).decode()

    return of


def salute_of(edition, letter) -> str:
    """Return the words of a letter's salutation."""
    for node in letter.children:
        if isinstance(node, Block) and node.kind == "salute":
            return edition.source.text[node.children[0].span.start : node.children[-1].span.end]
    return ""


@pytest.mark.parametrize(("text", "language", "wanted"), BOOKS, ids=["de-fr", "en-la", "it-es"])
def test_each_letter_is_read_in_its_own_language(read, text, language, wanted):
    edition, tei = read(text)
    found = [
        [
            letter.sent.dates[0].value.when,
            letter.sent.persons[0].value.name,
            letter.received.persons[0].value.name,
            salute_of(edition, letter),
        ]
        for letter in letters(edition)
    ]
    assert found == [row for _, *row in wanted]
    assert f'xml:lang="{language}">' in tei.partition("\n <teiHeader>")[0]
    for n, (lang, *_) in enumerate(wanted, 1):
        head = next(line for line in tei.splitlines() if f'xml:id="letter-{n}"' in line)
        assert (f'xml:lang="{lang}"' in head) if lang else ("xml:lang" not in head)


def test_a_passage_in_another_language_says_so(read):
    _, tei = read(GERMAN_WITH_FRENCH)
    (passage,) = [line for line in tei.splitlines() if '<p xml:lang="fr">' in line]
    assert "Je ne puis vous dire" in passage
