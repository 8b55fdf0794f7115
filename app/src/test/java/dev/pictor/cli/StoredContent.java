package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoredPicture;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that a collection holds, in a form that can be compared.
final class StoredContent {
  private StoredContent() {}

  static Map<String, String> of(Storage storage, String collection) {
    return of(storage, collection, Map.of());
  }

  /// Of every place: which picture is there, whole, with its vector and thumbnail; or why none.
  ///
  /// @param seen places that were looked at before: whether they still tell the same hash is enough
  static Map<String, String> of(Storage storage, String collection, Map<String, String> seen) {
    Map<String, String> content = new TreeMap<>();
    try (PictureStore store = storage.openToRead(collection).orElse(null)) {
      if (store == null) {
        return content;
      }
      for (Root root : store.roots()) {
        store.forEachFile(
            root.name(),
            file -> {
              String told =
                  switch (file) {
                    case PictureFile picture -> {
                      String before = seen.getOrDefault(picture.place().path(), "");
                      yield before.startsWith(hash(picture)) ? before : whole(store, picture);
                    }
                    case FailedFile failed -> failed.reason();
                  };
              assertThat(content.put(file.place().path(), told)).as("no place twice").isNull();
            });
      }
      StoreCounts counts = store.counts();
      assertThat(counts.pictures())
          .isEqualTo(
              content.values().stream()
                  .filter(told -> told.startsWith("hash "))
                  .distinct()
                  .count());
      assertThat(counts.files() + counts.failed()).isEqualTo(content.size());
    }
    return content;
  }

  private static String whole(PictureStore store, PictureFile file) {
    PictureId id = PictureId.of(file.hash());
    StoredPicture picture = store.find(id).orElseThrow();
    Optional<byte[]> thumbnail = store.thumbnail(id);
    assertThat(picture.places()).contains(file.place());
    assertThat(thumbnail).hasValueSatisfying(bytes -> assertThat(bytes.length).isPositive());
    return hash(file)
        + "%d x %d, %s, thumbnail %s"
            .formatted(
                picture.picture().width(),
                picture.picture().height(),
                Arrays.toString(picture.embedding().toArray()),
                HexFormat.of().toHexDigits(Arrays.hashCode(thumbnail.orElseThrow())));
  }

  private static String hash(PictureFile file) {
    return "hash " + file.hash().hex() + ", ";
  }
}
