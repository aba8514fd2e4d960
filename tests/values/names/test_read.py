"""Names are read only when every word is accounted for, and nobody is taken for somebody else."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.rules.salutations import find_vocatives, read_salute
from letterbook.rules.signatures import read_signature, signature_tails
from letterbook.values.names.forms import Name, fold, normal_case
from letterbook.values.names.read import read_name, read_names
from letterbook.values.names.same_person import fits, gather

ALL = ("en", "de", "fr")

NAMES = [
    # printed, given names, surname, kind
    ("J. R. Whitlock", ("J.", "R."), "Whitlock", "person"),
    ("JOHN Q. MARSH", ("John", "Q."), "Marsh", "person"),
    ("[S. M. HOLT]", ("S.", "M."), "Holt", "person"),
    ("JOHN MARSH 62", ("John",), "Marsh", "person"),
    ("COUNTESS GIULIA RONDI.[1]", ("Giulia",), "Rondi", "person"),
    ("F. L. MCTAVISH", ("F.", "L."), "McTavish", "person"),
    ("MAC ALISTER", (), "MacAlister", "person"),
    ("van der Meer", (), "van der Meer", "person"),
    ("ELISE VON BRANDT", ("Elise",), "von Brandt", "person"),
    ("d'Aubigny", (), "d'Aubigny", "person"),
    ("Prime Minister Holroyd", (), "Holroyd", "person"),
    ("HIS PUPIL, FERDINAND KOLB.[1]", ("Ferdinand",), "Kolb", "person"),
    ("his wife Sarah Marsh", ("Sarah",), "Marsh", "person"),
    ("T. Crane, Lieut.", ("T.",), "Crane", "person"),
    ("Thomas Crane, Esq.", ("Thomas",), "Crane", "person"),
    ("THOMAS CRANE, R.F.A.", ("Thomas",), "Crane", "person"),
    ("T. W. CRANE, M.A., F.R.S.", ("T.", "W."), "Crane", "person"),
    ("Thomas Crane, Jr., LL. D.", ("Thomas",), "Crane", "person"),
    ("FMüller", ("F.",), "Müller", "person"),
    ("F.G.S.", ("F", "G", "S"), "", "person"),
    ("L. T.", ("L", "T"), "", "person"),
    ("RICHARD W.", ("Richard", "W"), "", "person"),
    ("THE DUKE OF MARNE", (), "Marne", "person"),
    ("CHARLES IV.", (), "Charles", "person"),
    ("Department of Trade and Customs", (), "", "body"),
    ("Prime Minister's Department", (), "", "body"),
    ("Legation in Lisbon", (), "", "body"),
    ("MESSRS. ALDER & CO.", (), "", "body"),
]


@pytest.mark.parametrize(("printed", "given_names", "surname", "kind"), NAMES)
def test_a_name_is_read_part_by_part(printed, given_names, surname, kind):
    name = read_name(printed, ALL)
    assert name is not None
    assert (name.given, name.surname, name.kind) == (given_names, surname, kind)


@pytest.mark.parametrize(
    "printed",
    [
        "My dear friend",
        "Sir",
        "HIS SISTER",
        "ENDS.",
        "Dein",
        "Volume IV",
        "Volume 1",
        "1843.",
        "A Governess",
        "the Chairman of the Council of Ministers",
        "Herr Doktor",
        "Lt.",
        "Drawings von Ernst Maler",
        "John writes to Mary",
        "und Gönner",
        "",
        "...",
        "No. 12",
        "To be read after my death",
        "Ich bin's",
    ],
)
def test_what_is_no_name_is_not_read_as_one(printed):
    assert read_name(printed, ALL) is None


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Madame de Vertot", "Madame de Vertot"),
        ("MRS. LOVELL", "Mrs. Lovell"),
        ("HERR SCHENK", "Schenk"),
        ("Mr. Smith", "Smith"),
        ("LE CHEVALIER DE MONTBRUN", "Chevalier de Montbrun"),
        ("Dr. Anna Berg", "Anna Berg"),
    ],
)
def test_a_title_stays_where_it_is_part_of_how_somebody_is_called(printed, shown):
    name = read_name(printed, ALL)
    assert name is not None
    assert name.text == shown


def test_m_is_monsieur_only_where_french_is_read():
    french, english = read_name("M. Crane", ("fr",)), read_name("M. Crane", ("en",))
    assert french is not None
    assert english is not None
    assert (french.given, english.given) == ((), ("M.",))


@pytest.mark.parametrize("printed", ["M. de Valcourt", "M. D'ORMEL", "M. du Prat"])
@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_before_its_particles_m_is_monsieur_in_whatever_language(printed, language):
    name, initial = read_name(printed, (language,)), read_name("M. van Hoorn", (language,))
    assert name is not None
    assert initial is not None
    assert (name.given, name.text[:3]) == ((), "M. ")
    assert initial.given == ("M.",)


def test_what_stands_in_brackets_behind_a_name_is_kept_apart():
    name = read_name("Marsh (in Lisbon)", ("en",))
    assert name is not None
    assert (name.text, name.qualifier) == ("Marsh", "in Lisbon")


def test_a_role_is_read_only_where_asked_for():
    assert read_name("HIS SISTER", ("en",)) is None
    role = read_name("HIS SISTER", ("en",), roles=True)
    assert role is not None
    assert (role.text, role.kind) == ("His Sister", "role")


@pytest.mark.parametrize(
    ("printed", "texts"),
    [
        ("Wendt and Lang", ["Wendt", "Lang"]),
        ("Ann Marsh und Emil Lang", ["Ann Marsh", "Emil Lang"]),
        ("A. B. Holt, C. Marsh and Ann Lee", ["A. B. Holt", "C. Marsh", "Ann Lee"]),
        ("MY BROTHERS CARL AND JOHANN WENDT", ["Carl Wendt", "Johann Wendt"]),
        ("Department of Trade and Customs", ["Department of Trade and Customs"]),
        ("Mr. and Mrs. Lee", ["Lee", "Mrs. Lee"]),
        ("Ann Marsh, M.D., F.R.S., and Emil Lang", ["Ann Marsh", "Emil Lang"]),
        ("Ann Marsh, B. L. and C. D.", []),  # may be three persons
        ("Karoline Merz, geb. Stern", ["Karoline Merz"]),
        ("Marie Lenoir, née Duval", ["Marie Lenoir"]),
        ("Marie Lenoir NÉE Duval", ["Marie Lenoir"]),
        ("Marsh and the cat", []),
        ("bread and butter", []),
    ],
)
def test_joined_names(printed, texts):
    assert [name.text for name in read_names(printed, ALL)] == texts


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("JOHN MCLEOD VAN DYK", "John McLeod van Dyk"),
        ("PRIME MINISTER'S OFFICE", "Prime Minister's Office"),
        ("John MacLeod", "John MacLeod"),
        ("J. R. LEE", "J. R. Lee"),
    ],
)
def test_capitals_are_written_as_names_are(printed, shown):
    assert normal_case(printed, ("en",)) == shown


# ------------------------------------------------------------------ who is who


def _people(*printed: str, apart: tuple[tuple[str, str], ...] = ()):
    names = [read_name(text, ALL) for text in printed]
    pairs = [(read_name(a, ALL), read_name(b, ALL)) for a, b in apart]
    return gather([n for n in names if n], [(a, b) for a, b in pairs if a and b])


def test_forms_of_one_person_come_together_under_the_fullest():
    people = _people("Holt", "S. M. HOLT", "HOLT")
    assert [[form.text for form in forms] for forms in people.forms.values()] == [["S. M. Holt", "Holt"]]


def test_father_and_son_stay_apart():
    people = _people("John Marsh", "John Quincy Marsh", "JOHN Q. MARSH")
    assert {forms[0].text for forms in people.forms.values()} == {"John Marsh", "John Quincy Marsh"}


def test_two_sides_of_one_letter_are_never_one_person():
    people = _people("J. Marsh", "John Marsh", apart=(("J. Marsh", "John Marsh"),))
    assert len(people.forms) == 2


def test_a_surname_that_two_bear_is_nobodys():
    people = _people("John Marsh", "Abigail Marsh", "Marsh")
    name = read_name("Marsh", ALL)
    assert name is not None
    assert people.find(name) == ("marsh-abigail", "marsh-john")


def test_a_body_is_one_whatever_the_order_of_its_words():
    people = _people("Department of External Affairs", "External Affairs Department")
    assert len(people.forms) == 1


def test_capitals_yield_to_the_spelling_of_small_letters():
    people = _people("MACTIER", "MacTier")
    assert next(iter(people.forms.values()))[0].text == "MacTier"


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("R. W.", "wendt-richard"),
        ("RICHARD W.", "wendt-richard"),
        ("R.", "wendt-richard"),
        ("Richard", "wendt-richard"),
        ("Rich Wen", "wendt-richard"),
        ("F. L.", "lang-franz"),
        ("Herr Lang", "lang-franz"),
    ],
)
def test_short_forms_are_found_among_two(asked, key):
    people = _people("Richard Wendt", "Franz Lang")
    name = read_name(asked, ALL)
    assert name is not None
    assert people.find(name, people.forms) == (key,)


@pytest.mark.parametrize("asked", ["Frau Lange", "R. L.", "Karl Wendt", "Ludwig", "Fr. Wendt"])
def test_other_names_are_not_found_among_two(asked):
    people = _people("Richard Wendt", "Franz Lang")
    name = read_name(asked, ALL)
    assert name is not None
    assert people.find(name, people.forms) == ()


def test_keys_do_not_depend_on_the_order_of_the_names():
    printed = ("Ann Lee", "A. Lee", "Lee", "Karl Wendt", "Wendt", "Maria Wendt")
    seen = {tuple(_people(*order).forms.items()) for order in list(permutations(printed))[:120]}
    assert len(seen) == 1


# ------------------------------------------------------------------ salutations and signatures


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("My dear Prime Minister Holroyd,", ["Holroyd"]),
        ("DEAREST FRANZ,", ["Franz"]),
        ("DEAR FRIEND LANG,", ["Lang"]),
        ("Lieber Wendt,", ["Wendt"]),
        ("mein lieber Hermann;", ["Hermann"]),
        ("Sehr geehrter Herr von Hofstetten!", ["von Hofstetten"]),
        ("Cher Monsieur Vidal,", ["Vidal"]),
        ("My dear Ann, my dear Mary,", ["Ann", "Mary"]),
        ("Dear Sir,", []),
        ("MOST ESTEEMED FRIEND,", []),
        ("Lieber Herr Dr!", []),
        ("Mon cher ami,", []),
        ("My dear Mr. President,", []),
        ("Verehrtester Freund und Gönner!", []),
        ("My dearest Husband,", []),
        ("Weimar.", []),
    ],
)
def test_whom_a_salutation_names(line, texts):
    assert [name.text for name in read_salute(line, ALL)] == texts


def test_running_text_greets_only_behind_a_word_of_affection():
    assert read_salute("Hermann Wendt. bittet Sie", ALL, running=True) == ()
    assert [n.text for n in read_salute("Lieber Hermann, ich komme", ALL, running=True)] == ["Hermann"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Du bist enttäuscht, lieber Arthur, da Du öffnest", ["Arthur"]),
        ("Dear Lang, with this money you will buy me out", ["Lang"]),
        ("So it is, my dear Lang!", ["Lang"]),
        ("Der liebe Arthur, sagt man, ist krank", []),
        ("my dear Franz came yesterday", []),
        ("He told dear Lang, and left", []),
    ],
)
def test_a_name_called_upon_stands_between_commas(text, called):
    assert [words for _, _, words in find_vocatives(text, ALL)] == called


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("RICHARD WENDT. ZÜRICH, May 29th, 1852.", ["Richard Wendt"]),
        ("[S. M. HOLT]", ["S. M. Holt"]),
        ("Ann Marsh. Mary Marsh.", ["Ann Marsh", "Mary Marsh"]),
        ("M. Crane, Lieut.", ["M. Crane"]),
        ("R. W.", ["R. W."]),
        ("Ihr ergebener Diener", []),
        ("S. Fischer, Verlag", []),
        ("ENDS.", []),
        ("Your friend", []),
    ],
)
def test_whose_a_signature_is(line, texts):
    assert [name.text for name in read_signature(line, ("en", "de"))] == texts


def test_a_closing_line_ends_with_candidates_only():
    assert [n.text for _, n in signature_tails("Herzliche Grüße! Dein Arth Wen", ("de",))] == [
        "Arth Wen",
        "Wen",
    ]


# ------------------------------------------------------------------ laws

_TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
_WORDS = ["A.", "B.", "von", "de", "MC", "Mac", "Lee", "MARSH", "marsh", "Herr", "Mrs.", "&", "and", "(", ")"]
_WORDISH = st.lists(
    st.sampled_from([*_WORDS, "[1]", "12", ",", ".", "d'", "É", "ß", "M.", "IV", "Dr"]), max_size=7
).map(" ".join)


@given(_TEXT | _WORDISH)
def test_no_text_is_too_odd_to_be_read(text):
    name = read_name(text, ALL, roles=True)
    assert name is None or name.text
    assert isinstance(read_names(text, ALL), tuple)
    assert isinstance(read_salute(text, ALL), tuple)
    assert isinstance(read_signature(text, ALL), tuple)


_READ = st.lists(_WORDISH, max_size=6).map(lambda rows: [n for n in (read_name(r, ALL) for r in rows) if n])


@given(_READ)
def test_fitting_is_mutual_and_everybody_fits_themselves(names: list[Name]):
    for a in names:
        assert fits(a, a)
        for b in names:
            assert fits(a, b) == fits(b, a)


@given(_READ)
def test_every_name_that_founds_a_person_is_found_again(names: list[Name]):
    people = gather(names)
    for key, forms in people.forms.items():
        assert key in people.find(forms[0])
        assert key == key.lower()
        assert key[0].isalpha()


def test_folding_takes_off_all_that_does_not_tell_names_apart():
    assert fold("Größe-d’Été.") == "grossedete"


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Ben Reed (the younger)", "the younger"),
        ("Ben Reed (Hull)", "Hull"),
        ("BEN REED (ON HIS WAY TO HULL)", ""),
        ("Ben Reed (in New Hull)", "in New Hull"),
        ("Ben Reed (in hope of a ship)", ""),
    ],
)
def test_what_is_said_of_somebody_in_brackets_is_no_part_of_the_name(text: str, qualifier: str) -> None:
    found = read_name(text, ("en",))
    assert found
    assert found.qualifier == qualifier
