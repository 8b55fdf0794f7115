package dev.pictor.adoption;

import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.UnreadableImageException;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.PictureEncoder.Preprocessed;
import dev.pictor.picture.Root;
import dev.pictor.store.PictureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Takes over embeddings with the pictures that they are of.
public final class Adoption {
  /// So many pictures are embedded anew, spread over all of them, to see whose vectors these are.
  private static final int PROBES = 8;

  /// Far below what rounding and another JPEG decoder do to an embedding, far above what another
  /// model makes of the picture.
  private static final double LEAST_COSINE = 0.99;

  private final Vectors vectors;
  private final Clip clip;
  private final Path folder;
  private final Map<Path, String> filenames = new LinkedHashMap<>();
  private long missing;

  /// @param clip the model that made the vectors, with the preprocessing that it was used with
  /// @param folder a real directory: where the files lie
  public Adoption(Vectors vectors, Clip clip, Path folder) {
    this.vectors = vectors;
    this.clip = clip;
    this.folder = folder;
  }

  /// Looks for the files.
  ///
  /// @throws AdoptionException if there is none
  public void find() {
    vectors.forEachFilename(
        name ->
            file(name).ifPresentOrElse(file -> filenames.putIfAbsent(file, name), () -> missing++));
    if (filenames.isEmpty()) {
      throw new AdoptionException(
          "None of the %,d files that have a vector is in %s. Name the folder that their names are of."
              .formatted(missing, folder));
    }
  }

  /// How many files were found.
  public int found() {
    return filenames.size();
  }

  /// How many have a vector and are not there; one outside of the folder is not there.
  public long missing() {
    return missing;
  }

  /// The name may have been noted with the folder that it was in.
  private Optional<Path> file(String name) {
    try {
      Path given = folder.resolve(name).normalize();
      Path last = Path.of(name).getFileName();
      for (Path path : last == null ? List.of(given) : List.of(given, folder.resolve(last))) {
        if (path.startsWith(folder)
            && Files.isRegularFile(path)
            && path.toRealPath().startsWith(folder)) {
          return Optional.of(path);
        }
      }
    } catch (InvalidPathException | IOException e) {
      // It is not there, then.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// Embeds some of the pictures and compares.
  ///
  /// @return the lowest cosine similarity
  /// @throws AdoptionException if it is too low for the same model, or not one could be compared
  public double requireSameModel() {
    List<Path> files = List.copyOf(filenames.keySet());
    double lowest = 2;
    Path worst = folder;
    for (int probe = 0; probe < Math.min(PROBES, files.size()); probe++) {
      Path file = files.get((int) ((long) probe * files.size() / Math.min(PROBES, files.size())));
      String name = filename(file);
      float[] vector = vectors.of(List.of(name)).get(name);
      try {
        if (vector != null) {
          double cosine = embedding(name, vector).cosineSimilarity(clip.encodeImage(file));
          if (cosine < lowest) {
            lowest = cosine;
            worst = file;
          }
        }
      } catch (UnreadableImageException e) {
        // Another one tells as much.
        continue;
      }
    }
    if (lowest > 1.5) {
      throw new AdoptionException(
          "Not one of %d pictures in %s can be read, so that it cannot be told which model the vectors are of."
              .formatted(Math.min(PROBES, files.size()), folder));
    }
    if (lowest < LEAST_COSINE) {
      throw new AdoptionException(
          ("The vectors are not of this model, or not of these files: that of %s has a cosine similarity"
                  + " of %.3f to the one that the model makes; at least %.2f is expected. Name the model"
                  + " that made them (--model), or the folder as it was then.")
              .formatted(worst, lowest, LEAST_COSINE));
    }
    return lowest;
  }

  private String filename(Path file) {
    String name = filenames.get(file);
    if (name == null) {
      throw new IllegalStateException("not one of ours: " + file);
    }
    return name;
  }

  private Embedding embedding(String name, float[] vector) {
    if (vector.length != clip.config().embeddingDimension()) {
      throw new AdoptionException(
          "The vector of '%s' has %,d values; the model makes %,d."
              .formatted(name, vector.length, clip.config().embeddingDimension()));
    }
    try {
      return Embedding.normalized(clip.fingerprint(), vector);
    } catch (IllegalArgumentException e) {
      throw new AdoptionException("The vector of '%s': %s".formatted(name, e.getMessage()));
    }
  }

  /// Reads the files and stores them with these vectors. Can be stopped or killed at any point; the
  /// next call goes on from there.
  ///
  /// @param root which the files lie below
  public IndexReport takeOver(
      PictureStore store, Root root, IndexProgress progress, BooleanSupplier stopRequested) {
    Path directory = Path.of(root.directory());
    Set<String> known = new HashSet<>();
    store.forEachFile(root.name(), file -> known.add(file.place().path()));
    List<Path> fresh =
        filenames.keySet().stream()
            .filter(file -> !known.contains(directory.relativize(file).toString()))
            .toList();
    return new Indexer(
            store,
            clip.preprocessor(),
            pictures -> adopted(directory, pictures),
            progress,
            stopRequested)
        .indexFiles(root, fresh);
  }

  private List<Embedding> adopted(Path directory, List<Preprocessed> pictures) {
    List<String> names =
        pictures.stream()
            .map(picture -> filename(directory.resolve(picture.place().path())))
            .toList();
    Map<String, float[]> found = vectors.of(names);
    List<Embedding> embeddings = new ArrayList<>();
    for (String name : names) {
      float[] vector = found.get(name);
      if (vector == null) {
        throw new AdoptionException(
            "The vector of '%s' was removed meanwhile. Give the same command again."
                .formatted(name));
      }
      embeddings.add(embedding(name, vector));
    }
    return embeddings;
  }
}
