"""A heading names its parties and nobody else; what is doubted, or unknown, is said to be so."""

from __future__ import annotations

import pytest

from letterbook.settle.parties.grounds import GROUNDS, form_of
from letterbook.settle.parties.headings import Said, read_heading
from letterbook.values.names.read import read_name


def told(said: Said | None) -> str:
    if said is None:
        return ""
    return "=" if said.same else " & ".join(name.text for name in said.names) + ("?" if said.doubt else "")


@pytest.mark.parametrize(
    ("language", "head", "sender", "recipient"),
    [
        ("en", "EDWIN HARROW TO J. QUILL. Norton, July 18, 1830.", "Edwin Harrow", "J. Quill"),
        ("de", "Letzter Brief an die Eltern, Brüder, Freunde, Nachbarn und Geliebten", "", ""),
        ("de", "An seine Tante, Frau Klara Post", "", "Klara Post"),
        ("en", "To Ann, Sue and Mary", "", "Ann & Sue & Mary"),
        ("de", "An seine Tante, Frau Klara Post, und Herrn Holm", "", "Klara Post"),
        ("it", "Il conte Brandi al marchese di Marne", "Conte Brandi", "Marchese di Marne"),
        ("it", "Il Conte Brandi a Pietro Holt", "Conte Brandi", "Pietro Holt"),
        ("it", "Il giardino a Pietro Holt", "", ""),
        ("it", "Il giardino del conte Brandi a Pietro Holt", "", ""),
        ("fr", "La promenade de MARNE à Madame de HOLT.", "", ""),
        ("en", "2 Edwin Harrow to J. Quill        End of May?", "Edwin Harrow", "J. Quill"),
        ("en", "2 Edwin Harrow to Ann Quill       No date", "Edwin Harrow", "Ann Quill"),
        ("en", "2 Edwin Harrow to Ann and Sue\nQuill       ?Spring", "Edwin Harrow", "Ann Quill & Sue Quill"),
        ("en", "Edwin Harrow to Ann Quill (?)June 29", "Edwin Harrow", "Ann Quill"),
        ("en", "Edwin Harrow to Ann Quill?", "Edwin Harrow", "Ann Quill?"),
        ("en", "EDWIN HARROW      TO      ANN QUILL", "Edwin Harrow", "Ann Quill"),
        ("en", "EDWIN HARROW TO MISS SUSAN HOLT. 17 Spring Gardens,\nLondon.", "Edwin Harrow", "Susan Holt"),
        ("en", "III. TO EDWIN HARROW Norton, 22 May, 1868", "", "Edwin Harrow"),
        ("en", "LETTER II.--TO MR. DUMONT, May 6, 1789", "", "Dumont"),
        ("en", "Letter No. 1 - Martha Ellwood to John Carter", "Martha Ellwood", "John Carter"),
        ("en", "Letter First To Anne Holt", "", "Anne Holt"),
        ("en", "LX VII -- To MACER", "", "Macer"),
        ("en", "123 Letter 3 To George Holt, Esq. (136)", "", "George Holt"),
        ("en", "Copy of a letter to J. Allan.", "", "J. Allan"),
        ("en", "To his Aunt, Miss Clara Porter.", "", "Clara Porter"),
        ("en", "MRS. HOLT to her little daughter GERTRUDE.", "Mrs. Holt", "Gertrude"),
        ("de", "An seine liebe Schwester Anna", "", "Anna"),
        ("fr", "A sa chère sœur Anne", "", "Anne"),
        ("en", "To his old Nurse", "", ""),
        ("en", "TO HENRY, LORD LODGE", "", "Henry Lodge"),
        ("en", "TO JOHN, EARL OF MARNE", "", "Earl of Marne"),
        ("en", "To Lodge, Lord Mayor", "", "Lodge"),
        ("en", "ANNE HOLT TO HIS WIFE.[a]", "Anne Holt", "His Wife"),
        ("en", "To Anne Holt.[12]", "", "Anne Holt"),
        ("en", "To the Most Celebrated Music Firm", "", ""),
        ("en", "To High-Born Herr Brandt", "", "Brandt"),
        ("en", "To the Venerable Religious", "", ""),
        ("en", "To the Venerable Canon, Brother Paul", "", "Brother Paul"),
        ("en", "To the Countesse of Marne", "", "Countesse of Marne"),
        ("en", "To the Mayor of Norton", "", "The Mayor of Norton"),
        ("en", "To the Members of the Norton Society", "", "Members of the Norton Society"),
        ("en", "To the Adjutant-General", "", "The Adjutant-General"),
        ("en", "TO CAPTAIN HOLT'S MOTHER", "", "Captain Holt's Mother"),
        ("en", "To Brand's Aunt", "", "Brand's Aunt"),
        ("en", "To the Honourable Knight, Sir ANTHONY HOLT.", "", "Anthony Holt"),
        ("en", "To the worthiest Knight Sir A. Holt", "", "A. Holt"),
        ("en", "To Mr. Knight", "", "Knight"),
        ("en", "To Charles Knight", "", "Charles Knight"),
        ("en", "MAJOR-GENERAL HOLT TO LIEUT.-COLONEL BRAND", "Major-General Holt", "Lieut.-Colonel Brand"),
        ("en", "From Letters to his Sisters", "", "His Sisters"),
        ("en", "From a Letter of Mrs. Holt to Ann Brand", "Mrs. Holt", "Ann Brand"),
        ("en", "[LETTER OF ADAM HOLT TO ANN BRAND]", "Adam Holt", "Ann Brand"),
        ("en", "LETTER OF ADVICE", "", ""),
        ("fr", "A MONSIEUR LE MINISTRE DE LA GUERRE", "", "Monsieur le Ministre de la Guerre"),
        ("fr", "A M. LE BARON DE LA TOUR", "", "Baron de la Tour"),
        ("fr", "KARL A SON AMI RENÉ", "Karl", "René"),
        ("fr", "KARL A SES FEMMES", "Karl", "Ses Femmes"),
        ("it", "Agli Anziani di Nortona", "", "Anziani di Nortona"),
        ("de", "An Freunde des Hauses", "", "Freunde des Hauses"),
        ("en", "EXECUTIVE MANSION, NORTON.", "", ""),
        ("en", "Memorandum by Mr. Holt.", "Holt", ""),
        ("en", "MEMORANDUM BY LORD MARSH", "Lord Marsh", ""),
        ("en", "Note by the Editor", "", ""),
        ("en", "Report by Sea", "", ""),
        ("en", "A note by the way", "", ""),
        (
            "en",
            "Anne Holt (aged 17) to her Sister the Countess of Marne (aged 37).",
            "Anne Holt",
            "Countess of Marne",
        ),
        ("de", "An Se. Wohlgeboren", "", ""),
        ("en", "To MARION HOLT, on the return home of her daughter.", "", "Marion Holt"),
        ("en", "THE SAME TO THE SAME", "=", "="),
        ("en", "FROM THE SAME TO THE SAME", "=", "="),
        ("en", "FROM GENERAL BRAND.", "General Brand", ""),
        ("en", "From Dr. Brand", "Dr. Brand", ""),
        ("en", "THE SAME TO THE SAME December 4th.", "=", "="),
        ("en", "THE SAME TO THE SAME NORTON, July.", "=", "="),
        ("en", "To the Samaritan", "", "Samaritan"),
        ("en", "MLLE. DE ROCHE TO MME. DE L'AUBIER January.", "Mlle. de Roche", "Mme. de L'Aubier"),
        ("en", "To ANNA HOLT HER MOTHER AND TO MISS LEE", "", "Anna Holt & Miss Lee"),
        ("en", "To the venerable canon, Brother Paul Marsh, at Norton", "", "Paul Marsh"),
        ("en", "To the Earl of Marsh, Lord Keeper", "", "Earl of Marsh"),
        ("en", "[Martha Ellwood?] to John Carter", "Martha Ellwood?", "John Carter"),
        # one of several
        ("de", "Emil Brandt an Karl Roth oder Otto Fink", "Emil Brandt", "Karl Roth & Otto Fink?"),
        ("fr", "Jean Morin ou Anne Morin à Paul Blanc", "Jean Morin & Anne Morin?", "Paul Blanc"),
        ("it", "A Paolo Bianchi o a Luigi Neri", "", "Paolo Bianchi & Luigi Neri?"),
        ("nl", "Aan Jan Vink of Anna Vink", "", "Jan Vink & Anna Vink?"),
        ("en", "To Carl Post, or his son", "", "Carl Post?"),
        ("en", "Martha Ellwood to John Carter [draft]", "Martha Ellwood", "John Carter"),
        ("en", "Martha Ellwood to John Carter (not sent)", "Martha Ellwood", "John Carter"),
        ("en", "Martha Ellwood to an Unknown Correspondent", "Martha Ellwood", ""),
        ("en", "Martha Ellwood to [?]", "Martha Ellwood", ""),
        ("en", "Addressed", "", ""),
        ("en", "Addressed to Mr. Brand", "", ""),
        ("en", "Post-mark", "", ""),
        ("en", "Enclosure", "", ""),
        ("de", "Poststempel Norden", "", ""),
        ("de", "An Unbekannt", "", ""),
        ("en", "To Mrs. Franklin D. Marsh", "", "Mrs. Franklin D. Marsh"),
        ("de", "Brandt junior an Brandt senior", "Brandt, junior", "Brandt, senior"),
        ("en", "Ignaz and Charlotte Marsh to Felix Lang", "Ignaz Marsh & Charlotte Marsh", "Felix Lang"),
        ("fr", "A MM. ROUX, MOREL et VIDAL", "", "Roux & Morel & Vidal"),
        ("en", "To the Elect and Noble Lady, my LADY MARSH, on her return", "", "Lady Marsh"),
        ("en", "Monsieur Gustave Roux at Norton", "", "Gustave Roux"),
        ("en", "Mr. G. Brand's Report on the past", "", ""),
        ("en", "Anonymous to John Carter", "", "John Carter"),
        ("en", "To Mrs. James Marsh.", "", "Mrs. James Marsh"),
        ("de", "Brief Nr. 1 – Emil Brandt an Karl Roth", "Emil Brandt", "Karl Roth"),
        ("de", "Letzter Brief Brandts an Auguste Stern", "", "Auguste Stern"),
        ("de", "Emil Brandt an N. N.", "Emil Brandt", ""),
        ("de", "Emil Brandt an Karl Roth [Abschrift]", "Emil Brandt", "Karl Roth"),
        ("de", "AN FRAU KAROLINE MERZ, GEB. STETTNER", "", "Karoline Merz"),
        ("fr", "À M. de Valcourt", "", "M. de Valcourt"),
        ("fr", "De M. de Valcourt", "M. de Valcourt", ""),
        ("en", "C.H. to E.H.", "C. H.", "E. H."),
        ("en", "M. DE LA TOUR TO THE DUKE OF MARNE", "M. de la Tour", "Duke of Marne"),
        ("fr", "DU ROI", "Roi", ""),
        ("fr", "À la baronne de R***", "", "Baronne de R."),
        ("fr", "A MADAME D***", "", "Madame D."),
        ("en", "TO MR. D——.", "", "Mr. D."),
        ("en", "To Mrs. B----", "", "Mrs. B."),
        ("de", "An Frau von B.", "", "Frau von B."),
        ("en", "To a Friend after his return.", "", "a Friend"),
        ("en", "To a brother in South Africa.", "", "a brother in South Africa"),
        ("en", "To the mother of a friend, on his death.", "", "The mother of a friend"),
        ("de", "Brandt an einen Freund.", "Brandt", "einen Freund"),
        ("de", "Meinem Bruder Gottfried.", "", "Bruder Gottfried"),
        ("en", "To his Sister (age 15).", "", "His Sister"),
        ("en", "To the Noble and Christian Lady the VISCOUNTESS OF MARNE.", "", "Viscountess of Marne"),
        ("en", "TO EDWIN HARROW, FROM HIS FATHER.", "His Father", "Edwin Harrow"),
        # what names nobody
        ("en", "To a Mouse", "", ""),
        ("en", "To an Evening Star", "", ""),
        ("de", "Meinem lieben Garten", "", ""),
        ("en", "(Addressed to Clavering House, near Bath.)", "", ""),
        ("en", "RESIDENCE AT NORTON FROM SEPTEMBER 14, 1842, TO THE PRESENT TIME, 1876.", "", ""),
        ("de", "Erlberggaße No. 98 an der Landstraße", "", ""),
        ("en", "CHAPTER II.", "", ""),
        ("en", "Letter the second.", "", ""),
    ],
)
def test_a_heading_names_its_parties_only(language, head, sender, recipient):
    said = read_heading(head, (language,), "1")
    assert (told(said.senders), told(said.recipients)) == (sender, recipient)


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("John Holt", "named"),
        ("Mrs. Holt", "titled"),
        ("Earl of Marne", "titled"),
        ("Emily", "given"),
        ("J. H.", "initials"),
        ("J. Holt", "initials"),
        ("J. Quentin Holt", "named"),
        ("Holt", "named"),
        ("Foreign Office", "named"),
        ("his Mother", "kin"),
        ("the Secretary of the Mint", "office"),
    ],
)
def test_a_name_has_a_form(printed, form):
    name = read_name(printed, ("en",), roles=True)
    assert name is not None
    assert form_of([name]) == form
    assert f"party.heading.{form}" in GROUNDS


def test_a_surname_that_the_register_has_with_given_names_is_another_kind():
    name = read_name("Holt", ("en",))
    assert name is not None
    assert form_of([name], given=["John Holt"]) == "fuller"
    assert form_of([name], given=["Holt"]) == "named"
    assert form_of([name, name]) == "several"
    assert form_of([name], loose=True) == "loose"
