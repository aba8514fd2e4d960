"""How letters open and close in print, manner by manner and in six languages; none of it is verse or prose."""

from __future__ import annotations

import pytest
from printed import edition_in

from letterbook.model import letters
from letterbook.model.tree import Block

#: A letter's prose, and how one is called upon.
SAID = {
    "en": (
        "My dear Ann,",
        "The roads are bad, and the carrier came two days late with the boxes that you had sent to us for the"
        " feast; nothing in them was broken, and my mother thanks you for the glasses.",
    ),
    "de": (
        "Liebe Anna!",
        "Die Wege sind schlecht, und der Bote kam mit den Kisten, die Du uns zum Feste geschickt hattest, zwei"
        " Tage zu spät; es war darin nichts zerbrochen, und meine Mutter dankt Dir für die Gläser.",
    ),
    "fr": (
        "Ma chère Anne,",
        "Les chemins sont mauvais, et le voiturier est venu deux jours trop tard avec les caisses que vous nous"
        " aviez envoyées pour la fête; rien n'y était cassé, et ma mère vous remercie des verres.",
    ),
    "it": (
        "Cara Anna,",
        "Le strade sono cattive, e il corriere è venuto due giorni più tardi con le casse che ci avevate mandate"
        " per la festa; nulla era rotto, e mia madre vi ringrazia dei bicchieri.",
    ),
    "es": (
        "Querida Ana:",
        "Los caminos están malos, y el ordinario llegó dos días tarde con las cajas que usted nos había enviado"
        " para la fiesta; nada venía roto, y mi madre le da las gracias por los vasos.",
    ),
    "nl": (
        "Lieve Anna!",
        "De wegen zijn slecht, en de bode kwam twee dagen te laat met de kisten die gij ons voor het feest gezonden"
        " hadt; niets was er gebroken, en mijne moeder dankt u voor de glazen.",
    ),
}

#: What stands behind the prose, and what each paragraph or line of it is (p: it is prose still).
CLOSES = [
    # the formula of love or service, from its first word
    ("en", "Believing me, with great regard,\n\nYours ever,\n\nJOHN ORME.", "valediction valediction signed"),
    (
        "en",
        "I am, with great regard,\n\nyour obedient servant,\n\nJOHN ORME.",
        "valediction valediction signed",
    ),
    ("en", "Your affectionate\n\nJOHN.", "valediction signed"),
    (
        "en",
        "With kind regards to all, I remain, very sincerely and most respectfully yours,\n\nJOHN ORME.",
        "valediction signed",
    ),
    (
        "en",
        "Hoping that this finds you well, I remain, dear Madam,\n\nyours truly,\n\nJ. ORME.",
        "valediction valediction signed",
    ),
    (
        "de",
        "Ich bin mit wahrer Hochachtung\n\nIhr ergebenster Diener\n\nJohann Ohm.",
        "valediction valediction signed",
    ),
    (
        "de",
        "Leb recht wohl. Ich bin Dein\n\nDich herzlich liebender Bruder\n\nHans.",
        "valediction valediction signed",
    ),
    (
        "fr",
        "Veuillez agréer, Madame, l'hommage de ma bien vive et sincère admiration.\n\nVotre très humble serviteur,\n\nJ. MORIN.",
        "valediction valediction signed",
    ),
    ("it", "Di Vostra Magnificenza\n\nGIOVANNI RIVA", "valediction signed"),
    ("it", "Dev.mo suo\n\nG. Riva.", "valediction signed"),
    (
        "es",
        "Dios guarde a usted muchos años.\n\nB. L. M. de usted su servidor\n\nJUAN VEGA.",
        "valediction valediction signed",
    ),
    ("nl", "Ik ben uwe Vriendin,\n\nSARA BERG.", "valediction signed"),
    ("nl", "MEVROUW!\n\nUw Ootmoedige Dienaar,\n\nJAN BERG.", "valediction valediction signed"),
    # a sentence of its own that bids farewell, above the formula or the name
    ("en", "Good-bye, and God bless you all.\n\nYours ever,\n\nJOHN.", "valediction valediction signed"),
    ("en", "May God bless you!\n\nFaithfully yours,\n\nJOHN ORME.", "valediction valediction signed"),
    ("en", "Tons of love.\n\nEver your loving son,\n\nJOHN.", "valediction valediction signed"),
    ("en", "Love to all.\n\nEver your loving brother,\n\nJOHN.", "valediction valediction signed"),
    ("en", "Adieu! my dearest, dearest Cousin.", "valediction"),
    ("de", "Ich empfehle mich Eurer Gnade.\n\nJohann Ohm.", "valediction signed"),
    ("de", "Lebe recht wohl.\n\nDein treuer Bruder\n\nHans.", "valediction valediction signed"),
    ("fr", "Je te serre la main.\n\nTon ami,\n\nJEAN MORIN.", "valediction valediction signed"),
    ("fr", "Je t'embrasse dans la douleur et dans l'espérance.\n\nTon Jean.", "valediction signed"),
    ("fr", "A bientôt. Je te serre la main.--Ton ami,\n\nJEAN MORIN.", "valediction signed"),
    ("it", "A rivederci,\n\nTEA.", "valediction signed"),
    # a pronoun is the signature's where it stands beside the name
    ("de", "Dein Karl.", "signed"),
    ("de", "Deine Großmutter.", "signed"),
    ("fr", "Ton Jean Morin.", "signed"),
    ("de", "Ihr\n\nKarl Ohm.", "valediction signed"),
    # a postscript behind a close, called one or not
    ("en", "Yours ever,\n\nJOHN.\n\nP.S.--The watch keeps time.", "valediction signed postscript"),
    ("en", "Yours ever,\n\nJOHN.\n\nWe do not like the new scheme.", "valediction signed postscript"),
    ("en", "Always faithfully.\n\nP.S.--The inn is noble.", "valediction postscript"),
    ("de", "Deine Großmutter.\n\nNachschrift: Heute gehe ich in die Stadt.", "signed postscript"),
    ("it", "GIOVANNI RIVA\n\nPost scripta. Pietro mi ha fatto pregare di scrivervi.", "signed postscript"),
    # an address at the foot
    (
        "en",
        "I am very truly yours,\n\nJ. ORME.\n\nHis Excellency, Governor John Lowe.",
        "valediction signed address",
    ),
    ("en", "Yours,\n\nJOHN.\n\nMiss ORME,\n10 Mill Lane, Leeds.", "valediction signed address address"),
    # a date behind the signature, above it, beside it
    ("en", "Yours for ever,\n\nJOHN ORME\n\nLeeds, December 18th, 1837", "valediction signed dateline"),
    (
        "it",
        "Leiden, 14 sept. 1522.\n\nDi Vostra Magnificenza\n\nGIOVANNI RIVA",
        "dateline valediction signed",
    ),
    ("de", "Weimar den 4. März 1782. Ohm.", "dateline signed"),
    (
        "en",
        "Yours for ever,\n\nJOHN ORME\n\nLeeds, December 18th, 1837\n\nP.S.--Answer soon.",
        "valediction signed dateline postscript",
    ),
    # hard negatives: what tells or asks something is prose
    (
        "en",
        "Good-bye to the old house has been said by all of us, and the key is with the agent in the town.",
        "p",
    ),
    (
        "en",
        "Your box came on Monday and has been opened by the children, who were glad of the apples in it.",
        "p",
    ),
    ("en", "I am sorry for the delay.\n\nJOHN ORME.", "p signed"),
    ("en", "Accept the box.\n\nJOHN ORME.", "p signed"),
    ("en", "Your house is let.\n\nJOHN ORME.", "p signed"),
    ("en", "Love is a plant that grows in every garden of this town, as you say.\n\nJOHN ORME.", "p signed"),
    ("de", "Ihr Haus ist vermiethet.\n\nJohann Ohm.", "p signed"),
    ("fr", "Votre maison est louée.\n\nJEAN MORIN.", "p signed"),
    ("fr", "Mes livres sont arrivés.\n\nJEAN MORIN.", "p signed"),
    ("it", "La vostra casa è affittata.\n\nGIOVANNI RIVA", "p signed"),
    ("es", "Su casa está alquilada.\n\nJUAN VEGA.", "p signed"),
    ("nl", "Uw huis is verhuurd.\n\nJAN BERG.", "p signed"),
]


def kinds(text: str, language: str) -> list[str]:
    """Return what each block of a letter is."""
    (one,) = letters(edition_in(text, language, one_letter=True))
    return [child.kind for child in one.children if isinstance(child, Block)]


@pytest.mark.parametrize(("language", "close", "expected"), CLOSES)
def test_a_letter_closes(language, close, expected):
    call, prose = SAID[language]
    assert kinds(f"{call}\n\n{prose}\n\n{close}", language) == ["salute", "p", *expected.split()]


#: What stands before the prose, and what each line or paragraph of it is.
OPENS = [
    ("en", "Leeds, 3 May 1843.\n\nMy dear Ann,\n\n", "dateline salute p"),
    # a dateline of three lines, set to the right or not
    (
        "en",
        "Mill House,\nNorth Lane, Leeds,\n3 May 1843.\n\nMy dear Ann,\n\n",
        "dateline dateline dateline salute p",
    ),
    (
        "en",
        "                    Mill House,\n                    North Lane, Leeds,\n                    3 May 1843.\n\nMy dear Ann,\n\n",
        "dateline dateline dateline salute p",
    ),
    (
        "de",
        "Gasthof zur Krone,\nWeimar,\nden 3. Mai 1843.\n\nLiebe Anna!\n\n",
        "dateline dateline dateline salute p",
    ),
    (
        "fr",
        "Maison Klein,\nrue Haute, Lyon,\nle 3 mai 1843.\n\nMa chère Anne,\n\n",
        "dateline dateline dateline salute p",
    ),
    # below the salutation, beside it
    ("es", "Querida Ana:--\n\nAsuncion, 12 de agosto de 1784.\n\n", "salute dateline p"),
    # run in at the head of the first paragraph
    ("en", "_Leeds, May 3, 1843._ ", "dateline p"),
    ("en", "LEEDS, May 3, 1843.--", "dateline p"),
    ("de", "Weimar, den 3. Mai 1843. ", "dateline p"),
    ("fr", "Lyon, le 3 mai 1843.--", "dateline p"),
    # a salutation run in stays the paragraph's
    ("en", "Leeds, 3 May 1843.\n\nMy dear Ann,--", "dateline p"),
    # hard negatives
    ("en", "My dear Ann, ", "p"),
    ("en", "On May 3, 1843, ", "p"),
    ("en", "In Leeds, on May 3, 1843. ", "p"),
    ("en", "May is here. ", "p"),
]


@pytest.mark.parametrize(("language", "opening", "expected"), OPENS)
def test_a_letter_opens(language, opening, expected):
    assert kinds(opening + SAID[language][1] + "\n\n" + SAID[language][1], language) == [
        *expected.split(),
        "p",
    ]
