package dev.pictor.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [SearchAnswer] as JSON, the same from the terminal (`search --json`) and the web
/// (`/api/v1/search`). Fields are only ever added.
///
/// @param model the name of the collection's model
/// @param store `lucene` or `postgresql`
public record SearchJson(
    Asked query,
    String collection,
    String model,
    String fingerprint,
    String store,
    boolean exact,
    List<Found> hits) {

  /// What was searched for: exactly one of the two is there.
  ///
  /// @param image the name of the picture
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Asked(@Nullable String text, @Nullable String image) {}

  /// @param rank from 1
  /// @param path the file on this machine; null where its root cannot be reached from here
  /// @param score cosine similarity in [-1, 1], higher is closer
  /// @param metadata what is known of the picture
  public record Found(
      int rank, String id, @Nullable String path, double score, MetadataJson metadata) {}

  public static SearchJson of(SearchAnswer answer) {
    var collection = answer.collection();
    return new SearchJson(
        switch (answer.query()) {
          case Query.Text text -> new Asked(text.text(), null);
          case Query.Image image -> new Asked(null, image.name());
        },
        collection.name(),
        collection.model().name(),
        collection.model().fingerprint(),
        answer.store(),
        answer.exact(),
        answer.hits().stream()
            .map(
                hit ->
                    new Found(
                        hit.rank(),
                        hit.picture().id().value(),
                        hit.path() == null ? null : hit.path().toString(),
                        hit.score(),
                        MetadataJson.of(hit)))
            .toList());
  }
}
