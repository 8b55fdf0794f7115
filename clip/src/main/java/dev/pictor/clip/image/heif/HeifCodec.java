package dev.pictor.clip.image.heif;

import java.nio.ByteBuffer;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/// How the coded pictures of a file are coded.
///
/// @param kind what files of it are called
/// @param item kind of a coded picture
/// @param configuration the property that a decoder needs to know first
/// @param compression libheif's number, `heif_compression_format`
/// @param plugin Debian's package with a decoder, where libheif has none built in
record HeifCodec(String kind, String item, String configuration, int compression, String plugin) {
  static final HeifCodec HEVC = new HeifCodec("HEIC", "hvc1", "hvcC", 1, "libheif-plugin-libde265");
  static final HeifCodec AV1 = new HeifCodec("AVIF", "av01", "av1C", 4, "libheif-plugin-dav1d");

  /// @param item kind of an item
  /// @return null if it is no coded picture, or of a codec that is not read
  static @Nullable HeifCodec of(String item) {
    return item.equals(HEVC.item) ? HEVC : item.equals(AV1.item) ? AV1 : null;
  }

  /// @param configuration content of that property
  /// @param data of the coded picture
  CodedSize size(ByteBuffer configuration, ByteBuffer data) throws IIOException {
    return Damage.within(
        "a coded picture in it",
        () ->
            this == HEVC
                ? HevcStream.size(configuration, data)
                : Av1Stream.size(configuration, data));
  }
}
