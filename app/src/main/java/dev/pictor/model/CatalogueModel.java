package dev.pictor.model;

import dev.pictor.model.download.WantedFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model that can be downloaded: what it is, and exactly which bytes.
///
/// @param title for people
/// @param licence of the weights
/// @param dimension of its embeddings
/// @param imageSize pixels of a side
/// @param quality as somebody published it; null where nobody did
/// @param files one weight file called after the model, or the files of a folder
public record CatalogueModel(
    String name,
    String title,
    String licence,
    int dimension,
    int imageSize,
    @Nullable Quality quality,
    List<WantedFile> files) {

  /// How often a caption finds its own picture first among all (zero-shot, text to image, R@1).
  ///
  /// @param flickr30k in percent, of the 1,000 test pictures
  /// @param coco in percent, of the 5,000 validation pictures
  /// @param source who says so
  public record Quality(double flickr30k, double coco, String source) {}

  /// @throws IllegalArgumentException if it cannot be installed like that
  public CatalogueModel {
    ModelName.requireValid(name);
    if (title == null || licence == null || dimension < 1 || imageSize < 1) {
      throw new IllegalArgumentException(
          "The model '%s' must have a title, a licence, a dimension and an imageSize."
              .formatted(name));
    }
    files = List.copyOf(files);
    Set<String> names = new HashSet<>();
    if (files.isEmpty() || !files.stream().allMatch(file -> names.add(file.name()))) {
      throw new IllegalArgumentException(
          "The model '%s' must have files, each of another name.".formatted(name));
    }
    if (files.size() == 1 && !ModelName.filesOf(name).contains(files.getFirst().name())) {
      throw new IllegalArgumentException(
          "The file of model '%s' must be called %s, not '%s'."
              .formatted(
                  name, String.join(" or ", ModelName.filesOf(name)), files.getFirst().name()));
    }
  }

  /// Whether it is a folder.
  boolean isFolder() {
    return files.size() > 1;
  }

  public long bytes() {
    return files.stream().mapToLong(WantedFile::bytes).sum();
  }

  /// The file that nearly all bytes are in.
  public WantedFile weights() {
    return files.stream()
        .max((one, other) -> Long.compare(one.bytes(), other.bytes()))
        .orElseThrow();
  }

  /// What it is, in a line.
  public String summary() {
    return "%s, %s, %s licence".formatted(title, Size.text(bytes()), licence);
  }
}
