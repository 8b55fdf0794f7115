package dev.pictor.store.postgres;

import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.MetadataText;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A [Filter] as a condition on a row `p` of the table `picture`. What comes from outside is bound.
///
/// @param sql never null for any row: what is not known does not match
/// @param values to bind, in order
record Condition(String sql, List<Object> values) {
  private static final String FILES_OF_PICTURE =
      "FROM file f WHERE f.collection_id = p.collection_id AND f.picture_id = p.id";

  /// The haversine formula, as [GeoPoint#metresTo].
  private static final String METRES =
      """
      %s * asin(least(1, sqrt(
        sin(radians(? - p.latitude) / 2) ^ 2
        + cos(radians(p.latitude)) * cos(radians(?)) * sin(radians(? - p.longitude) / 2) ^ 2)))"""
          .formatted(2 * GeoPoint.EARTH_RADIUS_METRES);

  static Condition of(Filter filter) {
    return switch (filter) {
      case Filter.All() -> new Condition("true", List.of());
      case Filter.FormatIs(var format) -> certain("p.format = ?", text(format));
      case Filter.InFolder(var root, var path) ->
          certain(
              "EXISTS (SELECT %s AND f.root = ? AND starts_with(f.path, ?))"
                  .formatted(FILES_OF_PICTURE),
              text(root),
              text(path.isEmpty() ? "" : path + "/"));
      case Filter.CameraContains(var text) ->
          known("strpos(p.camera_folded, ?) > 0", text(MetadataText.folded(text)));
      case Filter.LensContains(var text) ->
          known("strpos(p.lens_folded, ?) > 0", text(MetadataText.folded(text)));
      case Filter.HasKeyword(var keyword) ->
          known("? = ANY (p.keywords_folded)", text(MetadataText.folded(keyword)));
      case Filter.TakenBetween(var from, var until) ->
          known(
              """
              CASE WHEN p.taken_at IS NOT NULL THEN p.taken_at >= ? AND p.taken_at < ?
                   ELSE (SELECT min(f.modified_millis) >= ? AND min(f.modified_millis) < ? %s) END"""
                  .formatted(FILES_OF_PICTURE),
              from,
              until,
              TakenAt.millis(from),
              TakenAt.millis(until));
      case Filter.WidthBetween(var least, var most) ->
          certain("p.width BETWEEN ? AND ?", least, most);
      case Filter.HeightBetween(var least, var most) ->
          certain("p.height BETWEEN ? AND ?", least, most);
      case Filter.ShapeIs(var shape) ->
          certain(
              switch (shape) {
                case PORTRAIT -> "p.width < p.height";
                case LANDSCAPE -> "p.width > p.height";
                case SQUARE -> "p.width = p.height";
              });
      case Filter.RatingBetween(var least, var most) ->
          known("p.rating BETWEEN ? AND ?", least, most);
      case Filter.Near(var point, var metres) ->
          known(
              // least() passes over nulls.
              "p.latitude IS NOT NULL AND " + METRES + " <= ?",
              point.latitude(),
              point.latitude(),
              point.longitude(),
              metres);
      case Filter.And(var parts) -> joined("true", " AND ", parts);
      case Filter.Or(var parts) -> joined("false", " OR ", parts);
      case Filter.Not(var other) -> {
        Condition condition = of(other);
        yield new Condition("NOT " + condition.sql(), condition.values());
      }
    };
  }

  /// Of columns that are never null.
  private static Condition certain(String sql, Object... values) {
    return new Condition("(" + sql + ")", List.of(values));
  }

  private static Condition known(String sql, Object... values) {
    return new Condition("((" + sql + ") IS TRUE)", List.of(values));
  }

  private static Condition joined(String neutral, String operator, List<Filter> parts) {
    List<Condition> conditions = parts.stream().map(Condition::of).toList();
    List<String> terms =
        Stream.concat(Stream.of(neutral), conditions.stream().map(Condition::sql)).toList();
    List<Object> values = new ArrayList<>();
    conditions.forEach(condition -> values.addAll(condition.values()));
    return new Condition("(" + String.join(operator, terms) + ")", values);
  }

  /// As [BinaryCopy#text] writes it.
  private static String text(String text) {
    return text.replace('\0', '\ufffd');
  }
}
