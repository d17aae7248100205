"""SARIF 2.1.0, held to what the standard requires of what we write.

The whole log was checked against the schema of OASIS as well; that is not shipped here.
"""

from typing import Any

from checkdesk import findings

from broadcast.speech.check import all_rules
from broadcast.speech.check.outputs.sarif import log

TEXT = "It rained. 🌊\n\nCrews 🌊 closed the the bridge, police said."
LEVELS = {"error", "warning", "note"}


def made() -> dict[str, Any]:
    found = [*findings(TEXT, "T103"), *findings(TEXT, "B501")]
    return log([("scripts/ferry boat.txt", TEXT, found), ("", "", [])], all_rules(), "1.2.3")


def only(data: dict[str, Any], required: set[str], allowed: set[str]) -> None:
    assert required <= data.keys() <= required | allowed


def test_the_log_has_what_the_standard_requires_and_nothing_it_does_not_know() -> None:
    data = made()
    only(data, {"version", "runs"}, {"$schema"})
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    only(run, {"tool"}, {"results", "columnKind"})
    assert run["columnKind"] == "utf16CodeUnits"
    only(run["tool"], {"driver"}, set())
    only(run["tool"]["driver"], {"name"}, {"version", "rules"})


def test_every_rule_is_described_once() -> None:
    rules = made()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for rule in rules:
        only(rule, {"id"}, {"name", "shortDescription", "fullDescription", "help", "defaultConfiguration"})
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        only(rule["defaultConfiguration"], set(), {"level", "enabled"})
        assert rule["defaultConfiguration"]["level"] in LEVELS


def test_every_result_points_at_its_rule_and_its_place() -> None:
    run = made()["runs"][0]
    assert len(run["results"]) == 2
    for result in run["results"]:
        only(result, {"message", "ruleId", "ruleIndex", "level", "locations"}, {"fixes"})
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        (location,) = result["locations"]
        only(location["physicalLocation"], {"artifactLocation", "region"}, set())
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "scripts/ferry%20boat.txt"
        region = location["physicalLocation"]["region"]
        assert all(isinstance(number, int) and number >= 1 for number in region.values())


def test_columns_count_utf_16_code_units() -> None:
    region = made()["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = TEXT.split("\n")[2]
    units = line.encode("utf-16-le")
    start, end = 2 * (region["startColumn"] - 1), 2 * (region["endColumn"] - 1)
    assert region["startLine"] == region["endLine"] == 3
    assert units[start:end].decode("utf-16-le") == "the the"


def test_a_fix_replaces_what_the_edit_says() -> None:
    fixed, plain = made()["runs"][0]["results"]
    (fix,) = fixed["fixes"]
    only(fix, {"artifactChanges"}, {"description"})
    (change,) = fix["artifactChanges"]
    only(change, {"artifactLocation", "replacements"}, set())
    (replacement,) = change["replacements"]
    only(replacement, {"deletedRegion"}, {"insertedContent"})
    assert replacement["insertedContent"] == {"text": ""}
    assert "fixes" not in plain
