"""Which words beside a date name a place, and which do not."""

from __future__ import annotations

import pytest

from letterbook.values.dates.place_names import find_place

PLACES = [
    ("en", "Teusday", None),
    ("en", "Wedensday morning", None),
    ("en", "Sunderland", "Sunderland"),
    ("en", "The Same", None),
    ("fr", "A Lyon", "Lyon"),
    ("fr", "À Lyon", "Lyon"),
    ("en", "A Walk", None),
    ("en", "St. Anne, No. 21 Galley Row, ", "St. Anne"),
    ("en", "HARROW IN THE WOLD, ", "HARROW IN THE WOLD"),
    ("en", "Mr. Lodge's, Bedford, ", "Bedford"),
    ("en", "Bowhurst, Kendal, ", "Bowhurst, Kendal"),
    ("en", "13 QUEEN'S SQUARE, ", None),
    ("en", "50 Marlow Rd.\nCamden Sq. N. W.\n", None),
    ("en", "DEAR SIR, ", None),
    ("en", "Post-mark, ", None),
    ("en", "Saturday Eve ", None),
    ("en", "B.E.F. ", None),
    ("de", "Köln, Apostelnstr. 7, [", "Köln"),
    ("de", "Frankfurt a. M., den ", "Frankfurt a. M."),
    ("de", "Ostheim vor d. Rhön d. ", "Ostheim vor d. Rhön"),
    ("de", "G***dorf, den ", "G***dorf"),
    ("de", "Im Haag, den ", "Im Haag"),
    ("fr", "À La Côte Saint-Amand (Isère), le ", "La Côte Saint-Amand"),
    ("fr", "Ce ", None),
    ("de", "Deanstreet, ", None),
    ("en", "The Oaks, ", "The Oaks"),
    ("en", "The ", None),
    ("nl", "Den Haag, ", "Den Haag"),
    ("es", "Sevilla y ", "Sevilla"),
    ("nl", "'s Gravenhage, ", "'s Gravenhage"),
    ("nl", "'s-Hertogenbosch, den ", "'s-Hertogenbosch"),
    ("en", "'t was ", None),
    ("en", "Hd. Qrs. Elvas, ", "Elvas"),
    ("en", "Hd. Qrs., ", None),
    ("en", "Headquarters, Elvas, ", "Elvas"),
    ("en", "Norton Headquarters, ", "Norton Headquarters"),
    ("en", "Mardi, ", None),
    ("en", "Lyme, Mercredi, ", "Lyme"),
    ("en", "On Board U. S. S. Marsh, ", "U. S. S. Marsh"),
    ("en", "H.M.S. Marsh, Lyme, ", "H.M.S. Marsh, Lyme"),
    ("en", "H.M.S., ", None),
    ("en", "T. R. S. Marsh, ", None),
    ("en", "At Sea, ", None),
    ("en", "North Sea, ", "North Sea"),
    ("en", "Pall Mall, ", None),
    ("en", "1, Marlow Terrace, York Gate, Regent's Park, ", None),
    ("en", "Gatcomb Park, ", "Gatcomb Park"),
    ("en", "Gatcomb Park, Norton, ", "Gatcomb Park, Norton"),
    ("en", "Holt Corner, 12 Well Road, Hampstead, ", "Hampstead"),
    ("en", "Holt Corner, Hampstead, ", "Holt Corner, Hampstead"),
    ("en", "London, 12 Baker Street, Marsh Abbey, ", "London"),
    ("en", "The Blue Bird, Marsh Aerodrome, Weybridge, ", "Weybridge"),
    ("en", "The Blue Bird, Weybridge, ", "The Blue Bird, Weybridge"),
    ("en", "The Hague, Hotel Bellevue, ", "The Hague"),
    ("en", "SAINT MARK (HOLT) OF NORTON, ", "SAINT MARK (HOLT) OF NORTON"),
    ("en", "Norton Falls (English Side), ", "Norton Falls"),
    ("en", "Norton (Holt), of the Regiment, ", "Norton"),
    ("en", "Ambassade de France, à Moscou, ", "Moscou"),
    ("en", "a Cottage, ", None),
    ("en", "Begun ", None),
    ("en", "Boodle's, ", None),
    ("fr", "Ambassade de France à Moscou, ", "Moscou"),
    ("en", "Ambassade de France, Moscow, Maison Klein, ", "Moscow"),
    ("en", "British Legation, ", None),
    ("en", "Casa Marsh, Lerici, ", "Lerici"),
    ("it", "Casale, ", "Casale"),
    ("en", "Given in Avignon, the ", "Avignon"),
    ("de", "Gegeben zu Weimar, den ", "Weimar"),
    ("en", "Château d'Oex, ", "Château d'Oex"),
    ("en", "Whit-Wednesday, ", None),
    ("en", "Saint-Malo, ", "Saint-Malo"),
    ("de", "MALAGA, CALLE REAL", "MALAGA"),
    ("fr", "Rome, via del Corso, ", "Rome"),
    ("fr", "Rome, Place d'Espagne, ", "Rome"),
    ("en", "Chelsea Place, ", None),
    ("en", "Place Hall, ", "Place Hall"),
    ("en", "NEAR THE RACECOURSE, PRETORIA.", "PRETORIA"),
    ("en", "Near the Racecourse, ", "Near the Racecourse"),
    ("en", "Near Cartersville, Virginia, ", "Near Cartersville, Virginia"),
    ("en", "The Oaks, Lyme, ", "The Oaks, Lyme"),
    ("de", "Bei der Mühle, Weimar, den ", "Weimar"),
    ("en", "St. James's, ", "St. James's"),
    ("en", "Dean's Yard, ", None),
    ("de", "Von Hause, ", None),
    ("de", "Haus Marsch, ", "Haus Marsch"),
    ("fr", "Aux Ormes, le ", "Ormes"),
    ("fr", "Aix, le ", "Aix"),
    ("en", "Executive Mansion, Norton, ", "Norton"),
]
HEADINGS = [
    ("ADAM HOLT TO M. LODGE. Lyme, ", "Lyme"),
    ("ADAM HOLT TO MRS. LODGE. Lyme, ", "Lyme"),
    ("TO M. LODGE, ", None),
    ("T. LODGE, ", None),
    ("LXXXII. TO ADAM HOLT ", None),
]


@pytest.mark.parametrize(("language", "text", "name"), PLACES)
def test_a_place_is_told_from_an_address(language, text, name):
    found = find_place(text, (language,))
    assert (text[found.start : found.end] if found else None) == name


@pytest.mark.parametrize(("text", "name"), HEADINGS)
def test_in_a_heading_names_are_no_places(text, name):
    found = find_place(text, ("en",), last=True)
    assert (text[found.start : found.end] if found else None) == name
