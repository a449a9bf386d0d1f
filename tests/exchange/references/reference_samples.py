"""References as programs write them, made for the tests: the same two in every format."""

from __future__ import annotations

RIS = """TY  - JOUR
AU  - Moor, Ada
AU  - Lind, Ben
TI  - The <i>harbour</i> that nobody wanted
JO  - Coast Studies
PY  - 2019/05/03/
VL  - 12
SP  - 1
EP  - 20
DO  - 10.1000/x
AB  - Nobody wanted it.
It came anyway.
KW  - harbour
KW  - council
L1  - files/12/Moor 2019.txt
ID  - moor2019
ER  -

TY  - NEWS
A1  - Özil, C.
T1  - Ferry stays in port
Y1  - 2020
L1  - files/13/missing.pdf
ER  -
"""
RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
 <bib:Article rdf:about="http://example.org/x">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Moor</foaf:surname><foaf:givenName>Ada</foaf:givenName>
   </foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>Lind</foaf:surname><foaf:givenName>Ben</foaf:givenName>
   </foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <link:link rdf:resource="#item_12"/>
  <dc:title>The harbour that nobody wanted</dc:title>
  <dcterms:abstract>Nobody wanted it. It came anyway.</dcterms:abstract>
  <dc:date>2019-05-03</dc:date>
  <bib:pages>1-20</bib:pages>
  <dc:subject>harbour</dc:subject><dc:subject>council</dc:subject>
  <dc:identifier>DOI 10.1000/x</dc:identifier>
 </bib:Article>
 <z:Attachment rdf:about="#item_12">
  <z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/12/Moor%202019.txt"/>
  <dc:title>Full Text</dc:title>
 </z:Attachment>
 <bib:Journal rdf:about="urn:issn:1234-5678">
  <prism:volume>12</prism:volume><dc:title>Coast Studies</dc:title>
 </bib:Journal>
 <rdf:Description rdf:about="#item_13">
  <z:itemType>newspaperArticle</z:itemType>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Özil</foaf:surname>
   <foaf:givenName>C.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <dc:title>Ferry stays in port</dc:title>
  <dc:date>May 2020</dc:date>
 </rdf:Description>
</rdf:RDF>
"""
CSL = """[
 {"id": "moor2019", "type": "article-journal", "title": "The <i>harbour</i> that nobody wanted",
  "container-title": "Coast Studies", "volume": "12", "page": "1-20", "DOI": "10.1000/x",
  "author": [{"family": "Moor", "given": "Ada"}, {"family": "Lind", "given": "Ben"}],
  "issued": {"date-parts": [["2019", 5, 3]]}, "keyword": "harbour; council",
  "abstract": "Nobody wanted it.\\nIt came anyway.", "file": "files/12/Moor 2019.txt"},
 {"id": 7, "type": "article-newspaper", "title": "Ferry stays in port",
  "author": [{"literal": "Özil, C."}], "issued": {"raw": "2020-05"}}
]
"""
