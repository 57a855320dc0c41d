"""The words inside a still for those who cannot see it: an XMP packet, which image programs and archives read.

Properties: Dublin Core (dc:title, dc:description), and alternative text and extended description of the IPTC Photo
Metadata Standard 2021.1 (https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata), as XMP (ISO 16684-1).
"""

import re
from xml.sax.saxutils import escape

from .wanted import Words

__all__ = ["packet"]

# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def packet(words: Words) -> bytes:
    """Return ``words`` as an XMP packet, UTF-8."""
    texts = {"dc:title": words.title, "dc:description": words.description,
             "Iptc4xmpCore:AltTextAccessibility": words.alt,
             "Iptc4xmpCore:ExtDescrAccessibility": words.description}  # fmt: skip
    lines = (_TEXT.format(name, escape(_NO_XML.sub("\ufffd", text))) for name, text in texts.items() if text)
    return _PACKET.format("\n".join(lines)).encode("utf-8")
