import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.picture.PictureId;
import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.SceneGenerator;
import dev.pictor.sketchbook.SceneRenderer;
import dev.pictor.sketchbook.captions.Query;
import dev.pictor.sketchbook.model.BundledModel;
import dev.pictor.store.Filter;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.Neighbors;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.testing.ClusteredVectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// What a search in many pictures takes and finds: the store alone, without and with filters, and the
/// whole way over HTTP, for one client and for many. Vectors are those of `ClusteredVectors`, and
/// what the bundled model makes of drawn scenes.
///
/// Usage: `bench/search [--count 100000] [--queries 300] [--scenes 25000] [--no-http]`; 0 leaves a part
/// out. Lucene, or PostgreSQL where `DATABASE_URL` is set: then in a schema of its own, which stays
/// there.
final class Searches {
  private static final int K = 10;
  private static final String HEAD =
      "| filter | matching | exact p50 ms | p50 ms | p95 ms | own processor time p50 ms | recall@10 | worst | approximate |";

  private final Path home;
  private final String databaseUrl = System.getenv().getOrDefault("DATABASE_URL", "");
  private final int queries;

  private Searches(Path home, int queries) {
    this.home = home;
    this.queries = queries;
  }

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    int count = Integer.parseInt(Bench.after(given, "--count", "100000"));
    int scenes = Integer.parseInt(Bench.after(given, "--scenes", "25000"));
    int queries = Integer.parseInt(Bench.after(given, "--queries", "300"));
    Path home = Files.createTempDirectory("pictor-bench");
    try {
      Bench.printMachine();
      Searches searches = new Searches(home, queries);
      if (count > 0) {
        searches.clustered(count, !given.contains("--no-http"));
      }
      if (scenes > 0) {
        searches.scenes(scenes);
      }
    } finally {
      Bench.delete(home);
    }
  }

  private void clustered(int count, boolean http) throws Exception {
    Path model = RandomModel.write(home.resolve("random"));
    ModelIdentity identity;
    try (Clip clip = Clip.open(model, options())) {
      identity = identity("random", model, clip);
    }
    ClusteredVectors vectors = new ClusteredVectors(1, identity.dimension());
    MadeCollection made = made("clustered", identity);
    double[] seconds = made.fill(count, vectors::picture);
    List<Embedding> asked = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      asked.add(made.embedding(i % 2 == 0 ? vectors.text() : vectors.picture()));
    }
    System.out.printf(
        "%,d clustered vectors of %d dimensions, put in %.0f s, indexed in %.0f s; %d texts and"
            + " pictures as queries, k = %d.%n%n",
        count, identity.dimension(), seconds[0], seconds[1], queries, K);
    measure(made, asked);
    if (http) {
      System.out.println();
      new HttpSearches(made, model).measure();
    }
    drop(made);
  }

  private void scenes(int count) throws IOException {
    Path cache = home.resolve("cache");
    try (Clip clip =
        BundledModel.read()
            .open(cache, folder -> Clip.open(folder, options()))) {
      ModelIdentity identity = identity(BundledModel.NAME, Path.of(BundledModel.NAME), clip);
      MadeCollection made = made("scenes", identity);
      Iterator<float[]> drawn =
          IntStream.range(0, count)
              .mapToObj(seed -> drawn(clip, seed).toArray())
              .iterator();
      made.fill(count, drawn::next);
      List<Embedding> asked = new ArrayList<>(clip.encodeTexts(
          Query.all().stream().map(Query::text).distinct().limit(queries / 2).toList()));
      while (asked.size() < queries) {
        asked.add(drawn(clip, count + asked.size()));
      }
      System.out.printf(
          "%n%,d drawn scenes in the %d dimensions of the bundled model, as many texts as scenes as queries, k = %d.%n%n",
          count, identity.dimension(), K);
      measure(made, asked);
      drop(made);
    }
  }

  private static Embedding drawn(Clip clip, int seed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(
          SceneRenderer.render(
              new SceneGenerator(Curriculum.ALL, false).scene(seed),
              BundledModel.IMAGE_SIZE,
              BundledModel.IMAGE_SIZE),
          "bmp",
          bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return clip.encodeImage(EncodedImage.of(bytes.toByteArray()));
  }

  private ClipOptions options() {
    return ClipOptions.defaults().withCacheDirectory(home.resolve("cache"));
  }

  private static ModelIdentity identity(String name, Path model, Clip clip) {
    return new ModelIdentity(
        name,
        model.toString(),
        clip.fingerprint(),
        clip.config().embeddingDimension(),
        clip.preprocessing().label(),
        clip.precision().label());
  }

  private MadeCollection made(String name, ModelIdentity model) {
    String schema = home.getFileName().toString().replaceAll("[^a-z0-9]", "_") + "_" + name;
    return new MadeCollection(home.resolve(name), databaseUrl, schema.toLowerCase(), model);
  }

  private static void drop(MadeCollection made) {
    try (Storage storage = made.open()) {
      storage.drop(MadeCollection.NAME);
    }
  }

  private void measure(MadeCollection made, List<Embedding> asked) {
    System.out.println(HEAD);
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    try (Storage storage = made.open();
        PictureStore store = storage.openToRead(MadeCollection.NAME).orElseThrow();
        Storage exactStorage = made.openExact();
        PictureStore exact = exactStorage.openToRead(MadeCollection.NAME).orElseThrow()) {
      for (Map.Entry<String, Filter> filter : MadeCollection.filters().entrySet()) {
        int[] matching = new int[1];
        store.forEachTaken(filter.getValue(), _ -> matching[0]++);
        row(filter.getKey(), matching[0], store, exact, filter.getValue(), asked);
      }
    }
  }

  private static void row(
      String name,
      int matching,
      PictureStore store,
      PictureStore exact,
      Filter filter,
      List<Embedding> asked) {
    // What Java and the server learn at first is not counted.
    asked.stream().limit(100).forEach(query -> store.nearest(query, filter, K));
    double[] millis = new double[asked.size()];
    double[] processor = new double[asked.size()];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] exactMillis = new double[Math.min(60, asked.size())];
    double worst = 1;
    double found = 0;
    int approximate = 0;
    List<Neighbors> answers = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      Embedding query = asked.get(i);
      long start = System.nanoTime();
      long began = threads.getCurrentThreadCpuTime();
      answers.add(store.nearest(query, filter, K));
      processor[i] = (threads.getCurrentThreadCpuTime() - began) / 1e6;
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    for (int i = 0; i < millis.length; i++) {
      approximate += answers.get(i).exact() ? 0 : 1;
      long start = System.nanoTime();
      Neighbors right = exact.nearest(asked.get(i), filter, K);
      if (i < exactMillis.length) {
        exactMillis[i] = (System.nanoTime() - start) / 1e6;
      }
      double recall = recall(right, answers.get(i));
      found += recall;
      worst = Math.min(worst, recall);
    }
    System.out.printf(
        "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %.4f | %.1f | %.0f %% |%n",
        name,
        matching,
        Bench.median(exactMillis),
        Bench.median(millis),
        Bench.percentile(95, millis),
        Bench.median(processor),
        found / asked.size(),
        worst,
        100.0 * approximate / asked.size());
  }

  private static double recall(Neighbors right, Neighbors answer) {
    Set<PictureId> ids = new HashSet<>();
    right.hits().forEach(hit -> ids.add(hit.picture().id()));
    long common = answer.hits().stream().filter(hit -> ids.contains(hit.picture().id())).count();
    return ids.isEmpty() ? 1 : common / (double) ids.size();
  }
}
