package dev.pictor.clip.text;

/// Undoes common damage to text: HTML references, wrongly decoded bytes, typographic variants,
/// control characters.
///
/// Does what `fix_text` of ftfy 6.3.1 does with its defaults (<https://ftfy.readthedocs.io>),
/// which the original tokenizer calls first. Line by line, each until nothing changes any more.
///
/// One deliberate difference: all passes over a text together see no more than [#MOST_WORK]
/// characters, four passes a line excepted. ftfy's time is quadratic in the length of a line such
/// as `&amp;amp;amp;...`; ours is not, at the price of leaving such a line as it then is. Shorter
/// than some 20,000 characters even that comes out as ftfy has it.
final class TextRepair {
  private static final int LONGEST_SEGMENT = 1_000_000;
  private static final int LEAST_PASSES = 4;
  private static final long MOST_WORK = 50_000_000;

  private long work;

  private TextRepair() {}

  static String repair(String text) {
    if (isPlain(text)) {
      return text;
    }
    return new TextRepair().repairSegments(text);
  }

  private String repairSegments(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean unescape = true;
    for (int start = 0; start < text.length(); ) {
      int end = endOfSegment(text, start);
      String segment = text.substring(start, end);
      // From the first `<` on the text counts as HTML, whose references are left alone.
      unescape &= segment.indexOf('<') < 0;
      out.append(repairSegment(segment, unescape));
      start = end;
    }
    return out.toString();
  }

  /// Whether the text is visible ASCII without references, which no step changes.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f || c == '&' || (c < 0x20 && c != '\n' && c != '\t')) {
        return false;
      }
    }
    return true;
  }

  private static int endOfSegment(String text, int start) {
    int lineFeed = text.indexOf('\n', start);
    int end = lineFeed < 0 ? text.length() : lineFeed + 1;
    return end - start > LONGEST_SEGMENT && text.codePointCount(start, end) > LONGEST_SEGMENT
        ? text.offsetByCodePoints(start, LONGEST_SEGMENT)
        : end;
  }

  private String repairSegment(String segment, boolean unescape) {
    String text = segment;
    for (int pass = 0; pass < LEAST_PASSES || work < MOST_WORK; pass++) {
      String before = text;
      work += text.length();
      if (unescape) {
        text = HtmlEntities.unescapeComplete(text);
      }
      text = CharacterRepair.repair(MojibakeRepair.repair(text));
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }
}
