package dev.pictor.web;

import dev.pictor.model.Size;
import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.Picture;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.Place;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.StoredPicture;
import dev.pictor.web.view.PicturePage.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of a picture, as lines of a list; what others may share leads to those.
final class PictureFacts {
  private static final String NEAR = "10km";

  private final List<Fact> facts = new ArrayList<>();

  private PictureFacts() {}

  /// @param shown the place that is shown
  static List<Fact> of(StoredPicture stored, Place shown) {
    PictureFacts facts = new PictureFacts();
    PictureMetadata metadata = stored.picture().metadata();
    facts.add("Title", metadata.title());
    stored.takenAt().ifPresent(facts::addTaken);
    facts.addLocation(metadata.location());
    facts.addShared("Camera", "camera", metadata.camera());
    facts.addShared("Lens", "lens", metadata.lens());
    facts.add("Exposure", Texts.exposure(metadata.exposure()));
    facts.addRating(metadata.rating());
    metadata.keywords().forEach(keyword -> facts.addShared("Keyword", "keyword", keyword));
    facts.addFile(stored.picture());
    facts.addPlaces(stored, shown);
    facts.add("Id", stored.picture().id().value());
    return facts.facts;
  }

  private void add(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(new Fact(name, value, null));
    }
  }

  /// @param filter that all pass who have this value
  private void addShared(String name, String filter, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(name, value, SearchRoutes.searchUrl(filter + ":" + Texts.quoted(value))));
    }
  }

  private void addTaken(TakenAt taken) {
    facts.add(
        new Fact(
            "Taken",
            Texts.taken(taken),
            SearchRoutes.searchUrl("taken:" + taken.local().toLocalDate())));
  }

  private void addLocation(@Nullable GeoPoint point) {
    if (point != null) {
      String near =
          String.format(
              Locale.ROOT, "near:%.5f,%.5f,%s", point.latitude(), point.longitude(), NEAR);
      facts.add(new Fact("Place", Texts.location(point), SearchRoutes.searchUrl(near)));
    }
  }

  private void addRating(@Nullable Integer rating) {
    if (rating != null) {
      facts.add(new Fact("Rating", rating + " of 5", SearchRoutes.searchUrl("rating:>=" + rating)));
    }
  }

  private void addFile(Picture picture) {
    add("Size", String.format(Locale.ROOT, "%,d × %,d pixels", picture.width(), picture.height()));
    add(
        "Format",
        picture.format().toUpperCase(Locale.ROOT) + ", " + Size.text(picture.sizeBytes()));
  }

  private void addPlaces(StoredPicture stored, Place shown) {
    int end = shown.path().lastIndexOf('/');
    String folder = shown.root() + (end < 0 ? "" : "/" + shown.path().substring(0, end));
    addShared("Folder", "folder", folder);
    add("Path", shown.path());
    for (Place place : stored.places()) {
      if (!place.equals(shown)) {
        add("Also at", place.toString());
      }
    }
  }
}
