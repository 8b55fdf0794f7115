package dev.pictor.model;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipException;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Checks that a model is what it should be, and that it works.
public final class ModelVerification {
  private final InstalledModels installed;
  private final ModelCatalogue catalogue;
  private final Path cache;

  /// @param cache for the converted weights
  public ModelVerification(InstalledModels installed, ModelCatalogue catalogue, Path cache) {
    this.installed = installed;
    this.catalogue = catalogue;
    this.cache = cache;
  }

  /// @param what was checked, a word
  /// @param finding what came of it, for people
  public record Check(String what, boolean passed, String finding) {}

  /// What is known of the right files, and who says so.
  private record Promise(List<FileDigest> files, String source) {}

  /// Damaged files are not tried.
  public List<Check> verify(ModelFile model) {
    Check files = files(model);
    return files.passed() ? List.of(files, embedding(model)) : List.of(files);
  }

  private Check files(ModelFile model) {
    if (model.isBundled()) {
      return new Check("Files", true, "come with the program, and are compared when it is opened");
    }
    Optional<Promise> promise = promise(model);
    if (promise.isEmpty()) {
      return new Check(
          "Files", true, "no digest is known of them: neither added nor in the catalogue");
    }
    return switch (DigestCheck.of(model.path(), promise.get().files())) {
      case DigestCheck.Intact _ ->
          new Check(
              "Files",
              true,
              "%d with the SHA-256 that %s"
                  .formatted(promise.get().files().size(), promise.get().source()));
      case DigestCheck.Damaged(var file, var reason) ->
          new Check("Files", false, "%s %s, as %s".formatted(file, reason, promise.get().source()));
    };
  }

  private Optional<Promise> promise(ModelFile model) {
    return installed
        .record(model.path())
        .map(record -> new Promise(record.files(), "was recorded when it was added"))
        .or(
            () ->
                catalogue
                    .find(model.name())
                    .map(
                        known ->
                            new Promise(
                                known.files().stream().map(FileDigest::of).toList(),
                                "the catalogue names")));
  }

  private Check embedding(ModelFile model) {
    try (LoadedModel loaded = model.load(Preprocessing.UPRIGHT, Precision.FP32, cache)) {
      Clip clip = loaded.clip();
      Embedding picture = clip.encodePixels(List.of(ramp(clip.config().image()))).getFirst();
      Embedding text =
          clip.encodeTokens(List.of(new int[] {0, clip.config().text().endToken()})).getFirst();
      return new Check(
          "Embedding",
          true,
          "of a picture and of a text: %d and %d dimensions"
              .formatted(picture.dimension(), text.dimension()));
    } catch (ClipException e) {
      return new Check("Embedding", false, String.valueOf(e.getMessage()));
    }
  }

  /// Input from -1 to 1.
  private static float[] ramp(ClipConfig.ImageTower image) {
    float[] pixels = new float[3 * image.imageSize() * image.imageSize()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 2f * i / pixels.length - 1;
    }
    return pixels;
  }
}
