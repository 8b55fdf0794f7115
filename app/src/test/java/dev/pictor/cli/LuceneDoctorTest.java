package dev.pictor.cli;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.BrokenIndex;
import dev.pictor.store.lucene.LuceneStorage;
import java.nio.file.Path;
import java.util.Map;

class LuceneDoctorTest extends DoctorContract {
  private static BrokenIndex index(Path home) {
    return new BrokenIndex(home.resolve("lucene"), "default");
  }

  @Override
  Map<String, String> store() {
    return Map.of();
  }

  @Override
  Storage open(Path home) {
    return LuceneStorage.open(home.resolve("lucene"));
  }

  @Override
  void removeThumbnail(Path home, PictureId id) {
    index(home).removeThumbnail(id);
  }

  @Override
  void setThumbnail(Path home, PictureId id, byte[] bytes) {
    index(home).setThumbnail(id, bytes);
  }

  @Override
  void removeVector(Path home, PictureId id) {
    index(home).removeVector(id);
  }

  @Override
  void scaleVector(Path home, PictureId id, float factor) {
    index(home).scaleVector(id, factor);
  }

  @Override
  void removeRecord(Path home, PictureId id) {
    index(home).removeRecord(id);
  }

  @Override
  void removePlaces(Path home, PictureId id) {
    index(home).removePlaces(id);
  }
}
