import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.picture.Root;
import dev.pictor.store.Change;
import dev.pictor.store.Filter;
import dev.pictor.store.KnownFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.store.postgres.PostgresStorage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A collection of vectors without pictures, and filters that so many of them pass.
///
/// @param databaseUrl empty for Lucene
record MadeCollection(Path home, String databaseUrl, String schema, ModelIdentity model) {
  private static final int BATCH = 2_000;
  private static final int SHARES = 1_000;

  /// As large as thumbnails are; it does not compress.
  private static final int THUMBNAIL_BYTES = 5_000;

  static final String NAME = "default";

  Storage open() {
    return databaseUrl.isEmpty()
        ? LuceneStorage.open(folder())
        : PostgresStorage.open(databaseUrl, schema);
  }

  /// Compares all.
  Storage openExact() {
    return databaseUrl.isEmpty()
        ? LuceneStorage.openExact(folder())
        : PostgresStorage.openExact(databaseUrl, schema);
  }

  private Path folder() {
    return home.resolve("lucene");
  }

  Embedding embedding(float[] values) {
    return Embedding.ofUnit(model.fingerprint(), values);
  }

  /// @return seconds to put them, and seconds until the index is there
  double[] fill(int count, Supplier<float[]> vectors) {
    try (Storage storage = open();
        PictureStore store = storage.openToWrite(NAME, model)) {
      // Nowhere: a hit whose file is gone from a folder that is there would be left out.
      store.putRoot(new Root("made", "/nowhere/made"));
      long start = System.nanoTime();
      List<float[]> first =
          Stream.generate(vectors).limit(Math.min(BATCH, count)).collect(Collectors.toList());
      double middle = Bench.median(first.stream().mapToDouble(MadeCollection::side).toArray());
      List<Change> batch = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        float[] vector = number < first.size() ? first.get(number) : vectors.get();
        batch.add(put(number, vector, side(vector) > middle));
        if (batch.size() == BATCH || number == count - 1) {
          store.apply(batch);
          batch.clear();
        }
      }
      double put = seconds(start);
      start = System.nanoTime();
      store.optimize();
      return new double[] {put, seconds(start)};
    }
  }

  /// The width says what share of the pictures it is among, whatever it shows; the height on which
  /// side of the middle it lies, so that it has to do with what it shows.
  private Change put(int number, float[] vector, boolean high) {
    byte[] digest = digest(number);
    int share = Math.floorMod(ByteBuffer.wrap(digest, 16, 4).getInt(), SHARES);
    Picture picture =
        new Picture(
            new ContentHash(HexFormat.of().formatHex(digest)),
            "jpeg",
            1_000_000 + number,
            1 + share,
            high ? 2_000 : 1_000);
    Place place = new Place("made", "%03d/%06d.jpg".formatted(number / 1_000, number));
    byte[] thumbnail = new byte[THUMBNAIL_BYTES];
    new java.util.Random(number).nextBytes(thumbnail);
    return new Change.PutPicture(
        picture,
        new KnownFile.PictureFile(
            place, new FileStamp(1_000_000 + number, 1_700_000_000_000L + number), picture.hash()),
        embedding(vector),
        thumbnail);
  }

  private static double side(float[] vector) {
    double side = 0;
    for (int i = 0; i < vector.length; i++) {
      side += i % 2 == 0 ? vector[i] : -vector[i];
    }
    return side;
  }

  static Map<String, Filter> filters() {
    Map<String, Filter> filters = new LinkedHashMap<>();
    filters.put("none", Filter.all());
    filters.put("50 %", new Filter.WidthBetween(1, SHARES / 2));
    filters.put("half of what can be seen", new Filter.HeightBetween(2_000, 2_000));
    filters.put("10 %", new Filter.WidthBetween(1, SHARES / 10));
    filters.put("1 %", new Filter.WidthBetween(1, SHARES / 100));
    filters.put("0.1 %", new Filter.WidthBetween(1, 1));
    filters.put("a folder of 1,000", new Filter.InFolder("made", "007"));
    return filters;
  }

  private static byte[] digest(int number) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(ByteBuffer.allocate(4).putInt(number).array());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
