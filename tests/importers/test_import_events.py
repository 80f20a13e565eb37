"""Letters and posts as events with several roles: who sent, who received, who is mentioned, where and when."""

from __future__ import annotations

from guanxi_graph.model import Citation

PEOPLE = "Id,Name\nP1,Ada\nP2,Charles\nP3,Mary\n"
LETTERS = """No,Title,From,To,Mentions,Date,Place,Page
L1,On the engine,P1,P2; Mary,Menabrea,1843-07-05,London,p. 4
L2,An answer,Charles,P1,,sometime in July,London,p. 9
"""
MAPPING = """
name: letters
source: {id: letters, title: Letters of Ada}
tables:
  - {file: people.csv, holds: entities, class: Person, columns: {Id: id, Name: label}}
  - file: letters.csv
    holds: events
    relation: participatedIn
    separator: ";"
    columns:
      No: id
      Title: label
      From: role.sender
      To: role.recipient
      Mentions: role.mentioned
      Date: at
      Place: claim.locatedIn
      Page: locator
"""


def test_a_letter_is_an_event_with_all_of_its_roles(bench):
    files = bench.file("people.csv", PEOPLE), bench.file("letters.csv", LETTERS)
    told = bench.bring(*files, more=("--yes", "--map", str(bench.file("m.yaml", MAPPING))))
    assert bench.said() == [
        "ada participatedIn an-answer role=recipient",
        "ada participatedIn on-the-engine 1843-07-05 role=sender",
        "an-answer locatedIn london",
        "charles participatedIn an-answer role=sender",
        "charles participatedIn on-the-engine 1843-07-05 role=recipient",
        "mary participatedIn on-the-engine 1843-07-05 role=recipient",
        "menabrea participatedIn on-the-engine 1843-07-05 role=mentioned",
        "on-the-engine locatedIn london",
    ]
    gmap = bench.map()
    assert {name: each.cls for name, each in gmap.entities.items() if each.cls != "Person"} == {
        **dict.fromkeys(("an-answer", "on-the-engine"), "Event"),
        "london": "Place",
    }
    assert gmap.claims["charles.participatedIn.an-answer"].citations == (Citation("letters", "p. 9"),)
    assert gmap.claims["charles.participatedIn.an-answer"].note == "at: sometime in July"
    assert "has a date that cannot be read, kept in the note: `at` (row 3 of letters.csv)" in told
    # Who wrote, received or is named in one letter shares it, without a tie of their own.
    shared = bench.run("path", "ada", "menabrea", "-m", bench.map_folder).output
    assert "They share:\n\n   On the engine, 1 year in common" in shared


POSTS = """id,label,class,role.author,role.mentioned,date,platform
1,Going live,post,Ada,Bo | Cy,2024-01-02,Weibo
"""
TERMS = """relations:
  - {id: postedOn, labels: {en: posted on}, domain: [Thing], range: [Platform], strength: X}
"""


def test_headings_say_roles_themselves_and_a_post_is_on_a_platform(bench):
    file = bench.file("posts.csv", POSTS)
    bench.bring(file)
    mapping = bench.map_folder / "imports" / "posts.yaml"
    text = mapping.read_text("utf-8")
    assert "holds: events" in text
    assert "role.author: role.author" in text
    text = text.replace("    columns:", '    relation: participatedIn\n    separator: "|"\n    columns:')
    text = text.replace("platform: claim.platform", "platform: claim.postedOn")
    mapping.write_text(text, "utf-8")
    (bench.map_folder / "vocabulary.yaml").write_text(TERMS, "utf-8")
    bench.bring(file)
    assert bench.said() == [
        "ada participatedIn going-live 2024-01-02 role=author",
        "bo participatedIn going-live 2024-01-02 role=mentioned",
        "cy participatedIn going-live 2024-01-02 role=mentioned",
        "going-live postedOn weibo",
    ]
    gmap = bench.map()
    assert gmap.is_a("going-live", ["Event"])
    assert (gmap.entities["going-live"].cls, gmap.entities["weibo"].cls) == ("Post", "Platform")
