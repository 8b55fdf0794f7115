package dev.pictor.web;

import dev.pictor.picture.PictureId;
import dev.pictor.search.Marks;
import java.util.List;
import java.util.stream.Collectors;

/// What an address of the page asks for.
///
/// @param query as it was typed
record Asked(String query, Marks marks) {
  static Asked of(String query) {
    return new Asked(query, Marks.NONE);
  }

  /// From `q`, `good` and `bad`: ids with commas between them.
  ///
  /// @throws dev.pictor.search.BadQueryException if a mark is no id
  static Asked in(Fields fields) {
    return new Asked(fields.text("q"), Marks.parse(fields.text("good"), fields.text("bad")));
  }

  /// Where the page answers it.
  String url() {
    return "/search?" + fields();
  }

  /// The same for another address.
  String fields() {
    return "q=" + Texts.encoded(query) + field("good", marks.good()) + field("bad", marks.bad());
  }

  private static String field(String name, List<PictureId> ids) {
    return ids.isEmpty()
        ? ""
        : "&%s=%s"
            .formatted(name, ids.stream().map(PictureId::value).collect(Collectors.joining(",")));
  }
}
