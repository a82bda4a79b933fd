"""Small valid files of every kind that is read: what is damaged."""

# ruff: noqa: E501 (XML is easier to read as it is)

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path
from typing import Any

import zstandard

from kg.matching.lens.lens_files import LENSES
from kg.partners.guideline_files import GUIDELINES
from tests.fuzz.mutate import zipped

ROOT = Path(__file__).parent.parent.parent

HEAD = ["id", "actor", "unit", "title:es", "summary", "sector", "goal", "languages", "capacity",
        "starts", "ends", "confirmed_by", "visibility", "source"]  # fmt: skip
ROWS: list[list[Any]] = [
    ["", "HTI", "", "Gestión del agua", "Escriba a maria.perez@example.org", "14030; 110", "6.1",
     "es;fr", 2, date(2025, 1, 15), "2do semestre 2026", "Dirección de Cooperación", "public", ""],
    ["offer/two", "Brasil", "", "Bancos de leite", "=1+1", "Salud básica", "ODS 3", "portugués",
     "3,0", "15/07/2025", "31/12/2027", "Ing. Juana Ejemplo", "", "Boletín 3"],
]  # fmt: skip


def csv(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in [HEAD, *ROWS])
    return "\r\n".join(lines).encode(encoding, "replace")


def actors() -> bytes:
    return (
        b"id,name:es,acronym,kind,country,website,identifiers\n"
        b",Agencia de Prueba,ADP,national_authority,HTI,https://adp.example.org,XM-DAC-1\n"
        b"org/x,Otro Cuerpo,,bank,Brasil,x.example.org/a?b,a;b\n"
    )


RECORDS = {
    "activities": "id;Título do projeto;País prestador;País beneficiário;Setor;Situação;Valor (BRL)\n"
    "BR-1;Bancos de leite;Brasil;Guatemala;12220;Concluído;1.250.000,50\n"
    ";Merenda;BRA;HND; Agricultura;em execução;US$ 300\n",
    "agreements": "title;parties;signed;ends;status;fields;reference\n"
    "OAS-CARICOM;org/oas, org/caricom;1992-05;2012-12-31;vigente;human_rights;E-216/02\n",
    "units": "name;acronym;part_of;mailbox;door_for;role\n"
    "Grupo;GCI;MERCOSUR;gci@mercosur.int;org/mercosur;comité\n",
    "milestones": "id;name;initiative;due;status\nmilestone/guidance-document;;;Q4 2026;hecho\n"
    ";Paso;Pilot with SEGIB and MERCOSUR;2026-12-31;done\n",
}
"""A small sheet of each of these kinds."""


def memberships() -> bytes:
    return (
        b"member,organisation,status,since,until,basis\n"
        b"HTI,org/oas,member,1951-03-28,,published\nNIC,OEA,former,,2023-11-19,k\n"
    )


def iati_tables() -> list[tuple[str, bytes]]:
    """A folder of IATI tables, a row of which slid."""
    return [
        ("activities.csv", (b"activity_identifier,title,title_lang,activity_status,default_currency,"
         b"xml_lang,reporting_org_ref,recipient_country_code,last_updated_datetime\n"
         b"A-1,Agua,es,2,USD,es,XM-DAC-1,HT,2025-10-09T22:23:57Z\n"
         b"A-2,Agua,y,suelo,,2,USD,es,XM-DAC-1,HT,2025-10-09T22:23:57Z\n")),
        ("descriptions.csv", (b"activity_identifier,description_type,narrative,narrative_lang\n"
         b"A-1,1,Pozos,es\nA-2,2,,\n")),
        ("participating_orgs.csv", (b"activity_identifier,org_ref,org_name,org_type,role\n"
         b"A-1,,Ministerio,10,4\nB-9,XM-DAC-2,X,,1\n")),
        ("sectors.csv", b"activity_identifier,sector_code,vocabulary,percentage\nA-1,14030,1,50\n"),
        ("transactions.csv", (b"activity_identifier,transaction_ref,transaction_type,value,currency,"
         b"value_date,recipient_region\nA-1,r,2,1e3,USD,2020-01-02,1031\nA-1,r,C,x,,,\n")),
        ("transaction_sectors.csv", (b"activity_identifier,transaction_ref,transaction_type,"
         b"sector_code\nA-1,r,2,110\n")),
        ("locations.csv", b"activity_identifier,name\nA-1,Puerto Principe\n"),
    ]  # fmt: skip


def aims() -> list[tuple[str, bytes]]:
    """A release of an aid information system."""
    return [
        ("projects.csv", (b'"project_id","project_title","start_actual_isodate","start_actual_type",'
         b'"donors","donors_iso3","recipients_iso3","ad_sector_codes","status",'
         b'"transactions_start_year","transactions_end_year","total_commitments"\n'
         b'"C1","Agua","2012-01-01","start-actual","Spain|Grupo","ESP|DAC","HTI","151|14030",'
         b'"Implementation","2012","2015","1.5"\n"C2","x","","","","","","","","1999","2000",""\n')),
        ("transactions.csv", (b"transaction_id,project_id,transaction_value_code,"
         b"transaction_currency,transaction_value\nt,C1,C,USD,1434153.58\nu,C9,D,,x\n")),
        ("project_ancillary.csv", (b"Project_ID,OBJETIVO,MODALIDAD,ENTIDADES RESPONSABLES,MONEDA,"
         b"APORTE INTERNACIONAL,TIPO DE COOPERACION\n"
         b'C1,Pozos,Ayuda Humanitaria,"A - AA, B",US Dolar,"1.460.674,00",SUR SUR\n')),
        ("donor_trans_crosswalk.tsv", b"donors\tdonors_iso3\tdonor_country\nSpain\tESP\tSpain\n"),
        ("datapackage.json", b'{"title": "T", "extras": [{"key": "Publishers Name", "value": "P"}]}'),
    ]  # fmt: skip


def exported() -> bytes:
    """An export: sources, nodes of which one was merged, relations, a line of an older version."""
    return (
        b'{"kind": "node", "id": "source/a", "type": "Source", "label": "A", "nature": null, '
        b'"sources": ["source/a"], "statements": [{"source": "source/a"}], "properties": {}}\n'
        b'{"kind": "node", "id": "org/x", "type": "Organisation", "label": "X", "nature": null, '
        b'"sources": ["source/a"], "merged": ["org/y"], "statements": [{"source": "source/a", '
        b'"about": "org/y", "where": "row 2", "basis": "uncertain", "dated": "2020-01-02", '
        b'"visibility": "states", "properties": {"name": {"es": "\\u00e9"}}}], "properties": {}}\n'
        b'{"kind": "node", "id": "org/z", "type": "Organisation", "label": "Z", "nature": null, '
        b'"sources": ["source/a", "source/b"], "properties": {"name": {"en": "Z"}}}\n'
        b'{"kind": "relation", "type": "PART_OF", "from": "org/x", "to": "org/z", "status": null, '
        b'"since": "2020-01-02", "until": null, "in_force": true, "sources": ["source/a"], '
        b'"key": "1", "statements": [{"source": "source/a", "about": "org/y org/z"}], '
        b'"properties": {}}\n'
    )


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in [["Catálogo"], HEAD, *ROWS]:
        book.worksheets[0].append(row)
    book.create_sheet("Notas").append(["leer"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def inline_xlsx() -> bytes:
    """A workbook whose parts lie elsewhere, with texts in its cells and shared ones."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = "".join(f'<c r="{c}1" t="inlineStr"><is><t>{n}</t></is></c>'
                    for c, n in zip("ABC", ("actor", "title", "sector"), strict=True))  # fmt: skip
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>14030</v></c></row>'
    return zipped([
        ("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
         f'ContentType="application/xml"/><Override PartName="/a/b.xml" ContentType="{kind}.sheet.main+xml"/></Types>'
         .encode()),
        ("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
         f'Type="{office}/officeDocument" Target="/a/b.xml"/></Relationships>'.encode()),
        ("a/b.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" '
         f'r:id="r1"/></sheets></workbook>'.encode()),
        ("a/_rels/b.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
         f'Type="{office}/worksheet" Target="c/d.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" '
         f'Target="../t.xml"/></Relationships>'.encode()),
        ("a/c/d.xml", f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row>{row}</sheetData>'
         f"</worksheet>".encode()),
        ("t.xml", f'<sst xmlns="{main}"><si><t>HTI</t></si><si><t>Agua</t></si></sst>'.encode()),
    ])  # fmt: skip


def xls() -> bytes:
    from tests.ingest.child import xls_books

    return xls_books.xls([HEAD, *([_serial(cell) for cell in row] for row in ROWS)])


def _serial(cell: Any) -> Any:
    from tests.ingest.child.xls_books import Day

    return Day((cell - date(1899, 12, 30)).days) if isinstance(cell, date) else cell


def ods() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    lines = "".join(
        '<table:table-row table:number-rows-repeated="1">'
        + "".join(
            '<table:table-cell office:value-type="string" table:number-columns-repeated="1">'
            f'<text:p>{cell}<text:s text:c="1"/></text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in [HEAD, *ROWS]
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{urn}:office:1.0"'
        f' xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Hoja1">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{urn}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        "</m:manifest>"
    )
    return zipped([
        ("mimetype", kind.encode()), ("content.xml", content.encode()),
        ("META-INF/manifest.xml", manifest.encode()),
    ])  # fmt: skip


ACTIVITY = """
<iati-activity xml:lang="es" default-currency="USD" last-updated-datetime="2024-01-02T00:00:00Z">
 <iati-identifier>XM-DAC-928-{n}</iati-identifier>
 <reporting-org ref="XM-DAC-928" type="40"><narrative>PAHO</narrative></reporting-org>
 <title><narrative>Agua &amp; saneamiento {n}</narrative><narrative xml:lang="en">Water</narrative></title>
 <description type="1"><narrative>Texto &amp;lt;b&amp;gt; <b>más</b><br/>fin</narrative>y</description>
 <participating-org ref="CO-1" role="1" type="10"><narrative>Gobierno de Colombia</narrative></participating-org>
 <participating-org role="4" type="24"><narrative>Ministerio de Salud</narrative></participating-org>
 <activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
 <recipient-country code="HT" percentage="60"/><recipient-region code="489" vocabulary="1" percentage="40"/>
 <sector vocabulary="1" code="14030" percentage="50"/><sector vocabulary="1" code="14020" percentage="50"/>
 <tag vocabulary="3" code="6.1"/><sector vocabulary="2" code="140; 31100"/><location/>
 <budget type="1"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
  <value value-date="2020-01-01" currency="USD">1,250,000.50</value></budget>
 <transaction><transaction-type code="2"/><transaction-date iso-date="2020-02-02"/><value>33 %</value>
  <provider-org ref="XM-DAC-46008"><narrative>CAF</narrative></provider-org>
  <sector vocabulary="1" code="14030"/></transaction>
</iati-activity>"""


def iati() -> bytes:
    body = "".join(ACTIVITY.format(n=n) for n in (1, 2))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">{body}</iati-activities>'.encode()


ORGANISATION = """
<iati-organisation xml:lang="es" default-currency="USD" last-updated-datetime="2024-01-02T00:00:00Z">
 <organisation-identifier>HN-EJE-{n}</organisation-identifier><iati-identifier>HN-EJE-{n}</iati-identifier>
 <name><narrative>Fundación Ejemplo {n}</narrative><narrative xml:lang="en">Example &amp; Co</narrative></name>
 <name xml:lang="fr">Exemple</name>
 <reporting-org ref="HN-EJE-1" type="60" secondary-reporter="0"><narrative>Fundación Ejemplo</narrative></reporting-org>
 <total-budget status="1"><period-start iso-date="2025-01-01"/><value currency="USD">250000</value></total-budget>
 <document-link url="https://example.org/a"><title><narrative>Informe</narrative></title></document-link>
</iati-organisation>"""


def organisations() -> bytes:
    body = "".join(ORGANISATION.format(n=n) for n in (1, 2))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-organisations version="2.03">{body}</iati-organisations>'.encode()


def packed_iati() -> list[bytes]:
    """Packed files of every kind that is read, archives inside archives and litter among them."""
    xml = iati()
    inner = zipped([("d.xml", xml), ("e", gzip.compress(organisations(), mtime=0))])
    archive = zipped([("a.xml", xml), ("b/c.xml.gz", gzip.compress(xml, mtime=0)), ("readme.txt", b"hello"),
                      ("__MACOSX/._a.xml", b"\0\5\x16\7"), ("inner.zip", inner)])  # fmt: skip
    return [
        gzip.compress(xml, mtime=0),
        zstandard.compress(xml),
        archive,
        gzip.compress(inner, mtime=0),
    ]


def answers() -> list[bytes]:
    """Answers of hosts to who fetches a file: whole, packed, in pieces, a part, sent on."""
    xml = iati()
    packed = gzip.compress(xml, mtime=0)
    date = (
        b"Date: Mon, 01 Dec 2025 10:00:00 GMT\r\nLast-Modified: Sun, 30 Nov 2025 10:00:00 GMT\r\n"
    )
    return [
        b'HTTP/1.1 200 OK\r\nETag: "one"\r\nAccept-Ranges: bytes\r\n%bContent-Length: %d\r\n\r\n%b' % (date, len(xml), xml),
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(packed), packed),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(xml), xml),
        b"HTTP/1.0 200 OK\r\n\r\n" + xml,
        b'HTTP/1.1 206 Partial Content\r\nETag: "one"\r\nContent-Range: bytes 10-%d/%d\r\n\r\n%b' % (len(xml) - 1, len(xml), xml[10:]),
        b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
    ]  # fmt: skip


def reports() -> dict[str, list[bytes]]:
    """Small reports by how they are damaged: as archives, or as they are."""
    from tests.ingest.child.reports import pdf_files as pdf
    from tests.ingest.child.reports import word_parts as word
    from tests.long_reports import FORMS, long_report

    report = long_report("es", 6)
    body = word.p("Informe", style="Title") + word.p("Uno.", more=word.mark(1)) + word.table(
        word.tr(word.tc("Estado"), word.tc("Monto", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        word.tr(word.tc("Haití", '<w:vMerge w:val="restart"/>'), word.tc("10"), word.tc("5")),
        word.tr(word.tc("", "<w:vMerge/>"), word.tc("20"), word.tc("7"), properties="<w:del/>"),
    ) + word.p("Dos ", more=f'<w:ins>{word.r("tres")}</w:ins><w:r><w:lastRenderedPageBreak/></w:r>')  # fmt: skip
    texts = [
        FORMS["txt"](report)[:9_000],
        FORMS["txt"](report)[:9_000].decode("utf-8", "ignore").encode("cp1252", "replace"),
    ]
    page = FORMS["html"](report)
    said = b"".join(
        pdf.shown(f"Haiti recibió {n}.000 dólares en junio de 2024.", y=n)
        for n in range(90, 700, 15)
    )
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Length %d>>stream\n%s\nendstream" % (
        len(said),
        said,
    )
    shape = b" q 1 0 0 1 0 0 cm 0 0 400 400 re W n 1 1 1 rg 9 9 50 50 re f 3 w 9 9 m 99 9 l S Q "
    return {
        "pdf": [
            pdf.pdf_of([said, shape + said], packed=True),
            pdf.pdf_of([said + shape, b"/Span <</ActualText (Dos)>> BDC " + said + b" EMC"]),
            pdf.pdf_of(
                [said + b"/X Do"] * 3, more=[form], catalog="/Names<</EmbeddedFiles 4 0 R>>"
            ),
        ],
        "zip": [
            word.docx(body, parts=word.footnotes("Nota.")),
            FORMS["docx"](report),
            FORMS["odt"](report),
        ],
        "page": [page[:12_000], page[:9_000].decode("utf-8", "ignore").encode("utf-16")],
        "text": texts,
    }


def starter() -> list[tuple[str, bytes]]:
    """The first rows of the tables that come with the program, as a folder."""
    names = ("sources", "regions", "languages", "modalities", "sectors", "goals", "states", "countries",
             "organisations", "units", "programmes", "memberships", "agreements")  # fmt: skip
    offers = (ROOT / "data" / "examples" / "offers.csv").read_bytes()
    tables = [(f"{n}.csv", (ROOT / "data" / f"{n}.csv").read_bytes()) for n in names]
    return [(name, _first(rows, 6)) for name, rows in [*tables, ("offers.csv", offers)]]


def _first(text: bytes, lines: int) -> bytes:
    return b"".join(text.splitlines(keepends=True)[:lines])


def lens() -> list[bytes]:
    return [LENSES.text(name).encode() for name in LENSES.names()]


def guideline() -> list[bytes]:
    return [GUIDELINES.text(name).encode() for name in GUIDELINES.names()]
