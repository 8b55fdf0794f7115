package dev.pictor.metadata;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// What is wanted of an XMP packet (ISO 16684-1), not cleaned yet. Simple properties may be
/// elements or attributes, title and keywords are lists of `rdf:li`.
///
/// A stream of XML is read, without definitions of entities: a packet costs what it has in bytes.
record Xmp(@Nullable String title, List<String> keywords, @Nullable Integer rating) {
  static final Xmp NONE = new Xmp(null, List.of(), null);

  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final String BASIC = "http://ns.adobe.com/xap/1.0/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  static Xmp read(byte[] packet) {
    Parser parser = new Parser();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text(packet)));
      try {
        while (xml.hasNext()) {
          parser.take(xml.next(), xml);
        }
      } finally {
        xml.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // What was read before it broke stays: packets often end in bytes that are no XML.
      return parser.result();
    }
    return parser.result();
  }

  /// In UTF-8, which JPEG demands and all use. What is none becomes U+FFFD and no error.
  private static String text(byte[] packet) {
    String text = new String(packet, StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.indexOf('<')));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static final class Parser {
    private enum In {
      NOTHING,
      TITLE,
      KEYWORDS,
      RATING
    }

    private final List<String> keywords = new ArrayList<>();
    private @Nullable String title;
    private @Nullable Integer rating;
    private In property = In.NOTHING;
    private boolean isDefault;

    /// Of the element that was begun last.
    private final StringBuilder text = new StringBuilder();

    void take(int event, XMLStreamReader xml) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml);
        case XMLStreamConstants.END_ELEMENT -> end(xml);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (property != In.NOTHING) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
          }
        }
        default -> {}
      }
    }

    private void begin(XMLStreamReader xml) {
      text.setLength(0);
      String rated = xml.getAttributeValue(BASIC, "Rating");
      if (rated != null && isRdf(xml, "Description")) {
        rate(rated);
      } else if (isRdf(xml, "li")) {
        isDefault = "x-default".equals(xml.getAttributeValue(XML, "lang"));
      } else if (property == In.NOTHING) {
        property = property(xml);
      }
    }

    private void end(XMLStreamReader xml) {
      if (isRdf(xml, "li")) {
        if (property == In.TITLE && (title == null || isDefault)) {
          title = text.toString();
        } else if (property == In.KEYWORDS) {
          keywords.add(text.toString());
        }
      } else if (property != In.NOTHING && property == property(xml)) {
        if (property == In.RATING) {
          rate(text.toString());
        }
        property = In.NOTHING;
      }
      text.setLength(0);
    }

    /// Some programs write 4.0.
    private void rate(String value) {
      try {
        double stars = Double.parseDouble(value.strip());
        rating = stars == Math.rint(stars) && Math.abs(stars) < 100 ? (int) stars : null;
      } catch (NumberFormatException e) {
        rating = null;
      }
    }

    private static In property(XMLStreamReader xml) {
      String namespace = xml.getNamespaceURI();
      return switch (xml.getLocalName()) {
        case "title" -> DUBLIN_CORE.equals(namespace) ? In.TITLE : In.NOTHING;
        case "subject" -> DUBLIN_CORE.equals(namespace) ? In.KEYWORDS : In.NOTHING;
        case "Rating" -> BASIC.equals(namespace) ? In.RATING : In.NOTHING;
        default -> In.NOTHING;
      };
    }

    private static boolean isRdf(XMLStreamReader xml, String name) {
      return xml.getLocalName().equals(name) && RDF.equals(xml.getNamespaceURI());
    }

    Xmp result() {
      return new Xmp(title, keywords, rating);
    }
  }
}
