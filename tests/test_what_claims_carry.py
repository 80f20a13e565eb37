"""What claims and sources say besides who, whom and when, seen where its readers look for it."""

from __future__ import annotations

import json

from click.testing import CliRunner

from guanxi_graph.cli import main


def told(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_the_link_of_a_citation_and_the_reliability_of_its_source(write_map):
    sources = "- {id: gossip-2001, kind: blog, title: Gossip, reliability: low}\n"
    cited = '{source: gossip-2001, locator: p. 3, link: "https://example.org/scan/3"}'
    claim = f"- {{subject: wang-xing, relation: friendOf, object: ma-huateng, sources: [{cited}]}}\n"
    directory = write_map({"sources/more.yaml": sources, "claims/more.yaml": claim})
    why = told("why", "wang-xing.friendOf.ma-huateng", "-m", directory)
    assert "says gossip-2001 p. 3: Gossip (no date); of low reliability" in why
    assert "https://example.org/scan/3" in why
    dossier = told("export", "dossier", "--around", "wang-xing", "-m", directory)
    assert "of low reliability" in dossier
    assert "<https://example.org/scan/3>" in dossier
    assert "p. 3,,https://example.org/scan/3," in told(
        "export", "csv", "-m", directory, "-o", directory.parent / "t"
    ) + (directory.parent / "t" / "citations.csv").read_text(encoding="utf-8")
    turtle = directory.parent / "map.ttl"
    told("export", "turtle", "-m", directory, "-o", turtle)
    assert told("export", "turtle", "-m", turtle) == turtle.read_text(encoding="utf-8")


def test_a_column_of_links_leads_to_the_very_page(tmp_path):
    table = tmp_path / "ties.csv"
    table.write_text("Source,Target,Citation,Page,Page link\na,b,The Letters,12,https://example.org/12\nb,c,,,none\n")
    report = told("import", table, "-o", tmp_path / "m", "--yes")
    assert "Page link → link" in report
    why = json.loads(told("why", "a.linkedTo.b", "-m", tmp_path / "m", "--json"))["results"]
    (witness,) = why["witnesses"]
    assert (witness["title"], witness["locator"], witness["link"]) == ("The Letters", "12", "https://example.org/12")
