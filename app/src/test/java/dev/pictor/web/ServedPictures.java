package dev.pictor.web;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.demo.DemoFiles;
import dev.pictor.demo.DemoPicture;
import dev.pictor.history.History;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Targets;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelState;
import dev.pictor.picture.PictureId;
import dev.pictor.search.Background;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.lucene.LuceneStorage;
import dev.pictor.testing.Silence;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/// A folder of made pictures, indexed into a Lucene store or another.
final class ServedPictures implements AutoCloseable {
  static final String COLLECTION = "made";
  static final String HOSTILE_NAME = "<img src=x onerror=alert(1)>\"'&.png";

  private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, null, false);
  private static final Path REPOSITORY =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();

  /// Where the pictures lie; the root of the same name.
  final Path photos;

  final Storage storage;
  final Clip clip;
  final History history;

  private final ModelIdentity identity;

  private ServedPictures(Path photos, Storage storage, Clip clip, ModelIdentity identity) {
    this.photos = photos;
    this.storage = storage;
    this.clip = clip;
    this.identity = identity;
    this.history = History.in(photos.resolveSibling("home"), true);
  }

  /// Discs, indexed with a tiny model that knows nothing of anything.
  static ServedPictures make(Path folder) throws IOException {
    return make(folder, lucene(folder));
  }

  private static Storage lucene(Path folder) {
    return LuceneStorage.open(folder.resolve("lucene"));
  }

  /// @param storage is closed with them
  static ServedPictures make(Path folder, Storage storage) throws IOException {
    ServedPictures made = withoutAny(folder, storage);
    made.draw("red disc.png", 300, 200, Color.RED);
    made.draw("wide.jpg", 900, 150, Color.BLUE);
    made.draw("tall.gif", 100, 250, Color.GREEN);
    made.draw("scan.tiff", 120, 120, Color.BLACK);
    made.draw("été/ñandú 😀.jpg", 200, 160, Color.ORANGE);
    made.draw(HOSTILE_NAME, 160, 160, Color.MAGENTA);
    made.index();
    return made;
  }

  /// Nothing drawn, nothing indexed, no collection.
  static ServedPictures withoutAny(Path folder) throws IOException {
    return withoutAny(folder, lucene(folder));
  }

  private static ServedPictures withoutAny(Path folder, Storage storage) throws IOException {
    Path model = REPOSITORY.resolve("../shared/reference/models/tiny-openai/ViT-tiny-32.pt");
    Assumptions.assumeTrue(
        Files.isRegularFile(model), "needs ../shared/reference (the reference pack)");
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Clip clip =
        Clip.open(model, ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
    return new ServedPictures(
        photos,
        storage,
        clip,
        new ModelIdentity(
            "tiny-openai",
            "ViT-tiny-32.pt",
            clip.fingerprint(),
            clip.config().embeddingDimension(),
            clip.preprocessing().label(),
            "fp32"));
  }

  /// Scenes of the demo, indexed with the model that knows them.
  static ServedPictures scenes(Path folder, int count) throws IOException {
    Path photos = Files.createDirectories(folder.resolve("Pictures"));
    for (DemoPicture picture : DemoPicture.all().subList(0, count)) {
      DemoFiles.write(photos, picture);
    }
    LoadedModel model =
        ModelFile.bundled("a test")
            .load(Preprocessing.UPRIGHT, Precision.FP32, folder.resolve("cache"));
    ServedPictures scenes =
        new ServedPictures(photos, lucene(folder), model.clip(), model.identity());
    scenes.index();
    return scenes;
  }

  void draw(String name, int width, int height, Color color) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(color);
    graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1);
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("No writer for " + format);
    }
  }

  void index() {
    try (PictureStore store = storage.openToWrite(COLLECTION, identity)) {
      new Indexer(store, clip, new Silence(), () -> false)
          .index(new Targets(store.roots(), Map.of()).of(List.of(photos)));
    }
  }

  /// The collection, opened to write: until it is closed no index job gets further than waiting
  /// for it.
  PictureStore hold() {
    return storage.openToWrite(COLLECTION, storage.info(COLLECTION).orElseThrow().model());
  }

  ModelState ready() {
    return new ModelState.Ready(identity.name(), clip);
  }

  PictorServer serve() {
    return serve(ANY_PORT, ready(), Map.of());
  }

  PictorServer serve(ModelState model) {
    return serve(ANY_PORT, model, Map.of());
  }

  PictorServer serve(ServerOptions options, ModelState model, Map<String, Path> roots) {
    return PictorServer.start(
        options, storage, COLLECTION, () -> model, new Background(null), roots, history);
  }

  PictorServer serve(ServerOptions options, Limits limits) {
    return PictorServer.start(
        options, limits, storage, COLLECTION, this::ready, new Background(null), Map.of(), history);
  }

  /// The id that a file's content has.
  PictureId id(String name) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(photos.resolve(name)));
      return new PictureId(HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    storage.close();
    clip.close();
  }
}
