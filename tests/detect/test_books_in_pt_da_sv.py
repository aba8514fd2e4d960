"""Small books in Portuguese, Danish and Swedish: their letters, days, places, people and notes are read."""

from __future__ import annotations

import pytest
from languages_of_texts import detect_languages
from printed import edition_in

from letterbook.model import letters as letters_of

PORTUGUESE = """\
CARTAS

DE

ANTÓNIO DE MELO TAVARES

A SUA IRMÃ

publicadas por um amigo da família


LISBOA
1871




PRIMEIRA

A D. Maria do Carmo Tavares

Coimbra, 3 de Maio de 1843.

Minha querida irmã,

Cheguei hontem á noite, depois de quatro dias de caminho, e ainda não sei
onde me hão de dar casa. O tio não estava na cidade, e a chave ficou com
uma visinha que não me conhecia. Dize á nossa mãe que não se afflija, que
eu como bem e durmo melhor. O livro que me déste(1) já o li duas vezes.

Teu irmão muito amigo,

António.


(1) O _Palmeirim_, que ella lhe déra no dia da partida.




SEGUNDA

Á mesma

Coimbra, aos 12 de Junho.

Querida Maria,

Recebi a tua carta de 3 do corrente e a encommenda que com ella vinha. As
luvas servem-me melhor do que eu mereço, e o bolo comeu-se aqui em uma
tarde entre cinco rapazes. Que dizes tu do casamento da prima? Eu não digo
nada, porque não me perguntam.

Um abraço do

teu António.




TERCEIRA

Ao senhor José Pinto Ribeiro, negociante no Porto

Coimbra, 2 de 7bro de 1843.

Ill.mo Sr.,

Tenho a honra de accusar a recepção da sua carta e da letra de trinta mil
réis que a acompanhava. Queira dizer ao senhor meu pae que tudo se pagou
no mesmo dia, e que os recibos vão pelo correio de sabbado.(2)

De V. S.ª

attento venerador e criado,

António de Melo Tavares.


(2) Perderam-se estes recibos.




QUARTA

A D. Maria do Carmo Tavares

Porto, dia de Natal de 1843.

Minha boa irmã:

Não pude ir passar a festa comvosco, porque o rio encheu e a ponte está
fechada. Estou em casa do senhor Ribeiro, que me trata como a um filho, e
tenho lume e boa cama. Escreve-me para aqui até aos Reis.

Teu

António.
"""
DANISH = """\
BREVE

FRA

PEDER LUND HOLM

TIL HANS SØSTER OG HANS VENNER

Udgivne af hans Søn


KJØBENHAVN
1881




1.

Til Anna Margrethe Holm.

Odense, den 3die Mai 1843.

Kjære Søster!

Jeg kom hertil igaar Aftes efter fire Dages Reise, og jeg veed endnu ikke,
hvor jeg skal boe. Onkel var ikke hjemme, og Nøglen laa hos en Kone, som
ikke kjendte mig. Siig Moder, at hun ikke skal være bange for mig; jeg
spiser godt og sover bedre. Bogen, som Du gav mig*, har jeg læst to Gange.

Din hengivne Broder

Peder.

* „Holger Danske“, som hun havde givet ham til Reisen.




2.

Til Samme.

Odense, d. 12te Juni.

Kjære Anna!

Tak for Dit Brev af 3die dennes og for Pakken, som fulgte med. Handskerne
passe mig bedre, end jeg fortjener, og Kagen spiste vi fem Karle paa een
Eftermiddag. Hvad siger Du om Cousinens Bryllup? Jeg siger Intet, thi der
er Ingen, som spørger mig.

Lev vel og hils Moder.

Din Peder.




3.

Til Kjøbmand Jens Christian Møller i Aarhus.

Odense, den 2den September 1843.

Høistærede Hr. Møller!

Jeg har herved den Ære at melde Modtagelsen af Deres Brev og af den Vexel,
som laa i det. De bedes sige min Fader, at Alt blev betalt samme Dag, og
at Qvitteringerne* afgaae med Posten paa Løverdag.

Med Høiagtelse

Deres ærbødige

P. L. Holm.

* De ere senere gaaede tabt.




4.

Til Anna Margrethe Holm.

Aarhus, Juleaften 1843.

Min egen kjære Søster!

Jeg kunde ikke komme hjem til Festen, da der ligger Iis i Beltet, og intet
Skib tør gaae ud. Jeg er hos Møllers, som ere gode imod mig, og har baade
Varme og en god Seng. Skriv hid inden Helligtrekonger.

Din

Peder Lund Holm.
"""
SWEDISH = """\
BREF

FRÅN

NILS ADOLF STRÖMBERG

TILL HANS SYSTER

utgifna af C. G. Hammar


STOCKHOLM
1885




I.

Till Charlotta Strömberg.

Upsala den 3 maj 1843.

Kära syster!

Jag kom hit i går afton efter fyra dagars resa, och jag vet ännu inte, hvar
jag skall bo. Farbror var inte hemma, och nyckeln låg hos en hustru, som
inte kände mig. Säg mor, att hon inte skall vara orolig för mig; jag äter
godt och sofver bättre. Boken, som du gaf mig[1], har jag läst två gånger.

Din tillgifne broder

Nils.




II.

Till densamma.

Upsala d. 12 juni.

Kära Lotta!

Tack för ditt bref af den 3 dennes och för paketet, som följde med. Vantarna
passa mig bättre, än jag förtjenar, och kakan åto vi fem karlar på en enda
eftermiddag. Hvad säger du om kusinens bröllop? Jag säger ingenting, ty det
är ingen, som frågar mig.

Helsa mor från

din Nils.




III.

Till handlanden Johan Petter Lindqvist i Göteborg.

Upsala den 2 september 1843.

Högtärade Herr Lindqvist!

Jag har härmed äran att erkänna mottagandet af Edert bref och af den vexel,
som låg deri. Var god och säg min far, att allt blef betaldt samma dag, och
att qvittenserna afgå med posten på lördag.[2]

Med högaktning

N. A. Strömberg.




IV.

Till Charlotta Strömberg.

Göteborg, julaftonen 1843.

Min egen kära syster!

Jag kunde inte komma hem till helgen, då det ligger is i skärgården och
intet skepp vågar gå ut. Jag är hos Lindqvists, som äro goda mot mig, och
har både värme och en god säng. Skrif hit före trettondagen.

Din

Nils Adolf Strömberg.




ANMÄRKNINGAR

[1] »Frithiofs saga», som hon gifvit honom till resan.

[2] De ha sedermera gått förlorade.
"""
ANTONIO, MARIA = "António de Melo Tavares", "Maria do Carmo Tavares"
PEDER, ANNA = "Peder Lund Holm", "Anna Margrethe Holm"
NILS, CHARLOTTA = "Nils Adolf Strömberg", "Charlotta Strömberg"
BOOKS = {
    "pt": (
        PORTUGUESE,
        [
            (ANTONIO, MARIA, "Coimbra", "1843-05-03"),
            (ANTONIO, MARIA, "Coimbra", "1843-06-12"),
            (ANTONIO, "José Pinto Ribeiro", "Coimbra", "1843-09-02"),
            (ANTONIO, MARIA, "Porto", "1843-12-25"),
        ],
    ),
    "da": (
        DANISH,
        [
            (PEDER, ANNA, "Odense", "1843-05-03"),
            (PEDER, ANNA, "Odense", "1843-06-12"),
            (PEDER, "Jens Christian Møller", "Odense", "1843-09-02"),
            (PEDER, ANNA, "Aarhus", "1843-12-24"),
        ],
    ),
    "sv": (
        SWEDISH,
        [
            (NILS, CHARLOTTA, "Upsala", "1843-05-03"),
            (NILS, CHARLOTTA, "Upsala", "1843-06-12"),
            (NILS, "Johan Petter Lindqvist", "Upsala", "1843-09-02"),
            (NILS, CHARLOTTA, "Göteborg", "1843-12-24"),
        ],
    ),
}


@pytest.mark.parametrize("language", BOOKS)
def test_the_language_of_a_book_is_told(language):
    assert detect_languages(BOOKS[language][0])[0] == language


@pytest.mark.parametrize("language", BOOKS)
def test_who_wrote_to_whom_where_and_when_is_read(language):
    text, expected = BOOKS[language]
    found = [
        (
            *(one.value.name for one in (*letter.sent.persons, *letter.received.persons)),
            letter.sent.place.value.name if letter.sent.place else None,
            *(one.value.when for one in letter.sent.dates),
        )
        for letter in letters_of(edition_in(text, language))
    ]
    assert found == expected


@pytest.mark.parametrize("language", BOOKS)
def test_letters_have_salutations_and_signatures(language):
    for letter in letters_of(edition_in(BOOKS[language][0], language)):
        kinds = {getattr(child, "kind", "") for child in letter.children}
        assert {"head", "dateline", "salute", "p", "valediction", "signed"} <= kinds


@pytest.mark.parametrize("language", BOOKS)
def test_notes_are_called(language):
    edition = edition_in(BOOKS[language][0], language)
    called = [sum(kind == "Call" for kind in _kinds(letter.children)) for letter in letters_of(edition)]
    assert called == [1, 0, 1, 0]


def _kinds(nodes):
    for node in nodes:
        yield type(node).__name__
        yield from _kinds(getattr(node, "children", ()))
