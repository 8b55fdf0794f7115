package dev.pictor.transfer;

import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.picture.Root;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.StoreCounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an export says of the collection as a whole.
///
/// @param model that made the vectors
/// @param roots that places are below, with the folders where they lay
/// @param counts of what is in it
record Manifest(ModelIdentity model, List<Root> roots, StoreCounts counts) {
  /// Of what is written; a file with a higher one is refused.
  static final int FORMAT = 1;

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> PREPROCESSING =
      Arrays.stream(Preprocessing.values()).map(Preprocessing::label).collect(Collectors.toSet());
  private static final Set<String> PRECISION =
      Arrays.stream(Precision.values()).map(Precision::label).collect(Collectors.toSet());

  Manifest {
    roots = List.copyOf(roots);
  }

  Set<String> rootNames() {
    Set<String> names = new HashSet<>();
    roots.forEach(root -> names.add(root.name()));
    return names;
  }

  /// As JSON.
  ///
  /// @param format see [#FORMAT]
  /// @param sha256 of the files beside it, by name; of what else it speaks of in other formats
  record Written(
      @Nullable Integer format,
      @Nullable WrittenModel model,
      @Nullable List<WrittenRoot> roots,
      @Nullable Long pictures,
      @Nullable Long files,
      @Nullable Long failed,
      @Nullable Map<String, String> sha256) {}

  record WrittenModel(
      @Nullable String name,
      @Nullable String location,
      @Nullable String fingerprint,
      @Nullable Integer dimension,
      @Nullable String preprocessing,
      @Nullable String precision) {}

  record WrittenRoot(@Nullable String name, @Nullable String directory) {}

  Written written(Map<String, String> sha256) {
    return new Written(
        FORMAT,
        new WrittenModel(
            model.name(),
            model.location(),
            model.fingerprint(),
            model.dimension(),
            model.preprocessing(),
            model.precision()),
        roots.stream().map(root -> new WrittenRoot(root.name(), root.directory())).toList(),
        counts.pictures(),
        counts.files(),
        counts.failed(),
        sha256);
  }

  /// @throws IllegalArgumentException if it cannot be, or a newer program wrote it
  static Manifest of(Written written) {
    int format = Texts.requireThere(written.format(), "format");
    if (format > FORMAT) {
      throw new IllegalArgumentException(
          "a newer Pictor wrote it (format %d, this one reads up to %d)".formatted(format, FORMAT));
    }
    if (format < 1) {
      throw new IllegalArgumentException("format is %d".formatted(format));
    }
    Manifest manifest =
        new Manifest(
            model(Texts.requireThere(written.model(), "model")),
            Texts.requireThere(written.roots(), "roots").stream().map(Manifest::root).toList(),
            new StoreCounts(
                count(written.pictures(), "pictures"),
                count(written.files(), "files"),
                count(written.failed(), "failed")));
    if (manifest.rootNames().size() != manifest.roots.size()) {
      throw new IllegalArgumentException("a root is named twice");
    }
    return manifest;
  }

  private static ModelIdentity model(WrittenModel written) {
    String fingerprint = Texts.requireThere(written.fingerprint(), "fingerprint of the model");
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException("the model's fingerprint is no SHA-256 in hex");
    }
    int dimension = Texts.requireThere(written.dimension(), "dimension of the model");
    if (dimension < 1 || dimension > Limits.DIMENSION) {
      throw new IllegalArgumentException(
          "the model's dimension is %,d; 1 to %,d can be".formatted(dimension, Limits.DIMENSION));
    }
    return new ModelIdentity(
        text(written.name(), "name of the model"),
        text(written.location(), "location of the model"),
        fingerprint,
        dimension,
        oneOf(PREPROCESSING, written.preprocessing(), "preprocessing of the model"),
        oneOf(PRECISION, written.precision(), "precision of the model"));
  }

  private static String text(@Nullable String text, String what) {
    return Texts.require(Texts.requireThere(text, what), what);
  }

  private static String oneOf(Set<String> known, @Nullable String text, String what) {
    if (text == null || !known.contains(text)) {
      throw new IllegalArgumentException("%s is '%s'".formatted(what, text));
    }
    return text;
  }

  private static Root root(@Nullable WrittenRoot root) {
    WrittenRoot written = Texts.requireThere(root, "a root");
    String directory = text(written.directory(), "directory of a root");
    for (String part : directory.split("[/\\\\]", -1)) {
      if (part.equals("..")) {
        throw new IllegalArgumentException("the directory of a root is '%s'".formatted(directory));
      }
    }
    return new Root(text(written.name(), "name of a root"), directory);
  }

  private static long count(@Nullable Long count, String what) {
    long there = Texts.requireThere(count, what);
    if (there < 0) {
      throw new IllegalArgumentException("%s is %,d".formatted(what, there));
    }
    return there;
  }
}
