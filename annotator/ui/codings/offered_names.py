"""What the lists above a query offer of a project."""

from __future__ import annotations

from annotator.ui.codings import query_terms
from annotator.ui.codings.filter_bar import FilterBar
from annotator.ui.project_bridge import ProjectBridge


def offer_names(bar: FilterBar, bridge: ProjectBridge) -> None:
    """Offer documents, codes, coders, values and attributes of documents as they are now."""
    book = bridge.codebook
    documents = [(one.guid, one.name) for one in bridge.documents]
    bar.offer(
        documents=query_terms.of_documents(documents) if len(documents) > 1 else (),
        codes=query_terms.of_codes(book),
        coders=query_terms.of_coders(bridge.coders, bridge.coder_labels()),
        attributes=query_terms.of_attributes(book),
        said=query_terms.of_document_attributes(bridge.said_of, bridge.attribute_types),
    )
