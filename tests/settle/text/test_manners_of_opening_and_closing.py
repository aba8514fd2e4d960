"""How letters open and close in print, manner by manner and in six languages: none of it is prose."""

from __future__ import annotations

import pytest
from printed import edition_in

from letterbook.model import letters
from letterbook.model.tree import Block

#: How one is called upon, and a letter's prose.
SAID = {
    "en": (
        "My dear Ann,",
        (
            "The roads are bad, and the carrier came two days late with the boxes that you had sent to us; "
            "nothing in them was broken, and my mother thanks you for the glasses."
        ),
    ),
    "de": (
        "Liebe Anna!",
        (
            "Die Wege sind schlecht, und der Bote kam mit den Kisten, die Du uns geschickt hattest, zwei "
            "Tage zu spät; es war darin nichts zerbrochen, und meine Mutter dankt Dir für die Gläser."
        ),
    ),
    "fr": (
        "Ma chère Anne,",
        (
            "Les chemins sont mauvais, et le voiturier est venu deux jours trop tard avec les caisses que "
            "vous nous aviez envoyées; rien n'y était cassé, et ma mère vous remercie des verres."
        ),
    ),
    "it": (
        "Cara Anna,",
        (
            "Le strade sono cattive, e il corriere è venuto due giorni più tardi con le casse che ci avevate "
            "mandate; nulla era rotto, e mia madre vi ringrazia dei bicchieri."
        ),
    ),
    "es": (
        "Querida Ana:",
        (
            "Los caminos están malos, y el ordinario llegó dos días tarde con las cajas que usted nos había "
            "enviado; nada venía roto, y mi madre le da las gracias por los vasos."
        ),
    ),
    "nl": (
        "Lieve Anna!",
        (
            "De wegen zijn slecht, en de bode kwam twee dagen te laat met de kisten die gij ons gezonden "
            "hadt; niets was er gebroken, en mijne moeder dankt u voor de glazen, en ik ben met eerbied,"
        ),
    ),
}
#: The kinds of blocks by the letters that stand for them below.
KINDS = {
    "v": "valediction",
    "g": "signed",
    "ps": "postscript",
    "d": "dateline",
    "a": "address",
    "l": "label",
    "s": "salute",
    "p": "p",
}

#: What stands behind the prose, paragraph by paragraph ("/"), and what each paragraph or line of it is.
CLOSES = [
    # the formula of love or service, from its first word
    ("en", "Believing me, with great regard, / Yours ever, / JOHN ORME.", "v v g"),
    ("en", "I am, with great regard, / your obedient servant, / JOHN ORME.", "v v g"),
    ("en", "Your affectionate / JOHN.", "v g"),
    ("en", "With kind regards to all, I remain, very sincerely yours, / JOHN ORME.", "v g"),
    ("en", "Hoping that this finds you well, I remain, dear Madam, / yours truly, / J. ORME.", "v v g"),
    ("de", "Ich bin mit wahrer Hochachtung / Ihr ergebenster Diener / Johann Ohm.", "v v g"),
    ("de", "Leb recht wohl. Ich bin Dein / Dich herzlich liebender Bruder / Hans.", "v v g"),
    ("fr", "Veuillez agréer, Madame, l'hommage de ma sincère admiration. / Votre ami, / J. MORIN.", "v v g"),
    ("it", "Di Vostra Magnificenza / GIOVANNI RIVA", "v g"),
    ("it", "Dev.mo suo / G. Riva.", "v g"),
    ("es", "Dios guarde a usted muchos años. / B. L. M. de usted su servidor / JUAN VEGA.", "v v g"),
    ("nl", "Ik ben uwe Vriendin, / SARA BERG.", "v g"),
    ("nl", "MEVROUW! / Uw Ootmoedige Dienaar, / JAN BERG.", "v v g"),
    # a sentence of its own that bids farewell, above the formula or the name
    ("en", "Good-bye, and God bless you all. / Yours ever, / JOHN.", "v v g"),
    ("en", "May God bless you! / Faithfully yours, / JOHN ORME.", "v v g"),
    ("en", "Tons of love. / Ever your loving son, / JOHN.", "v v g"),
    ("en", "Love to all. / Ever your loving brother, / JOHN.", "v v g"),
    ("en", "Adieu! my dearest, dearest Cousin.", "v"),
    ("de", "Ich empfehle mich Eurer Gnade. / Johann Ohm.", "v g"),
    ("de", "Lebe recht wohl. / Dein treuer Bruder / Hans.", "v v g"),
    ("fr", "Je te serre la main. / Ton ami, / JEAN MORIN.", "v v g"),
    ("fr", "Je t'embrasse dans la douleur et dans l'espérance. / Ton Jean.", "v g"),
    ("fr", "A bientôt. Je te serre la main.--Ton ami, / JEAN MORIN.", "v g"),
    ("it", "A rivederci, / TEA.", "v g"),
    # nothing but what begins farewells, or also who writes
    ("fr", "Tout à vous.", "v"),
    ("fr", "Tout à fait à vous.", "v"),
    ("fr", "À vous mille fois.", "v"),
    ("fr", "Ta cousine dévouée.", "v"),
    ("fr", "Je suis, avec un profond respect, etc.", "v"),
    ("en", "Heartily yours.", "v"),
    ("en", "Your humble servant ever.", "v"),
    ("en", "Your loving ANNIE.", "g"),
    ("de", "Deine treue Schwester Clara.", "g"),
    # one line that breaks off above the signature
    ("en", "Written with the hand that longs to hold yours, / JOHN ORME.", "v g"),
    ("en", "Ever believe me, / Dear Madam, faithfully yours.", "v v"),
    # farewell and signature on one line; a pronoun there is the signature's
    ("en", "Most affectionately yours, R. E. Lowe.", "v g"),
    ("en", "Yours ever, JOHN ORME.", "v g"),
    ("de", "Dein Karl.", "g"),
    ("fr", "Ton Jean Morin.", "g"),
    ("de", "Ihr / Karl Ohm.", "v g"),
    ("de", "Ihr treuer Freund Karl Ohm.", "g"),
    ("de", "Dein Bruder Karl.", "g"),
    ("fr", "Votre ami Jean.", "g"),
    ("it", "Tuo fratello Giovanni.", "g"),
    ("it", "Il vostro amico Giovanni Riva.", "g"),
    ("nl", "Uw vriend Pieter Berg.", "g"),
    ("en", "Affectionately yours.", "v"),
    ("de", "Deine Großmutter.", "g"),
    ("fr", "Votre ami.", "g"),
    ("en", "“I am very truly yours, / “R. E. LOWE.”", "v g"),
    ("en", "Ever yours / T.B. M.", "v g"),
    # a postscript behind a close, called one or not, however long
    ("en", "Yours ever, / JOHN. / P.S.--The watch keeps time.", "v g ps"),
    ("en", "Yours ever, / JOHN. / [P.S.] Give my love to Kit.", "v g ps"),
    ("en", "Yours ever, / JOHN. / We do not like the new scheme.", "v g ps"),
    ("en", "Always faithfully. / P.S.--The inn is noble.", "v ps"),
    ("en", f"JOHN ORME. / P.S. The inn is noble. {SAID['en'][1]}", "g ps"),
    ("de", "Deine Großmutter. / Nachschrift: Heute gehe ich in die Stadt.", "g ps"),
    ("fr", "Ton dévoué, / JEAN. / Mille et mille baisers à tous les nôtres.", "v g ps"),
    ("it", "GIOVANNI RIVA / Post scripta. Pietro mi ha fatto pregare di scrivervi.", "g ps"),
    # an address at the foot
    ("en", "I am very truly yours, / J. ORME. / His Excellency, Governor John Lowe.", "v g a"),
    ("en", "Yours ever, / J. ORME. / Mrs. R. E. Lowe.", "v g a"),
    ("en", "Yours, / JOHN. / Miss ORME,", "v g a"),
    # a date behind the signature, above it, beside it
    ("en", "Yours for ever, / JOHN ORME / Leeds, December 18th, 1837", "v g d"),
    ("it", "Leida, 14 sept. 1522. / Di Vostra Magnificenza / GIOVANNI RIVA", "d v g"),
    ("de", "Weimar den 4. März 1782. Ohm.", "d g"),
    ("en", "Yours for ever, / JOHN ORME / Leeds, December 18th, 1837 / P.S.--Answer soon.", "v g d ps"),
    # what somebody else wrote on the letter
    ("en", "Yours ever, / JOHN. / N.B. It is sold. / [In another hand:] Received the 5th.", "v g ps l"),
    ("it", "GIOVANNI RIVA / [D'altra mano:] Ricevuta il 6 maggio.", "g l"),
    ("de", "Dein Karl. / [Von fremder Hand: beantwortet den 9.]", "g l"),
    # hard negatives: what begins like a farewell, and tells or asks something, is prose
    ("en", "Good-bye to the old house has been said by all, and the key is with the agent in town.", "p"),
    ("en", "Your box came on Monday and has been opened by the children, who liked the apples.", "p"),
    ("en", "I am sorry for the delay. / JOHN ORME.", "p g"),
    ("en", "Accept the box. / JOHN ORME.", "p g"),
    ("en", "Your house is let. / JOHN ORME.", "p g"),
    ("en", "Your father is ill. / JOHN ORME.", "p g"),
    ("en", "This book is yours. / JOHN ORME.", "p g"),
    ("en", "The box has come, / JOHN ORME.", "p g"),
    ("de", "Deine Schwester schläft.", "p"),
    ("fr", "Ta cousine est partie.", "p"),
    ("fr", "Tout est fini.", "p"),
    ("en", "Love is a plant that grows in every garden of this town, as you say. / JOHN ORME.", "p g"),
    ("de", "Ihr Haus ist vermiethet. / Johann Ohm.", "p g"),
    ("de", "Dein Bruder Karl ist krank. / Johann Ohm.", "p g"),
    ("it", "Il vostro amico Giovanni Riva è partito. / GIOVANNI RIVA", "p g"),
    ("fr", "Votre maison est louée. / JEAN MORIN.", "p g"),
    ("fr", "Mes livres sont arrivés. / JEAN MORIN.", "p g"),
    ("it", "La vostra casa è affittata. / GIOVANNI RIVA", "p g"),
    ("es", "Su casa está alquilada. / JUAN VEGA.", "p g"),
    ("nl", "Uw huis is verhuurd. / JAN BERG.", "p g"),
]


def kinds(text: str, language: str) -> list[str]:
    """Return what each block of a letter is."""
    (one,) = letters(edition_in(text, language, one_letter=True))
    return [child.kind for child in one.children if isinstance(child, Block)]


@pytest.mark.parametrize(("language", "foot", "expected"), CLOSES)
def test_a_letter_closes(language, foot, expected):
    call, prose = SAID[language]
    text = "\n\n".join((call, prose, *foot.split(" / ")))
    assert kinds(text, language) == ["salute", "p", *(KINDS[one] for one in expected.split())]


#: What stands before the prose, line by line ("|") and paragraph by paragraph ("/"), and what each is.
OPENS = [
    ("en", "Leeds, 3 May 1843. / My dear Ann, / ", "d s"),
    # a dateline of three lines
    ("en", "Mill House,|North Lane, Leeds,|3 May 1843. / My dear Ann, / ", "d d d s"),
    ("de", "Gasthof zur Krone,|Weimar,|den 3. Mai 1843. / Liebe Anna! / ", "d d d s"),
    # a place alone
    ("fr", "Nice.|Villa Morin. / Chère maman, / ", "d d s"),
    # a salutation of two lines, and a title in capitals above the date
    ("de", "Weimar, den 3. Mai 1843. / Wohlgeborener Herr, / Hochzuverehrender Herr Doktor! / ", "d s s"),
    ("en", "GENERAL HALE / Leeds, 3 May 1843. / DEAR ANN: / ", "head d s"),
    # below the salutation
    ("es", "Querida Ana:-- / Asuncion, 12 de agosto de 1784. / ", "s d"),
    # a salutation that no list of words knows
    ("en", "Leeds, 3 May 1843. / BLESSED QUENTIN: / ", "d s"),
    ("fr", "Lyon, le 3 mai 1843. / Jeanne, / ", "d s"),
    ("en", "Leeds, 3 May 1843. / Honᵈ Sʳ, / ", "d s"),
    # a line directly below the date, as far to the right as that
    (
        "de",
        f"{' ' * 40}Weimar, den 3. Mai 1843.|{' ' * 30}Früh um sechs, am Fenster des alten Gasthofs. / ",
        "d d",
    ),
    ("en", f"{' ' * 40}Leeds, 3 May 1843.|{' ' * 40}In the garden, under the old trees. / ", "d d"),
    ("en", "Leeds, 3 May 1843.|In the garden, under the old trees. / ", "d p"),
    ("en", f'{" " * 30}On board the steamer "Ann"|{" " * 40}May 3, 1843. / My dear Ann, / ', "d d s"),
    # an editor's summary below the heading
    ("en", "ANN ORME TO BEN ORME / Of the suit with the miller. / [1843] / My dear Ben, / ", "head l d s"),
    ("en", "ANN ORME TO BEN ORME / Court Mill, Leeds. / 3 May 1843. / My dear Ben, / ", "head d d s"),
    # what an editor remarks is no date of the letter
    ("en", "(Endorsed: recd. July 18, 1836) / Leeds, 3 May 1843. / My dear Ann, / ", "label d s"),
    # a dateline run in at the head of the first paragraph
    ("en", "Leeds, May 3, 1843. ", "d"),
    ("en", "_Leeds, May 3, 1843._--", "d"),
    ("en", "St. Helena. 3 May 1843. ", "d"),
    ("en", "Leeds, May, 1843. ", "d"),
    ("en", "July 7. ", "d"),
    ("fr", "Lyon, le 3 mai 1843. ", "d"),
    ("de", "Weimar, den 3. Mai 1843. ", "d"),
    # a salutation run in stays the paragraph's
    ("en", "Leeds, 3 May 1843. / My dear Ann,--", "d"),
    # hard negatives
    ("en", "My dear Ann, ", ""),
    ("en", "On May 3, 1843, ", ""),
    ("en", "In Leeds, on May 3, 1843. ", ""),
    ("en", "May is here. ", ""),
    ("en", "We came on May 3. ", ""),
    ("en", "May, 1843. ", ""),
    ("en", "1843. ", ""),
]


@pytest.mark.parametrize(("language", "head", "expected"), OPENS)
def test_a_letter_opens(language, head, expected):
    prose = SAID[language][1]
    text = head.replace(" / ", "\n\n").replace("|", "\n") + prose + "\n\n" + prose
    assert kinds(text, language) == [*(KINDS.get(one, one) for one in expected.split()), "p", "p"]
