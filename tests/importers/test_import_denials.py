"""What the files of others say is not so: in a column, in a family tree, in linked data."""

from __future__ import annotations

TREE = """0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME Ada /Byron/
1 NO NATU
2 DATE TO 1840
0 @I2@ INDI
1 NAME Charles /Babbage/
0 @I3@ INDI
1 NAME Bo /Byron/
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
1 NO MARR
2 SOUR A letter
0 TRLR
"""
NEGATION = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ex: <http://example.org/> .
ex:ada foaf:name "Ada" . ex:bo foaf:name "Bo" .
[] a owl:NegativePropertyAssertion ; owl:sourceIndividual ex:ada ; owl:assertionProperty foaf:knows ;
  owl:targetIndividual ex:bo ."""


def denied(bench):
    return {(each.subject, each.relation, each.says): each for each in bench.map().claims.values() if each.denied}


def test_a_column_of_ties_says_it(bench):
    rows = ["From,To,Type,Denied", "Ada,Bo,friend,yes", "Ada,Bo,friend,no", "Bo,Cy,friend,perhaps", "Ada,Cy,friend,"]
    told = bench.bring(bench.file("ties.csv", "\n".join(rows)))
    assert list(denied(bench)) == [("ada", "friendOf", "bo")]
    assert bench.said() == ["ada friendOf bo", "ada friendOf bo", "ada friendOf cy", "bo friendOf cy"]
    assert bench.map().claims["bo.friendOf.cy"].note == "denied: perhaps"
    assert "1 × says neither yes nor no to whether it is denied: it stands in the note (row 4 of ties.csv)" in told


def test_a_marriage_that_never_was_is_no_marriage(bench):
    bench.bring(bench.file("tree.ged", TREE))
    found = denied(bench)
    assert set(found) == {("charles-babbage", "spouseOf", "ada-byron"), ("ada-byron", "natu", "yes")}
    marriage = found["charles-babbage", "spouseOf", "ada-byron"]
    assert [bench.map().sources[cited.source].title for cited in marriage.citations] == ["A letter"]
    assert {claim.relation for claim in bench.map().facts} == {"parentOf"}


def test_linked_data_denies_by_negative_assertions(bench):
    bench.bring(bench.file("a.ttl", NEGATION))
    assert list(denied(bench)) == [("ada", "knows", "bo")]
    assert not bench.map().facts
