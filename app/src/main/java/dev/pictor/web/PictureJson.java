package dev.pictor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.picture.Place;
import dev.pictor.search.MetadataJson;
import dev.pictor.search.PictureFiles;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.StoredPicture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of a picture, as JSON. Fields are only ever added.
///
/// @param sha256 of its content, in hex
/// @param places all, sorted; metadata tell of the one that is shown
/// @param explanation why a query finds it; absent where none was asked
@JsonInclude(JsonInclude.Include.NON_NULL)
record PictureJson(
    String id,
    String sha256,
    String collection,
    String model,
    String fingerprint,
    List<PlaceJson> places,
    MetadataJson metadata,
    Searcher.@Nullable Explanation explanation) {
  /// A file.
  ///
  /// @param path below the root
  /// @param state `present`, `gone` or `unreachable` from this machine
  /// @param file on this machine; absent where it is not present
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlaceJson(String root, String path, String state, @Nullable String file) {
    static PlaceJson of(Location location) {
      return switch (location) {
        case Location.Present(var place, var file) ->
            new PlaceJson(place.root(), place.path(), "present", file.toString());
        case Location.Gone(var place) -> new PlaceJson(place.root(), place.path(), "gone", null);
        case Location.Unreachable(var place) ->
            new PlaceJson(place.root(), place.path(), "unreachable", null);
      };
    }
  }

  /// @param shown the place to tell of in metadata
  static PictureJson of(
      StoredPicture stored, Place shown, CollectionInfo collection, PictureFiles files) {
    var picture = stored.picture();
    return new PictureJson(
        picture.id().value(),
        picture.hash().hex(),
        collection.name(),
        collection.model().name(),
        collection.model().fingerprint(),
        stored.places().stream().map(place -> PlaceJson.of(files.locate(List.of(place)))).toList(),
        MetadataJson.of(picture, stored.takenAt().orElse(null), shown),
        null);
  }

  PictureJson explained(Searcher.Explanation why) {
    return new PictureJson(id, sha256, collection, model, fingerprint, places, metadata, why);
  }
}
