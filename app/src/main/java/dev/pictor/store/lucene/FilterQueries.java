package dev.pictor.store.lucene;

import dev.pictor.picture.MetadataText;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// [Filter]s as Lucene's queries over one snapshot.
final class FilterQueries {
  private final ShownContents shown;

  private FilterQueries(IndexSearcher searcher) {
    this.shown = new ShownContents(searcher);
  }

  /// The documents of the pictures that match, and no others.
  static Query of(Filter filter, IndexSearcher searcher) throws IOException {
    return new FilterQueries(searcher).pictures(filter);
  }

  private Query pictures(Filter filter) throws IOException {
    return switch (filter) {
      case Filter.All() -> all();
      case Filter.FormatIs(var format) -> new TermQuery(Documents.ofFormat(format));
      case Filter.InFolder(var root, var path) ->
          showing(shown.of(Documents.filesBelow(root, path)));
      case Filter.CameraContains(var text) -> containing(MetadataFields.CAMERA_FOLDED, text);
      case Filter.LensContains(var text) -> containing(MetadataFields.LENS_FOLDED, text);
      case Filter.HasKeyword(var keyword) ->
          term(MetadataFields.KEYWORD_FOLDED, MetadataText.folded(keyword));
      case Filter.TakenBetween(var from, var until) ->
          taken(TakenAt.millis(from), TakenAt.millis(until));
      case Filter.WidthBetween(var least, var most) ->
          range(MetadataFields.PIXELS_WIDE, least, most);
      case Filter.HeightBetween(var least, var most) ->
          range(MetadataFields.PIXELS_HIGH, least, most);
      case Filter.ShapeIs(var shape) -> term(MetadataFields.SHAPE, MetadataFields.name(shape));
      case Filter.RatingBetween(var least, var most) -> range(MetadataFields.RATING, least, most);
      case Filter.Near(var point, var metres) ->
          LatLonPoint.newDistanceQuery(
              MetadataFields.LOCATION, point.latitude(), point.longitude(), metres);
      case Filter.And(var parts) -> joined(all(), parts, Occur.FILTER);
      case Filter.Or(var parts) ->
          parts.isEmpty() ? MatchNoDocsQuery.INSTANCE : joined(null, parts, Occur.SHOULD);
      case Filter.Not(var other) -> but(all(), pictures(other));
    };
  }

  private static Query all() {
    return new TermQuery(Documents.pictures());
  }

  private Query joined(@Nullable Query first, List<Filter> parts, Occur occur) throws IOException {
    BooleanQuery.Builder joined = new BooleanQuery.Builder();
    if (first != null) {
      joined.add(first, occur);
    }
    for (Filter part : parts) {
      joined.add(pictures(part), occur);
    }
    return joined.build();
  }

  private static Query but(Query query, Query excluded) {
    return new BooleanQuery.Builder()
        .add(query, Occur.FILTER)
        .add(excluded, Occur.MUST_NOT)
        .build();
  }

  /// By the camera, or by the files of pictures whose camera says nothing.
  private Query taken(long from, long until) throws IOException {
    if (from >= until) {
      return MatchNoDocsQuery.INSTANCE;
    }
    Query byFile =
        but(showing(shown.ofEarliest(from, until)), new FieldExistsQuery(MetadataFields.TAKEN_AT));
    return new BooleanQuery.Builder()
        .add(LongField.newRangeQuery(MetadataFields.TAKEN_AT, from, until - 1), Occur.SHOULD)
        .add(byFile, Occur.SHOULD)
        .build();
  }

  /// Their thumbnails have the same hashes.
  private static Query showing(Set<BytesRef> hashes) {
    return new BooleanQuery.Builder()
        .add(all(), Occur.FILTER)
        .add(Documents.contents(hashes), Occur.FILTER)
        .build();
  }

  private static Query term(String field, String text) {
    return new TermQuery(new Term(field, text));
  }

  private static Query range(String field, int least, int most) {
    return least > most ? MatchNoDocsQuery.INSTANCE : IntField.newRangeQuery(field, least, most);
  }

  /// There are few different names: looking at each is simpler than an automaton, and no text can
  /// be too long for it.
  private Query containing(String field, String text) throws IOException {
    Terms names = MultiTerms.getTerms(shown.searcher().getIndexReader(), field);
    if (names == null) {
      return MatchNoDocsQuery.INSTANCE;
    }
    String folded = MetadataText.folded(text);
    List<BytesRef> containing = new ArrayList<>();
    for (TermsEnum name = names.iterator(); name.next() != null; ) {
      if (name.term().utf8ToString().contains(folded)) {
        containing.add(BytesRef.deepCopyOf(name.term()));
      }
    }
    return new TermInSetQuery(field, containing);
  }
}
