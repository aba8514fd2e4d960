"""Makes books that are letters, and books that look like letters and are none, in several languages.

They hold the verdict on a whole book (settle/doubts): BOOKS must be built, OTHERS must not. Their prose is
drawn from small stocks in a fixed order, so that the same book is made every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle, islice

#: What letters say: sentences between I and you.
SAID: Mapping[str, tuple[str, ...]] = {
    "en": (
        "I had your parcel on Tuesday and thank you for the gloves, which fit me better than I deserve.",
        "The harbour is full again and you would not know the street for masts.",
        "You ask whether I have seen your brother; he was here on Sunday and ate the whole of the pie.",
        "I shall not be able to come before the middle of next month, for the mill cannot be left.",
        "Pray send me the measure of the window, and I will have the glass cut here.",
        "My cough is no worse, and the doctor has given up frightening me.",
        "We talked of you all through supper, and my aunt wishes you to know that she has kept the drawings.",
        "I enclose the bill as you desired and have paid the half of it.",
        "If you write to Thomas, tell him that I forgive him about the boat.",
        "The rain came through the roof of the schoolroom and I have moved the children into the barn.",
    ),
    "de": (
        "Ich danke dir für das Paket, das am Dienstag gekommen ist, und trage die Handschuhe jeden Tag.",
        "Du fragst nach deinem Bruder; er war am Sonntag bei uns und hat den ganzen Kuchen gegessen.",
        "Vor der Mitte des Monats kann ich nicht reisen, denn die Mühle lässt sich nicht allein lassen.",
        "Schicke mir doch das Maß des Fensters, dann lasse ich dir hier das Glas schneiden.",
        "Mein Husten ist nicht schlimmer geworden, und der Arzt erschreckt mich nicht mehr.",
        "Wir haben den ganzen Abend von dir gesprochen, und die Tante hat deine Bilder aufgehoben.",
        "Die Rechnung lege ich dir bei und habe die Hälfte davon schon bezahlt.",
        "Wenn du an Thomas schreibst, so sage ihm, dass ich ihm wegen des Kahns verzeihe.",
    ),
    "fr": (
        "Je vous remercie du paquet qui est arrivé mardi ; les gants me vont mieux que je ne le mérite.",
        "Vous me demandez des nouvelles de votre frère : il est venu dimanche et il a mangé tout le gâteau.",
        "Je ne pourrai pas partir avant le milieu du mois, car on ne peut laisser le moulin.",
        "Envoyez-moi la mesure de la fenêtre et je ferai tailler le verre ici.",
        "Ma toux ne va pas plus mal et le médecin ne me fait plus peur.",
        "Nous avons parlé de vous toute la soirée, et ma tante a gardé vos dessins.",
        "Je joins le compte que vous désiriez ; j'en ai payé la moitié.",
        "Si vous écrivez à Thomas, dites-lui que je lui pardonne l'affaire du bateau.",
    ),
    "it": (
        "Vi ringrazio del pacco che è giunto martedì; i guanti mi stanno meglio di quanto io meriti.",
        "Mi domandate di vostro fratello: è venuto domenica e ha mangiato tutta la torta.",
        "Non potrò partire prima della metà del mese, perché il mulino non si può lasciare.",
        "Mandatemi la misura della finestra e farò tagliare qui il vetro.",
        "La mia tosse non è peggiorata e il medico non mi spaventa più.",
        "Abbiamo parlato di voi tutta la sera, e mia zia ha conservato i vostri disegni.",
    ),
    "es": (
        "Le doy las gracias por el paquete que llegó el martes; los guantes me vienen mejor que los otros.",
        "Me pregunta usted por su hermano: vino el domingo y se comió toda la torta.",
        "No podré salir antes de mediados de mes, porque no se puede dejar el molino.",
        "Mándeme usted la medida de la ventana y haré cortar aquí el vidrio.",
        "Mi tos no ha empeorado y el médico ya no me asusta.",
        "Hablamos de usted toda la noche, y mi tía ha guardado sus dibujos.",
    ),
    "nl": (
        "Ik dank u voor het pakje dat dinsdag is gekomen; de handschoenen passen mij beter dan ik verdien.",
        "U vraagt naar uw broer: hij was zondag hier en heeft de hele taart opgegeten.",
        "Ik kan niet vóór het midden van de maand komen, want de molen kan niet alleen blijven.",
        "Stuur mij de maat van het raam, dan laat ik hier het glas snijden.",
        "Mijn hoest is niet erger en de dokter maakt mij niet meer bang.",
        "Wij hebben de hele avond over u gesproken, en mijn tante heeft uw tekeningen bewaard.",
    ),
    "pl": (
        "Dziękuję ci za paczkę, która przyszła we wtorek; rękawiczki pasują mi lepiej, niż na to zasługuję.",
        "Pytasz o swego brata: był u nas w niedzielę i zjadł całe ciasto.",
        "Nie będę mógł przyjechać przed połową miesiąca, bo młyna nie można zostawić.",
        "Przyślij mi miarę okna, a każę tu uciąć szkło.",
        "Mój kaszel nie jest gorszy i lekarz już mnie nie straszy.",
        "Mówiliśmy o tobie przez cały wieczór, a ciotka zachowała twoje rysunki.",
    ),
    "fi": (
        "Kiitän sinua paketista, joka tuli tiistaina; käsineet sopivat minulle paremmin kuin ansaitsen.",
        "Kysyt veljestäsi: hän oli täällä sunnuntaina ja söi koko kakun.",
        "En voi tulla ennen kuun puoliväliä, sillä myllyä ei voi jättää.",
        "Lähetä minulle ikkunan mitta, niin leikkautan lasin täällä.",
        "Yskäni ei ole pahempi, eikä lääkäri enää pelota minua.",
        "Puhuimme sinusta koko illan, ja tätini on säilyttänyt piirustuksesi.",
    ),
    "et": (
        "Tänan sind paki eest, mis tuli teisipäeval; kindad sobivad mulle paremini, kui ma väärt olen.",
        "Sa küsid oma venna järele: ta oli pühapäeval siin ja sõi kogu koogi ära.",
        "Ma ei saa enne kuu keskpaika tulla, sest veskit ei saa jätta.",
        "Saada mulle akna mõõt, siis lasen siin klaasi lõigata.",
        "Minu köha ei ole hullem ja arst ei hirmuta mind enam.",
        "Me rääkisime sinust terve õhtu ja tädi on su joonistused alles hoidnud.",
    ),
    "la": (
        "Litteras tuas heri accepi, quae mihi summam voluptatem attulerunt, quod te valere intellexi.",
        "De fratre tuo quaeris: apud nos fuit nuper et de te multa locutus est.",
        "Ego ante Kalendas proficisci non potero, quod villa sine domino relinqui non debet.",
        "Librum quem petis tibi mittam, cum primum tabellarium certum habebo.",
        "Tu cura ut valeas, et me, ut facis, ama.",
        "Cetera coram tecum loquar, cum ad nos veneris.",
    ),
}

#: What others tell: prose in which nobody is addressed.
TOLD: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The old house stood where the road leaves the river, and nobody had painted it since the flood.",
        "Martha put the lamp in the window and went down to see whether the gate was shut.",
        "He had never spoken of the money, and she had never asked; it lay between them like a dog asleep.",
        "In the morning the carts came, and with them the men from the quarry, who wanted their wages.",
        "The parish was small, and its quarrels were about drains, hens and the height of walls.",
        "When the bell rang the third time the schoolmaster closed his book and looked at the sky.",
        "They walked as far as the bridge without a word, and there the elder of them began to laugh.",
        "By the end of the week the whole valley knew of it, and had forgotten what it was about.",
    ),
    "de": (
        "Das alte Haus stand dort, wo die Straße den Fluss verlässt, und war seit der Flut nicht gestrichen.",
        "Martha stellte die Lampe ins Fenster und ging hinunter, um nach dem Tor zu sehen.",
        "Er hatte nie von dem Geld gesprochen, und sie hatte nie danach gefragt.",
        "Am Morgen kamen die Wagen und mit ihnen die Männer aus dem Steinbruch, die ihren Lohn wollten.",
        "Die Gemeinde war klein, und man stritt über Gräben, Hühner und die Höhe der Mauern.",
        "Als die Glocke zum dritten Mal schlug, schloss der Lehrer sein Buch und sah zum Himmel.",
    ),
    "fr": (
        "La vieille maison se trouvait là où la route quitte la rivière, et personne ne l'avait repeinte.",
        "Marthe posa la lampe sur la fenêtre et descendit voir si la grille était fermée.",
        "Il n'avait jamais parlé de l'argent, et elle ne l'avait jamais demandé.",
        "Au matin arrivèrent les charrettes et les hommes de la carrière, qui réclamaient leur paye.",
        "La commune était petite et l'on s'y querellait pour des fossés, des poules et des murs.",
        "Quand la cloche sonna pour la troisième fois, le maître ferma son livre et regarda le ciel.",
    ),
    "it": (
        "La vecchia casa stava dove la strada lascia il fiume, e nessuno l'aveva più dipinta dopo la piena.",
        "Marta posò il lume alla finestra e scese a vedere se il cancello era chiuso.",
        "Egli non aveva mai parlato del denaro, ed ella non ne aveva mai chiesto.",
        "La mattina vennero i carri e gli uomini della cava, che volevano la paga.",
    ),
    "es": (
        "La casa vieja estaba donde el camino deja el río, y nadie la había pintado desde la riada.",
        "Marta puso la lámpara en la ventana y bajó a ver si la puerta estaba cerrada.",
        "Él nunca había hablado del dinero, y ella nunca había preguntado.",
        "Por la mañana llegaron los carros y los hombres de la cantera, que pedían su jornal.",
    ),
    "nl": (
        "Het oude huis stond waar de weg de rivier verlaat, en niemand had het na de vloed geverfd.",
        "Martha zette de lamp in het raam en ging naar beneden om te zien of het hek dicht was.",
        "Hij had nooit over het geld gesproken, en zij had er nooit naar gevraagd.",
        "In de morgen kwamen de karren en de mannen uit de groeve, die hun loon wilden hebben.",
    ),
}

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "March", "May", "June", "August", "October", "November", "December"),
    "de": ("Januar", "März", "Mai", "Juni", "August", "Oktober", "November", "Dezember"),
    "fr": ("janvier", "mars", "mai", "juin", "août", "octobre", "novembre", "décembre"),
    "it": ("gennaio", "marzo", "maggio", "giugno", "agosto", "ottobre", "novembre", "dicembre"),
    "es": ("enero", "marzo", "mayo", "junio", "agosto", "octubre", "noviembre", "diciembre"),
    "nl": ("januari", "maart", "mei", "juni", "augustus", "oktober", "november", "december"),
    "pl": ("stycznia", "marca", "maja", "czerwca", "sierpnia", "października", "listopada", "grudnia"),
    "fi": (
        "tammikuuta",
        "maaliskuuta",
        "toukokuuta",
        "kesäkuuta",
        "elokuuta",
        "lokakuuta",
        "marraskuuta",
        "joulukuuta",
    ),
    "et": ("jaanuaril", "märtsil", "mail", "juunil", "augustil", "oktoobril", "novembril", "detsembril"),
}
PLACES = ("Leeds", "Weimar", "Lyon", "Turin", "Cadiz", "Leiden", "Warszawa", "Turku", "Tartu")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
)
_WIDTH = 72


def _filled(words: str) -> str:
    """Fill a paragraph's lines to the width of the page."""
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


class Prose:
    """Gives out sentences of a stock, round and round."""

    def __init__(self, stock: tuple[str, ...]) -> None:
        """Begin with the first sentence."""
        self._next = cycle(stock)

    def __call__(self, *sizes: int) -> str:
        """Return paragraphs of so many sentences each."""
        return "\n\n".join(_filled(" ".join(islice(self._next, size))) for size in sizes)


def book(title: str, *parts: str, gap: int = 3) -> str:
    """Print a book: its title, and its parts with so many blank lines between them."""
    between = "\n" * (gap + 1)
    return f"{title}\n{between}" + between.join(part.strip("\n") for part in parts) + "\n"


def day(language: str, n: int, year: int = 1843) -> str:
    """Return a date, the n-th of a book."""
    months = MONTHS[language]
    date, month = 1 + 7 * n % 28, months[n // 2 % len(months)]
    year += n // (2 * len(months))
    match language:
        case "de" | "fi":
            return f"{date}. {month} {year}"
        case "es":
            return f"{date} de {month} de {year}"
        case "et":
            return f"{date}. {month} {year}"
        case _:
            return f"{date} {month} {year}"


# ------------------------------------------------------------------ letters


def without_salutation() -> str:
    """Ten letters with dateline and initials, nobody saluted."""
    say = Prose(SAID["en"])
    return book(
        "LETTERS FROM A MILL\n\n1843-1844",
        *(f"Leeds, {day('en', n)}.\n\n{say(3, 2)}\n\nB. O." for n in range(10)),
    )


def ten_letters() -> str:
    """Ten letters in German with all their parts."""
    say = Prose(SAID["de"])
    return book(
        "BRIEFE AN EINE SCHWESTER",
        *(
            f"Weimar, den {day('de', n)}.\n\nLiebe Anna!\n\n{say(2, 3)}\n\nDein Bruder\n\nBen"
            for n in range(10)
        ),
    )


def three_letters() -> str:
    """Three letters in French."""
    say = Prose(SAID["fr"])
    return book(
        "TROIS LETTRES INÉDITES",
        *(
            f"Lyon, le {day('fr', n)}.\n\nMa chère amie,\n\n{say(3, 2, 2)}\n\nTout à vous,\n\nB. Orme"
            for n in range(3)
        ),
    )


def in_polish() -> str:
    """Eight letters in Polish."""
    say = Prose(SAID["pl"])
    return book(
        "LISTY DO SIOSTRY",
        *(
            f"Warszawa, {day('pl', n)}.\n\nKochana Anno!\n\n{say(3, 3)}\n\nTwój brat\n\nBenedykt"
            for n in range(8)
        ),
    )


def in_finnish() -> str:
    """Nine numbered letters in Finnish."""
    say = Prose(SAID["fi"])
    return book(
        "KIRJEITÄ SISARELLE",
        *(
            f"{n + 1}.\n\nTurussa {day('fi', n)}.\n\nRakas sisar!\n\n{say(3, 2)}\n\nVeljesi\n\nPekka"
            for n in range(9)
        ),
    )


def in_estonian() -> str:
    """Seven numbered letters in a language that has no words here."""
    say = Prose(SAID["et"])
    return book(
        "KIRJAD ÕELE",
        *(
            f"{n + 1}.\n\nTartus, {day('et', n)}.\n\nArmas õde!\n\n{say(3, 2)}\n\nSinu vend\n\nJaan"
            for n in range(7)
        ),
    )


def in_latin() -> str:
    """Twelve letters in Latin, headed by names, without dates."""
    say = Prose(SAID["la"])
    return book(
        "BENEDICTI EPISTOLAE",
        *(f"{_ROMAN[n]}.\n\nBENEDICTUS ANNAE S.\n\n{say(3, 2)}\n\nVale." for n in range(12)),
    )


def in_verse() -> str:
    """Six letters in verse."""
    lines = (
        "Dear Ann, the packet lies in port,",
        "The captain swears, the hands are short,",
        "And I, that should be far at sea,",
        "Sit here and scratch my rhymes to thee.",
        "The soup is thin, the wind is wrong,",
        "The landlord's bill is wide and long;",
        "You ask me what I do all day:",
        "I count the masts across the bay.",
    )
    verse = cycle(lines)
    return book(
        "LETTERS IN RHYME TO MISS ANN ORME",
        *(
            f"LETTER {_ROMAN[n]}.\n\nDeal, {day('en', n)}.\n\n"
            + "\n\n".join("\n".join(f"    {line}" for line in islice(verse, 4)) for _ in range(3 + n % 2))
            + "\n\n    Thy brother,\n        Ben."
            for n in range(6)
        ),
    )


def within_a_life() -> str:
    """A biography with twelve letters in it, narrative between them."""
    say, tell = Prose(SAID["en"]), Prose(TOLD["en"])
    parts = []
    for n in range(12):
        parts.append(tell(3 + n % 2))
        parts.append(
            f"_To Ann Orme._\n\nLEEDS, {day('en', n)}.\n\nMY DEAR ANN,--{say(2, 3)}\n\n"
            "Ever your affectionate brother,\n\nB. ORME."
        )
    return book("LIFE AND LETTERS OF BENJAMIN ORME", *parts, tell(2), gap=2)


def of_two() -> str:
    """Twelve letters of two persons, headed by names, without salutation."""
    say = Prose(SAID["de"])
    heads = ("Ohm an Lind", "Lind an Ohm")
    return book(
        "BRIEFWECHSEL ZWISCHEN OHM UND LIND",
        *(f"{n + 1}. {heads[n % 2]}.\n\n{day('de', n)}.\n\n{say(3, 2)}" for n in range(12)),
    )


def postcards() -> str:
    """Nine postcards in Italian, some of one line."""
    short = ("Arrivato bene. Scrivo domani.", "Sono a letto con la febbre.", "Parto stasera; vengo da voi.")
    say, brief = Prose(SAID["it"]), cycle(short)
    return book(
        "CARTOLINE A UN AMICO",
        *(
            f"Torino, {day('it', n)}.\n\nCaro amico,\n\n{next(brief) if n % 2 else say(2)}\n\nVostro Beppe"
            for n in range(9)
        ),
    )


def telegrams() -> str:
    """An edition of eight telegrams, each with its labelled lines."""
    say = Prose(SAID["en"])
    return book(
        "TELEGRAMS OF THE MISSION, 1914",
        *(
            f"No. {n + 1}\n\nFROM: The Consul at Leeds\nTO: The Secretary of State\n"
            f"DATE: {day('en', n, 1914)}\n\n{say(2)}"
            for n in range(8)
        ),
    )


def one_is_long() -> str:
    """Eight letters in Spanish, the fifth forty times as long as the others."""
    say = Prose(SAID["es"])
    return book(
        "CARTAS DE UN INGENIERO",
        *(
            f"Cádiz, {day('es', n)}.\n\nMuy señor mío:\n\n{say(*([3] * (40 if n == 4 else 1)))}\n\n"
            "Su afectísimo servidor,\n\nBenito Orma"
            for n in range(8)
        ),
    )


def undated() -> str:
    """Ten letters in Dutch, without any date."""
    say = Prose(SAID["nl"])
    return book(
        "BRIEVEN AAN EEN VRIEND",
        *(f"Waarde vriend,\n\n{say(3, 2)}\n\nUw dienstwillige,\n\nB. Olm" for _ in range(10)),
    )


def numbers_alone() -> str:
    """Fourteen numbered letters with prose alone, as schoolbooks printed them."""
    say = Prose(SAID["en"])
    return book(
        "LETTERS OF A GENTLEMAN TO HIS NEPHEW",
        *(f"LETTER {_ROMAN[n]}.\n\n{say(3, 2, 2)}" for n in range(14)),
    )


def days_alone() -> str:
    """Fourteen letters in French, each under its day, nobody saluted or signing."""
    say = Prose(SAID["fr"])
    return book(
        "LETTRES À UNE AMIE",
        *(f"{day('fr', n)}.\n\n{say(3, 2)}" for n in range(14)),
    )


def with_contents() -> str:
    """Eight letters behind a contents list that summarises them, and before an index."""
    say = Prose(SAID["en"])
    contents = "CONTENTS\n\n" + "\n".join(
        f"{_ROMAN[n]}. To his Sister. Of the mill; the roof; his cough    {12 + 5 * n}" for n in range(8)
    )
    letters = [
        f"{_ROMAN[n]}.\n\nTO HIS SISTER.\n\nLEEDS, {day('en', n)}.\n\nMY DEAR ANN,\n\n{say(3, 2, 2)}\n\n"
        "Yours ever,\n\nB. ORME."
        for n in range(8)
    ]
    index = "INDEX\n\nAunt, 12, 40\nBoat, 17\nCough, 22, 31\nGlass, 18\nMill, 12, 27, 44\nRoof, 31"
    return book("LETTERS OF BENJAMIN ORME", contents, *letters, index)


# ------------------------------------------------------------------ others


def diary() -> str:
    """A diary in French, dated with places."""
    tell = Prose(TOLD["fr"])
    return book("JOURNAL D'UN MEUNIER", *(f"Lyon, {day('fr', n)}.\n\n{tell(3, 2)}" for n in range(14)))


def dear_diary() -> str:
    """A diary whose days begin with a call on it."""
    say = Prose(("I rose late and walked to the mill.", "Nobody came.", "I read until the candle was out."))
    tell = Prose(TOLD["en"])
    return book(
        "THE DIARY OF A GIRL", *(f"{day('en', n)}.\n\nDear Diary,\n\n{say(2)} {tell(2)}" for n in range(12))
    )


def play() -> str:
    """A play in German, with speakers and scenes."""
    tell = cycle(TOLD["de"])
    scenes = []
    for n in range(9):
        speeches = "\n\n".join(f"{who}. {next(tell)}" for who in ("MARTHA", "DER MÜLLER", "MARTHA", "ANNA"))
        scenes.append(f"{n + 1}. Auftritt.\n\nMartha. Anna. Der Müller.\n\n{speeches}")
    return book("DIE MÜHLE\n\nEin Lustspiel", *scenes)


def novel() -> str:
    """A novel in chapters, in which one letter is quoted."""
    tell, say = Prose(TOLD["en"]), Prose(SAID["en"])
    chapters = [f"CHAPTER {_ROMAN[n]}.\n\n{tell(4, 3, 4, 3)}" for n in range(9)]
    chapters[4] += (
        f"\n\nThe letter said:\n\nMY DEAR MARTHA,--{say(3)}\n\nYours ever,\n\nTHOMAS HALE.\n\n{tell(4, 3)}"
    )
    return book("THE HOUSE BY THE RIVER", *chapters)


def told_by_itself() -> str:
    """A novel told by its hero, in numbered chapters."""
    say = Prose(tuple(one.replace("you", "they").replace("You", "They") for one in SAID["en"]))
    return book("MY LIFE AT THE MILL", *(f"{_ROMAN[n]}.\n\n{say(4, 3, 4)}" for n in range(12)))


def ships_log() -> str:
    """A ship's log with dates and positions."""
    winds = cycle(("Wind S.W., fresh.", "Calm all day.", "Wind N., hard squalls.", "Wind E. by N., steady."))
    return book(
        "LOG OF THE BRIG MARTHA",
        *(
            f"{day('en', n)}. Lat. {40 + n}° {5 * n % 60}' N.\n\n{next(winds)} Course W.N.W. "
            f"{90 + 3 * n} miles. Set topsails. Pumped {n % 3 + 1} times. Spoke no ship."
            for n in range(24)
        ),
        gap=1,
    )


def recipes() -> str:
    """A book of recipes in French, numbered."""
    steps = Prose(
        (
            "Prenez une livre de farine et quatre œufs, et battez le tout jusqu'à ce que la pâte soit lisse.",
            "Laissez reposer deux heures dans un lieu frais.",
            "Faites fondre le beurre à petit feu et versez-le sur la pâte.",
            "Mettez au four et servez chaud avec du sucre.",
        )
    )
    names = cycle(("Gâteau de Lyon", "Soupe aux choux", "Tarte aux pommes", "Sauce verte"))
    return book("LA BONNE CUISINIÈRE", *(f"{n + 1}. {next(names)}.\n\n{steps(3, 2)}" for n in range(16)))


def sermons() -> str:
    """Sermons that begin with a call on the hearers."""
    say = Prose(
        (
            "The text tells us of a man who built upon sand, and we have all of us built there.",
            "Consider what it is that you love, and whether it will stand when the river rises.",
            "It is not the rich alone who are blind; the poor man at the gate may be blind also.",
            "Let us therefore be up early, and mend the wall while there is light.",
        )
    )
    return book(
        "PLAIN SERMONS",
        *(
            f"SERMON {_ROMAN[n]}.\n\n“And the rain descended.”--_St. Matthew._\n\nMy dear Brethren,\n\n"
            f"{say(4, 3, 4)}\n\nAmen."
            for n in range(9)
        ),
    )


def lectures() -> str:
    """Lectures under numbers and titles, which now and then call on the hearers."""
    say = Prose(
        (
            "The oldest pipes that we know of were cut from the bones of birds, and have two holes or three.",
            "If you blow across the end of a key, you have before you all that the first player had.",
            "The Greeks gave each of their scales a character, and quarrelled about it for three centuries.",
            "The drum came last of all, although most people take it for the first.",
            "In the towns of the north each guild kept a band of its own, and paid it in candles.",
        )
    )
    titles = (
        "OF PIPES",
        "OF STRINGS",
        "THE GREEK SCALES",
        "DRUMS AND BELLS",
        "THE GUILDS",
        "THE COURT BANDS",
    )
    return book(
        "LECTURES ON OLD MUSIC",
        *(f"{_ROMAN[n]}\n\n{title}\n\n{say(5, 5, 4, 5)}" for n, title in enumerate(titles)),
    )


def minutes() -> str:
    """Minutes of meetings in Dutch, dated and signed."""
    tell = Prose(
        (
            "De voorzitter opent de vergadering te acht uur en leest de notulen voor.",
            "De heer Olm stelt voor het hek te laten verven, waartoe wordt besloten.",
            "De rekening van den timmerman wordt goedgekeurd.",
            "Niemand vraagt het woord, en de vergadering wordt gesloten.",
        )
    )
    return book(
        "NOTULEN VAN HET BESTUUR",
        *(
            f"Vergadering van {day('nl', n)}.\n\nAanwezig: de heeren Olm, Lind en Baan.\n\n{tell(2, 2)}\n\n"
            "De secretaris,\n\nP. Baan."
            for n in range(10)
        ),
    )


def newspaper() -> str:
    """A newspaper in Spanish, its reports dated."""
    tell = Prose(TOLD["es"])
    heads = cycle(("EL PUENTE NUEVO", "LA COSECHA", "ROBO EN EL MOLINO", "EL TIEMPO"))
    return book(
        "EL ECO DEL VALLE",
        *(
            f"{next(heads)}\n\n{('Cádiz', 'Madrid', 'Sevilla')[n % 3]}, {day('es', n)}.--{tell(3, 2)}"
            for n in range(15)
        ),
    )


def telegram_log() -> str:
    """A list of telegrams that went through an office, a line each."""
    rows = "\n".join(
        f"{n + 1:4}  {day('en', n)}  {8 + n % 9}.{10 + 3 * n % 50} a.m.  Leeds to York  {7 + n % 11} words"
        for n in range(60)
    )
    return book("REGISTER OF TELEGRAMS, LEEDS OFFICE", rows)


def regesta() -> str:
    """A catalogue of letters: what each says, in a few lines, and where it is kept."""
    says = Prose(
        (
            "Dankt für ein Buch und berichtet von seinem Husten.",
            "Bittet um das Maß eines Fensters und klagt über den Winter.",
            "Meldet den Tod des Müllers und fragt nach dem Erbe.",
            "Empfiehlt den Überbringer und schickt zwei Taler.",
        )
    )
    return book(
        "VERZEICHNIS DER BRIEFE VON UND AN BENEDIKT OHM",
        *(
            f"{n + 1}. Ohm an Lind, {('Weimar', 'Jena', 'Gotha')[n % 3]}, {day('de', n, 1521)}. {says(1)} "
            f"Orig.: Weimar, Reg. N {100 + n}. Druck: Baan II, {20 + 3 * n}."
            for n in range(40)
        ),
        gap=1,
    )


def index_alone() -> str:
    """An index of a volume of letters, without the letters."""
    names = ("Abbey", "Barn", "Candles", "Dover", "Eggs", "Ferry", "Gloves", "Harbour", "Inns", "Kettle")
    rows = [
        f"{name}, {part}, {3 + 7 * i % 90}, {40 + 5 * i % 200}"
        for i, name in enumerate(names)
        for part in ("at Leeds", "letter to Ann Orme on", "prices of", "lost")
    ]
    return book("INDEX TO THE LETTERS OF BENJAMIN ORME", "\n".join(rows))


def essays() -> str:
    """Numbered essays, each with its day, as a weekly paper printed them."""
    tell = Prose(TOLD["en"])
    return book(
        "THE IDLE MILLER",
        *(f"No. {n + 1}. SATURDAY, {day('en', n).upper()}.\n\n{tell(4, 3, 3)}" for n in range(12)),
    )


def sonnets() -> str:
    """Numbered poems in Italian."""
    lines = cycle(
        (
            "La luna sul mulino si riposa,",
            "e l'acqua passa e non la sa fermare;",
            "chi dorme sulla riva silenziosa",
            "non ode più la ruota lavorare.",
        )
    )
    return book(
        "SONETTI DEL MULINO",
        *(
            f"{_ROMAN[n]}.\n\n" + "\n\n".join("\n".join(islice(lines, size)) for size in (4, 4, 3, 3))
            for n in range(15)
        ),
    )


def travels() -> str:
    """A journal of travels, each day under its place and date."""
    say = Prose(
        (
            "We left the inn at six and reached the pass before noon.",
            "The guide would go no farther, and so we slept at the custom-house.",
            "There are two churches here, and a clock that strikes thirteen.",
            "The road follows the lake and is bad.",
            "Our mule was lame, and we walked.",
        )
    )
    places = ("Coire", "Splügen", "Chiavenna", "Como", "Lugano", "Airolo")
    return book(
        "A JOURNEY OVER THE ALPS", *(f"{places[n % 6]}, {day('en', n)}.\n\n{say(4, 3)}" for n in range(15))
    )


def speeches() -> str:
    """Speeches that address the chair."""
    say = Prose(
        (
            "I rise to say a word upon the bridge, which has now fallen twice.",
            "It has been said that the mills should pay for it; I say that those should pay who cross it.",
            "The honourable member laughs, but he has a boat.",
            "I move that the house do now adjourn.",
        )
    )
    return book(
        "SPEECHES ON THE BRIDGE",
        *(
            f"SPEECH {_ROMAN[n]}.\n\nDelivered on {day('en', n)}.\n\nMr. Speaker,\n\n{say(4, 4, 3)}"
            for n in range(8)
        ),
    )


def treaties() -> str:
    """Treaties in French, dated and signed."""
    say = Prose(
        (
            "Les sujets des deux couronnes pourront passer le pont sans payer.",
            "Le moulin restera commun, et la farine sera partagée par moitié.",
            "Les bateaux ne seront point arrêtés, sauf en temps de peste.",
            "La présente convention sera ratifiée dans les six semaines.",
        )
    )
    return book(
        "RECUEIL DES TRAITÉS",
        *(
            f"{n + 1}. Convention sur le pont.\n\n"
            + "\n\n".join(f"Art. {i}. {say(1)}" for i in range(1, 5))
            + f"\n\nFait à Lyon, le {day('fr', n)}.\n\n(L. S.) B. ORME.\n\n(L. S.) P. LIND."
            for n in range(8)
        ),
    )


BOOKS: Mapping[str, tuple[Callable[[], str], int]] = {
    "without salutation, en": (without_salutation, 10),
    "ten letters, de": (ten_letters, 10),
    "three letters, fr": (three_letters, 3),
    "in Polish": (in_polish, 8),
    "in Finnish": (in_finnish, 9),
    "in Estonian, unknown": (in_estonian, 7),
    "in Latin, names": (in_latin, 12),
    "in verse, en": (in_verse, 6),
    "within a life, en": (within_a_life, 12),
    "of two, without salutation, de": (of_two, 12),
    "postcards, it": (postcards, 9),
    "telegrams, en": (telegrams, 8),
    "one is long, es": (one_is_long, 8),
    "undated, nl": (undated, 10),
    "numbers alone, en": (numbers_alone, 14),
    "days alone, fr": (days_alone, 14),
    "contents and index, en": (with_contents, 8),
}
OTHERS: Mapping[str, Callable[[], str]] = {
    "diary, fr": diary,
    "dear diary, en": dear_diary,
    "play, de": play,
    "novel, en": novel,
    "novel told by its hero, en": told_by_itself,
    "ship's log, en": ships_log,
    "recipes, fr": recipes,
    "sermons, en": sermons,
    "lectures, en": lectures,
    "minutes, nl": minutes,
    "newspaper, es": newspaper,
    "register of telegrams, en": telegram_log,
    "catalogue of letters, de": regesta,
    "index alone, en": index_alone,
    "essays of a weekly, en": essays,
    "sonnets, it": sonnets,
    "travels, en": travels,
    "speeches, en": speeches,
    "treaties, fr": treaties,
}
