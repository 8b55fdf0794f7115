package dev.pictor.store;

import dev.pictor.picture.PictureId;
import dev.pictor.picture.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a collection holds of a picture of which a part is missing or damaged. No batch leaves one
/// behind; a disk, a restored copy or a hand in the database can.
///
/// @param isRecorded whether the collection has the picture itself: format, size, metadata
/// @param places that name it, sorted
/// @param vectorFault what is wrong with its embedding, as [#vectorFault] says it; null if nothing
/// @param thumbnailFault the same of its thumbnail, see [#thumbnailFault]
public record DamagedPicture(
    PictureId id,
    boolean isRecorded,
    List<Place> places,
    @Nullable String vectorFault,
    @Nullable String thumbnailFault) {
  /// How far the norm of an embedding may be from 1, as [dev.pictor.clip.Embedding#ofUnit] has it.
  public static final double NORM_TOLERANCE = 1e-4;

  /// The fault of what is not there.
  public static final String MISSING = "missing";

  /// How many bytes at the beginning and at the end of a thumbnail are looked at.
  public static final int BEGIN_BYTES = 3;

  public static final int END_BYTES = 2;

  private static final byte[] BEGIN = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] END = {(byte) 0xff, (byte) 0xd9};

  public DamagedPicture {
    places = List.copyOf(places);
  }

  /// For stores: what is wrong with a vector that is there.
  ///
  /// @param norm NaN if one of its values is
  public static Optional<String> vectorFault(ModelIdentity model, int dimension, double norm) {
    if (dimension != model.dimension()) {
      return Optional.of("dimension %d, not %d".formatted(dimension, model.dimension()));
    }
    return Math.abs(norm - 1) <= NORM_TOLERANCE
        ? Optional.empty()
        : Optional.of("norm %s, not 1".formatted((float) norm));
  }

  /// For stores: what is wrong with a thumbnail that is there. What lies between its ends is not
  /// looked at.
  ///
  /// @param begin its first [#BEGIN_BYTES]
  /// @param end its last [#END_BYTES]
  public static Optional<String> thumbnailFault(byte[] begin, byte[] end) {
    if (!Arrays.equals(begin, BEGIN)) {
      return Optional.of("not a JPEG");
    }
    return Arrays.equals(end, END) ? Optional.empty() : Optional.of("breaks off");
  }

  /// What is wrong with a thumbnail as a store gave it, as above.
  public static Optional<String> thumbnailFault(byte[] jpeg) {
    return jpeg.length < BEGIN_BYTES + END_BYTES
        ? Optional.of("not a JPEG")
        : thumbnailFault(
            Arrays.copyOf(jpeg, BEGIN_BYTES),
            Arrays.copyOfRange(jpeg, jpeg.length - END_BYTES, jpeg.length));
  }
}
