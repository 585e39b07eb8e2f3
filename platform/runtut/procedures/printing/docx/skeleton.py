"""The empty Word document that every SOP begins with: the parts that ECMA-376 asks for, and what our pages rely on.

python-docx would begin with one of its own, whose 150 unused styles take as long to read and write as the whole SOP.
"""

import io
import zipfile
from functools import cache
from typing import Final

from runtut.procedures.printing.docx.xml import FONT

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"

TYPES: Final = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="{RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{MAIN}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{MAIN}.settings+xml"/></Types>"""

STYLES: Final = f"""<w:styles {WORD}><w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="22"/>
<w:szCs w:val="22"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style></w:styles>"""

SETTINGS: Final = f"""<w:settings {WORD}><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""
"""Without the mode Word lays the document out as one of its first versions did."""


def _related(*targets: tuple[str, str]) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


PARTS: Final = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": _related(("officeDocument", "word/document.xml")),
    "word/document.xml": f"<w:document {WORD}><w:body/></w:document>",
    "word/_rels/document.xml.rels": _related(("styles", "styles.xml"), ("settings", "settings.xml")),
    "word/styles.xml": STYLES,
    "word/settings.xml": SETTINGS,
}


@cache
def skeleton() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in PARTS.items():
            package.writestr(name, HEAD + content)
    return made.getvalue()
