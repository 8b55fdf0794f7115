package dev.pictor.web;

import dev.pictor.search.Cursor;
import org.jspecify.annotations.Nullable;

/// Where a search of the page lies: what is asked for, and how it is shown.
///
/// @param less which of the less certain hits are shown
/// @param apart whether pictures that hardly differ are shown one by one
/// @param k the most hits of a page; 0 for as many as usual
/// @param cursor where the page begins; null for the first
record SearchAddress(Asked asked, Less less, boolean apart, int k, @Nullable String cursor) {
  /// Hits that are less certain than others of the same search.
  enum Less {
    /// They are folded away, unless there are no others.
    FOLDED(""),
    SHOWN("true"),
    /// As before, and pages before this one had some.
    BEGUN("begun");

    private final String value;

    Less(String value) {
      this.value = value;
    }

    private static Less of(String value) {
      for (Less less : values()) {
        if (less.value.equals(value)) {
          return less;
        }
      }
      return FOLDED;
    }
  }

  static SearchAddress of(String query) {
    return new SearchAddress(Asked.of(query), Less.FOLDED, false, 0, null);
  }

  /// @param k that the fields name; 0 for none
  static SearchAddress of(Fields fields, int k) {
    String cursor = fields.text("cursor");
    return new SearchAddress(
        Asked.in(fields),
        Less.of(fields.text("less")),
        fields.text("collapse").equals("false"),
        k,
        cursor.isEmpty() ? null : cursor);
  }

  String query() {
    return asked.query();
  }

  boolean isFirst() {
    return cursor == null;
  }

  /// The first page of another query, shown the same way.
  SearchAddress asking(String other) {
    return asking(new Asked(other, asked.marks()));
  }

  /// As above.
  SearchAddress asking(Asked other) {
    return new SearchAddress(other, Less.FOLDED, apart, k, null);
  }

  SearchAddress showing(Less other) {
    return new SearchAddress(asked, other, apart, k, cursor);
  }

  SearchAddress first() {
    return new SearchAddress(asked, less, apart, k, null);
  }

  SearchAddress from(Cursor next) {
    return new SearchAddress(asked, less, apart, k, next.toString());
  }

  SearchAddress apart(boolean isApart) {
    return new SearchAddress(asked, less, isApart, k, cursor);
  }

  String url() {
    StringBuilder url = new StringBuilder(asked.url());
    if (k > 0) {
      url.append("&k=").append(k);
    }
    if (apart) {
      url.append("&collapse=false");
    }
    if (less != Less.FOLDED) {
      url.append("&less=").append(less.value);
    }
    if (cursor != null) {
      url.append("&cursor=").append(Texts.encoded(cursor));
    }
    return url.toString();
  }
}
