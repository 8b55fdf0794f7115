package dev.pictor.transfer;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.WholePicture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What a [Source] tells, as pictures, if every one of them can be and they fit together: one pass.
///
/// Ids must ascend, so that none comes twice, and no place may be named twice; places are kept in
/// memory for it, about 200 bytes each, as indexing does.
final class CheckedPictures {
  private final Source source;
  private final Set<String> roots;
  private final Set<Place> places = new HashSet<>();
  private String lastId = "";
  private long pictures;
  private long files;

  CheckedPictures(Source source) {
    this.source = source;
    this.roots = source.manifest().rootNames();
  }

  /// @throws TransferException naming the file, the row and the reason at the first thing that
  ///     cannot be
  void forEach(Consumer<WholePicture> consumer, Consumer<FailedFile> failures) throws IOException {
    source.forEachRow(
        (number, row, vector, thumbnail) -> {
          WholePicture picture;
          try {
            picture = picture(row, vector, thumbnail);
          } catch (IllegalArgumentException e) {
            throw Source.refused(
                source.path(), "row %,d".formatted(number), String.valueOf(e.getMessage()));
          }
          consumer.accept(picture);
        });
    List<FailedFile> failed = new ArrayList<>();
    for (FailureRow row : source.failures()) {
      try {
        FailedFile file = row.file();
        requireNewPlace(file.place());
        failed.add(file);
      } catch (IllegalArgumentException e) {
        throw Source.refused(
            source.path(),
            "file %,d of those that could not be read".formatted(failed.size() + 1),
            String.valueOf(e.getMessage()));
      }
    }
    requireCounts(new StoreCounts(pictures, files, failed.size()));
    failed.forEach(failures);
  }

  private WholePicture picture(Row row, float[] vector, byte[] thumbnail) {
    Picture picture = row.picture();
    String id = picture.id().value();
    if (id.compareTo(lastId) <= 0) {
      throw new IllegalArgumentException(
          "id %s comes after %s; ids ascend and none comes twice".formatted(id, lastId));
    }
    lastId = id;
    List<PictureFile> shown = row.pictureFiles(picture.hash());
    shown.forEach(file -> requireNewPlace(file.place()));
    pictures++;
    files += shown.size();
    Thumbnails.require(thumbnail);
    return new WholePicture(
        picture,
        shown,
        Embedding.ofUnit(source.manifest().model().fingerprint(), vector),
        thumbnail);
  }

  private void requireNewPlace(Place place) {
    if (!roots.contains(place.root())) {
      throw new IllegalArgumentException(
          "%s lies below a root that is not among those of the export".formatted(place));
    }
    if (!places.add(place)) {
      throw new IllegalArgumentException("%s is named twice".formatted(place));
    }
  }

  private void requireCounts(StoreCounts counts) {
    StoreCounts expected = source.manifest().counts();
    if (!counts.equals(expected)) {
      throw Source.refused(
          source.path(),
          "it holds %,d pictures in %,d files and %,d failures; it says %,d, %,d and %,d"
              .formatted(
                  counts.pictures(),
                  counts.files(),
                  counts.failed(),
                  expected.pictures(),
                  expected.files(),
                  expected.failed()));
    }
  }
}
