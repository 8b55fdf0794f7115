package dev.pictor.store;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Made-up pictures, files and embeddings; the same number gives the same ones.
public final class Samples {
  public static final String ROOT = "photos";

  private Samples() {}

  public static ModelIdentity model(String name, char digit, int dimension) {
    return new ModelIdentity(
        name, "/models/" + name, fingerprint(digit), dimension, "upright", "fp32");
  }

  public static String fingerprint(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  public static ContentHash hash(int number) {
    try {
      byte[] name = ("picture " + number).getBytes(StandardCharsets.UTF_8);
      return new ContentHash(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// Every third is a `png`, the others are `jpeg`.
  public static Picture picture(int number) {
    String format = number % 3 == 0 ? "png" : "jpeg";
    return new Picture(hash(number), format, 1000 + number, 640, 480);
  }

  public static Place place(String path) {
    return new Place(ROOT, path);
  }

  public static KnownFile.PictureFile file(int number, String path) {
    FileStamp stamp = new FileStamp(1000 + number, 1_700_000_000_123L + number);
    return new KnownFile.PictureFile(place(path), stamp, hash(number));
  }

  /// The picture at this path, with an embedding and a thumbnail of its own.
  public static Change.PutPicture put(int number, String path, ModelIdentity model) {
    return put(number, path, embedding(number, model));
  }

  public static Change.PutPicture put(
      int number, String path, ModelIdentity model, byte[] thumbnail) {
    return new Change.PutPicture(
        picture(number), file(number, path), embedding(number, model), thumbnail);
  }

  public static Change.PutPicture put(int number, String path, Embedding embedding) {
    return new Change.PutPicture(picture(number), file(number, path), embedding, jpeg(number));
  }

  public static byte[] jpeg(int number) {
    return ("thumbnail " + number).getBytes(StandardCharsets.UTF_8);
  }

  /// In any direction.
  public static Embedding embedding(int number, ModelIdentity model) {
    Random random = new Random(number);
    float[] values = new float[model.dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.normalized(model.fingerprint(), values);
  }

  /// Around few centres, as the embeddings of real pictures are.
  public static List<Embedding> clustered(long seed, int count, ModelIdentity model) {
    return clustered(seed, count, model, 0.5f);
  }

  /// @param spread around the centres, relative to their own: the larger, the harder for a graph
  public static List<Embedding> clustered(long seed, int count, ModelIdentity model, float spread) {
    Random centres = new Random(99);
    float[][] centre = new float[20][model.dimension()];
    for (float[] values : centre) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) centres.nextGaussian();
      }
    }
    Random random = new Random(seed);
    List<Embedding> embeddings = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      float[] values = centre[random.nextInt(centre.length)].clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += spread * (float) random.nextGaussian();
      }
      embeddings.add(Embedding.normalized(model.fingerprint(), values));
    }
    return embeddings;
  }
}
