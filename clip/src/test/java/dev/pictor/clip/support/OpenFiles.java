package dev.pictor.clip.support;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program that opens models one after the other, each path a line of standard input, and prints
/// what became of each: `loaded` and how far it is from the micro model, `refused` and why, or
/// what should not be. It is run with a small heap.
///
/// Argument: a folder for the caches, each named by the number of its line.
public final class OpenFiles {
  private static final int GUARD_SECONDS = 30;

  private OpenFiles() {}

  public static void main(String[] arguments) throws Exception {
    Path caches = Path.of(arguments[0]);
    List<String> paths =
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < paths.size(); i++) {
        Path model = Path.of(paths.get(i));
        Path cache = caches.resolve(String.valueOf(i));
        Future<String> outcome = thread.submit(() -> open(model, cache));
        try {
          System.out.println(outcome.get(GUARD_SECONDS, TimeUnit.SECONDS).replace("\n", "\\n"));
        } catch (TimeoutException e) {
          System.out.println("hung for %d s".formatted(GUARD_SECONDS));
          Runtime.getRuntime().halt(1);
        }
      }
    }
  }

  private static String open(Path model, Path cache) {
    try (Clip clip = Clip.open(model, ClipOptions.defaults().withCacheDirectory(cache))) {
      return "loaded %s".formatted(difference(clip));
    } catch (ModelException e) {
      return "refused " + e.getMessage();
    } catch (Throwable e) {
      return "broke with " + e;
    }
  }

  private static double difference(Clip clip) throws IOException {
    List<Embedding> embeddings = new ArrayList<>(clip.encodePixels(floats("micro_image.npy")));
    embeddings.addAll(clip.encodeTokens(Rows.ints(array("micro_text_ids.npy"))));
    List<float[]> expected = new ArrayList<>(floats("micro_image_embeds.npy"));
    expected.addAll(floats("micro_text_embeds.npy"));
    return Rows.maxDifference(Rows.of(embeddings), Rows.normalized(expected));
  }

  private static List<float[]> floats(String name) throws IOException {
    return Rows.floats(array(name));
  }

  private static Npy array(String name) throws IOException {
    return Npy.read(Fixtures.resource("micro/" + name));
  }
}
