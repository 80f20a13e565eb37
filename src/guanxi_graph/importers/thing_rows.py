"""Rows of things: what each is called and is, and what its own row claims of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from guanxi_graph.importers.cell_values import degrees, identifiers, is_address, truth
from guanxi_graph.importers.gathered import Place, Thing, Tie
from guanxi_graph.importers.row_reader import RowReader
from guanxi_graph.importers.table_rows import Column, Row
from guanxi_graph.licences import is_identifier
from guanxi_graph.vocabulary import Relation


class ThingRows(RowReader):
    """A table whose rows are things."""

    @cached_property
    def _names(self) -> Sequence[Column]:
        """The columns of names in one language each."""
        return [column for column in self.rows.told("label") if column.name]

    @cached_property
    def _aliases(self) -> Sequence[Column]:
        return self.rows.told("aliases")

    @cached_property
    def _schemes(self) -> Sequence[Column]:
        return self.rows.told("same_as")

    @cached_property
    def _claims(self) -> Sequence[Column]:
        return self.rows.told("claim")

    def take(self, row: Row) -> None:
        self.thing(row)

    def thing(self, row: Row) -> Thing | None:
        """The thing of the row, with what its own row claims of it; None of a row that names none."""
        names = {column.name: text for column, text in row.said(self._names)}
        label = row.get("label") or next(iter(names.values()), "") or row.get("id")
        key = row.get("id") or label
        if not key:
            row.left.append("has neither an id nor a name")
            return None
        if not names or row.get("label"):
            names[""] = label
        thing = self.found.add(
            Thing(
                key=key,
                place=row.place,
                names=names,
                word=row.get("class"),
                default=self.settings.cls,
                aliases=[each for _, text in row.said(self._aliases) for each in self.parts(text)],
                description=row.get("description"),
                same_as=list(self._identifiers(row)),
                coordinates=self._coordinates(row),
                living=truth(row.get("living")),
                image=self._image(row),
            )
        )
        if row.get("living") and not thing.living:
            row.left.append("says neither yes nor no to whether somebody lives: it was left out")
        for column, text in row.said(self._claims):
            self._about(thing, column, text, row)
        return thing

    def _about(self, thing: Thing, column: Column, text: str, row: Row) -> None:
        """A claim that a thing's own row makes of it. What cannot be read stands as it is written."""
        relation = self.vocabulary.relations.get(column.name)
        tie = Tie(subject=thing.key, relation=column.name, place=row.place, cited=self.cited(row))
        if relation is not None and relation.range:
            tie.object = self._named(text, relation, row.place)
        else:
            tie.value = text
            self.read_value(tie, relation, column.heading)
        self.found.ties.append(tie)

    def _named(self, text: str, relation: Relation, place: Place) -> str:
        """The key of what is called so and may stand at the end of the relation."""
        fitting = [
            key for key in self.found.called(text) if self.vocabulary.is_a(self.found.things[key].cls, relation.range)
        ]
        if len(fitting) == 1:
            return fitting[0]
        cls = relation.range[0]
        return self.found.add(Thing(key=f"{cls} {text}", names={"": text}, cls=cls, place=place)).key

    def _identifiers(self, row: Row) -> Iterator[str]:
        """Those of their scheme's form; what is none is left, and told."""
        for column, text in row.said(self._schemes):
            for found in identifiers(self.parts(text), column.name, self.vocabulary):
                if found:
                    yield found
                else:
                    what = f"has no identifier of {column.name} in `{column.heading}`: it was left out"
                    row.left.append(what)

    def _image(self, row: Row) -> Mapping[str, str]:
        """The address of a picture with what is told of it. No picture is fetched, so no file is one."""
        file, licence = row.get("image"), row.get("image.licence")
        if file and not is_address(file):
            row.left.append("names a picture that is no web address: it was left out")
        if not is_address(file):
            return {}
        if licence and not (is_identifier(licence) or is_address(licence)):
            row.left.append("has words for the licence of its picture that name none: they were left out")
            licence = ""
        source = row.get("image.source")
        told = {"licence": licence, "credit": row.get("image.credit"), "source": source if is_address(source) else ""}
        return {"file": file, **{name: text for name, text in told.items() if text}}

    def _coordinates(self, row: Row) -> tuple[str, str] | None:
        written = row.get("latitude"), row.get("longitude")
        found = degrees(*written)
        if found is None and any(written):
            row.left.append("has coordinates that are not degrees: they were left out")
        return found
