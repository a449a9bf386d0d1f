"""Attributes of documents as variables of the file, and their values on the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.attribute_types import AttributeType
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.exchange.refi.attribute_types import are_spaced, description_of, kind_of, value_out
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.vocabulary import add


def attribute_variable(name: str) -> str:
    """The GUID of the variable that documents have values of under this name."""
    return guid_from("refi attribute of documents", name)


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables of attributes: the type of the format by name, and what is said of those that
    are declared."""

    kinds: Mapping[str, str]
    descriptions: Mapping[str, str]

    @staticmethod
    def of(attributes: Iterable[DocumentAttribute], declared: Iterable[AttributeType]) -> Variables:
        """Of the attributes with values, and of those that are declared."""
        values: dict[str, list[str]] = {}
        for one in attributes:
            values.setdefault(one.name, []).append(one.value)
        types = {one.name: one for one in declared}
        names = dict.fromkeys((*values, *types))
        kinds = {name: kind_of(values.get(name, ()), types.get(name)) for name in names}
        told = {
            name: description_of(one, spaced=are_spaced(values.get(name, ()), kinds[name]))
            for name, one in types.items()
        }
        return Variables(kinds, told)

    def add(self, variables: etree._Element) -> None:
        """Add a Variable for every name."""
        for name, kind in self.kinds.items():
            guid = attribute_variable(name)
            one = add(variables, "Variable", guid=guid, name=clean(name), typeOfVariable=kind)
            if name in self.descriptions:
                add(one, "Description").text = clean(self.descriptions[name])

    def add_value(self, source: etree._Element, attribute: DocumentAttribute) -> None:
        """Add the value of an attribute to the source that is its document."""
        kind = self.kinds[attribute.name]
        value = add(source, "VariableValue")
        add(value, "VariableRef", targetGUID=attribute_variable(attribute.name))
        add(value, f"{kind}Value").text = clean(value_out(attribute.value, kind))
