"""The server's own pages speak the languages of the map that is served."""

from __future__ import annotations

import re

import pytest

from places import ROOT

HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff]")


@pytest.fixture(scope="module")
def bloomsbury(serve_all):
    return serve_all(ROOT / "examples" / "bloomsbury")


@pytest.mark.parametrize("path", ["/", "/id/virginia-woolf", "/id/source/bl-hogarth", "/ns", "/query"])
def test_a_map_without_chinese_is_served_without(bloomsbury, path):
    page = bloomsbury.get(path, "text/html").text
    assert not HAN.search(page[page.index("</style>") if "</style>" in page else 0 :])


def test_a_french_map_is_served_in_french(serve, tmp_path):
    folder = tmp_path / "carte"
    folder.mkdir()
    (folder / "map.toml").write_text('title = {fr = "Carte"}\nlanguages = ["fr", "en"]\n', "utf-8")
    (folder / "people.yaml").write_text("- {id: hugo, class: Person, labels: {fr: Victor Hugo, en: Hugo}}\n", "utf-8")
    (folder / "vocabulary.yaml").write_text("labels: {Person: {fr: personne}}\n", "utf-8")
    server = serve(folder)
    person = server.get("/id/hugo", "text/html").text
    assert '<html lang="fr" dir="ltr">' in person
    assert "<h1>Victor Hugo" in person
    assert "personne" in person
    assert "personne · person" in server.get("/ns", "text/html").text
    assert "Requêtes enregistrées" in server.get("/query", "text/html").text
