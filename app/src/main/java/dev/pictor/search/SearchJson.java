package dev.pictor.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [SearchAnswer] as JSON, the same from the terminal (`search --json`) and the web
/// (`/api/v1/search`). Fields are only ever added.
///
/// @param model the name of the collection's model
/// @param store `lucene` or `postgresql`
/// @param counts how many hits there are; absent unless asked for
/// @param next cursor of what comes behind these hits; absent if nothing does
/// @param filters that every hit passes, as they were typed; absent unless explained
/// @param hints what may have been meant otherwise, for people; absent if there is nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchJson(
    Asked query,
    String collection,
    String model,
    String fingerprint,
    String store,
    boolean exact,
    @Nullable Counts counts,
    @Nullable List<String> filters,
    @Nullable List<String> hints,
    List<Found> hits,
    @Nullable String next) {

  /// What was searched for: exactly one of the two is there.
  ///
  /// @param image the name of the picture
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Asked(@Nullable String text, @Nullable String image) {}

  /// @param rank from 1
  /// @param path the file on this machine; null where its root cannot be reached from here
  /// @param score higher is closer: of a query with one term the cosine similarity in [-1, 1], of
  ///     one with several a probability in [0, 1]
  /// @param relevant whether it is among what the query is about; absent where that cannot be told
  /// @param terms what each term has to do with it; absent unless asked for
  /// @param metadata what is known of the picture
  /// @param alike pictures that hardly differ from it, of the same rank; absent if there are none
  public record Found(
      int rank,
      String id,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String path,
      double score,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean relevant,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Share> terms,
      MetadataJson metadata,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Found> alike) {
    static Found of(Hit hit, boolean explained) {
      return new Found(
          hit.rank(),
          hit.picture().id().value(),
          hit.path() == null ? null : hit.path().toString(),
          hit.score(),
          hit.relevant(),
          explained ? hit.shares() : null,
          MetadataJson.of(hit),
          hit.alike().stream().map(like -> of(like, explained)).toList());
    }
  }

  public static SearchJson of(SearchAnswer answer) {
    return of(answer, false);
  }

  /// @param explained whether each hit tells of the terms
  public static SearchJson of(SearchAnswer answer, boolean explained) {
    var collection = answer.collection();
    Query query = answer.query();
    return new SearchJson(
        query.text() == null
            ? new Asked(null, query.images().keySet().stream().findFirst().orElse(null))
            : new Asked(query.text(), null),
        collection.name(),
        collection.model().name(),
        collection.model().fingerprint(),
        answer.store(),
        answer.exact(),
        answer.counts(),
        explained ? query.parsed().filterTexts() : null,
        answer.hints().isEmpty() ? null : answer.hints(),
        answer.hits().stream().map(hit -> Found.of(hit, explained)).toList(),
        answer.next() == null ? null : answer.next().toString());
  }
}
