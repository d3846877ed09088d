"""What a file says of itself to archives and readers: metadata as XMP, the colours that it is meant in, its marks."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{claims}<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_ARCHIVE = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\n"
"""PDF/A-2, with text that can be read."""


@cache
def _srgb() -> bytes:
    """Give the profile of the colours of screens, the same whenever it is made."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # the day that it was made
    profile[84:100] = bytes(16)  # its fingerprint, which holds that day
    return bytes(profile)


def describe_file(document: Any, *, tagged: bool) -> None:
    """Put into a document of ReportLab's what archives want to know of it.

    Args:
        document: ReportLab's, its title and so on set.
        tagged: Whether it has a structure.
    """
    from reportlab.pdfbase import pdfdoc

    catalog, info = document.Catalog, document.info
    language = catalog.Lang.s if getattr(catalog, "Lang", None) else "en"
    year, month, day, hour, minute, second = document._timeStamp.YMDhms  # noqa: SLF001 # no public way
    packet = _PACKET.format(
        claims=_ARCHIVE,
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        language=escape(language),
        creator=escape(info.creator),
        producer=escape(info.producer),
        keywords=escape(info.keywords),
        moment=f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}Z",
    )
    # archives read it without unpacking anything
    metadata = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), packet.encode("utf-8", "replace")
    )
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _srgb(), filters=[pdfdoc.PDFZCompress])
    intent = pdfdoc.PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = document.Reference(metadata)
    catalog.OutputIntents = pdfdoc.PDFArray([document.Reference(intent)])
    if tagged:
        catalog.MarkInfo = "<</Marked true>>"
