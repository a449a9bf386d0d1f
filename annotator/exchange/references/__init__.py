"""References: RIS, Zotero's RDF and CSL-JSON, with the files that they name."""
