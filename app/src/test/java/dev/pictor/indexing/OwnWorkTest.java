package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Embedding;
import dev.pictor.indexing.Outcome.Kind;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.Change.PutFile;
import dev.pictor.store.Change.PutPicture;
import dev.pictor.store.Effort;
import dev.pictor.store.KnownFile.PictureFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnWorkTest {
  private static final FileStamp BEFORE = new FileStamp(10, 1000);
  private static final FileStamp NOW = new FileStamp(10, 2000);
  private static final ContentHash X = new ContentHash("a".repeat(64));
  private static final ContentHash Y = new ContentHash("b".repeat(64));
  private static final Place FIRST = new Place("root", "first.jpg");
  private static final Place SECOND = new Place("root", "second.jpg");

  @TempDir private Path folder;

  private static PictureFile file(Place place, FileStamp stamp, ContentHash hash) {
    return new PictureFile(place, stamp, hash);
  }

  private static PutPicture picture(Place place, FileStamp stamp, ContentHash hash) {
    return new PutPicture(
        new Picture(hash, "jpeg", 10, 4, 3),
        file(place, stamp, hash),
        Embedding.normalized("fp", new float[] {1, 2}),
        new byte[] {1});
  }

  private static Candidate candidate(Place place, @Nullable ContentHash before) {
    Known known = before == null ? null : Known.of(file(place, BEFORE, before));
    return new Candidate(place, Path.of(place.path()), NOW, known, null, Effort.NOTE);
  }

  /// `mv first second`, and another picture takes the name `first`: X is known, so `second` was not
  /// decoded; but when `first` is stored X has lost its only place.
  @Test
  void fileWhosePictureIsGoneMeanwhile_isReadAgain() {
    try (Storage storage = LuceneStorage.open(folder);
        PictureStore store =
            storage.openToWrite(
                "default", new ModelIdentity("m", "m.pt", "fp", 2, "upright", "fp32"))) {
      store.putRoot(new Root("root", "/root"));
      store.apply(List.of(picture(FIRST, BEFORE, X)));
      Tally tally = new Tally(new Silence());
      OwnWork work = new OwnWork(store, tally);
      BatchWriter writer = new BatchWriter(work, new HashSet<>(), tally);
      writer.add(new Outcome(candidate(FIRST, X), picture(FIRST, NOW, Y), Kind.UPDATED));
      writer.flush();
      Candidate renamed = candidate(SECOND, null);
      writer.add(new Outcome(renamed, new PutFile(file(SECOND, NOW, X)), Kind.COPY));
      writer.flush();

      assertThat(work.again()).containsExactly(renamed.toEmbedAnyway());
      assertThat(work.again()).isEmpty();
      writer.add(new Outcome(renamed, picture(SECOND, NOW, X), Kind.ADDED));
      writer.flush();
      assertThat(store.counts().pictures()).isEqualTo(2);
    }
  }
}
