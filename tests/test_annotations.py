"""Problems for other programs: SARIF, and the commands of GitHub Actions."""

from __future__ import annotations

import json

from letterbook.annotations import as_github, as_sarif
from letterbook.problems import CODES, Place, problem

FOUND = (
    problem("date-words", "50% off:\nso, it is", Place("a folder/b,1.xml", 7)),
    problem("file-name", "The name holds a blank", Place("a folder/c d.xml")),
    problem("xml-syntax", "not closed", Place("e.xml", 2, 5)),
    problem("name-unlinked", "no @ref", Place("e.xml", 3)),
    problem("date-words", "again", Place("e.xml", 4)),
)


def test_sarif_has_a_rule_for_each_code_and_a_result_for_each_problem():
    log = json.loads(as_sarif(FOUND))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["date-words", "file-name", "name-unlinked", "xml-syntax"]
    for rule in rules:
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].means
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result, each in zip(run["results"], FOUND, strict=True):
        assert result["ruleId"] == each.code == rules[result["ruleIndex"]]["id"]
        assert result["level"] == each.severity
        assert result["message"]["text"].startswith(each.message)
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0] == {"artifactLocation": {"uri": "a%20folder/b%2C1.xml"}, "region": {"startLine": 7}}
    assert "region" not in places[1]
    assert places[2]["region"] == {"startLine": 2, "startColumn": 5}


def test_sarif_of_nothing():
    (run,) = json.loads(as_sarif(()))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_github_shows_each_beside_its_line():
    assert list(as_github(FOUND[:4])) == [
        "::error file=a folder/b%2C1.xml,line=7,title=date-words::50%25 off:%0Aso, it is",
        "::warning file=a folder/c d.xml,title=file-name::The name holds a blank",
        "::error file=e.xml,line=2,col=5,title=xml-syntax::not closed",
        "::notice file=e.xml,line=3,title=name-unlinked::no @ref",
    ]
