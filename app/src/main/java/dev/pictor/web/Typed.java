package dev.pictor.web;

/// What is in the search box.
///
/// @param before the caret
/// @param behind the caret
record Typed(String before, String behind) {
  /// What is longer is no query that could be suggested.
  private static final int LONGEST = 1_000;

  /// Of `q` and `at`, the characters before the caret; it stands at the end if they do not say.
  static Typed of(Fields fields) {
    String text = fields.text("q");
    text = text.substring(0, Math.min(text.length(), LONGEST));
    int at = text.length();
    try {
      at = Math.clamp(Integer.parseInt(fields.text("at")), 0, text.length());
    } catch (NumberFormatException e) {
      // At the end.
    }
    return new Typed(text.substring(0, at), text.substring(at));
  }

  String text() {
    return before + behind;
  }

  /// The text with other characters in place of the last ones before the caret.
  String replacing(int characters, String other) {
    return before.substring(0, before.length() - characters) + other + behind;
  }
}
