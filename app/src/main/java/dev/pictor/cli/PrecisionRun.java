package dev.pictor.cli;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.config.ConfigException;
import dev.pictor.eval.PrecisionLoss;
import dev.pictor.eval.PrecisionLoss.Both;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures what int8 loses with a user's own pictures and words.
final class PrecisionRun {
  /// More would hardly change the figures.
  private static final int MOST = 500;

  private static final int BATCH = 8;
  private static final int TEXTS = 64;

  private final Shell shell;
  private final ModelFile model;
  private final Path cache;

  PrecisionRun(Shell shell, ModelFile model, Path cache) {
    this.shell = shell;
    this.model = model;
    this.cache = cache;
  }

  /// @param folder its pictures are looked at, subfolders included; of more than 500, some that are
  ///     spread evenly
  /// @param queries a file of texts, one a line; null to search with the pictures themselves
  /// @return lines for people
  /// @throws ConfigException if there is nothing to measure with
  List<String> measure(Path folder, @Nullable Path queries) {
    List<String> texts = queries == null ? List.of() : texts(queries);
    List<Path> files = files(folder);
    try (LoadedModel exact = model.load(Preprocessing.UPRIGHT, Precision.FP32, cache);
        LoadedModel rounded = model.load(Preprocessing.UPRIGHT, Precision.INT8, cache)) {
      Both pictures = pictures(files, exact.clip(), rounded.clip());
      if (pictures.exact().size() < 2) {
        throw new ConfigException(
            "%s has %s that can be read; int8 is measured with two or more."
                .formatted(folder, pictures.exact().isEmpty() ? "no picture" : "one picture only"));
      }
      PrecisionLoss loss =
          texts.isEmpty()
              ? PrecisionLoss.ofPictures(pictures)
              : PrecisionLoss.ofTexts(pictures, texts(texts, exact.clip(), rounded.clip()));
      List<String> lines = new ArrayList<>(lines(loss, pictures.exact().size(), texts.size()));
      rounded.precisionNote().ifPresent(lines::add);
      return lines;
    }
  }

  private static List<String> lines(PrecisionLoss loss, int pictures, int texts) {
    return List.of(
        String.format(
            Locale.ROOT,
            "cosine similarity to fp32 %.5f (lowest %.5f), largest difference %.5f; %,d pictures",
            loss.medianCosine(),
            loss.lowestCosine(),
            loss.largestDifference(),
            pictures),
        String.format(
            Locale.ROOT,
            "of the first %d pictures of a search %.1f %% are the same; %,d searches with %s",
            PrecisionLoss.DEPTH,
            100 * loss.overlap(),
            texts == 0 ? pictures : texts,
            texts == 0 ? "pictures" : "texts"));
  }

  private Both pictures(List<Path> files, Clip exact, Clip rounded) {
    List<Embedding> ofExact = new ArrayList<>();
    List<Embedding> ofRounded = new ArrayList<>();
    List<float[]> batch = new ArrayList<>();
    try (BarProgress bar = new BarProgress(shell, "Comparing")) {
      IndexProgress progress = shell.interactive() ? bar : new LineProgress(shell, "pictures");
      for (int i = 0; i < files.size(); i++) {
        try {
          batch.add(
              exact
                  .preprocessor()
                  .preprocess(
                      EncodedImage.read(files.get(i)).decode(exact.preprocessor().sizeNeeded())));
        } catch (UnreadableImageException e) {
          // Other files lie among pictures, and which ones are broken is for `index` to tell.
        }
        if (batch.size() == BATCH || i == files.size() - 1) {
          ofExact.addAll(exact.encodePixels(batch));
          ofRounded.addAll(rounded.encodePixels(batch));
          batch.clear();
          progress.update(new Snapshot(files.size(), true, i + 1, 0));
        }
      }
    }
    return new Both(ofExact, ofRounded);
  }

  private static Both texts(List<String> texts, Clip exact, Clip rounded) {
    List<Embedding> ofExact = new ArrayList<>();
    List<Embedding> ofRounded = new ArrayList<>();
    for (int start = 0; start < texts.size(); start += TEXTS) {
      List<String> batch = texts.subList(start, Math.min(start + TEXTS, texts.size()));
      ofExact.addAll(exact.encodeTexts(batch));
      ofRounded.addAll(rounded.encodeTexts(batch));
    }
    return new Both(ofExact, ofRounded);
  }

  private static List<String> texts(Path queries) {
    List<String> texts;
    try (Stream<String> lines = Files.lines(queries)) {
      texts = lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(
          "--queries: %s cannot be read as UTF-8 text: %s".formatted(queries, e.getMessage()));
    }
    if (texts.isEmpty()) {
      throw new ConfigException("--queries: %s is empty; it has a text a line.".formatted(queries));
    }
    return texts;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> all = walk.filter(Files::isRegularFile).sorted().toList();
      return Stream.iterate(0, i -> i < Math.min(MOST, all.size()), i -> i + 1)
          .map(i -> all.get((int) ((long) i * all.size() / Math.min(MOST, all.size()))))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(
          "--pictures: the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }
}
