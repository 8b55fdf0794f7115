package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.demo.DemoPictures;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.picture.Root;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The collection of drawn scenes: what `demo` makes where nobody names pictures. It is the
/// program's own and can be made again at any time.
final class DrawnDemo {
  private final Shell shell;
  private final Settings settings;
  private final PreprocessOption preprocess;
  private final DownloadOption download;
  private final DemoPictures pictures;

  DrawnDemo(Shell shell, Settings settings, PreprocessOption preprocess, DownloadOption download) {
    this.shell = shell;
    this.settings = settings;
    this.preprocess = preprocess;
    this.download = download;
    this.pictures = new DemoPictures(settings.home().resolve("demo").resolve("pictures"));
  }

  /// Whether the collection holds drawn scenes and nothing else.
  boolean isIn(Storage storage) {
    try (PictureStore store = storage.openToRead(settings.collection()).orElse(null)) {
      if (store == null) {
        return false;
      }
      List<Root> roots = store.roots();
      String folder = pictures.folder().toRealPath().toString();
      return !roots.isEmpty() && roots.stream().allMatch(root -> root.directory().equals(folder));
    } catch (IOException e) {
      return false; // nothing drawn here
    }
  }

  /// Whether there is nothing that drawn scenes would be in the way of.
  boolean hasRoomIn(Storage storage) {
    try (PictureStore store = storage.openToRead(settings.collection()).orElse(null)) {
      return store == null || store.counts().pictures() == 0;
    }
  }

  Path folder() {
    return pictures.folder();
  }

  /// Draws what is missing.
  ///
  /// @return whether all are there; not if it was interrupted
  boolean draw() {
    if (pictures.areComplete()) {
      return true;
    }
    shell.say(
        "Drawing %d scenes into %s.", DemoPictures.count(), Printable.line(folder().toString()));
    boolean complete = drawWithProgress();
    if (!complete) {
      shell.say("Interrupted. What is drawn stays; the same command goes on from there.");
    }
    return complete;
  }

  private boolean drawWithProgress() {
    if (!shell.interactive()) {
      return draw(new LineProgress(shell, "scenes"));
    }
    try (BarProgress bar = new BarProgress(shell, "Drawing")) {
      return draw(bar);
    }
  }

  private boolean draw(IndexProgress progress) {
    return pictures.draw(progress, shell.interruption()::isRequested);
  }

  /// The model of the collection, else the bundled one unless another is asked for; whoever asks
  /// closes it.
  ///
  /// Another version of Pictor may bring another sketchbook, whose embeddings do not go with those
  /// that are there: the collection is then dropped, to be made again.
  LoadedModel model(Storage storage) {
    CollectionInfo info = Stores.info(storage, settings.collection()).orElse(null);
    if (info == null) {
      return anyModel(
          storage, settings.model() == null ? settings.withModel(ModelFile.BUNDLED) : settings);
    }
    ModelFile file = new ModelFinder(settings).find(info.model());
    if (!file.isBundled() || !ModelFile.isBundled(info.model().location())) {
      return anyModel(storage, settings);
    }
    LoadedModel model =
        Models.load(file, settings, preprocess.orElse(Models.preprocessing(info.model())));
    if (isOutdated(info.model(), model.identity())) {
      shell.say("These scenes were indexed with an earlier sketchbook; they are indexed again.");
      storage.drop(settings.collection());
    }
    return model;
  }

  private LoadedModel anyModel(Storage storage, Settings chosen) {
    return new IndexRun(shell, chosen, preprocess, new ModelOffer(shell, chosen, download))
        .model(storage);
  }

  /// Other preprocessing alone is somebody's wish, and refused.
  private static boolean isOutdated(ModelIdentity indexed, ModelIdentity bundled) {
    return bundled.preprocessing().equals(indexed.preprocessing())
        && !bundled.fingerprint().equals(indexed.fingerprint());
  }
}
