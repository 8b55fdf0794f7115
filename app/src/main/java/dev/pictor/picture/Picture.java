package dev.pictor.picture;

import java.util.Optional;

/// What is known of a picture apart from where it lies. All of it follows from the file's content.
///
/// @param format short name in lower case, `jpeg` say
/// @param sizeBytes of the file
/// @param width pixels as a person sees it, orientation applied
/// @param height pixels as a person sees it
public record Picture(
    ContentHash hash,
    String format,
    long sizeBytes,
    int width,
    int height,
    PictureMetadata metadata) {
  public Picture {
    if (sizeBytes < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Not a picture's measures: %d bytes, %d x %d".formatted(sizeBytes, width, height));
    }
  }

  /// Without metadata.
  public Picture(ContentHash hash, String format, long sizeBytes, int width, int height) {
    this(hash, format, sizeBytes, width, height, PictureMetadata.NONE);
  }

  /// By its camera, or else by its files.
  ///
  /// @param modifiedMillis when the earliest of its files was changed, see [FileStamp]
  /// @return empty if neither tells a time at which a picture can be taken
  public Optional<TakenAt> takenAt(long modifiedMillis) {
    TakenAt byCamera = metadata.takenAt();
    return byCamera == null ? TakenAt.ofFile(modifiedMillis) : Optional.of(byCamera);
  }

  public PictureId id() {
    return PictureId.of(hash);
  }
}
