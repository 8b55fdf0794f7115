package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: Python 3.11's `html.unescape` and ftfy 6.3.1's `unescape_html`.
class HtmlEntitiesTest {
  @ParameterizedTest
  @CsvSource({
    "&eacute;, é",
    "&#233;&#xE9;&#XE9;, ééé",
    "&#65 &#x41x, A Ax",
    "&&amp;, &&",
    "&#38;amp;, &amp;",
    "&CounterClockwiseContourIntegral;, \u2233",
    "&ngE;, \u2267\u0338"
  })
  void unescape_replacesReferences(String text, String expected) {
    assertThat(HtmlEntities.unescape(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "&amp, &",
    "&ampfoo, &foo",
    "&ltfoo, <foo",
    "x &lt y, x < y",
    "&notit;, ¬it;",
    "&notin;, ∉",
    "&notanentity;, ¬anentity;"
  })
  void unescape_takesTheLongestNameThatNeedsNoSemicolon(String text, String expected) {
    assertThat(HtmlEntities.unescape(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"&;", "&#;", "&#x;", "AT&T", "R & D", "&"})
  void unescape_leavesWhatIsNoReference(String text) {
    assertThat(HtmlEntities.unescape(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "&#x80;, \u20ac",
    "&#150;, \u2013",
    "&#x81;, \u0081",
    "&#0;, \ufffd",
    "&#xD800;, \ufffd",
    "&#x110000;, \ufffd",
    "&#99999999999999999999;, \ufffd",
    "&#28;, ''",
    "&#xb;, ''",
    "&#x7f;, ''",
    "&#xFDD0;, ''",
    "&#x1FFFE;, ''",
    "'&#13;', '\r'"
  })
  void unescape_treatsOddNumbersAsPythonDoes(String text, String expected) {
    assertThat(HtmlEntities.unescape(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "&amp;, &",
    "&EACUTE;, É",
    "&SZLIG;, SS",
    "&AMP;, &",
    "&#x80;, \u20ac",
    "&#0;, \ufffd"
  })
  void unescapeComplete_alsoKnowsNamesInCapitals(String text, String expected) {
    assertThat(HtmlEntities.unescapeComplete(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "&amp",
    "&nTILDE;",
    "&GTDOT;",
    "&notit;",
    "&#x3b;",
    "&#12abc;",
    "&CounterClockwiseContourIntegral;",
    "&&;"
  })
  void unescapeComplete_leavesWhatMayBeMeant(String text) {
    assertThat(HtmlEntities.unescapeComplete(text)).isEqualTo(text);
  }
}
