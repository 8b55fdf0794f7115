package dev.pictor.picture;

/// What is known of a picture apart from where it lies.
///
/// @param format short name in lower case, `jpeg` say
/// @param sizeBytes of the file
/// @param width pixels as a person sees it, orientation applied
/// @param height pixels as a person sees it
public record Picture(ContentHash hash, String format, long sizeBytes, int width, int height) {
  public Picture {
    if (sizeBytes < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Not a picture's measures: %d bytes, %d x %d".formatted(sizeBytes, width, height));
    }
  }

  public PictureId id() {
    return PictureId.of(hash);
  }
}
