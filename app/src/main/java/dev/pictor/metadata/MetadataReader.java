package dev.pictor.metadata;

import dev.pictor.clip.image.EmbeddedMetadata;
import dev.pictor.picture.Exposure;
import dev.pictor.picture.PictureMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a picture's file tells of itself. XMP is believed before IPTC, since programs keep it
/// up to date; keywords of both are taken.
public final class MetadataReader {
  private MetadataReader() {}

  /// Of a whole file. What is broken in it counts as absent; nothing is thrown.
  public static PictureMetadata read(byte[] content) {
    EmbeddedMetadata embedded = EmbeddedMetadata.of(content);
    Exif exif = embedded.exif() == null ? null : Exif.read(embedded.exif());
    Xmp xmp = embedded.xmp() == null ? Xmp.NONE : Xmp.read(embedded.xmp());
    Iptc iptc = embedded.iptc() == null ? Iptc.NONE : Iptc.read(embedded.iptc());
    List<String> keywords = new ArrayList<>(xmp.keywords());
    keywords.addAll(iptc.keywords());
    return new PictureMetadata(
        exif == null ? null : exif.takenAt(),
        exif == null ? null : exif.camera(),
        exif == null ? null : exif.lens(),
        exif == null ? Exposure.UNKNOWN : exif.exposure(),
        exif == null ? null : exif.location(),
        exif == null ? null : exif.orientation(),
        firstOf(xmp.title(), iptc.title()),
        keywords,
        xmp.rating());
  }

  private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
    return one == null || one.isBlank() ? other : one;
  }
}
