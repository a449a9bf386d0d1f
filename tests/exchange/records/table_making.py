"""Small tables as programs write them."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter


def xlsx(rows: Sequence[Sequence[Any]], *sheets: str) -> bytes:
    """A workbook whose last sheet has these rows; a cell may be a date, or ("=1+1", 2): a formula
    with its value."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name in sheets[:-1]:
            book.add_worksheet(name)
        sheet = book.add_worksheet(sheets[-1] if sheets else "Answers")
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                match cell:
                    case datetime.date():
                        sheet.write_datetime(line, column, cell, day)
                    case (formula, value):
                        sheet.write_formula(line, column, formula, None, value)
                    case None:
                        pass
                    case _:
                        sheet.write(line, column, cell)
    return target.getvalue()


def xlsx_merged() -> bytes:
    """A workbook in which two cells of a column are merged."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write_row(0, 0, ["place", "text"])
        sheet.merge_range(1, 0, 2, 0, "Bremen")
        sheet.write(1, 1, "one")
        sheet.write(2, 1, "two")
    return target.getvalue()


_ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>{0}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods(body: str) -> bytes:
    """A packaged spreadsheet with this body."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(body))
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type='
            '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return target.getvalue()


def ods_table(rows: Sequence[Sequence[str]], name: str = "Answers") -> str:
    """A sheet of texts, with the empty rows and columns to the end of the sheet that LibreOffice
    writes."""
    lines = []
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        empty = '<table:table-cell table:number-columns-repeated="16380"/>'
        lines.append(f"<table:table-row>{cells}{empty}</table:table-row>")
    rest = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{"".join(lines)}{rest}</table:table>'


_XLS = (
    "c-rk)O=uHA6#izjX_BSQpQ+FaB^0c+mV$Wk(yo<iPAS!kKM0zdJ(Nl!+d!=ct=1d`!IR>pP!C?JUi?81dh;N(=s^&~"
    "M30^X1rKS~H*YsJjS3BDp*r6(Z)V<`Z|7y+{A6}{DOQ@l-&sZjhTuch38AG<Cn$w#l_<#WII>vFgOnVFO@&a90@>on"
    "leU)u8ABQGGBn)NpOXYWP&$FL7|rLb<OX6t`;ZaRhe478w@4F42YVG~d79-GmUp@3Q<nQ!bCu;FwJnL`STaZZ_Ik7U"
    "sMgK4Fywn5GUqL8cB36H<Sf2;O}K6S7`7)eXEvFkOK-&jD4;1TXW6nI!EG48$jCrCJ#dUrLV|+5fUiyx_)=Td&yq^N"
    "v3dd0e_N{${6-(7AU5i+YdSCs=M*oJA|i<E(h|UMZfe@Hrz+^BX#q|&$0xF6E?DOZJ|LT!A#KX8ytk-Un9dt=hvyw3"
    "x@Jdc<CW4%GD{uEa*WqYlw7LZ`TQz9K4zX|%`Be+?pd*2x&{ZAB!kFdw)j?MA2W8byv%Ri#^p|y3G$fop0ReXaBz;>"
    "Tw!Yu^|OcZ+T2lB?xk|^)1gOQ#gFDrDlewW=M#%>%z1Rv*_9=}eCE(E`o+x~5|7PVF1&r^9m|fN_L!g+^?Y}{12KXX"
    "xvB^;mTpasj##Z}-dIVtXkcH^4A#YXlx2ItY&klvO(UO-WsTX|FW4Hh4Ug?cM)%knv%|z5(&Bg^o6_F+0|pcn6ciK`"
    "6ciNxHwgDu!2dXP@0QTQ*9Z5z&I+Zf`b_fA;xO{`6zEcU06EHS%rrHBw!$xJ?-J|e)V>!=9HHKAOk$k<m~49f(v3~j"
    "|DJUdqknD*HQRr+89)DW|K9;7E7w#"
)


def xls() -> bytes:
    """A workbook of Excel 97: id, text and day of two rows."""
    return zlib.decompress(base64.b85decode(_XLS))
