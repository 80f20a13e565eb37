"""The picture of a thing: a file in the map's folder or an address, with licence and credit, wherever a map goes."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from click.testing import CliRunner

from guanxi_graph import load
from guanxi_graph.cli import main
from guanxi_graph.model import Image
from painted import png

PEOPLE = """
- {id: lei-jun, class: Person, labels: {en: Lei Jun},
   image: {file: images/雷 军.jpg, licence: CC-BY-SA-4.0, credit: Li Wei, source: "https://example.org/lei"}}
- {id: xiaomi, class: Company, labels: {en: Xiaomi}, image: {file: "https://example.org/logo.svg"}}
"""
CLAIM = "- {subject: lei-jun, relation: founded, object: xiaomi, sources: [asprec-2012]}\n"
WEBP = "RIFF1234WEBPVP8 "  # how one begins


@pytest.fixture
def pictured(write_map):
    return write_map({"more.yaml": PEOPLE, "claims/more.yaml": CLAIM, "images/雷 军.jpg": WEBP})


def test_it_is_in_linked_data_with_its_licence(pictured, told):
    graph = rdflib.Graph().parse(data=told("export", "turtle", "-m", pictured), format="turtle")
    found = graph.query(
        """SELECT ?file ?licence ?credit WHERE {
             ?who schema:image ?image . ?image a schema:ImageObject ; schema:contentUrl ?file .
             OPTIONAL { ?image schema:license ?licence ; schema:creditText ?credit } } ORDER BY ?file"""
    )
    logo, portrait = ([None if term is None else str(term) for term in row] for row in found)
    assert logo == ["https://example.org/logo.svg", None, None]
    assert portrait[0].endswith("/images/%E9%9B%B7%20%E5%86%9B.jpg")
    assert portrait[1:] == ["https://spdx.org/licenses/CC-BY-SA-4.0", "Li Wei"]
    nodes = {each["@id"]: each for each in json.loads(told("export", "jsonld", "-m", pictured))["@graph"]}
    assert nodes[nodes["ent:xiaomi"]["schema:image"]]["schema:contentUrl"] == "https://example.org/logo.svg"


def test_it_is_read_back_and_stands_in_tables(pictured, told, tmp_path):
    turtle = tmp_path / "map.ttl"
    told("export", "turtle", "-m", pictured, "-o", turtle)
    assert told("export", "turtle", "-m", turtle) == turtle.read_text(encoding="utf-8")
    told("export", "csv", "-m", pictured, "-o", tmp_path / "t")
    rows = csv.DictReader(io.StringIO((tmp_path / "t" / "nodes.csv").read_text(encoding="utf-8")))
    (row,) = (row for row in rows if row["id"] == "lei-jun")
    assert [row[name] for name in ("image", "image_licence", "image_credit", "image_source")] == [
        *("images/雷 军.jpg", "CC-BY-SA-4.0", "Li Wei", "https://example.org/lei")
    ]


def test_two_maps_of_one_keep_both_pictures_but_never_swap_faces(pictured, told, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    for name, text in {
        "map.toml": 'title = {en = "Other"}\nbase = "https://example.org/other/"\n',
        "people.yaml": "- {id: bo, class: Person, labels: {en: Bo}, image: {file: images/雷 军.jpg, licence: CC0-1.0}}\n",
        "sources.yaml": "- {id: s, title: S}\n",
        "claims.yaml": "- {subject: bo, relation: describedAs, value: a poet, sources: [s]}\n",
        "images/雷 军.jpg": WEBP + "(another)",
    }.items():
        (other / name).parent.mkdir(exist_ok=True)
        (other / name).write_text(text, "utf-8")
    refused = told("merge", pictured, other, "-o", tmp_path / "both", fails=1)
    assert "the other map has another picture at `images/雷 军.jpg`" in refused
    (other / "images/雷 军.jpg").rename(other / "images/bo.jpg")
    (other / "people.yaml").write_text((other / "people.yaml").read_text("utf-8").replace("雷 军", "bo"), "utf-8")
    told("merge", pictured, other, "-o", tmp_path / "both")
    assert load(tmp_path / "both").entities["bo"].image == Image(file="images/bo.jpg", licence="CC0-1.0")
    assert (tmp_path / "both" / "images" / "bo.jpg").read_text("utf-8") == WEBP + "(another)"


@pytest.mark.parametrize(
    ("content", "said", "fails"),
    [
        (b"<!doctype html><p>Not found", "`images/a.png` is no picture: it does not begin like one", 1),
        (None, "`images/a.png` leads out of the map's folder", 1),
        (png(200, 200, (9, 9, 9)) + bytes(100_000), "`images/a.png` has 100 kB, and the page holds no", 0),
    ],
)
def test_a_file_that_no_page_can_hold_is_told_with_its_place(write_map, told, tmp_path, content, said, fails):
    line = "- {id: lei-jun, class: Person, labels: {en: Lei Jun}, image: {file: images/a.png, licence: CC0-1.0}}\n"
    source = write_map({"more.yaml": line, "claims/more.yaml": CLAIM.replace("xiaomi", "tencent"), "images/b.png": ""})
    if content is None:
        (tmp_path / "own.png").write_bytes(png(2, 2, (9, 9, 9)))
        (source / "images/a.png").symlink_to(tmp_path / "own.png")
    else:
        (source / "images/a.png").write_bytes(content)
    checked = told("check", source, fails=fails)
    assert f"more.yaml:1:69: {'error' if fails else 'warning'}[no-image]: {said}" in checked
    assert f"{' ' * 68}^^^^^^^^^^^^\n" in checked


def test_each_page_of_a_site_shows_the_picture_of_its_thing(write_map, told, serve, tmp_path):
    people = PEOPLE.replace("雷 军.jpg", "lei.png")
    source = write_map({"more.yaml": people, "claims/more.yaml": CLAIM, "images/lei.png": png(6, 9, (230, 20, 20))})
    told("site", source, "-o", tmp_path / "site")
    written = (tmp_path / "site/id/lei-jun.html").read_text("utf-8")
    served = serve(source).get("/id/lei-jun", "text/html")
    assert "img-src data:" in served.headers["content-security-policy"]
    for page in (written, served.text):
        assert '<img src="data:image/png;base64,' in page
        assert 'alt="Picture of Lei Jun"' in page
        assert 'Li Wei <a href="https://spdx.org/licenses/CC-BY-SA-4.0" rel="license">CC-BY-SA-4.0</a>' in page
        assert '<a href="https://example.org/lei">where it is from</a>' in page
    assert "<figure" not in (tmp_path / "site/id/xiaomi.html").read_text("utf-8")


@pytest.fixture
def told():
    def run(*arguments, fails=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        assert result.exit_code == fails, result.output
        return result.output

    return run
