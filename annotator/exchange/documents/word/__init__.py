"""Word documents (Office Open XML, ECMA-376 and ISO/IEC 29500): what `docx.py` reads them with."""
